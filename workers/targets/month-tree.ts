import { must } from "../lib/assert.ts";
import { ascending, groupBy, sum } from "../lib/list.ts";
import { minor, type Minor } from "../lib/money.ts";
import { gcd, type Rate } from "../lib/rate.ts";
import { amountOf, monthGranule } from "./draft.ts";
import { monthTable, ownCurve, type MonthLine, type MonthsClash } from "./month-table.ts";
import { spreadYear } from "./months.ts";
import type { PlanRow, PlanRules, RowInputs } from "./plan.ts";
import { rateOf } from "./rules.ts";

/** A row whose number is known; months of before are what a set-aside number's quarters come from. */
export type TimedRow = Pick<PlanRow, "subject" | "parent" | "inputs"> & {
  readonly amount: string;
  readonly months?: readonly bigint[] | null;
};

/** People and months of one node that contradict each other; `missing` is smallest steps. */
export type MonthsRefused = {
  readonly node: string;
  readonly short: MonthsClash["short"];
  readonly people: readonly string[];
  /** Places in the plan's periods. */
  readonly months: readonly number[];
  readonly missing: bigint;
};

export type MonthTree = {
  readonly months: ReadonlyMap<string, readonly Minor[]>;
  readonly refused: readonly MonthsRefused[];
};

/**
 * The months of every row, from the top down: the top's number over the plan's months, then at every
 * node a table in which each child keeps its number and the children of a month sum to exactly what
 * the node shares out in it. Over-assignment scales the node's months; what it leaves unassigned is
 * left in the same proportions.
 *
 * Promises: whole granules wherever the numbers are; absent months and locked cells stay; the order
 * of rows decides nothing. A node that cannot is named, and nothing below it has months.
 */
export function monthTree(rows: readonly TimedRow[], rules: PlanRules, scale: number): MonthTree {
  const time = timeOf(rules, scale);
  const below = groupBy(rows, ({ parent }) => parent);
  const curves = curvesBelow(rows, below, time);
  const months = new Map<string, readonly Minor[]>();
  const refused: MonthsRefused[] = [];
  const line = (row: TimedRow) => lineOf(row, must(curves.get(row.subject)), time, scale);

  function walk(row: TimedRow): void {
    const children = (below.get(row.subject) ?? []).toSorted((a, b) =>
      ascending(a.subject, b.subject),
    );
    if (children.length === 0) return;
    const lines = children.map(line);
    const given = sum(lines.map(({ amount }) => amount));
    const columns = sharedMonths(must(months.get(row.subject)), given, time);
    const made = monthTable(lines, columns, time);
    if (!made.ok) {
      refused.push(named(row.subject, made.error, lines));
      return;
    }
    for (const [at, child] of children.entries())
      months.set(child.subject, must(made.value[at]).map(minor));
    for (const child of children) walk(child);
  }
  for (const top of below.get(null) ?? []) {
    months.set(top.subject, ownCurve(line(top), time.granule).map(minor));
    walk(top);
  }
  return { months, refused };
}

type Time = {
  readonly weights: readonly bigint[];
  readonly places: ReadonlyMap<string, number>;
  readonly granule: bigint;
  readonly quarters: readonly number[] | null;
  readonly gaps: "refuse" | "accept";
};

function timeOf(rules: PlanRules, scale: number): Time {
  const { periods, weights, quarters } = must(rules.basis, "the plan has periods");
  const byQuarter = rules.totals === "quarter" && quarters;
  return {
    weights: weights.map(BigInt),
    places: new Map(periods.map(({ key }, at) => [key, at])),
    granule: monthGranule(rules, scale),
    quarters: byQuarter ? quarters : null,
    gaps: rules.gaps ?? "refuse",
  };
}

