import * as v from "valibot";
import { isKnownDay } from "../calendar/periods.ts";
import { contract } from "../lib/contract.ts";
import { WireCode, WireCurrency, WireDay, wireId } from "../lib/wire.ts";

const SubjectId = wireId<"subject">();
const WindowDay = v.pipe(WireDay, v.check(isKnownDay, "A day from 1901 to 2198."));
/** Amounts are decimal text at the metric's scale, rounded once, half away from zero. */
const Amount = v.string();
/** Shares are decimal text with at most six places: 0.841 is 84.1 %. */
const Share = v.string();

export const WireFigures = v.object({
  /**
   * The effective target of the window, which pay and boards read too; null where none was agreed, or
   * where nothing of it is left (leave, a factor of 0).
   */
  target: v.nullable(Amount),
  /**
   * How it came from what was agreed for the window: after proration (start, end, leave), ramp and
   * relief. Null where nothing was taken off, as for every unit: a unit carries its own figure.
   */
  steps: v.nullable(
    v.object({ committed: Amount, prorated: Amount, ramped: Amount, effective: Amount }),
  ),
  actual: Amount,
  /** How many entries the actual is made of. */
  entries: v.number(),
  /** Only of a target above 0. */
  attainment: v.nullable(Share),
  /** Actual minus target; null without a target. */
  variance: v.nullable(Amount),
  /** What should be reached by the last complete day of data. */
  expected: v.nullable(Amount),
  /** Actual over expected: 1 is exactly on time. */
  pace: v.nullable(Share),
  /** Expected over target: how much of the target's time has passed. */
  elapsed: v.nullable(Share),
  /** Where the window ends if it goes on like this. */
  runRate: v.nullable(Amount),
  /** What each remaining working day must bring. */
  required: v.nullable(Amount),
  daysElapsed: v.number(),
  daysLeft: v.number(),
});

const Point = v.object({
  key: v.string(),
  from: WireDay,
  until: WireDay,
  target: v.nullable(Amount),
  actual: Amount,
  expected: v.nullable(Amount),
  attainment: v.nullable(Share),
});

const Named = {
  kind: v.picklist(["unit", "person"]),
  id: SubjectId,
  code: v.string(),
  name: v.string(),
  nameEn: v.nullable(v.string()),
  sample: v.boolean(),
};

const Child = v.object({
  ...Named,
  /** The days of the window on which it belonged here; the figures are of these days. */
  from: WireDay,
  until: WireDay,
  figures: WireFigures,
  series: v.array(Point),
});

export const getAttainment = contract({
  id: "getAttainment",
  method: "GET",
  path: "/attainment",
  tag: "reports",
  summary: "Target, actual, attainment and pace of a person or unit in a window",
  description:
    "Read from the credits of the log, for metrics that add up over time. A person's target is the " +
    "effective one: committed x proration x ramp x relief, cut by the day count of the incentive plan " +
    "they are on, or else by `basis`. Of a unit, its direct children follow, each with the days " +
    "on which it belonged here, so that they re-add to the unit. GET /entries shows the rows.",
  may: "reports.read",
  sees: { subject: "subject" },
  ids: { "query.subject": "subject" },
  query: v.object({
    subject: SubjectId,
    /** Code or id. */
    metric: v.optional(WireCode, "revenue"),
    /** FY2026, FY2026-Q3, FY2026-M07, FY2026-W31 or a day; or else from and until. */
    period: v.optional(v.pipe(v.string(), v.maxLength(20))),
    from: v.optional(WindowDay),
    until: v.optional(WindowDay),
    by: v.optional(v.picklist(["day", "week", "month", "quarter"])),
    level: v.optional(v.picklist(["committed", "sprint", "challenge"]), "committed"),
    currency: v.optional(WireCurrency),
    basis: v.optional(v.picklist(["working_days", "calendar_days"]), "working_days"),
  }),
  status: 200,
  answer: v.object({
    subject: v.object(Named),
    metric: v.object({
      id: wireId<"metric">(),
      code: v.string(),
      nameZh: v.string(),
      nameEn: v.string(),
      unit: v.string(),
      scale: v.number(),
      currency: v.nullable(v.string()),
      direction: v.picklist(["up", "down"]),
    }),
    window: v.object({
      key: v.nullable(v.string()),
      from: WireDay,
      until: WireDay,
      workingDays: v.number(),
    }),
    /**
     * How far the data reaches: its last complete day, the newest commit in these figures, and when
     * the newest day was last recorded.
     */
    data: v.object({
      day: v.nullable(WireDay),
      seq: v.number(),
      at: v.nullable(v.number()),
    }),
    figures: WireFigures,
    /** The unit's actual minus its children's: 0 unless credit moved otherwise. */
    rest: v.nullable(Amount),
    children: v.array(Child),
    series: v.array(Point),
  }),
  refuses: [
    "reports/no_window",
    "reports/window",
    "reports/not_additive",
    "period/malformed",
    "period/none_such",
    "metrics/not_found",
    "subject/not_found",
  ],
});
