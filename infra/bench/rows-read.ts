import { randomUUID } from "node:crypto";
import { addDays, type Day } from "../../workers/lib/day.ts";
import type { Client } from "../load/client.ts";
import { type Figure, verdict } from "./figure.ts";
import { costOf, figuresIn, type ReadRoute, type Routes } from "./routes.ts";

const RATIO_BAR = 1.05;
/** Rows that a read may touch beside twice the figures it shows. */
const SPARE_ROWS = 50;
const PEOPLE = 10;
const DAYS = 90;
const BATCH_MAX = 1_000;

/**
 * P2: rows that the databases touch for every interactive read, and for posting one entry, while the
 * log grows 1 : 10 : 100. From the start each person has an entry on every day of a quarter, so that
 * the figures shown stay as many as they were and only the log grows.
 */
export async function rowsReadFigures(
  to: Client,
  { reads }: Routes,
  at: { readonly people: readonly string[]; readonly today: Day },
): Promise<Figure[]> {
  const sellers = at.people.slice(0, PEOPLE);
  const first = addDays(at.today, -DAYS);
  const counts = new Map<string, Measured[]>();
  let grown = 0;
  for (const factor of [1, 10, 100]) {
    for (; grown < factor; grown += 1) await grow(to, { sellers, first, round: grown });
    for (const [name, read] of await measured(to, reads, { sellers, first })) {
      counts.set(name, [...(counts.get(name) ?? []), read]);
    }
  }
  return [...counts].map(([name, at]) => rowsFigure(name, at));
}

/** `shown` is null for a write: it shows nothing. */
type Measured = { readonly read: number; readonly shown: number | null };

function rowsFigure(name: string, at: readonly Measured[]): Figure {
  const read = at.map((each) => each.read);
  const ratio = (read[2] ?? Number.NaN) / (read[0] ?? Number.NaN);
  const shown = at[2]?.shown ?? null;
  const most = shown === null ? null : 2 * shown + SPARE_ROWS;
  return {
    id: "P2",
    name: `${name}: rows read at 1x, 10x, 100x log${shown === null ? "" : `, ${shown} figures`}`,
    measured: `${read.join(", ")} = ${ratio.toFixed(2)}`,
    bar: most === null ? String(RATIO_BAR) : `${RATIO_BAR}; ${most} rows`,
    verdict: verdict(ratio <= RATIO_BAR && (most === null || (read[2] ?? Infinity) <= most)),
  };
}

type Where = { readonly sellers: readonly string[]; readonly first: Day };

/** One more entry for every person and day. */
async function grow(
  to: Client,
  { sellers, first, round }: Where & { readonly round: number },
): Promise<void> {
  const rows = sellers.flatMap((person) =>
    Array.from({ length: DAYS }, (_, at) => ({
      metric: "revenue",
      person,
      on: addDays(first, at),
      amount: "100.00",
      externalId: `bench-${round}-${person}-${at}`,
      source: "bench",
    })),
  );
  for (let at = 0; at < rows.length; at += BATCH_MAX) {
    await to.post("/api/v1/entries", { rows: rows.slice(at, at + BATCH_MAX) });
  }
}

async function measured(to: Client, reads: readonly ReadRoute[], { sellers, first }: Where) {
  const out = new Map<string, Measured>();
  for (const { id, path } of reads) {
    const { headers, body } = await to.send({ method: "GET", path });
    out.set(id, { read: costOf(headers).read, shown: figuresIn(body) });
  }
  const row = { metric: "revenue", person: sellers[0], on: first, amount: "1.00" };
  const posted = await to.send({
    method: "POST",
    path: "/api/v1/entries",
    body: { rows: [{ ...row, externalId: randomUUID(), source: "bench-one" }] },
    headers: { "idempotency-key": randomUUID() },
  });
  out.set("recordEntries (one)", { read: costOf(posted.headers).read, shown: null });
  return out;
}
