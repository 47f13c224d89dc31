import { kindsOn, periodOf, periodsOfYear, type Period } from "../../workers/calendar/periods.ts";
import {
  GREGORIAN,
  type CalendarRule,
  type GregorianMonths,
  type RetailWeeks,
  type ThirteenPeriods,
  type YearRule,
} from "../../workers/calendar/rule.ts";
import {
  followedBy,
  seamsOf,
  type Seam,
  type SuccessionError,
} from "../../workers/calendar/succession.ts";
import { firstDay } from "../../workers/calendar/year-cut.ts";
import { yearOf, type Day } from "../../workers/lib/day.ts";
import { lengthDays } from "../../workers/lib/interval.ts";
import type { Result } from "../../workers/lib/result.ts";

/** What the form holds of every scheme at once, so that nothing is lost by trying another. */
export type Draft = Omit<GregorianMonths, "kind"> &
  Omit<RetailWeeks, "kind"> &
  Omit<ThirteenPeriods, "kind"> & { readonly kind: YearRule["kind"] };

/** The National Retail Federation's calendar: what most who choose weeks mean. */
const WEEKS: Omit<RetailWeeks, "kind"> = {
  turns: "ends_nearest",
  month: 1,
  weekday: 6,
  pattern: "4-5-4",
  extraWeek: "last",
  labelBy: "start",
};

export function draftOf(rule: YearRule): Draft {
  return { ...GREGORIAN, ...WEEKS, quarters: "3-3-3-4", ...rule };
}

export function ruleOf(draft: Draft): YearRule {
  const { firstMonth, weekStart, weekOne, labelBy, turns, month, weekday } = draft;
  const anchor = { turns, month, weekday, labelBy };
  switch (draft.kind) {
    case "gregorian_months":
      return { kind: draft.kind, firstMonth, labelBy, weekStart, weekOne };
    case "retail_weeks": {
      const { pattern, extraWeek } = draft;
      return { kind: draft.kind, ...anchor, pattern, extraWeek };
    }
    case "thirteen_periods":
      return { kind: draft.kind, ...anchor, quarters: draft.quarters };
  }
}

export function isSame(a: YearRule, b: YearRule): boolean {
  const fields = new Map<string, unknown>(Object.entries(a));
  return Object.entries(b).every(([name, value]) => fields.get(name) === value);
}

/** The next years that a new calendar could begin with, by name and first day. */
export function yearsToCome(rule: YearRule, today: Day, count = 4) {
  const names = Array.from({ length: count + 3 }, (_, at) => yearOf(today) - 1 + at);
  return names
    .map((year) => ({ year, from: firstDay(rule, year) }))
    .filter(({ from }) => from > today)
    .slice(0, count);
}

/** Which of the coming years have 53 weeks. */
export function longYears(rule: YearRule, today: Day, years = 12): number[] {
  if (rule.kind === "gregorian_months") return [];
  const first = periodOf(rule, "year", today).year;
  return Array.from({ length: years }, (_, at) => first + at).filter(
    (year) => periodsOfYear(rule, "week", year).length === 53,
  );
}

export type Wish = {
  readonly rule: YearRule;
  /** Null: in all years. */
  readonly fromYear: number | null;
  readonly transition: "short" | "long" | undefined;
};
export type Preview = {
  readonly rule: CalendarRule;
  /** The years to draw: those around the change, or this one. */
  readonly years: readonly Period[];
  readonly seam: Seam | null;
};

/** What the calendar would be: the same code that the server decides by. */
export function previewOf(
  now: CalendarRule,
  wish: Wish,
  today: Day,
): Result<Preview, SuccessionError> {
  const made: Result<CalendarRule, SuccessionError> =
    wish.fromYear === null
      ? { ok: true, value: wish.rule }
      : followedBy(now, { ...wish, fromYear: wish.fromYear }, today);
  if (!made.ok) return made;
  const rule = made.value;
  const seam = wish.fromYear === null ? null : (seamsOf(rule).at(-1) ?? null);
  const years = seam ? [seam.last, seam.first] : [periodOf(rule, "year", today)];
  return { ok: true, value: { rule, years, seam } };
}

/** Whether a change leaves a year of another length, which the reader should see. */
export function isTransition({ last, was }: Seam): boolean {
  return last.until !== was.until || last.transition === true || lengthDays(last) > 371;
}

/** The larger parts of a year that a strip groups its months by. */
export function groupsOf(rule: CalendarRule, year: Period): readonly Period[] {
  return kindsOn(rule, year.from).includes("quarter")
    ? periodsOfYear(rule, "quarter", year)
    : [year];
}
