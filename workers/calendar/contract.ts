import * as v from "valibot";
import { contract } from "../lib/contract.ts";
import { WireDay } from "../lib/wire.ts";
import { PERIOD_KINDS } from "./periods.ts";
import {
  WireLabel,
  WireMonth,
  WirePart,
  WireTransition,
  WireWeekday,
  WireWeekOne,
  WireYearRule,
} from "./rule-contract.ts";

/** Which days of the week are worked, Monday first. */
export const WireWeek = v.tuple([
  v.boolean(),
  v.boolean(),
  v.boolean(),
  v.boolean(),
  v.boolean(),
  v.boolean(),
  v.boolean(),
]);
export const HolidaysOf = v.picklist(["mainland", "none"]);

export const WirePeriod = v.object({
  kind: v.picklist(PERIOD_KINDS),
  /** FY2026, FY2026-H1, FY2026-Q3, FY2026-M07 or -P13, FY2026-W31; FY2027T before a new calendar. */
  key: v.string(),
  index: v.number(),
  from: WireDay,
  until: WireDay,
  workingDays: v.number(),
});

export const CalendarAnswer = v.object({
  /** How the year of this answer is cut. */
  rule: WireYearRule,
  /** Every rule with the day it is in force from, oldest first; the first from the beginning. */
  parts: v.array(WirePart),
  /** Where one rule follows another: the year that ends there, and how it would have run on. */
  changes: v.array(
    v.object({
      from: WireDay,
      last: v.object({ key: v.string(), from: WireDay, until: WireDay }),
      was: v.object({ key: v.string(), from: WireDay, until: WireDay }),
      first: v.object({ key: v.string(), from: WireDay, until: WireDay }),
    }),
  ),
  week: WireWeek,
  holidays: HolidaysOf,
  /** Public holidays are announced a year ahead; outside these days only the week counts. */
  holidaysKnown: v.nullable(v.object({ from: WireDay, until: WireDay })),
  timeZone: v.string(),
  /** The business day in the tenant's zone. */
  today: WireDay,
  version: v.number(),
  year: v.number(),
  /** As `year` in the query: 2026, or 2027T for the stretch before a new calendar. */
  named: v.string(),
  earlier: v.string(),
  later: v.string(),
  /** The year, its halves, quarters, months (or four-week periods) and weeks. */
  periods: v.array(WirePeriod),
});

const Year = v.pipe(
  v.string(),
  v.regex(/^(19\d\d|20\d\d|21[0-8]\d)T?$/, "A fiscal year, such as 2026 (1901 to 2189)."),
  v.metadata({ examples: ["2026"] }),
);

export const getCalendar = contract({
  id: "getCalendar",
  method: "GET",
  path: "/calendar",
  tag: "calendar",
  summary: "The fiscal calendar, and one year's periods with their working days",
  may: "calendar.read",
  description:
    "Without a year the one that holds `on`, and without either the one that holds today. What is " +
    "answered is cut by the rule in force in that year.",
  query: v.object({ year: v.optional(Year), on: v.optional(WireDay) }),
  status: 200,
  answer: CalendarAnswer,
  refuses: ["period/none_such", "period/malformed"],
});

export const patchCalendar = contract({
  id: "changeCalendar",
  method: "PATCH",
  path: "/calendar",
  tag: "calendar",
  summary: "Change the fiscal year, the week or the public holidays",
  description:
    "Targets keep the interval they were agreed for. A change that would leave one of them without " +
    "its period is refused and names it. `rule` cuts the year another way, in all years or, with " +
    "`fromYear`, as a new calendar from that future fiscal year on; what lies between the last old " +
    "year and the first new one is a short year of its own or makes the year before it longer. " +
    "Working days change the expected pace only.",
  may: "calendar.change",
  body: v.strictObject({
    rule: v.optional(WireYearRule),
    fromYear: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1902), v.maxValue(2189))),
    transition: v.optional(WireTransition),
    /** Single fields of the Gregorian rule; a whole `rule` wins over them. */
    firstMonth: v.optional(WireMonth),
    labelBy: v.optional(WireLabel),
    weekStart: v.optional(WireWeekday),
    weekOne: v.optional(WireWeekOne),
    week: v.optional(WireWeek),
    holidays: v.optional(HolidaysOf),
  }),
  versioned: true,
  status: 200,
  answer: CalendarAnswer,
  refuses: [
    "calendar/no_working_weekday",
    "calendar/not_future",
    "calendar/year_name",
    "calendar/transition_long",
    "calendar/breaks_targets",
    "calendar/breaks_target",
    "version/stale",
  ],
});

const OwnDay = v.object({
  on: WireDay,
  works: v.boolean(),
  note: v.nullable(v.string()),
});

export const listOverrides = contract({
  id: "listDayOverrides",
  method: "GET",
  path: "/calendar/overrides",
  tag: "calendar",
  summary: "Days that are worked, or not, against the weekly pattern",
  description: "The tenant's own days, and beside them the public holidays of the same year.",
  may: "calendar.read",
  query: v.object({ year: v.optional(Year), on: v.optional(WireDay) }),
  status: 200,
  answer: v.object({
    items: v.array(OwnDay),
    holidays: v.array(v.object({ on: WireDay, works: v.boolean() })),
    next: v.nullable(v.string()),
  }),
  refuses: ["period/none_such", "period/malformed"],
});

/** A year of days, with some to spare. */
const DAYS_MAX = 400;

export const postOverrides = contract({
  id: "setDayOverrides",
  method: "POST",
  path: "/calendar/overrides",
  tag: "calendar",
  summary: "Say of single days that they are worked, or not",
  description: "The last word on a day counts. `works: null` takes an own day back.",
  may: "calendar.change",
  body: v.strictObject({
    days: v.pipe(
      v.array(
        v.strictObject({
          on: WireDay,
          works: v.nullable(v.boolean()),
          note: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(80))),
        }),
      ),
      v.minLength(1),
      v.maxLength(DAYS_MAX),
      v.check((days) => new Set(days.map(({ on }) => on)).size === days.length, "A day twice."),
    ),
  }),
  status: 200,
  answer: v.object({ changed: v.number() }),
  refuses: ["commit/busy"],
});
