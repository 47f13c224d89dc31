import type { Interval } from "../lib/interval.ts";
import type { Flaw } from "../lib/refusals.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { MAINLAND } from "./mainland.ts";
import { GREGORIAN, PERIOD_KINDS, periodOf, type CalendarRule, type Period } from "./periods.ts";
import type { SuccessionError } from "./succession.ts";
import {
  MONDAY_TO_FRIDAY,
  workingDays,
  type DayOverride,
  type WeekPattern,
  type WorkingDays,
} from "./working-days.ts";

/** Whose public holidays count: mainland China's with their make-up days, or nobody's. */
export type Holidays = "mainland" | "none";

/** What people edit of a calendar. */
export type CalendarSettings = {
  readonly rule: CalendarRule;
  readonly week: WeekPattern;
  readonly holidays: Holidays;
};

/** A tenant's calendar as it is known now. */
export type Calendar = CalendarSettings & {
  readonly own: readonly DayOverride[];
  readonly version: number;
};

export const DEFAULT_CALENDAR: CalendarSettings = {
  rule: GREGORIAN,
  week: MONDAY_TO_FRIDAY,
  holidays: "mainland",
};

const compiled = new Map<string, WorkingDays>();

/** The days the tenant works: the pattern, then public holidays, then the tenant's own days. */
export function workingDaysOf({ week, holidays, own }: Omit<Calendar, "rule" | "version">) {
  const national = holidays === "mainland" ? MAINLAND : [];
  if (own.length > 0) return workingDays(week, national, own);
  // Most tenants share a handful of patterns; sorting the holidays again would cost more than a read.
  const key = `${weekText(week)} ${holidays}`;
  const known = compiled.get(key) ?? workingDays(week, national);
  compiled.set(key, known);
  return known;
}

/** A week as seven digits, Monday first: "1111100". */
export function weekText(week: WeekPattern): string {
  return week.map((worked) => (worked ? "1" : "0")).join("");
}

export function weekOf(text: string): WeekPattern {
  const at = (index: number) => text.charAt(index) === "1";
  return [at(0), at(1), at(2), at(3), at(4), at(5), at(6)];
}

/** An interval that targets were agreed for: how many, and whose, as far as they are listed. */
export type HeldInterval = Interval & {
  readonly targets: number;
  readonly metric?: string;
  readonly level?: string;
  readonly plan?: string | null;
  readonly subjects?: readonly { readonly id: string; readonly name: string }[];
};

export type CalendarRefusal =
  | { readonly code: "calendar/no_working_weekday"; readonly pointer: "/week" }
  | {
      readonly code: "calendar/breaks_targets";
      readonly count: number;
      readonly targets: number;
      readonly errors: readonly Flaw[];
    };

/**
 * The calendar after a change. Targets keep the interval they were agreed for; a change under which
 * such an interval would no longer be a period of its own is refused, naming each one.
 * Working days may change: they move the expected pace, never a target.
 */
export function changeCalendar(
  now: CalendarSettings,
  change: CalendarSettings,
  held: readonly HeldInterval[],
): Result<CalendarSettings, CalendarRefusal | SuccessionError> {
  if (!change.week.some(Boolean))
    return err({ code: "calendar/no_working_weekday", pointer: "/week" });
  const broken = brokenBy(now.rule, change.rule, held);
  if (broken.length === 0) return ok(change);
  return err({
    code: "calendar/breaks_targets",
    count: new Set(broken.map(({ value }) => value)).size,
    targets: broken.reduce((all, { targets }) => all + targets, 0),
    errors: broken,
  });
}

/** Each held interval that is a period now and would be none, with what is known of its targets. */
export function brokenBy(
  now: CalendarRule,
  next: CalendarRule,
  held: readonly HeldInterval[],
): (Flaw & HeldInterval)[] {
  return held.flatMap((each) => {
    const was = periodExactly(now, each);
    if (was === null || periodExactly(next, each) !== null) return [];
    return [{ ...each, pointer: "/rule", code: "calendar/breaks_target", value: was.key }];
  });
}

/** The period that is exactly this interval, the longest first, if there is one. */
export function periodExactly(rule: CalendarRule, { from, until }: Interval): Period | null {
  for (const kind of PERIOD_KINDS) {
    const at = periodOf(rule, kind, from);
    if (at.from === from && at.until === until) return at;
  }
  return null;
}
