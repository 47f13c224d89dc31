// Every rule a tenant can choose, for properties; and the published calendars that tests name.
import fc from "fast-check";
import {
  EXTRA_WEEKS,
  GREGORIAN,
  WEEK_PATTERNS,
  type RetailWeeks,
  type ThirteenPeriods,
  type YearRule,
} from "../../workers/calendar/rule.ts";

const month = fc.integer({ min: 1, max: 12 });
const weekday = fc.integer({ min: 1, max: 7 });
const labelBy = fc.constantFrom("start" as const, "end" as const);
const anchor = {
  turns: fc.constantFrom("ends_last" as const, "ends_nearest" as const, "begins_first" as const),
  month,
  weekday,
  labelBy,
};

export const gregorian = fc.record({
  kind: fc.constant("gregorian_months" as const),
  firstMonth: month,
  labelBy,
  weekStart: weekday,
  weekOne: fc.constantFrom("iso" as const, "first_day" as const),
});
export const retail: fc.Arbitrary<RetailWeeks> = fc.record({
  kind: fc.constant("retail_weeks" as const),
  ...anchor,
  pattern: fc.constantFrom(...WEEK_PATTERNS),
  extraWeek: fc.constantFrom(...EXTRA_WEEKS),
});
export const thirteen: fc.Arbitrary<ThirteenPeriods> = fc.record({
  kind: fc.constant("thirteen_periods" as const),
  ...anchor,
  quarters: fc.constantFrom("3-3-3-4" as const, "none" as const),
});
export const yearRules: fc.Arbitrary<YearRule> = fc.oneof(gregorian, retail, thirteen);

/** The National Retail Federation's: ends on the Saturday nearest to 31 January. */
export const NRF: RetailWeeks = {
  kind: "retail_weeks",
  turns: "ends_nearest",
  month: 1,
  weekday: 6,
  pattern: "4-5-4",
  extraWeek: "last",
  labelBy: "start",
};
/** Apple's: ends on the last Saturday of September; the extra week stands in the first quarter. */
export const APPLE: RetailWeeks = {
  ...NRF,
  turns: "ends_last",
  month: 9,
  pattern: "5-4-4",
  extraWeek: "q1",
  labelBy: "end",
};
export const FOUR_WEEKS: ThirteenPeriods = {
  kind: "thirteen_periods",
  turns: "begins_first",
  month: 1,
  weekday: 1,
  quarters: "3-3-3-4",
  labelBy: "start",
};
export const APRIL: YearRule = { ...GREGORIAN, firstMonth: 4 };
