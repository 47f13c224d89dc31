import { must } from "../lib/assert.ts";
import { groupBy, sum } from "../lib/list.ts";
import { minor, type Minor } from "../lib/money.ts";
import { amountOf, monthGranule } from "./draft.ts";
import { monthTable, ownCurve } from "./month-table.ts";
import { spreadYear } from "./months.ts";
import type { PlanRow, PlanRules } from "./plan.ts";
import type { Months } from "./plan-writes.ts";
import { rateOf } from "./rules.ts";
import { inWholeNumbers } from "./share.ts";

type Row = Pick<PlanRow, "subject" | "parent" | "kind" | "inputs"> & { readonly amount: string };

/**
 * The slices of every row (product lines, customer tiers, partners) by month: inside each person a
 * second table in two ways, whose lines are the slices' parts of the year and whose columns are the
 * person's months. A unit's slice is the sum of those below it: a total to look at, not a promise.
 */
export function sliceMonths(
  rows: readonly Row[],
  months: ReadonlyMap<string, readonly Minor[]>,
  rules: PlanRules,
  scale: number,
): ReadonlyMap<string, Months> {
  const slices = rules.slices ?? [];
  const out = new Map<string, Record<string, readonly Minor[]>>();
  if (slices.length === 0) return out;
  const below = groupBy(rows, ({ parent }) => parent);
  const granule = monthGranule(rules, scale);

  function walk(row: Row): Record<string, readonly Minor[]> {
    const children = (below.get(row.subject) ?? []).map(walk);
    const own = row.kind === "person" ? inside(row) : added(children);
    out.set(row.subject, own);
    return own;
  }
  function inside(row: Row): Record<string, readonly Minor[]> {
    const columns: readonly bigint[] = must(months.get(row.subject));
    const { units: weights } = inWholeNumbers(
      slices.map(({ key, weight }) => rateOf(row.inputs.slices?.[key] ?? weight)),
    );
    const year = amountOf(row.amount, scale);
    const by = sum(weights) > 0n ? weights : slices.map(() => 1n);
    const parts = spreadYear(year, by, year % granule === 0n ? granule : 1n);
    const curve = columns.map((units) => (units < 0n ? -units : units));
    const lines = slices.map(({ key }, at) => ({
      id: key,
      amount: must(parts[at]),
      weights: curve,
      locked: new Map<number, bigint>(),
      quarters: null,
    }));
    const made = monthTable(lines, columns, { granule, quarters: null, gaps: "accept" });
    const table = made.ok ? made.value : lines.map((line) => ownCurve(line, granule));
    return Object.fromEntries(lines.map(({ id }, at) => [id, must(table[at]).map(minor)]));
  }
  function added(children: readonly Record<string, readonly Minor[]>[]) {
    const total = (key: string, at: number) =>
      minor(sum(children.map((each) => each[key]?.[at] ?? 0n)));
    const places = rules.basis?.periods ?? [];
    return Object.fromEntries(
      slices.map(({ key }) => [key, places.map((_, at) => total(key, at))]),
    );
  }
  for (const top of below.get(null) ?? []) walk(top);
  return out;
}
