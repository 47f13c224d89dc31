import { assert, must, unreachable } from "../lib/assert.ts";
import { addDays, daysBetween, isDay, yearOf, type Day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { CalendarRule } from "./rule.ts";
import { weekYearOn, yearNamed, yearOn } from "./years.ts";
import type { YearCut } from "./year-cut.ts";

export { GREGORIAN, type CalendarRule } from "./rule.ts";

export const PERIOD_KINDS = ["year", "half", "quarter", "month", "week", "day"] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

/**
 * `year` is the fiscal year's name, `index` counts from 1 within it (1 for the year itself). A
 * month is a Gregorian one, one of whole weeks, or one of thirteen four-week periods.
 */
export type Period = Interval & {
  readonly kind: PeriodKind;
  readonly key: string;
  readonly year: number;
  readonly index: number;
  /** It lies in the stretch between two calendars, before the year of this name. */
  readonly transition?: true;
};

export type PeriodError =
  | { readonly code: "period/malformed"; readonly key: string }
  | { readonly code: "period/none_such"; readonly key: string };

/** What is read from outside must lie between these years; sales data lies far inside. */
const YEAR_MIN = 1900;
const YEAR_MAX = 2199;

const LETTERS = { H: "half", Q: "quarter", M: "month", P: "month", W: "week" } as const;
const KEY = /^FY(\d{4})(T?)(?:-(?:(H)([1-4])|(Q)([1-8])|([MPW])(\d{2})))?$/;

/** Whether a day from outside lies in the years a calendar answers for (1901 to 2198). */
export function isKnownDay(on: Day): boolean {
  return yearOf(on) > YEAR_MIN && yearOf(on) < YEAR_MAX;
}

/**
 * The kinds of period that exist around a day. A year of thirteen periods may have no quarters and
 * no halves; all other kinds always exist.
 */
export function kindsOn(rule: CalendarRule, on: Day): PeriodKind[] {
  const cut = yearOn(rule, on);
  return PERIOD_KINDS.filter((kind) => startsOf(cut, kind) !== null);
}

/**
 * The one period of a kind that holds a day. Every day belongs to exactly one period of each kind.
 * Where a year has no quarters or halves the answer is the year itself, the next larger that exists.
 * Asserts that the day's neighbours still have four-digit years.
 */
export function periodOf(rule: CalendarRule, kind: PeriodKind, on: Day): Period {
  assert(yearOf(on) > 2 && yearOf(on) < 9997, "a day's neighbours have four-digit years");
  const cut = kind === "week" ? weekYearOn(rule, on) : yearOn(rule, on);
  if (kind === "day") return periodIn(cut, kind, daysBetween(must(cut.months[0]), on) + 1);
  const starts = startsOf(cut, kind);
  return starts === null ? periodIn(cut, "year", 1) : periodIn(cut, kind, lastUpTo(starts, on) + 1);
}

/**
 * Reads `FY2026`, `FY2026-H1`, `FY2026-Q3`, `FY2026-M07`, `FY2026-P13`, `FY2026-W31`, `2026-07-15`,
 * and the stretch before the first year of a new calendar, `FY2027T-M01`.
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
  const letter = parts[3] ?? parts[5] ?? parts[7];
  const index = Number(parts[4] ?? parts[6] ?? parts[8] ?? 1);
  if (year <= YEAR_MIN || year >= YEAR_MAX) return err({ code: "period/none_such", key });
  const cut = yearNamed(rule, year, parts[2] === "T");
  const kind = letter === undefined ? "year" : LETTERS[letter as keyof typeof LETTERS]; // KEY allows no other letter.
  const found = cut && placeIn(cut, kind, index);
  // M05 of a year of thirteen periods, or P05 of one of twelve months, is nothing.
  return found?.key === key ? ok(found) : err({ code: "period/none_such", key });
}

/** The period with this place in the year, or null where the year has none (W53 of a 52-week year). */
export function periodAt(
  rule: CalendarRule,
  kind: PeriodKind,
  year: number,
  index: number,
): Period | null {
  const cut = yearNamed(rule, year, false);
  return cut && placeIn(cut, kind, index);
}

/**
 * All periods of a kind in one fiscal year, in order: of the year of this name, or of the year that
 * is given as a period. None where there is no such year, or no such kind in it. Whole weeks, so
 * their ends may overhang it.
 */
export function periodsOfYear(
  rule: CalendarRule,
  kind: PeriodKind,
  year: number | Period,
): Period[] {
  const cut = typeof year === "number" ? yearNamed(rule, year, false) : yearOn(rule, year.from);
  if (!cut) return [];
  const [from, until] = [must(cut.months[0]), must(cut.months.at(-1))];
  const count = kind === "day" ? daysBetween(from, until) : (startsOf(cut, kind)?.length ?? 1) - 1;
  return Array.from({ length: count }, (_, at) => periodIn(cut, kind, at + 1));
}

/** The period `steps` after (before, if negative) this one, of the same kind. */
export function neighbour(rule: CalendarRule, period: Period, steps: number): Period {
  const { kind, from } = period;
  if (kind === "day") return periodOf(rule, kind, addDays(from, steps));
  let at = period;
  for (let left = steps; left > 0; left -= 1) at = periodOf(rule, kind, at.until);
  for (let left = steps; left < 0; left += 1) at = periodOf(rule, kind, addDays(at.from, -1));
  return at;
}

/** The periods of a kind that share a day with the interval, in order; their ends may overhang it. */
export function periodsAcross(rule: CalendarRule, kind: PeriodKind, within: Interval): Period[] {
  const out: Period[] = [];
  if (within.from >= within.until) return out;
  let at = periodOf(rule, kind, within.from);
  for (; at.from < within.until; at = periodOf(rule, kind, at.until)) out.push(at);
  return out;
}

/** First days and, last, the first day after; null for days, and for what the year does not have. */
function startsOf(cut: YearCut, kind: PeriodKind): readonly Day[] | null {
  const { months, quarters, halves, weeks } = cut;
  switch (kind) {
    case "year":
      return [must(months[0]), must(months.at(-1))];
    case "half":
      return halves;
    case "quarter":
      return quarters;
    case "month":
      return months;
    case "week":
      return weeks;
    case "day":
      return months;
    default:
      return unreachable(kind);
  }
}

function placeIn(cut: YearCut, kind: PeriodKind, index: number): Period | null {
  const [from, until] = [must(cut.months[0]), must(cut.months.at(-1))];
  const count = kind === "day" ? daysBetween(from, until) : (startsOf(cut, kind)?.length ?? 1) - 1;
  return index < 1 || index > count ? null : periodIn(cut, kind, index);
}

function periodIn(cut: YearCut, kind: PeriodKind, index: number): Period {
  const { year, transition } = cut;
  const about = { kind, year, index, ...(transition ? { transition } : {}) };
  if (kind === "day") {
    const from = addDays(must(cut.months[0]), index - 1);
    return { ...about, key: from, from, until: addDays(from, 1) };
  }
  const starts = must(startsOf(cut, kind), "the year has such periods");
  const [from, until] = [must(starts[index - 1]), must(starts[index])];
  return { ...about, key: keyOf(cut, kind, index), from, until };
}

function keyOf({ year, transition, letter }: YearCut, kind: PeriodKind, index: number): string {
  const name = `FY${year}${transition ? "T" : ""}`;
  const two = String(index).padStart(2, "0");
  switch (kind) {
    case "year":
      return name;
    case "half":
      return `${name}-H${index}`;
    case "quarter":
      return `${name}-Q${index}`;
    case "month":
      return `${name}-${letter}${two}`;
    case "week":
      return `${name}-W${two}`;
    case "day":
      return two;
    default:
      return unreachable(kind);
  }
}

/** The place of the last of the ascending days that is not after `on`. */
function lastUpTo(starts: readonly Day[], on: Day): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (must(starts[middle]) <= on) low = middle;
    else high = middle - 1;
  }
  return low;
}
