import { assert, must } from "../lib/assert.ts";
import { sum } from "../lib/list.ts";
import { minor, type Minor } from "../lib/money.ts";
import { largestRemainders } from "./largest-remainders.ts";

/**
 * Spreads a year over its periods by exact weights (workers/calendar/spread.ts makes them).
 *
 * Promises: the periods sum to exactly `year`; each is whole granules but the last one with a weight,
 * which takes what does not divide; ties go to the earlier period; a negative year is the mirror.
 * Asserts that some weight is above 0: the caller chose a way to split that applies.
 */
export function spreadYear(
  year: Minor,
  weights: readonly bigint[],
  granule: bigint = 1n,
): readonly Minor[] {
  assert(weights.every((weight) => weight >= 0n) && sum(weights) > 0n, "a period has a weight");
  const sign = year < 0n ? -1n : 1n;
  const total = sign * year;
  const odd = total % granule;
  const last = weights.findLastIndex((weight) => weight > 0n);
  const counts = largestRemainders(total / granule, weights);
  return counts.map((count, at) =>
    minor(sign * (must(count) * granule + (at === last ? odd : 0n))),
  );
}

/**
 * Periods in the proportions of `before`, summing to exactly `amount`; the locked ones stay. Where
 * all that may move stood at 0, `weights` say the proportions (a period without weight stays 0).
 * Null when nothing may move and the locked ones sum to something else.
 */
export function scaleMonths(
  before: readonly bigint[],
  amount: bigint,
  { locked, weights, granule = 1n }: ScaleRules,
): readonly Minor[] | null {
  const free = before.map((_, at) => !locked.has(at));
  const rest = amount - sum(before.filter((_, at) => !free[at]));
  const own = before.map((units, at) => (free[at] ? size(units) : 0n));
  const other = weights.map((weight, at) => (free[at] ? weight : 0n));
  const by = sum(own) > 0n ? own : other;
  if (sum(by) === 0n) return rest === 0n ? before.map(minor) : null;
  const moved = spreadYear(minor(rest), by, rest % granule === 0n ? granule : 1n);
  return before.map((units, at) => (free[at] ? must(moved[at]) : minor(units)));
}

export type ScaleRules = {
  /** Positions that keep their value. */
  readonly locked: ReadonlySet<number>;
  readonly weights: readonly bigint[];
  readonly granule?: bigint;
};

function size(units: bigint): bigint {
  return units < 0n ? -units : units;
}
