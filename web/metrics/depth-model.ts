import { signal } from "@preact/signals";
import { addMonths, dayOf, firstOfMonth, yearOf, type Day } from "../../workers/lib/day.ts";
import type { AnswerOf } from "../../workers/lib/contract.ts";
import { parseRate, rate, ZERO, type Rate } from "../../workers/lib/rate.ts";
import { divergence, type Health } from "../../workers/metrics/balance.ts";
import {
  driverCodes,
  everyDriver,
  driverTree,
  type Driver,
} from "../../workers/metrics/drivers.ts";
import { driversOf } from "../../workers/metrics/metric.ts";
import type { listUnits } from "../../workers/org/contract.ts";
import type { getAttainment } from "../../workers/reports/contract.ts";
import { api } from "../api.ts";
import { usualRoot } from "../people/usual-root.ts";
import type { Metric } from "./model.ts";

/** Whole months. */
export type Window = { readonly from: Day; readonly until: Day };
export type Pair = { readonly growth: Metric; readonly health: Metric; readonly found: Health };
type Known = { readonly value: Rate; readonly entries: number };
type Figures = AnswerOf<typeof getAttainment>["figures"];

export type DepthModel = ReturnType<typeof depthModel>;

/** What the company's metrics did in the last year, for pairs and driver trees. */
export function depthModel(today: Day) {
  const window: Window = { from: addMonths(firstOfMonth(today), -12), until: firstOfMonth(today) };
  // The year so far, or in January the whole last one: a year before it is likelier to be whole.
  const year: Window = { from: dayOf(yearOf(addMonths(today, -1)), 1, 1), until: window.until };
  const pairs = signal<readonly Pair[] | null>(null);
  const tree = signal<Driver | null>(null);
  const unknown = signal<ReadonlySet<string>>(new Set());
  let root: Promise<string | null> | null = null;

  function rootOf(): Promise<string | null> {
    root ??= api<typeof listUnits>("GET", "/units", { query: {} }).then(async (answer) => {
      const found = answer.ok ? await usualRoot(answer.body.items) : null;
      return found?.id ?? null;
    });
    return root;
  }

  async function figureOf(metric: string, { from, until }: Window): Promise<Known | null> {
    const subject = await rootOf();
    if (subject === null) return null;
    const answer = await api<typeof getAttainment>("GET", "/attainment", {
      query: { subject, metric, from, until },
    });
    if (!answer.ok) return null;
    const { actual, entries }: Figures = answer.body.figures;
    return { value: parseRate(actual) ?? ZERO, entries };
  }

  async function changeOf(metric: string): Promise<Rate | null> {
    const before = { from: addMonths(year.from, -12), until: addMonths(year.until, -12) };
    const [now, then] = await Promise.all([figureOf(metric, year), figureOf(metric, before)]);
    if (!now || !then || now.entries === 0 || then.entries === 0 || then.value.num === 0n)
      return null;
    const base = then.value.num < 0n ? -then.value.num : then.value.num;
    const more = now.value.num * then.value.den - then.value.num * now.value.den;
    return rate(more, now.value.den * base);
  }

  async function loadPairs(metrics: readonly Metric[]): Promise<void> {
    const found = metrics.flatMap((growth) => {
      const health = metrics.find(({ id }) => id === growth.health);
      return health ? [{ growth, health }] : [];
    });
    pairs.value = await Promise.all(
      found.map(async ({ growth, health }) => {
        const [grown, moved] = await Promise.all([changeOf(growth.code), changeOf(health.code)]);
        return { growth, health, found: divergence(grown, moved, health.direction) };
      }),
    );
  }

  /** The tree of a result with what its leaves were in the last twelve months. */
  async function loadTree(code: string, metrics: readonly Metric[]): Promise<void> {
    const codes = driverCodes(code, metrics);
    const leaves = everyDriver(driverTree(codes, () => ZERO)).filter(
      (each) => each.drivers.length === 0,
    );
    const figures = await Promise.all(leaves.map((leaf) => figureOf(leaf.code, window)));
    const values = new Map(leaves.map((leaf, at) => [leaf.code, figures[at] ?? null]));
    unknown.value = new Set(
      leaves.filter((leaf) => (values.get(leaf.code)?.entries ?? 0) === 0).map((leaf) => leaf.code),
    );
    tree.value = driverTree(codes, (leaf) => values.get(leaf)?.value ?? ZERO);
  }
  return { window, year, pairs, tree, unknown, loadPairs, loadTree };
}

/** Metrics that are a product of others. */
export const withDrivers = (metrics: readonly Metric[]) =>
  metrics.filter(
    ({ formula, overTime }) => overTime !== "ratio" && driversOf(formula ?? "") !== null,
  );
