import type { Client } from "../load/client.ts";
import { type Figure, verdict } from "./figure.ts";
import { interleaved } from "./median.ts";
import { costOf, type ReadRoute, type Routes } from "./routes.ts";

const RATIO_BAR = 1.35;
const REPETITIONS = 41;
/** A route that answers with one D1 query and nothing else: what the platform itself takes. */
const BARE = "/dev/d1";

/** P1: how much every authenticated read costs over a bare D1 query, and its round trips to D1. */
export async function latencyFigures(to: Client, { reads, unfilled }: Routes): Promise<Figure[]> {
  const trips = new Map<string, number>();
  const ask = async ({ id, path }: ReadRoute) => {
    const { status, headers } = await to.send({ method: "GET", path });
    if (status >= 300) throw new Error(`${path} answered ${status}`);
    trips.set(id, costOf(headers).trips);
  };
  const runs: Record<string, () => Promise<unknown>> = {
    ...Object.fromEntries(reads.map((route) => [route.id, () => ask(route)])),
    bare: () => to.send({ method: "GET", path: BARE }),
  };
  const medians = await interleaved(runs, REPETITIONS);
  const base = medians["bare"] ?? Number.NaN;
  const figures = reads.map(({ id }): Figure => {
    const ratio = (medians[id] ?? Number.NaN) / base;
    const rounds = trips.get(id) ?? Number.NaN;
    return {
      id: "P1",
      name: `${id}: p50 / bare D1 query (${base.toFixed(1)} ms); D1 round trips`,
      measured: `${ratio.toFixed(2)}; ${rounds}`,
      bar: `${RATIO_BAR}; 1`,
      verdict: verdict(ratio <= RATIO_BAR && rounds === 1),
    };
  });
  return [...figures.toSorted((a, b) => (a.name < b.name ? -1 : 1)), ...left(unfilled)];
}

function left(unfilled: readonly string[]): Figure[] {
  return unfilled.map((id) => ({
    id: "P1",
    name: id,
    measured: "no example of it in the sample",
    bar: `${RATIO_BAR}; 1`,
    verdict: "not measured",
  }));
}
