import * as v from "valibot";
import { WireDay } from "../lib/wire.ts";
import { EXTRA_WEEKS, WEEK_PATTERNS } from "./rule.ts";

export const WireMonth = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(12));
export const WireWeekday = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7));
/** The fiscal year is named by the year it starts or ends in. */
export const WireLabel = v.picklist(["start", "end"]);
export const WireWeekOne = v.picklist(["iso", "first_day"]);

/** Where a year of whole weeks turns: weekday 1 is Monday, month 1 is January. */
const anchor = {
  turns: v.picklist(["ends_last", "ends_nearest", "begins_first"]),
  month: WireMonth,
  weekday: WireWeekday,
};

/** How a fiscal year is cut: by Gregorian months, retail weeks or thirteen four-week periods. */
export const WireYearRule = v.variant("kind", [
  v.strictObject({
    kind: v.literal("gregorian_months"),
    firstMonth: WireMonth,
    labelBy: WireLabel,
    weekStart: WireWeekday,
    weekOne: WireWeekOne,
  }),
  v.strictObject({
    kind: v.literal("retail_weeks"),
    ...anchor,
    pattern: v.picklist(WEEK_PATTERNS),
    /** Which month the 53rd week joins; of a quarter it is the last month. */
    extraWeek: v.picklist(EXTRA_WEEKS),
    labelBy: WireLabel,
  }),
  v.strictObject({
    kind: v.literal("thirteen_periods"),
    ...anchor,
    quarters: v.picklist(["3-3-3-4", "none"]),
    labelBy: WireLabel,
  }),
]);

export const WireTransition = v.picklist(["short", "long"]);

/** A rule in force from a day on; from the beginning where there is none. */
export const WirePart = v.strictObject({
  from: v.nullable(WireDay),
  rule: WireYearRule,
  transition: WireTransition,
});
