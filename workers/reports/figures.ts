import type { Period } from "../calendar/periods.ts";
import type { Time } from "../calendar/day-count.ts";
import type { Day } from "../lib/day.ts";
import { intersection, type Interval } from "../lib/interval.ts";
import { sum } from "../lib/list.ts";
import { divide, formatMinor } from "../lib/money.ts";
import { compareRates, formatRate, type Rate } from "../lib/rate.ts";
import type { Effective } from "../targets/effective-target.ts";
import { paceOf, standing, type Basis, type Measure, type Standing } from "./attainment.ts";
import type { Carrying, OwnTarget } from "../targets/carried-target.ts";

/** The total of a whole month (its first day) or of one day. */
export type Bucket = { readonly on: Day; readonly amount: bigint; readonly entries: number };

/** What a subject has in its days of the window. */
export type Holding = Interval & {
  readonly buckets: readonly Bucket[];
  readonly targets: readonly OwnTarget[];
  /** Who carries them and when; null is a unit. */
  readonly carrying: Carrying | null;
};

/** What all figures of one answer share. */
export type Frame = Measure & {
  readonly scale: number;
  readonly dataDay: Day | null;
  readonly basis: Basis;
  readonly time: Time;
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
    steps: stepsOf(at.carried, frame.scale),
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
  { targets, carrying }: Holding,
  { from, until }: Interval,
  actual: bigint,
  { dataDay, basis, time, ...measure }: Frame,
): Standing {
  return standing(targets, actual, measure, {
    window: { from, until },
    dataDay,
    carrying,
    basis,
    time,
  });
}

/** What only exists where there is a target: agreed, and left by start, leave, ramp and relief. */
function targeted({ targets }: Holding, at: Standing, actual: bigint, { scale }: Frame) {
  const none = { target: null, attainment: null, variance: null, expected: null };
  if (targets.length === 0) return none;
  const { target, attained, expected, carried } = at;
  if (target.num === 0n && carried.committed.num !== 0n) return none;
  const variance = { num: actual * target.den - target.num, den: target.den };
  return {
    target: shown(target, scale),
    attainment: attained.kind === "attainment" ? share(attained.rate) : null,
    variance: shown(variance, scale),
    expected: shown(expected, scale),
  };
}

/** How the target came from what was agreed; null where it is what was agreed. */
function stepsOf({ committed, prorated, ramped, effective }: Effective, scale: number) {
  if (compareRates(committed, effective) === 0) return null;
  const amount = (value: Rate) => formatMinor(divide(value.num, value.den, "half_away"), scale);
  return {
    committed: amount(committed),
    prorated: amount(prorated),
    ramped: amount(ramped),
    effective: amount(effective),
  };
}

function shown(value: Rate | null, scale: number): string | null {
  return value === null ? null : formatMinor(divide(value.num, value.den, "half_away"), scale);
}

function share(value: Rate | null): string | null {
  return value === null ? null : formatRate(value, SHARE_PLACES);
}
