import { assert } from "../lib/assert.ts";
import { countWorkingDays, type WorkingDays } from "../calendar/working-days.ts";
import { addDays, type Day } from "../lib/day.ts";
import { intersection, lengthDays, type Interval } from "../lib/interval.ts";
import { addRates, compareRates, rate, ZERO, type Rate } from "../lib/rate.ts";

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

/** A target as it was agreed: its whole amount and its own days, which may leave the window. */
export type OwnTarget = Interval & { readonly amount: bigint };
export type Basis = "working_days" | "calendar_days";

/** What a figure's time is measured against. */
export type Clock = {
  readonly window: Interval;
  /** The last complete day of data; null while there is none. */
  readonly dataDay: Day | null;
  /** The days on which the person was there. A unit's are the window. */
  readonly active: Interval;
  readonly basis: Basis;
  readonly calendar: WorkingDays;
};

/**
 * The part of the targets that lies in the window, exactly: of each, its amount times the days it
 * shares with the window over its own days. Round it once, where it is shown.
 */
export function targetWithin(targets: readonly OwnTarget[], clock: Clock): Rate {
  return targets.reduce((all, own) => addRates(all, part(own, clock.window, clock)), ZERO);
}

/**
 * What should have been reached by the data's last complete day: each target's own days up to it,
 * within the window and the person's active days. 0 while there is no data.
 */
export function expectedToDate(targets: readonly OwnTarget[], clock: Clock): Rate {
  const past = elapsed(clock);
  if (past === null) return ZERO;
  return targets.reduce((all, own) => addRates(all, activePart(own, past, clock)), ZERO);
}

/** The window up to and with the data's last complete day. */
function elapsed({ window, dataDay }: Clock): Interval | null {
  return dataDay === null
    ? null
    : intersection(window, { from: window.from, until: addDays(dataDay, 1) });
}

/** The part of a target that lies in `slice`. One whose own days are all free counts by date. */
function part(own: OwnTarget, slice: Interval, { basis, calendar }: Clock): Rate {
  const shared = intersection(own, slice);
  if (shared === null) return ZERO;
  const count = counter(own, basis, calendar);
  return rate(own.amount * BigInt(count(shared)), BigInt(count(own)));
}

/** As `part`, but a target is carried on the person's active days alone: they make up its whole. */
function activePart(own: OwnTarget, past: Interval, clock: Clock): Rate {
  const whole = intersection(own, clock.window);
  if (whole === null) return ZERO;
  const inWindow = part(own, whole, clock);
  const carried = intersection(whole, clock.active);
  const done = carried === null ? null : intersection(carried, past);
  if (carried === null || done === null) return ZERO;
  const count = counter(carried, clock.basis, clock.calendar);
  return rate(inWindow.num * BigInt(count(done)), inWindow.den * BigInt(count(carried)));
}

function counter(whole: Interval, basis: Basis, calendar: WorkingDays) {
  const working = (days: Interval) => countWorkingDays(calendar, days);
  return basis === "working_days" && working(whole) > 0 ? working : lengthDays;
}

export type Standing = {
  readonly target: Rate;
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
  const target = targetWithin(targets, clock);
  const expected = expectedToDate(targets, clock);
  const { daysElapsed, daysLeft } = days(clock);
  const share = target.num === 0n ? null : over(expected, target);
  const missing = subtract(target, rate(actual, 1n));
  return {
    target,
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

/** Days of the window, within the active ones, before and after the data's last complete day. */
function days(clock: Clock): { daysElapsed: number; daysLeft: number } {
  const carried = intersection(clock.window, clock.active);
  if (carried === null) return { daysElapsed: 0, daysLeft: 0 };
  const count = counter(carried, clock.basis, clock.calendar);
  const past = elapsed(clock);
  const done = past === null ? null : intersection(carried, past);
  const daysElapsed = done === null ? 0 : count(done);
  return { daysElapsed, daysLeft: count(carried) - daysElapsed };
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
