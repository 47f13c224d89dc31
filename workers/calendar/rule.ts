import type { Day } from "../lib/day.ts";

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

/**
 * Which day a year of whole weeks turns on. It ends on the last `weekday` of `month`, or on the
 * `weekday` nearest to that month's last day, or it begins on the first `weekday` of `month`.
 * Years then have 52 or 53 weeks, and weeks begin on the weekday that years begin on.
 */
export type YearAnchor = {
  readonly turns: "ends_last" | "ends_nearest" | "begins_first";
  /** 1 = January. */
  readonly month: number;
  /** 1 = Monday. */
  readonly weekday: number;
};

export const WEEK_PATTERNS = ["4-5-4", "4-4-5", "5-4-4"] as const;
export const EXTRA_WEEKS = ["last", "next_to_last", "q1", "q2", "q3", "q4"] as const;

/**
 * Retail weeks (NRF 4-5-4 and its kin): a quarter is three months of whole weeks. The 53rd week
 * joins the year's last or next-to-last month, or the last month of a named quarter.
 */
export type RetailWeeks = YearAnchor & {
  readonly kind: "retail_weeks";
  readonly pattern: (typeof WEEK_PATTERNS)[number];
  readonly extraWeek: (typeof EXTRA_WEEKS)[number];
  readonly labelBy: "start" | "end";
};

/** Thirteen periods of four weeks; the last has five in a year of 53 weeks. */
export type ThirteenPeriods = YearAnchor & {
  readonly kind: "thirteen_periods";
  /** Quarters of 3, 3, 3 and 4 periods, or a year without quarters and halves. */
  readonly quarters: "3-3-3-4" | "none";
  readonly labelBy: "start" | "end";
};

/** How one run of years is cut. */
export type YearRule = GregorianMonths | RetailWeeks | ThirteenPeriods;

/**
 * A calendar that was changed: each part is in force from the first day of one of its own years
 * until the next part begins; the first from the beginning of time (`from` null).
 * What lies between the last whole old year and the first new one is a year of its own ("short")
 * or runs on in the old year before it ("long").
 */
export type CalendarPart = {
  readonly from: Day | null;
  readonly rule: YearRule;
  readonly transition: "short" | "long";
};
export type Succession = { readonly kind: "succession"; readonly parts: readonly CalendarPart[] };

/** How a tenant cuts time, over all years. */
export type CalendarRule = YearRule | Succession;

/** What a mainland tenant begins with: the Gregorian year and ISO weeks. */
export const GREGORIAN: GregorianMonths = {
  kind: "gregorian_months",
  firstMonth: 1,
  labelBy: "start",
  weekStart: 1,
  weekOne: "iso",
};

/** The parts of a calendar, oldest first; one that never changed has one. */
export function partsOf(rule: CalendarRule): readonly CalendarPart[] {
  return rule.kind === "succession"
    ? rule.parts
    : [{ from: null, rule, transition: "short" as const }];
}

/** The rule in force on a day. */
export function ruleOn(rule: CalendarRule, on: Day): YearRule {
  if (rule.kind !== "succession") return rule;
  const part = rule.parts.findLast(({ from }) => from === null || from <= on);
  return (part ?? rule.parts[0] ?? { rule: GREGORIAN }).rule;
}

/** 1 = Monday: the weekday that this rule's weeks begin on. */
export function weekStartOf(rule: YearRule): number {
  if (rule.kind === "gregorian_months") return rule.weekStart;
  return rule.turns === "begins_first" ? rule.weekday : (rule.weekday % 7) + 1;
}
