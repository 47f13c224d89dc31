import type { Period } from "../calendar/periods.ts";
import type { WorkingDays } from "../calendar/working-days.ts";
import type { Day } from "../lib/day.ts";
import { intersection, type Interval } from "../lib/interval.ts";
import { sum } from "../lib/list.ts";
import { divide, formatMinor } from "../lib/money.ts";
import { formatRate, type Rate } from "../lib/rate.ts";
import {
  paceOf,
  standing,
  type Basis,
  type Measure,
  type OwnTarget,
  type Standing,
} from "./attainment.ts";

/** The total of a whole month (its first day) or of one day. */
export type Bucket = { readonly on: Day; readonly amount: bigint; readonly entries: number };

/** What a subject has in its days of the window. */
export type Holding = Interval & {
  readonly buckets: readonly Bucket[];
  readonly targets: readonly OwnTarget[];
  /** The days on which the person was there; a unit's are all. */
  readonly active: Interval;
};

/** What all figures of one answer share. */
export type Frame = Measure & {
  readonly scale: number;
  readonly dataDay: Day | null;
  readonly basis: Basis;
  readonly calendar: WorkingDays;
};

/** Six decimals of a share are a ten-thousandth of a per cent. */
const SHARE_PLACES = 6;

/** The figures of a subject as they are shown: each exact one is rounded here, once. */
export function figuresOf(holding: Holding, frame: Frame) {
  const actual = sum(holding.buckets.map(({ amount }) => amount));
  const at = standingOf(holding, holding, actual, frame);
  const amount = (value: Rate | null) => shown(value, frame.scale);
  return {
    ...targeted(holding, at, actual, frame),
    actual: formatMinor(actual, frame.scale),
    entries: holding.buckets.reduce((all, { entries }) => all + entries, 0),
    pace: share(paceOf(actual, at.expected)),
    elapsed: share(at.share),
    runRate: amount(at.runRate),
    required: holding.targets.length === 0 ? null : amount(at.required),
    daysElapsed: at.daysElapsed,
    daysLeft: at.daysLeft,
  };
}

/** The same for each period across the holding's days, cut to them. */
export function seriesOf(holding: Holding, periods: readonly Period[], frame: Frame) {
  return periods.flatMap((period) => {
    const days = intersection(period, holding);
    if (days === null) return [];
    const inside = holding.buckets.filter(({ on }) => days.from <= on && on < days.until);
    const actual = sum(inside.map(({ amount }) => amount));
    const at = standingOf(holding, days, actual, frame);
    const { target, attainment, expected } = targeted(holding, at, actual, frame);
    return [
      {
        key: period.key,
        from: days.from,
        until: days.until,
        actual: formatMinor(actual, frame.scale),
        target,
        attainment,
        expected,
      },
    ];
  });
}

function standingOf(
  { targets, active }: Holding,
  { from, until }: Interval,
  actual: bigint,
  { dataDay, basis, calendar, ...measure }: Frame,
): Standing {
  return standing(targets, actual, measure, {
    window: { from, until },
    dataDay,
    active,
    basis,
    calendar,
  });
}

/** What only exists where a target was agreed. */
function targeted({ targets }: Holding, at: Standing, actual: bigint, { scale }: Frame) {
  if (targets.length === 0)
    return { target: null, attainment: null, variance: null, expected: null };
  const { target, attained, expected } = at;
  const variance = { num: actual * target.den - target.num, den: target.den };
  return {
    target: shown(target, scale),
    attainment: attained.kind === "attainment" ? share(attained.rate) : null,
    variance: shown(variance, scale),
    expected: shown(expected, scale),
  };
}

function shown(value: Rate | null, scale: number): string | null {
  return value === null ? null : formatMinor(divide(value.num, value.den, "half_away"), scale);
}

function share(value: Rate | null): string | null {
  return value === null ? null : formatRate(value, SHARE_PLACES);
}
