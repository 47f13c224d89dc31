import { addDays, daysBetween, type Day } from "../lib/day.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { periodOf, type Period } from "./periods.ts";
import { partsOf, type CalendarPart, type CalendarRule, type YearRule } from "./rule.ts";
import { firstDay } from "./year-cut.ts";

export type SuccessionError =
  | {
      readonly code: "calendar/not_future";
      readonly pointer: "/fromYear";
      readonly year: number;
      readonly from: Day;
    }
  | {
      readonly code: "calendar/year_name";
      readonly pointer: "/fromYear";
      readonly year: number;
      readonly taken: string;
    }
  | {
      readonly code: "calendar/transition_long";
      readonly pointer: "/transition";
      readonly days: number;
    };

/** Beyond about half a year the days before a new calendar are a year of their own. */
const LONG_MOST_DAYS = 190;
/** Fewer days than this are no year: whatever was wished for, they run on in the year before. */
const SHORT_LEAST_DAYS = 15;

type Next = {
  readonly rule: YearRule;
  /** The name of the first year under the new rule. */
  readonly fromYear: number;
  /** What becomes of the days between; the sensible one when absent. */
  readonly transition?: "short" | "long" | undefined;
};

/**
 * The calendar followed by another from a fiscal year on; what stood beyond that year gives way.
 * Refuses a year that begins today or earlier, one whose name the calendar before it has used up,
 * and a last old year longer than a year and a half.
 */
export function followedBy(
  now: CalendarRule,
  { rule, fromYear, transition }: Next,
  today: Day,
): Result<CalendarRule, SuccessionError> {
  const from = firstDay(rule, fromYear);
  if (from <= today)
    return err({ code: "calendar/not_future", pointer: "/fromYear", year: fromYear, from });
  const least = addDays(from, -SHORT_LEAST_DAYS);
  const kept = partsOf(now).filter((part) => part.from === null || part.from <= least);
  const before = ruleOf(kept);
  const remnant = periodOf(before, "year", addDays(from, -1));
  const whole =
    remnant.until === from ? remnant : periodOf(before, "year", addDays(remnant.from, -1));
  if (whole.year >= fromYear)
    return err({
      ...{ code: "calendar/year_name", pointer: "/fromYear", year: fromYear },
      taken: whole.key,
    });
  const days = remnant.until === from ? 0 : daysBetween(remnant.from, from);
  const chosen = days < SHORT_LEAST_DAYS ? "long" : (transition ?? "short");
  if (chosen === "long" && days > LONG_MOST_DAYS)
    return err({ code: "calendar/transition_long", pointer: "/transition", days });
  return ok(ruleOf([...kept, { from, rule, transition: chosen }]));
}

function ruleOf(parts: readonly CalendarPart[]): CalendarRule {
  const [only] = parts;
  return only && parts.length === 1 && only.from === null
    ? only.rule
    : { kind: "succession", parts };
}

/** The stretch that a change leaves at a seam, if the years do not simply follow on. */
export type Seam = {
  /** The first day of the new calendar. */
  readonly from: Day;
  /** The year that ends there, as it now is. */
  readonly last: Period;
  /** How long it would have been without the change. */
  readonly was: Period;
  readonly first: Period;
};

/** Every change of calendar, with the years on both sides of it. */
export function seamsOf(rule: CalendarRule): Seam[] {
  const parts = partsOf(rule);
  return parts.flatMap(({ from }, at) => {
    if (from === null) return [];
    const last = periodOf(rule, "year", addDays(from, -1));
    const was = periodOf(ruleOf(parts.slice(0, at)), "year", last.from);
    return [{ from, last, was, first: periodOf(rule, "year", from) }];
  });
}
