import { assert, must } from "../lib/assert.ts";
import { dayNumber, fromDayNumber, weekday, type Day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import { ascending } from "../lib/list.ts";
import { err, ok, type Result } from "../lib/result.ts";

/** Which days of a week are worked, Monday first. */
export type WeekPattern = readonly [boolean, boolean, boolean, boolean, boolean, boolean, boolean];
export const MONDAY_TO_FRIDAY: WeekPattern = [true, true, true, true, true, false, false];

/** A day that is worked, or not, whatever its weekday. */
export type DayOverride = { readonly on: Day; readonly works: boolean };

/**
 * Weekly pattern and exceptions, compiled: `numbers` are the days that differ from the pattern, in
 * order, and `worked[i]` is by how much the first i of them change the count.
 */
export type WorkingDays = {
  readonly week: WeekPattern;
  readonly numbers: readonly number[];
  readonly worked: readonly number[];
};

export type NoWorkingDay = { readonly code: "calendar/no_working_day"; readonly from: Day };

/** Later lists win over earlier ones: national holidays first, then the tenant's own days. */
export function workingDays(
  week: WeekPattern,
  ...layers: readonly (readonly DayOverride[])[]
): WorkingDays {
  const last = new Map(layers.flat().map(({ on, works }) => [on, works]));
  const differing = [...last]
    .filter(([on, works]) => works !== must(week[weekday(on) - 1]))
    .sort(([a], [b]) => ascending(a, b));
  const worked = [0];
  for (const [, works] of differing) worked.push(must(worked.at(-1)) + (works ? 1 : -1));
  return { week, numbers: differing.map(([on]) => dayNumber(on)), worked };
}

/** Is this day worked? */
export function works(calendar: WorkingDays, on: Day): boolean {
  return before(calendar, dayNumber(on) + 1) - before(calendar, dayNumber(on)) === 1;
}

/** Working days in `[from, until)`; 0 for an empty interval. Cost does not grow with its length. */
export function countWorkingDays(calendar: WorkingDays, { from, until }: Interval): number {
  if (from >= until) return 0;
  return before(calendar, dayNumber(until)) - before(calendar, dayNumber(from));
}

/**
 * The n-th working day from a date. Positive n counts the working days after it, negative those
 * before it; 0 is the date itself if it is worked, otherwise the next that is.
 * Refuses when there is no such day: a pattern without a working day, or past the year 9999.
 */
export function nthWorkingDay(
  calendar: WorkingDays,
  from: Day,
  n: number,
): Result<Day, NoWorkingDay> {
  assert(Number.isSafeInteger(n), "n is a whole number");
  const start = dayNumber(from);
  // The wanted day is the last one before the first number at which the count reaches `wanted`.
  const wanted =
    n > 0
      ? before(calendar, start + 1) + n
      : n < 0
        ? before(calendar, start) + n + 1
        : before(calendar, start) + 1;
  const reach = 7 * (Math.abs(n) + calendar.numbers.length + 2);
  const found = firstReaching(calendar, wanted, start - reach, start + reach);
  if (found === null || found < DAY_MIN || found > DAY_MAX)
    return err({ code: "calendar/no_working_day", from });
  return ok(fromDayNumber(found));
}

const DAY_MIN = -719_162; // 0001-01-01
const DAY_MAX = 2_932_896; // 9999-12-31

/** The smallest day with `wanted` working days up to and with it, if it lies between the two. */
function firstReaching(calendar: WorkingDays, wanted: number, low: number, high: number) {
  if (before(calendar, low) >= wanted || before(calendar, high + 1) < wanted) return null;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (before(calendar, middle + 1) >= wanted) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Working days before a day number, from an origin that is the same for every call. */
function before({ week, numbers, worked }: WorkingDays, number: number): number {
  const sinceMonday = number + 3; // 1970-01-01 was a Thursday.
  const weeks = Math.floor(sinceMonday / 7);
  const perWeek = week.filter(Boolean).length;
  const rest = week.slice(0, sinceMonday - weeks * 7).filter(Boolean).length;
  return weeks * perWeek + rest + must(worked[countBelow(numbers, number)]);
}

/** How many of the ascending numbers lie below `limit`. */
function countBelow(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (must(numbers[middle]) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
