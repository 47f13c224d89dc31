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
