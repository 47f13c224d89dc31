import { must } from "../lib/assert.ts";
import {
  addDays,
  addMonths,
  dayNumber,
  dayOf,
  daysInMonth,
  fromDayNumber,
  weekday,
  yearOf,
  type Day,
} from "../lib/day.ts";
import { weekStartOf, type RetailWeeks, type ThirteenPeriods, type YearRule } from "./rule.ts";

/**
 * One fiscal year, cut. Each list holds first days in order and, last, the first day after: n + 1
 * days for n periods. Quarters and halves may be absent (null); weeks may overhang the year.
 */
export type YearCut = {
  readonly year: number;
  /** The stretch before the year of this name that belongs to no whole year. */
  readonly transition: boolean;
  /** How a month's key begins: thirteen four-week periods are P01 to P13. */
  readonly letter: "M" | "P";
  readonly months: readonly Day[];
  readonly quarters: readonly Day[] | null;
  readonly halves: readonly Day[] | null;
  readonly weeks: readonly Day[];
};

export type Weekly = RetailWeeks | ThirteenPeriods;

/** The first day of the fiscal year named `year`. */
export function firstDay(rule: YearRule, year: number): Day {
  if (rule.kind === "gregorian_months") {
    const startsIn = rule.firstMonth > 1 && rule.labelBy === "end" ? year - 1 : year;
    return dayOf(startsIn, rule.firstMonth, 1);
  }
  if (rule.turns === "begins_first") return firstWeekday(rule, nominalStart(rule, year));
  // A year begins on the day after the one before it ends, in the month before its own first.
  return addDays(lastDayOf(rule, nominalStart(rule, year)), 1);
}

/** The Gregorian year of the first of the month that a year of weeks begins around. */
function nominalStart({ turns, month, labelBy }: Weekly, year: number): number {
  const beginsInJanuary = turns === "begins_first" ? month === 1 : month === 12;
  return beginsInJanuary || labelBy === "start" ? year : year - 1;
}

function firstWeekday({ month, weekday: wanted }: Weekly, year: number): Day {
  const first = dayOf(year, month, 1);
  return addDays(first, (wanted - weekday(first) + 7) % 7);
}

/** The last day of the year before the one that begins around the first of the month after. */
function lastDayOf({ turns, month, weekday: wanted }: Weekly, startsIn: number): Day {
  const endsIn = month === 12 ? startsIn - 1 : startsIn;
  const last = dayOf(endsIn, month, daysInMonth(endsIn, month));
  const back = (weekday(last) - wanted + 7) % 7;
  return addDays(last, turns === "ends_nearest" && back > 3 ? 7 - back : -back);
}

/** The name of the fiscal year that holds a day. */
export function yearHolding(rule: YearRule, on: Day): number {
  let year = yearOf(on) + 1;
  while (firstDay(rule, year) > on) year -= 1;
  return year;
}

/** The year named `year`, cut by this rule alone. */
export function cutYear(rule: YearRule, year: number): YearCut {
  const from = firstDay(rule, year);
  const until = firstDay(rule, year + 1);
  if (rule.kind === "gregorian_months") {
    const starts = (count: number) =>
      Array.from({ length: count + 1 }, (_, at) => addMonths(from, (12 / count) * at));
    return {
      ...{ year, transition: false, letter: "M" },
      ...{ months: starts(12), quarters: starts(4), halves: starts(2) },
      weeks: weeksFrom(firstWeek(rule, from), firstWeek(rule, until)),
    };
  }
  const weeks = weeksFrom(from, until);
  const lengths = weeksPerMonth(rule, weeks.length - 1);
  let passed = 0;
  const months = [from, ...lengths.map((length) => must(weeks[(passed += length)]))];
  const some = (at: readonly number[]) => at.map((index) => must(months[index]));
  const thirteen = rule.kind === "thirteen_periods";
  const quartered = !thirteen || rule.quarters !== "none";
  return {
    ...{ year, transition: false, letter: thirteen ? "P" : "M", months, weeks },
    quarters: quartered ? some([0, 3, 6, 9, months.length - 1]) : null,
    halves: quartered ? some([0, 6, months.length - 1]) : null,
  };
}

/** Weeks in each month of a year of 52 or 53 weeks. */
export function weeksPerMonth(rule: Weekly, weeks: number): number[] {
  if (rule.kind === "thirteen_periods")
    return Array.from({ length: 13 }, (_, at) => (at === 12 ? weeks - 48 : 4));
  const pattern = rule.pattern.split("-").map(Number);
  const months = [...pattern, ...pattern, ...pattern, ...pattern];
  const at = rule.extraWeek === "next_to_last" ? 10 : EXTRA_MONTH[rule.extraWeek];
  months[at] = must(months[at]) + weeks - 52;
  return months;
}

const EXTRA_MONTH = { last: 11, q1: 2, q2: 5, q3: 8, q4: 11 } as const;

function weeksFrom(from: Day, until: Day): Day[] {
  const [first, last] = [dayNumber(from), dayNumber(until)];
  return Array.from({ length: (last - first) / 7 + 1 }, (_, at) => fromDayNumber(first + at * 7));
}

/** A week of Gregorian months belongs to the year of its middle day, or of its last one. */
function firstWeek(rule: Extract<YearRule, { kind: "gregorian_months" }>, yearFrom: Day): Day {
  const near = addDays(yearFrom, rule.weekOne === "iso" ? 3 : 0);
  return addDays(near, -((weekday(near) - weekStartOf(rule) + 7) % 7));
}
