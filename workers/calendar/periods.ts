import { assert, unreachable } from "../lib/assert.ts";
import {
  addDays,
  addMonths,
  dayNumber,
  dayOf,
  daysBetween,
  isDay,
  monthOf,
  weekday,
  yearOf,
  type Day,
} from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import { err, ok, type Result } from "../lib/result.ts";

/**
 * Months as Gregorian months. The fiscal year begins on the first of `firstMonth` (1 to 12) and is
 * named by the Gregorian year it starts or ends in. Weeks begin on `weekStart` (1 = Monday) and
 * belong whole to one fiscal year: under "iso" to the year that holds most of their days, under
 * "first_day" the week that holds the year's first day is W01.
 */
export type GregorianMonths = {
  readonly kind: "gregorian_months";
  readonly firstMonth: number;
  readonly labelBy: "start" | "end";
  readonly weekStart: number;
  readonly weekOne: "iso" | "first_day";
};

/** How a tenant cuts time. Retail weeks and thirteen periods join here as further kinds. */
export type CalendarRule = GregorianMonths;

/** What a mainland tenant begins with: the Gregorian year and ISO weeks. */
export const GREGORIAN: CalendarRule = {
  kind: "gregorian_months",
  firstMonth: 1,
  labelBy: "start",
  weekStart: 1,
  weekOne: "iso",
};

export const PERIOD_KINDS = ["year", "half", "quarter", "month", "week", "day"] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

/** `year` is the fiscal year's name, `index` counts from 1 within it (1 for the year itself). */
export type Period = Interval & {
  readonly kind: PeriodKind;
  readonly key: string;
  readonly year: number;
  readonly index: number;
};

export type PeriodError =
  | { readonly code: "period/malformed"; readonly key: string }
  | { readonly code: "period/none_such"; readonly key: string };

/** What is read from outside must lie between these years; sales data lies far inside. */
const YEAR_MIN = 1900;
const YEAR_MAX = 2199;

const MONTHS: Readonly<Record<"year" | "half" | "quarter" | "month", number>> = {
  year: 12,
  half: 6,
  quarter: 3,
  month: 1,
};
const LETTERS = { H: "half", Q: "quarter", M: "month", W: "week" } as const;
const KEY = /^FY(\d{4})(?:-(?:(H)([1-2])|(Q)([1-4])|(M)(\d{2})|(W)(\d{2})))?$/;

/** The first day of the fiscal year named `year`. */
export function yearStart(rule: CalendarRule, year: number): Day {
  const startsIn = rule.firstMonth > 1 && rule.labelBy === "end" ? year - 1 : year;
  return dayOf(startsIn, rule.firstMonth, 1);
}

/**
 * The one period of a kind that holds a day. Every day belongs to exactly one period of each kind.
 * Asserts that the day's neighbours still have four-digit years.
 */
export function periodOf(rule: CalendarRule, kind: PeriodKind, on: Day): Period {
  assert(yearOf(on) > 1 && yearOf(on) < 9998, "a day's neighbours have four-digit years");
  if (kind === "week") return weekOf(rule, on);
  const year = fiscalYearOf(rule, on);
  const from = yearStart(rule, year);
  if (kind === "day") return dayPeriod(on, year, daysBetween(from, on) + 1);
  const monthsIn = (yearOf(on) - yearOf(from)) * 12 + monthOf(on) - monthOf(from);
  return months(rule, kind, year, Math.trunc(monthsIn / MONTHS[kind]) + 1);
}

/** Whether a day from outside lies in the years a calendar answers for (1901 to 2198). */
export function isKnownDay(on: Day): boolean {
  return yearOf(on) > YEAR_MIN && yearOf(on) < YEAR_MAX;
}

/**
 * Reads `FY2026`, `FY2026-H1`, `FY2026-Q3`, `FY2026-M07`, `FY2026-W31` or `2026-07-15`.
 * Refuses what has another shape, and what has the shape but does not exist (M13, W54).
 */
export function readPeriod(rule: CalendarRule, key: string): Result<Period, PeriodError> {
  if (isDay(key)) {
    return isKnownDay(key)
      ? ok(periodOf(rule, "day", key))
      : err({ code: "period/none_such", key });
  }
  const parts = KEY.exec(key);
  if (!parts) return err({ code: "period/malformed", key });
  const year = Number(parts[1]);
  const [letter, digits] = [2, 4, 6, 8].flatMap((at) =>
    parts[at] === undefined ? [] : [parts[at], parts[at + 1]],
  );
  if (year <= YEAR_MIN || year >= YEAR_MAX) return err({ code: "period/none_such", key });
  const kind = letter === undefined ? "year" : LETTERS[letter as keyof typeof LETTERS]; // KEY allows no other letter.
  const found = periodAt(rule, kind, year, Number(digits ?? 1));
  return found === null ? err({ code: "period/none_such", key }) : ok(found);
}

