import { ascending } from "../lib/list.ts";
import { compareRates, multiplyRates, ONE, rate, type Rate } from "../lib/rate.ts";

export type Verdict = "plausible" | "too_high" | "too_low" | "unknown";

export type Plausibility = {
  readonly verdict: Verdict;
  /** How many past values were looked at, and how many of them are above 0. */
  readonly count: number;
  readonly known: number;
  /** The share of the past values below the proposal, a tie counting half; null without any. */
  readonly percentile: Rate | null;
  /** Smallest steps, exact: the usual value and the range that is not flagged; null when unknown. */
  readonly median: Rate | null;
  readonly low: Rate | null;
  readonly high: Rate | null;
};

/** Below this nobody can tell what is usual. */
export const KNOWN_MIN = 5;
/** Within half as much again nothing is called implausible, however even the past was. */
const LIMIT_MIN: Rate = { num: 3n, den: 2n };
/** A factor of ten is a slipped zero, however uneven the past was. */
const LIMIT_MAX: Rate = { num: 10n, den: 1n };
const POWER = 5;

/**
 * How a proposed value stands against what the same subject had before.
 *
 * Method: how far a value is from the median is its fold, the larger of value / median and median /
 * value. The median fold of the past is its usual spread (the median absolute deviation, taken on
 * the logarithmic scale). Beyond the fifth power of that fold, which is a modified z-score of 3.4, a
 * value is flagged, too high and too low alike; never within a factor of 1.5, always from 10 on.
 * Source: B. Iglewicz and D. Hoaglin, How to Detect and Handle Outliers (ASQC 1993), who recommend
 * 3.5; ratios instead of differences, because a tenth is as odd as the tenfold. All in exact
 * fractions: no logarithm is taken and no order of the past values matters.
 *
 * Units: `past` and `proposed` are smallest steps of one metric, each of a stretch of time as long
 * as the proposal's. Values of 0 and below count for the percentile and not for the spread.
 * Promises: multiplying everything by the same number changes neither verdict nor percentile; a
 * proposal that equals the median is plausible.
 * `unknown` with fewer than five past values above 0: the reader is told so, and nothing is flagged.
 */
export function plausibility(past: readonly bigint[], proposed: bigint): Plausibility {
  const positive = past.filter((value) => value > 0n).toSorted(ascending);
  const seen = { count: past.length, known: positive.length };
  const percentile = percentileOf(past, proposed);
  if (positive.length < KNOWN_MIN)
    return { ...seen, verdict: "unknown", percentile, median: null, low: null, high: null };
  const median = medianOf(positive.map(whole));
  const limit = limitOf(positive, median);
  const low = divideRates(median, limit);
  const high = multiplyRates(median, limit);
  const at = whole(proposed);
  const verdict =
    compareRates(at, low) < 0 ? "too_low" : compareRates(at, high) > 0 ? "too_high" : "plausible";
  return { ...seen, verdict, percentile, median, low, high };
}

function limitOf(positive: readonly bigint[], median: Rate): Rate {
  const folds = positive.map((value) => foldOf(whole(value), median));
  const usual = medianOf(folds.toSorted(compareRates));
  let limit = ONE;
  for (let times = 0; times < POWER; times += 1) limit = multiplyRates(limit, usual);
  if (compareRates(limit, LIMIT_MIN) < 0) return LIMIT_MIN;
  return compareRates(limit, LIMIT_MAX) > 0 ? LIMIT_MAX : limit;
}

/** The larger of a / b and b / a; both are above 0. */
function foldOf(a: Rate, b: Rate): Rate {
  return compareRates(a, b) < 0 ? divideRates(b, a) : divideRates(a, b);
}

function percentileOf(past: readonly bigint[], proposed: bigint): Rate | null {
  if (past.length === 0) return null;
  const below = past.filter((value) => value < proposed).length;
  const same = past.filter((value) => value === proposed).length;
  return rate(BigInt(2 * below + same), BigInt(2 * past.length));
}

/** Of an ascending list; between the two in the middle where their number is even. */
function medianOf(sorted: readonly Rate[]): Rate {
  const upper = sorted[sorted.length >> 1] ?? ONE;
  if (sorted.length % 2 === 1) return upper;
  const lower = sorted[(sorted.length >> 1) - 1] ?? ONE;
  return rate(lower.num * upper.den + upper.num * lower.den, 2n * lower.den * upper.den);
}

function divideRates(a: Rate, b: Rate): Rate {
  return rate(a.num * b.den, a.den * b.num);
}

function whole(value: bigint): Rate {
  return { num: value, den: 1n };
}

/** A value that a zero too many or too few would explain, and what it would be without the slip. */
export type Slip = {
  /** Its place in the series. */
  readonly at: number;
  readonly value: bigint;
  readonly likely: bigint;
  /** The zeros too many (1: "10,000" for "1,000"); negative for too few. */
  readonly zeros: number;
  /** The smallest and the largest of the values around it. */
  readonly low: bigint;
  readonly high: bigint;
};

/** How many values are looked at on each side, and how many there must be in all. */
const REACH = 6;
const AROUND_MIN = 3;
/** A slip stands this far outside everything around it... */
const OUTSIDE = 4n;
/** ...and would stand inside it, give or take a quarter, with its zeros put right. */
const SLACK: Rate = { num: 5n, den: 4n };
const ZEROS_MAX = 3;

/**
 * The slipped zeros of a series: values at least four times beyond each of the six before and the
 * six after, which a tenth, a hundredth or a thousandth (or the tenfold and so on) would bring back
 * among them. A season or a ramp does not look like that: its neighbours lean the same way.
 *
 * Method: a moving window around each value, as in Hampel's filter (F. Hampel, JASA 69, 1974), with
 * the window's range in place of its deviation, since only a shift by whole zeros is sought.
 * Units: smallest steps of one metric and one subject, oldest first; values of 0 and below are no
 * neighbours and no slips. A slip beside a slip of the same kind may hide both.
 */
export function slipsIn(series: readonly bigint[]): Slip[] {
  return series.flatMap((value, at) => {
    const around = [
      ...series.slice(Math.max(0, at - REACH), at),
      ...series.slice(at + 1, at + 1 + REACH),
    ];
    const slip = slipOf(value, around);
    return slip === null ? [] : [{ ...slip, at }];
  });
}

/** The same for one value and those it should be like; null when no slip explains it. */
export function slipOf(value: bigint, around: readonly bigint[]): Omit<Slip, "at"> | null {
  const near = around.filter((each) => each > 0n).toSorted(ascending);
  const [low = 0n, high = 0n] = [near[0], near.at(-1)];
  if (near.length < AROUND_MIN || value <= 0n) return null;
  if (value < high * OUTSIDE && value * OUTSIDE > low) return null;
  for (let zeros = 1; zeros <= ZEROS_MAX; zeros += 1) {
    const power = 10n ** BigInt(zeros);
    const likely = value > high ? value / power : value * power;
    const exact = value < low || value % power === 0n;
    const inside = likely * SLACK.num >= low * SLACK.den && likely * SLACK.den <= high * SLACK.num;
    if (exact && inside) return { value, likely, zeros: value > high ? zeros : -zeros, low, high };
  }
  return null;
}
