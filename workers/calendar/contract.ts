import * as v from "valibot";
import { contract } from "../lib/contract.ts";
import { WireDay } from "../lib/wire.ts";
import { PERIOD_KINDS } from "./periods.ts";

const Month = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(12));
const Weekday = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7));

/** How the tenant's year is cut. Retail weeks and thirteen periods join as further kinds. */
export const WireRule = v.object({
  kind: v.literal("gregorian_months"),
  /** 1 = January. */
  firstMonth: Month,
  /** The fiscal year is named by the year it starts or ends in. */
  labelBy: v.picklist(["start", "end"]),
  /** 1 = Monday. */
  weekStart: Weekday,
  weekOne: v.picklist(["iso", "first_day"]),
});

/** Which days of the week are worked, Monday first. */
const Week = v.tuple([
  v.boolean(),
  v.boolean(),
  v.boolean(),
  v.boolean(),
  v.boolean(),
  v.boolean(),
  v.boolean(),
]);
const HolidaysOf = v.picklist(["mainland", "none"]);

const WirePeriod = v.object({
  kind: v.picklist(PERIOD_KINDS),
  /** FY2026, FY2026-H1, FY2026-Q3, FY2026-M07, FY2026-W31. */
  key: v.string(),
  index: v.number(),
  from: WireDay,
  until: WireDay,
  workingDays: v.number(),
});

export const CalendarAnswer = v.object({
  rule: WireRule,
  week: Week,
  holidays: HolidaysOf,
  /** Public holidays are announced a year ahead; outside these days only the week counts. */
  holidaysKnown: v.nullable(v.object({ from: WireDay, until: WireDay })),
  timeZone: v.string(),
  /** The business day in the tenant's zone. */
  today: WireDay,
  version: v.number(),
  year: v.number(),
  /** The year, its halves, quarters, months and weeks. */
  periods: v.array(WirePeriod),
});

const Year = v.pipe(
  v.string(),
  v.regex(/^\d{4}$/, "A fiscal year, such as 2026."),
  v.transform(Number),
  v.minValue(1901),
  v.maxValue(2197),
);

export const getCalendar = contract({
  id: "getCalendar",
  method: "GET",
  path: "/calendar",
  tag: "calendar",
  summary: "The fiscal calendar, and one year's periods with their working days",
  may: "calendar.read",
  query: v.object({ year: v.optional(Year) }),
  status: 200,
  answer: CalendarAnswer,
  refuses: [],
});

export const patchCalendar = contract({
  id: "changeCalendar",
  method: "PATCH",
  path: "/calendar",
  tag: "calendar",
  summary: "Change the fiscal year, the week or the public holidays",
  description:
    "Targets keep the interval they were agreed for. A change that would leave one of them without " +
    "its period is refused and names it. Working days change the expected pace only.",
  may: "calendar.change",
  body: v.strictObject({
    firstMonth: v.optional(Month),
    labelBy: v.optional(WireRule.entries.labelBy),
    weekStart: v.optional(Weekday),
    weekOne: v.optional(WireRule.entries.weekOne),
    week: v.optional(Week),
    holidays: v.optional(HolidaysOf),
  }),
  versioned: true,
  status: 200,
  answer: CalendarAnswer,
  refuses: [
    "calendar/no_working_weekday",
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
  query: v.object({ year: v.optional(Year) }),
  status: 200,
  answer: v.object({
    items: v.array(OwnDay),
    holidays: v.array(v.object({ on: WireDay, works: v.boolean() })),
    next: v.nullable(v.string()),
  }),
  refuses: [],
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
