import * as v from "valibot";
import { contract } from "../lib/contract.ts";
import { WireDay } from "../lib/wire.ts";
import { HolidaysOf, WirePeriod, WireWeek } from "./contract.ts";
import { WireYearRule } from "./rule-contract.ts";
import { GREGORIAN } from "./rule.ts";

/** How many questions of one kind a request takes. */
const ASKED_MAX = 200;
const asked = <Item extends v.GenericSchema>(item: Item) =>
  v.optional(v.pipe(v.array(item), v.maxLength(ASKED_MAX)));
const Year = v.pipe(v.number(), v.integer(), v.minValue(1902), v.maxValue(2189));

const EXAMPLES = [
  {
    rule: {
      kind: "retail_weeks",
      turns: "ends_nearest",
      month: 1,
      weekday: 6,
      pattern: "4-5-4",
      extraWeek: "last",
      labelBy: "start",
    },
    year: 2023,
    compare: { with: 2024, dropped: "first" },
  },
  {
    holidays: "mainland",
    year: 2026,
    count: [{ from: "2026-01-01", until: "2027-01-01" }],
    nth: [
      { from: "2026-09-30", n: 3 },
      { from: "2026-02-17", n: 0 },
    ],
  },
] as const;

export const CalendarToolRequest = v.pipe(
  v.strictObject({
    /** How the year is cut; the Gregorian year and ISO weeks when absent. */
    rule: v.optional(WireYearRule, GREGORIAN),
    /** The fiscal year whose periods are listed. */
    year: v.optional(Year),
    /** Days worked each week, Monday first; Monday to Friday when absent. */
    week: v.optional(WireWeek, [true, true, true, true, true, false, false]),
    /** Mainland China's public holidays with their make-up days, or none. */
    holidays: v.optional(HolidaysOf, "none"),
    /** Days that are worked, or not, against week and holidays. */
    days: v.optional(
      v.pipe(v.array(v.strictObject({ on: WireDay, works: v.boolean() })), v.maxLength(400)),
      [],
    ),
    /** Which periods hold these days. */
    on: asked(WireDay),
    /** Calendar days and working days in [from, until). */
    count: asked(v.strictObject({ from: WireDay, until: WireDay })),
    /**
     * The n-th working day from a date: after it (n above 0), before it (below 0), or the date
     * itself if it is worked and otherwise the next that is (0).
     */
    nth: asked(
      v.strictObject({
        from: WireDay,
        n: v.pipe(v.number(), v.integer(), v.minValue(-100_000), v.maxValue(100_000)),
      }),
    ),
    /** What of `year` is comparable with what of another year, 52 weeks against 53. */
    compare: v.optional(
      v.strictObject({ with: Year, dropped: v.optional(v.picklist(["first", "last"]), "first") }),
    ),
  }),
  v.metadata({ examples: EXAMPLES }),
);

const Span = v.object({ from: WireDay, until: WireDay });
const Pair = v.object({ index: v.number(), of: Span, with: Span });

export const CalendarToolAnswer = v.object({
  /** Public holidays are announced a year ahead; outside these days only the week counts. */
  holidaysKnown: v.nullable(Span),
  /** The year's periods of every kind it has, with their working days; none without a year. */
  periods: v.array(WirePeriod),
  on: v.array(v.object({ day: WireDay, works: v.boolean(), periods: v.array(v.string()) })),
  count: v.array(
    v.object({ from: WireDay, until: WireDay, days: v.number(), workingDays: v.number() }),
  ),
  nth: v.array(v.object({ from: WireDay, n: v.number(), on: WireDay })),
  compare: v.nullable(
    v.object({
      /** The week that stands against none, and which of the two years it is of. */
      dropped: v.nullable(v.object({ from: v.picklist(["year", "with"]), week: Span })),
      months: v.array(Pair),
      weeks: v.array(Pair),
    }),
  ),
  notes: v.array(v.object({ code: v.string(), zh: v.string(), en: v.string() })),
});

export const postCalendarTool = contract({
  id: "toolCalendar",
  method: "POST",
  path: "/tools/calendar",
  tag: "tools",
  summary: "Periods of a fiscal year under any scheme, working days, and the n-th working day",
  description:
    "Stateless and public. Gregorian months, retail weeks (4-5-4, 4-4-5, 5-4-4) and thirteen " +
    "four-week periods; days are YYYY-MM-DD and intervals half-open. A refusal names the place.",
  may: "public",
  body: CalendarToolRequest,
  status: 200,
  answer: CalendarToolAnswer,
  refuses: [
    "tools/too_many",
    "calendar/no_working_weekday",
    "calendar/day_twice",
    "calendar/day_unknown",
    "calendar/backwards",
    "calendar/no_working_day",
    "calendar/compare_year",
    "calendar/tool",
  ],
});
