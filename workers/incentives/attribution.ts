import { must } from "../lib/assert.ts";
import { gcd, type Rate } from "../lib/rate.ts";
import { following } from "./round.ts";

/**
 * What single credits have of a window's pay, by column: the same as the walk of `priced` and the
 * shares of `following`, in whole numbers of doubles. Exact: every sum and product is shown to stay
 * below 2^52 before anything is computed, or the answer is null (for shares: their BigInt form).
 */

/** The rate that is paid along a base from a point on; points ascend, the first is 0. */
export type Price = { readonly from: Rate; readonly rate: Rate };

/** Half of what a double counts without a gap, so that one sum more is exact too. */
const MOST = 2 ** 52;

export type PaidEach = {
  /** Pay of each credit: whole numbers of 1 / `unit` of the plan's currency. */
  readonly pay: Float64Array;
  readonly unit: bigint;
  readonly all: number;
};

/**
 * Pay of credits that follow one another along their own base, each of at least 0 in whole 1 / `unit`.
 * One that crosses a point is divided there.
 */
export function paidEach(
  base: Float64Array,
  unit: bigint,
  prices: readonly Price[],
): PaidEach | null {
  let end = 0;
  for (const each of base) end += each;
  const grid = gridOf(prices, unit, end);
  if (!grid) return null;
  const { by, points, rates, most } = grid;
  if (end * by * most > MOST || end * by > MOST) return null;
  const pay = new Float64Array(base.length);
  let [at, on, all] = [0, 0, 0];
  let [rate, next] = [must(rates[0]), points[1] ?? Infinity];
  for (let index = 0; index < base.length; index += 1) {
    const to = at + must(base[index]) * by;
    let own = 0;
    while (to > next) {
      own += (next - at) * rate;
      at = next;
      on += 1;
      rate = must(rates[on]);
      next = points[on + 1] ?? Infinity;
    }
    own += (to - at) * rate;
    at = to;
    pay[index] = own;
    all += own;
  }
  return { pay, unit: unit * BigInt(by) * grid.per, all };
}

type Grid = {
  /** What a base is multiplied with so that every point is whole. */
  readonly by: number;
  readonly points: readonly number[];
  /** Whole numbers of 1 / `per`. */
  readonly rates: readonly number[];
  readonly per: bigint;
  readonly most: number;
};

/** Points and rates as whole numbers, of the prices that a base of this size reaches. */
function gridOf(all: readonly Price[], unit: bigint, end: number): Grid | null {
  const until = BigInt(end);
  const prices = all.filter(({ from }, at) => at === 0 || from.num * unit < until * from.den);
  if (prices.length === 0) return null;
  let [by, per] = [1n, 1n];
  for (const { from, rate } of prices) {
    by = leastCommon(by, from.den / gcd(from.den, from.num * unit));
    per = leastCommon(per, rate.den);
  }
  const points = prices.map(({ from }) => Number((from.num * unit * by) / from.den));
  const rates = prices.map(({ rate }) => Number(rate.num * (per / rate.den)));
  const most = Math.max(1, ...rates);
  return by > MOST || per > MOST || rates.some((each) => each < 0)
    ? null
    : { by: Number(by), points, rates, per, most };
}

function leastCommon(a: bigint, b: bigint): bigint {
  return (a / gcd(a, b)) * b;
}

/**
 * `following` for weights of at least 0 that are whole numbers and sum to `all`: what each has of a
 * sum, by largest remainder, ties to the earlier. In doubles while sum times weight is below 2^52.
 */
export function sharedOut(
  sum: bigint,
  weights: Float64Array,
  all: number,
): Float64Array | readonly bigint[] {
  let most = 0;
  for (const weight of weights) if (weight > most) most = weight;
  if (all <= 0 || all > MOST || sum < 0n || sum * BigInt(most) > BigInt(MOST))
    return following(
      sum,
      Array.from(weights, (weight) => ({ num: BigInt(weight), den: 1n })),
    );
  const amount = Number(sum);
  const shares = new Float64Array(weights.length);
  const rests = workspace(0, weights.length);
  let left = amount;
  for (let at = 0; at < weights.length; at += 1) {
    const product = must(weights[at]) * amount;
    let share = Math.floor(product / all);
    let rest = product - share * all;
    // The division may have been rounded up to a whole number.
    if (rest < 0) {
      share -= 1;
      rest += all;
    }
    shares[at] = share;
    rests[at] = rest;
    left -= share;
  }
  if (left > 0) growLargest(shares, rests, left);
  return shares;
}

/** Of one window after the other, and never kept: so many arrays would keep the collector busy. */
const spaces = [new Float64Array(1_024), new Float64Array(1_024)];

function workspace(which: 0 | 1, length: number): Float64Array {
  let space = must(spaces[which]);
  if (space.length < length) {
    space = new Float64Array(length * 2);
    spaces[which] = space;
  }
  return space.subarray(0, length);
}

/** One more for the `count` largest rests; among equal ones for the earlier. */
function growLargest(shares: Float64Array, rests: Float64Array, count: number): void {
  const sorted = workspace(1, rests.length);
  sorted.set(rests);
  sorted.sort();
  const least = must(sorted[sorted.length - count]);
  let ties = count;
  for (const rest of rests) if (rest > least) ties -= 1;
  for (let at = 0; at < rests.length; at += 1) {
    const rest = must(rests[at]);
    if (rest > least || (rest === least && ties-- > 0)) shares[at] = must(shares[at]) + 1;
  }
}