function lineOf(
  { subject, amount, inputs, parent, months }: TimedRow,
  weights: readonly bigint[],
  { places, quarters }: Time,
  scale: number,
): MonthLine {
  const locked = Object.entries(inputs.cells ?? {}).flatMap(([key, cell]) => {
    const place = places.get(key);
    return place === undefined ? [] : [[place, amountOf(cell.amount, scale)] as const];
  });
  const units = amountOf(amount, scale);
  const keeps = inputs.locked && parent !== null && months && sum(months) === units;
  return {
    id: subject,
    amount: units,
    weights,
    locked: new Map(locked),
    quarters: keeps && quarters ? totals(months, quarters) : null,
  };
}

function totals(months: readonly bigint[], quarters: readonly number[]): bigint[] {
  const names = [...new Set(quarters)];
  return names.map((name) => sum(months.filter((_, at) => quarters[at] === name)));
}

/** What the children share in each month: the node's own months, scaled to what it gives. */
function sharedMonths(
  own: readonly bigint[],
  given: bigint,
  { weights, granule }: Time,
): readonly bigint[] {
  if (sum(own) === given) return own;
  const by = own.map((units) => (units < 0n ? -units : units));
  const even = given % granule === 0n;
  return spreadYear(minor(given), sum(by) > 0n ? by : weights, even ? granule : 1n);
}

/** Parts of a curve are compared at this grain where people differ. */
const GRAIN = 1_000_000_000n;

/**
 * How everybody's year lies over the months: the plan's weights, by the part of each month the person
 * is there, or the own curve. A unit lies as those below it do together, so that what it is given can
 * be carried; where nobody below differs from the plan it is the plan's weights themselves.
 */
function curvesBelow(
  rows: readonly TimedRow[],
  below: ReadonlyMap<string | null, readonly TimedRow[]>,
  time: Time,
): ReadonlyMap<string, readonly bigint[]> {
  const curves = new Map<string, readonly bigint[]>();
  function walk(row: TimedRow): readonly bigint[] {
    const children = (below.get(row.subject) ?? []).map((child) => ({ child, curve: walk(child) }));
    const own = ownWeights(row.inputs, time.weights);
    const differs = children.some(({ curve }) => curve !== time.weights);
    const curve = own ?? (differs ? together(children, time.weights) : time.weights);
    curves.set(row.subject, curve);
    return curve;
  }
  for (const top of rows.filter(({ parent }) => parent === null)) {
    walk(top);
    // The year of the top runs as the plan says; who is there when is a matter of those below.
    if (!top.inputs.curve) curves.set(top.subject, time.weights);
  }
  return curves;
}

function together(
  children: readonly { readonly child: TimedRow; readonly curve: readonly bigint[] }[],
  plain: readonly bigint[],
): readonly bigint[] {
  const whole = plain.map(() => 0n);
  for (const { child, curve } of children) {
    const all = sum(curve);
    if (all === 0n) continue;
    const parts = BigInt(child.amount.replace(/[-.]/g, "")) || 1n;
    for (const [at, weight] of curve.entries())
      whole[at] = must(whole[at]) + (parts * weight * GRAIN) / all;
  }
  return sum(whole) === 0n ? plain : whole;
}

/** The own curve or presence of a row over the plan's weights; null where it follows the plan. */
function ownWeights(
  { curve, presence }: Pick<RowInputs, "curve" | "presence">,
  weights: readonly bigint[],
): readonly bigint[] | null {
  if (!curve && !presence) return null;
  const base = curve ? wholeNumbers(curve.map(rateOf)) : weights;
  if (!presence) return base;
  const parts = wholeNumbers(presence.map(rateOf));
  return base.map((weight, at) => weight * (parts[at] ?? 0n));
}

function wholeNumbers(rates: readonly Rate[]): bigint[] {
  const common = rates.reduce((all, { den }) => (all / gcd(all, den)) * den, 1n);
  return rates.map(({ num, den }) => num * (common / den));
}

function named(node: string, clash: MonthsClash, lines: readonly MonthLine[]): MonthsRefused {
  const { short, rows, columns: months, missing } = clash;
  return { node, short, people: rows.map((at) => must(lines[at]).id), months, missing };
}
