import { assert, must } from "./assert.ts";
import { ascending, sum } from "./list.ts";
import { divide } from "./money.ts";
import { ranks } from "./rank.ts";
import { rate, type Rate } from "./rate.ts";

/**
 * Figures about how even numbers are. All arithmetic is on whole numbers, so browser and server give
 * the same last digit; a root is taken once, at the end, and cut after six places.
 */

/** Below this many values a figure about their spread says more about chance than about them. */
export const VALUES_MIN = 8;

/** A figure, or why there is none: too few values, or nothing to tell them apart by. */
export type Statistic =
  | { readonly kind: "value"; readonly value: Rate }
  | { readonly kind: "few"; readonly n: number }
  | { readonly kind: "no_spread" };

/** Places of a root: 0.123456. */
const MILLION = 1_000_000n;

/** The largest whole number whose square is at most `n` (Newton's method). Asserts n >= 0. */
export function wholeRoot(n: bigint): bigint {
  assert(n >= 0n, "a root is taken of 0 or more");
  if (n < 2n) return n;
  let at = 1n << BigInt((n.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (at + n / at) >> 1n;
    if (next >= at) return at;
    at = next;
  }
}

/** The root of a fraction of 0 or more, cut after six places. */
export function rootOf({ num, den }: Rate): Rate {
  return rate(wholeRoot((num * MILLION * MILLION) / den), MILLION);
}

/** The middle value, or the mean of the two middle ones, half away from zero. Null of nothing. */
export function median(values: readonly bigint[]): bigint | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted(ascending);
  const half = sorted.length >> 1;
  const upper = must(sorted[half]);
  if (sorted.length % 2 === 1) return upper;
  return divide(must(sorted[half - 1]) + upper, 2n, "half_away");
}

/**
 * Coefficient of variation, population form: sqrt(sum (x - mean)^2 / n) / mean.
 * No spread where the mean is 0: the figure has no size to be measured by.
 */
export function variation(values: readonly bigint[], least = VALUES_MIN): Statistic {
  const n = BigInt(values.length);
  if (values.length < least) return { kind: "few", n: values.length };
  const total = sum(values);
  if (total <= 0n) return { kind: "no_spread" };
  const squares = sum(values.map((value) => value * value));
  return { kind: "value", value: rootOf(rate(n * squares - total * total, total * total)) };
}

/**
 * Gini coefficient, population form (Gini 1912; Dixon et al., Ecology 68, 1987, eq. 3 without the
 * n / (n - 1) of the sample form): sum (2 i - n - 1) x_i / (n sum x), x ascending, i from 1. Exact.
 * 0 is equality; it lies below 1 - 1/n. No spread where all are 0; asserts that none is below 0.
 */
export function gini(values: readonly bigint[], least = VALUES_MIN): Statistic {
  if (values.length < least) return { kind: "few", n: values.length };
  const sorted = values.toSorted(ascending);
  assert((sorted[0] ?? 0n) >= 0n, "a Gini coefficient is of values of 0 or more");
  const n = BigInt(values.length);
  const total = sum(sorted);
  if (total === 0n) return { kind: "no_spread" };
  const weighted = sum(sorted.map((value, at) => (2n * BigInt(at + 1) - n - 1n) * value));
  return { kind: "value", value: rate(weighted, n * total) };
}

/**
 * Spearman's rank correlation: Pearson's of the ranks, tied values taking the average of theirs
 * (Spearman 1904; Kendall, Rank Correlation Methods, ch. 3). From -1 to 1, cut after six places.
 * No spread where all values of one side are equal.
 */
export function spearman(
  pairs: readonly (readonly [bigint, bigint])[],
  least = VALUES_MIN,
): Statistic {
  if (pairs.length < least) return { kind: "few", n: pairs.length };
  const [left, right] = [twiceRanks(pairs.map(([a]) => a)), twiceRanks(pairs.map(([, b]) => b))];
  const n = BigInt(pairs.length);
  const mean = n + 1n; // Of twice the ranks, whatever the ties.
  const across = sum(left.map((a, at) => (a - mean) * (must(right[at]) - mean)));
  const spread = (side: readonly bigint[]) => sum(side.map((a) => (a - mean) * (a - mean)));
  const both = spread(left) * spread(right);
  if (both === 0n) return { kind: "no_spread" };
  const root = wholeRoot((across * across * MILLION * MILLION) / both);
  return { kind: "value", value: rate(across < 0n ? -root : root, MILLION) };
}

/** Average ranks end in a half at most: twice of them are whole. */
function twiceRanks(values: readonly bigint[]): bigint[] {
  const order = values
    .map((value, at) => ({ value, at }))
    .toSorted((a, b) => ascending(a.value, b.value));
  const out = values.map(() => 0n);
  const found = ranks(order, (a, b) => a.value === b.value, "fractional");
  for (const [place, { at }] of order.entries()) out[at] = BigInt(2 * must(found[place]));
  return out;
}
