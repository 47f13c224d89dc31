import { addMonths, daysBetween, type Day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";

/** What one Gregorian month brought, by its first day; smallest steps. */
export type MonthAmount = { readonly on: Day; readonly amount: bigint };

/** How far back is looked: what is older says little about now. */
export const MONTHS_BACK = 48;

/** How many whole months a stretch of time comes nearest to, at least one. */
export function monthsIn({ from, until }: Interval): number {
  return Math.max(1, Math.trunc((daysBetween(from, until) * 12 + 182) / 365));
}

/**
 * The sums of past stretches as long as `length` months, each beginning one month after the one
 * before, oldest first: what a target over that length is compared with. They overlap, so they are
 * no independent sample; percentile and median do not need one.
 *
 * A month without data is unknown, never 0: a stretch that holds one is left out. The month of
 * `today` is not over and does not count.
 */
export function pastWindows(
  months: readonly MonthAmount[],
  length: number,
  before: Day,
): readonly bigint[] {
  const known = new Map(months.map(({ on, amount }) => [on, amount]));
  const end = `${before.slice(0, 7)}-01` as Day; // The first of a month that exists.
  const sums: bigint[] = [];
  for (let back = MONTHS_BACK; back >= length; back -= 1) {
    const amounts = Array.from({ length }, (_, at) => known.get(addMonths(end, at - back)));
    if (amounts.some((amount) => amount === undefined)) continue;
    sums.push(amounts.reduce<bigint>((all, amount) => all + (amount ?? 0n), 0n));
  }
  return sums;
}
