import type { CalendarRule } from "../calendar/periods.ts";
import { neighbour, periodOf } from "../calendar/periods.ts";
import type { Day } from "../lib/day.ts";

/** Changes are formal where a fiscal quarter begins. */
export function beginsQuarter(rule: CalendarRule, on: Day): boolean {
  return periodOf(rule, "quarter", on).from === on;
}

/** The next day on which a formal change may begin; the day itself where one does. */
export function nextFormal(rule: CalendarRule, on: Day): Day {
  const quarter = periodOf(rule, "quarter", on);
  return quarter.from === on ? on : neighbour(rule, quarter, 1).from;
}
