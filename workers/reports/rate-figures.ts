import type { Period } from "../calendar/periods.ts";
import { daysBetween, type Day } from "../lib/day.ts";
import { intersection, type Interval } from "../lib/interval.ts";
import { sum } from "../lib/list.ts";
import { divide, formatMinor } from "../lib/money.ts";
import { formatRate, rate, type Rate } from "../lib/rate.ts";
import type { OwnTarget } from "../targets/carried-target.ts";
import { attainment } from "./attainment.ts";
import type { Bucket, Frame, Holding } from "./figures.ts";

/**
 * What does not add up over time: a ratio of two sums, the mean of its entries, the last value.
 * `over` and `under` are summed first and divided once, over days, people and teams alike.
 */
export type RateHolding = Interval & {
  readonly over: readonly Bucket[];
  readonly under: readonly Bucket[];
  readonly targets: readonly OwnTarget[];
  /** Steps of the metric for one of `over` to one of `under`: their scales and its own. */
  readonly factor: Rate;
};

/** The mean of entries: what they sum to, over how many they are. */
export function meanOf(holding: Holding): RateHolding {
  const { buckets, ...rest } = holding;
  const under = buckets.map(({ on, entries }) => ({ on, amount: BigInt(entries), entries: 0 }));
  return { ...rest, over: buckets, under, factor: rate(1n, 1n) };
}

/** The figures of a subject: without pace, which presumes that days add up. */
export function rateFiguresOf(holding: RateHolding, frame: Frame) {
  return {
    ...figuresWithin(holding, holding, frame),
    steps: null,
    pace: null,
    elapsed: null,
    runRate: null,
    required: null,
    daysElapsed: 0,
    daysLeft: 0,
  };
}

/** The same for each period across the holding's days, cut to them. */
export function rateSeriesOf(holding: RateHolding, periods: readonly Period[], frame: Frame) {
  return periods.flatMap((period) => {
    const days = intersection(period, holding);
    if (days === null) return [];
    const { target, actual, attainment: reached, expected } = figuresWithin(holding, days, frame);
    return [{ key: period.key, ...days, target, actual, attainment: reached, expected }];
  });
}

function figuresWithin(holding: RateHolding, days: Interval, frame: Frame) {
  const inside = ({ on }: { readonly on: Day }) => days.from <= on && on < days.until;
  const over = holding.over.filter(inside);
  const actual = actualOf(over, holding.under.filter(inside), holding.factor);
  const target = targetOn(holding.targets, days);
  const entries = over.reduce((all, each) => all + each.entries, 0);
  return {
    // Nothing over nothing is no figure: it shows as 0 of no entries, without attainment.
    actual: formatMinor(
      actual === null ? 0n : divide(actual.num, actual.den, "half_away"),
      frame.scale,
    ),
    entries,
    expected: null,
    ...reached(target, actual, frame),
  };
}

/** In the metric's smallest steps; null where the sum below is 0. */
function actualOf(over: readonly Bucket[], under: readonly Bucket[], factor: Rate): Rate | null {
  const below = sum(under.map(({ amount }) => amount)) * factor.den;
  return below === 0n ? null : rate(sum(over.map(({ amount }) => amount)) * factor.num, below);
}

/** The mean of the targets that hold in these days, each weighted by its days there. */
function targetOn(targets: readonly OwnTarget[], days: Interval): Rate | null {
  const parts = targets.flatMap((own) => {
    const shared = intersection(own, days);
    return shared
      ? [{ amount: own.amount, days: BigInt(daysBetween(shared.from, shared.until)) }]
      : [];
  });
  const whole = sum(parts.map((part) => part.days));
  return whole === 0n ? null : rate(sum(parts.map((part) => part.amount * part.days)), whole);
}

function reached(target: Rate | null, actual: Rate | null, frame: Frame) {
  const { scale } = frame;
  if (target === null) return { target: null, attainment: null, variance: null };
  const shown = formatMinor(divide(target.num, target.den, "half_away"), scale);
  if (actual === null) return { target: shown, attainment: null, variance: null };
  const made = attainment(rate(target.num * actual.den, target.den), actual.num, frame);
  const off = rate(actual.num * target.den - target.num * actual.den, actual.den * target.den);
  return {
    target: shown,
    attainment: made.kind === "attainment" ? formatRate(made.rate, 6) : null,
    variance: formatMinor(divide(off.num, off.den, "half_away"), scale),
  };
}