/** The period with this place in the year, or null where the year has none (W53 of a 52-week year). */
export function periodAt(
  rule: CalendarRule,
  kind: PeriodKind,
  year: number,
  index: number,
): Period | null {
  if (index < 1) return null;
  if (kind === "day") {
    const on = addDays(yearStart(rule, year), index - 1);
    return on < yearStart(rule, year + 1) ? dayPeriod(on, year, index) : null;
  }
  if (kind === "week") {
    const from = addDays(firstWeekStart(rule, year), (index - 1) * 7);
    return from < firstWeekStart(rule, year + 1) ? week(year, index, from) : null;
  }
  return index > 12 / MONTHS[kind] ? null : months(rule, kind, year, index);
}

/** All periods of a kind in one fiscal year, in order. Whole weeks, so their ends may overhang it. */
export function periodsOfYear(rule: CalendarRule, kind: PeriodKind, year: number): Period[] {
  const first = periodAt(rule, kind, year, 1);
  assert(first !== null, "a year has a first period of each kind");
  const out: Period[] = [];
  for (let at: Period = first; at.year === year; at = neighbour(rule, at, 1)) out.push(at);
  return out;
}

/** The period `steps` after (before, if negative) this one, of the same kind. */
export function neighbour(
  rule: CalendarRule,
  { kind, from, until }: Period,
  steps: number,
): Period {
  switch (kind) {
    case "day":
      return periodOf(rule, kind, addDays(from, steps));
    case "week":
      return periodOf(rule, kind, addDays(from, steps * 7));
    case "month":
    case "quarter":
    case "half":
    case "year":
      assert(from < until, "a period holds a day");
      return periodOf(rule, kind, addMonths(from, steps * MONTHS[kind]));
    default:
      return unreachable(kind);
  }
}

/** The periods of a kind that share a day with the interval, in order; their ends may overhang it. */
export function periodsAcross(rule: CalendarRule, kind: PeriodKind, within: Interval): Period[] {
  const out: Period[] = [];
  if (within.from >= within.until) return out;
  let at = periodOf(rule, kind, within.from);
  for (; at.from < within.until; at = neighbour(rule, at, 1)) out.push(at);
  return out;
}

function fiscalYearOf(rule: CalendarRule, on: Day): number {
  const guess = yearOf(on);
  if (on < yearStart(rule, guess)) return guess - 1;
  return on < yearStart(rule, guess + 1) ? guess : guess + 1;
}

function months(
  rule: CalendarRule,
  kind: "year" | "half" | "quarter" | "month",
  year: number,
  index: number,
): Period {
  const from = addMonths(yearStart(rule, year), (index - 1) * MONTHS[kind]);
  const until = addMonths(from, MONTHS[kind]);
  return { kind, key: keyOf(kind, year, index), year, index, from, until };
}

function keyOf(kind: "year" | "half" | "quarter" | "month" | "week", year: number, index: number) {
  const two = String(index).padStart(2, "0");
  switch (kind) {
    case "year":
      return `FY${year}`;
    case "half":
      return `FY${year}-H${index}`;
    case "quarter":
      return `FY${year}-Q${index}`;
    case "month":
      return `FY${year}-M${two}`;
    case "week":
      return `FY${year}-W${two}`;
  }
}

function dayPeriod(on: Day, year: number, index: number): Period {
  return { kind: "day", key: on, year, index, from: on, until: addDays(on, 1) };
}

function week(year: number, index: number, from: Day): Period {
  return {
    kind: "week",
    key: keyOf("week", year, index),
    year,
    index,
    from,
    until: addDays(from, 7),
  };
}

/** A week belongs to the fiscal year of this one of its days, counted from 0. */
function anchorDay(rule: CalendarRule): number {
  return rule.weekOne === "iso" ? 3 : 6;
}

function weekStartOf(rule: CalendarRule, on: Day): Day {
  return addDays(on, -((weekday(on) - rule.weekStart + 7) % 7));
}

function firstWeekStart(rule: CalendarRule, year: number): Day {
  // The first week whose anchor day is not before the year begins.
  return weekStartOf(rule, addDays(yearStart(rule, year), 6 - anchorDay(rule)));
}

function weekOf(rule: CalendarRule, on: Day): Period {
  const from = weekStartOf(rule, on);
  const year = fiscalYearOf(rule, addDays(from, anchorDay(rule)));
  const index = (dayNumber(from) - dayNumber(firstWeekStart(rule, year))) / 7 + 1;
  return week(year, index, from);
}
