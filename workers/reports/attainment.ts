import type { Time } from "../calendar/day-count.ts";
import { countWorkingDays } from "../calendar/working-days.ts";
import { assert } from "../lib/assert.ts";
import { addDays, type Day } from "../lib/day.ts";
import { intersection, lengthDays, type Interval } from "../lib/interval.ts";
import { addRates, compareRates, multiplyRates, rate, ZERO, type Rate } from "../lib/rate.ts";
import {
  type Carried,
  carriedTarget,
  type Carrying,
  type OwnTarget,
} from "../targets/carried-target.ts";

export type Direction = "up" | "down";
/** For direction down: target / actual, or 2 - actual / target. */
export type DownRule = "target_over_actual" | "two_minus";

export type Attained =
  | { readonly kind: "attainment"; readonly rate: Rate }
  /** There is no attainment of a target of 0 or less: actual - target is shown instead. */
  | { readonly kind: "variance"; readonly amount: Rate };

export type Measure = {
  readonly direction: Direction;
  readonly downRule: DownRule;
  /** The most that direction down can reach; it also serves an actual of 0 or less. */
  readonly downMax: Rate;
};

export const MORE_IS_BETTER: Measure = {
  direction: "up",
  downRule: "target_over_actual",
  downMax: rate(2n, 1n),
};

/** How much of a target is reached: exact. Direction up has no bound on either side. */
export function attainment(target: Rate, actual: bigint, measure: Measure): Attained {
  const reached = rate(actual, 1n);
  if (target.num <= 0n) return { kind: "variance", amount: subtract(reached, target) };
  if (measure.direction === "up") return { kind: "attainment", rate: over(reached, target) };
  return { kind: "attainment", rate: downward(target, reached, measure) };
}

function downward(target: Rate, actual: Rate, { downRule, downMax }: Measure): Rate {
  if (downRule === "two_minus")
    return atMost(subtract(rate(2n, 1n), over(actual, target)), downMax);
  return actual.num <= 0n ? downMax : atMost(over(target, actual), downMax);
}

/** (now - before) / |before|; none when there was nothing before. */
export function growth(now: bigint, before: bigint): Rate | null {
  return before === 0n ? null : rate(now - before, before < 0n ? -before : before);
}

export type Basis = "working_days" | "calendar_days";

/** What a figure's time is measured against. */
export type Clock = {
  readonly window: Interval;
  /** The last complete day of data; null while there is none. */
  readonly dataDay: Day | null;
  /** Who carries the targets, on which of the days; null is a unit, which does on all. */
  readonly carrying: Carrying | null;
  /** How time passes; and how a target is cut where no incentive plan says so. */
  readonly basis: Basis;
  readonly time: Time;
};

/** The effective target of the window, exact, with what it was made of. Round it once, where it is shown. */
export function targetWithin(targets: readonly OwnTarget[], clock: Clock): Carried {
  const { window, carrying, basis, time } = clock;
  return carriedTarget(targets, window, carrying, { time, dayCount: { kind: basis } });
}

/**
 * What should have been reached by the data's last complete day: of each part of the target what lies
 * on the days before, among those on which it is carried. 0 while there is no data.
 */
export function expectedToDate({ pieces }: Pick<Carried, "pieces">, clock: Clock): Rate {
  const past = elapsed(clock);
  if (past === null) return ZERO;
  return pieces.reduce((all, { there, effective }) => {
    if (effective.num === 0n || there.length === 0) return all;
    const count = counter(there, clock);
    const done = there.flatMap((each) => intersection(each, past) ?? []);
    return addRates(all, multiplyRates(effective, rate(BigInt(count(done)), BigInt(count(there)))));
  }, ZERO);
}

/** The window up to and with the data's last complete day. */
function elapsed({ window, dataDay }: Clock): Interval | null {
  return dataDay === null
    ? null
    : intersection(window, { from: window.from, until: addDays(dataDay, 1) });
}

/** Days by the basis; where none of the whole is worked, by date. */
function counter(whole: readonly Interval[], { basis, time }: Clock) {
  const all = (of: readonly Interval[], length: (days: Interval) => number) =>
    of.reduce((sum, each) => sum + length(each), 0);
  const working = (days: Interval) => countWorkingDays(time.days, days);
  const length = basis === "working_days" && all(whole, working) > 0 ? working : lengthDays;
  return (of: readonly Interval[]) => all(of, length);
}

export type Standing = {
  readonly target: Rate;
  /** What the target was made of. */
  readonly carried: Carried;
  readonly attained: Attained;
  readonly expected: Rate;
  /** Expected over target; null when nothing is expected of the window. */
  readonly share: Rate | null;
  /** Actual at the end of the window if every day goes like those so far. */
  readonly runRate: Rate | null;
  /** What each remaining day must bring; none before the first and after the last day. */
  readonly required: Rate | null;
  readonly daysLeft: number;
  readonly daysElapsed: number;
};

/**
 * Where somebody stands in a window: all figures exact, for metrics that add up over time.
 * Asserts that the window holds a day.
 */
export function standing(
  targets: readonly OwnTarget[],
  actual: bigint,
  measure: Measure,
  clock: Clock,
): Standing {
  assert(clock.window.from < clock.window.until, "a window holds a day");
  const carried = targetWithin(targets, clock);
  const target = carried.effective;
  const expected = expectedToDate(carried, clock);
  const { daysElapsed, daysLeft } = days(carried, clock);
  const share = target.num === 0n ? null : over(expected, target);
  const missing = subtract(target, rate(actual, 1n));
  return {
    target,
    carried,
    attained: attainment(target, actual, measure),
    expected,
    share,
    runRate: share === null || share.num === 0n ? null : over(rate(actual, 1n), share),
    required:
      daysElapsed === 0 || daysLeft === 0
        ? null
        : over(compareRates(missing, ZERO) > 0 ? missing : ZERO, rate(BigInt(daysLeft), 1n)),
    daysLeft,
    daysElapsed,
  };
}

/** Days on which the target is carried, before and after the data's last complete day. */
function days({ there }: Carried, clock: Clock): { daysElapsed: number; daysLeft: number } {
  if (there.length === 0) return { daysElapsed: 0, daysLeft: 0 };
  const count = counter(there, clock);
  const past = elapsed(clock);
  const daysElapsed = past ? count(there.flatMap((each) => intersection(each, past) ?? [])) : 0;
  return { daysElapsed, daysLeft: count(there) - daysElapsed };
}

function subtract(a: Rate, b: Rate): Rate {
  return addRates(a, { num: -b.num, den: b.den });
}

function over(a: Rate, b: Rate): Rate {
  return rate(a.num * b.den, a.den * b.num);
}

function atMost(value: Rate, most: Rate): Rate {
  return compareRates(value, most) > 0 ? most : value;
}

/** Exactly on pace is 1; above is ahead. None while nothing is expected. */
export function paceOf(actual: bigint, expected: Rate): Rate | null {
  return expected.num <= 0n ? null : over(rate(actual, 1n), expected);
}
