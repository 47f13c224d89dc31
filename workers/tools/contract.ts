import * as v from "valibot";
import { HolidaysOf, WireWeek } from "../calendar/contract.ts";
import { contract } from "../lib/contract.ts";
import { WireDay } from "../lib/wire.ts";
import { EXAMPLES } from "./examples.ts";

export const TOOL_ROWS_MAX = 10_000;

const Name = v.pipe(v.string(), v.minLength(1), v.maxLength(120));
/** Read by the tool itself, so that a refusal names the row as well as the place. */
const Number = v.pipe(v.string(), v.maxLength(70));
const rows = <Fields extends v.ObjectEntries>(fields: Fields) =>
  v.pipe(
    v.array(v.strictObject({ id: Name, ...fields })),
    v.minLength(1),
    v.maxLength(TOOL_ROWS_MAX),
  );
/** Below so many values a figure about their spread says more about chance than about them. */
const Least = v.optional(v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(100)), 8);
const Direction = v.optional(v.picklist(["up", "down"]), "up");
/** Decimals of amounts in the answer. */
const Scale = v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6)), 2);
const DownRule = v.optional(v.picklist(["target_over_actual", "two_minus"]), "target_over_actual");
/** The most that direction down can reach; it also serves an actual of 0 or less. */
const DownMax = v.optional(Number, "2");

export const MetricsRequest = v.pipe(
  v.variant("calculate", [
    v.strictObject({
      calculate: v.literal("attainment"),
      direction: Direction,
      downRule: DownRule,
      downMax: DownMax,
      scale: Scale,
      rows: rows({ target: Number, actual: Number }),
    }),
    v.strictObject({
      calculate: v.literal("growth"),
      scale: Scale,
      rows: rows({ now: Number, before: Number }),
    }),
    v.strictObject({
      calculate: v.literal("pace"),
      target: Number,
      actual: Number,
      from: WireDay,
      until: WireDay,
      /** The last complete day of data. */
      dataDay: WireDay,
      basis: v.optional(v.picklist(["working_days", "calendar_days"]), "working_days"),
      week: v.optional(WireWeek, [true, true, true, true, true, false, false]),
      holidays: v.optional(HolidaysOf, "none"),
      days: v.optional(
        v.pipe(v.array(v.strictObject({ on: WireDay, works: v.boolean() })), v.maxLength(400)),
        [],
      ),
      scale: Scale,
    }),
    v.strictObject({
      calculate: v.literal("ranks"),
      /** "up": the largest score is first. */
      direction: Direction,
      rows: rows({ score: Number }),
    }),
    v.strictObject({
      calculate: v.literal("evenness"),
      least: Least,
      values: v.pipe(v.array(Number), v.minLength(1), v.maxLength(TOOL_ROWS_MAX)),
    }),
    v.strictObject({
      calculate: v.literal("correlation"),
      least: Least,
      pairs: v.pipe(
        v.array(v.strictObject({ id: v.optional(Name), x: Number, y: Number })),
        v.minLength(1),
        v.maxLength(TOOL_ROWS_MAX),
      ),
    }),
    v.strictObject({
      calculate: v.literal("pipeline"),
      deals: rows({ amount: Number, probability: Number }),
      target: v.optional(Number),
      actual: v.optional(Number),
      scale: Scale,
    }),
  ]),
  v.metadata({ examples: EXAMPLES }),
);

/** Decimal text at the scale asked for, rounded once, half away from zero. */
const Amount = v.string();
/** Decimal text with at most six places: 0.9 is 90 %. */
const Share = v.nullable(v.string());
/** A number, or why there is none: `few` values, or `no_spread` among them. */
const Statistic = v.object({
  value: Share,
  why: v.nullable(v.picklist(["few", "no_spread", "negative"])),
});
const Attained = {
  /** Null for a target of 0 or less: the variance stands instead. */
  attainment: Share,
  variance: Amount,
};

export const MetricsAnswer = v.variant("calculate", [
  v.object({
    calculate: v.literal("attainment"),
    rows: v.array(v.object({ id: v.string(), ...Attained })),
    /** Of the sums: a team's ratio is the ratio of its sums, never the mean of ratios. */
    total: v.object({ target: Amount, actual: Amount, ...Attained }),
  }),
  v.object({
    calculate: v.literal("growth"),
    /** (now - before) / |before|; null when before is 0. */
    rows: v.array(v.object({ id: v.string(), growth: Share, change: Amount })),
    total: v.object({ now: Amount, before: Amount, growth: Share, change: Amount }),
  }),
  v.object({
    calculate: v.literal("pace"),
    ...Attained,
    /** Part of the target's own days that have passed. */
    elapsed: Share,
    expected: Amount,
    /** Actual over expected: 1 is on time. */
    pace: Share,
    /** Where it ends if every day goes like those so far. */
    runRate: v.nullable(Amount),
    /** What each remaining day must bring. */
    required: v.nullable(Amount),
    daysElapsed: v.number(),
    daysLeft: v.number(),
  }),
  v.object({
    calculate: v.literal("ranks"),
    /** Best first. Fractional ranks end in .5 at most. */
    rows: v.array(
      v.object({
        id: v.string(),
        standard: v.number(),
        modified: v.number(),
        dense: v.number(),
        fractional: v.number(),
        ordinal: v.number(),
      }),
    ),
  }),
  v.object({
    calculate: v.literal("evenness"),
    n: v.number(),
    mean: v.string(),
    median: v.string(),
    gini: Statistic,
    variation: Statistic,
  }),
  v.object({
    calculate: v.literal("correlation"),
    n: v.number(),
    spearman: Statistic,
  }),
  v.object({
    calculate: v.literal("pipeline"),
    rows: v.array(v.object({ id: v.string(), weighted: Amount })),
    total: Amount,
    /** Sum of amount x probability, exact, then rounded once. */
    weighted: Amount,
    /** Target minus actual: what is still to come; null without a target. */
    missing: v.nullable(Amount),
    /** Weighted over missing; null when nothing is missing. */
    coverage: Share,
  }),
]);

export const postMetricsTool = contract({
  id: "toolMetrics",
  method: "POST",
  path: "/tools/metrics",
  tag: "tools",
  summary: "Attainment, growth, pace, ranks, evenness, correlation, weighted pipeline: exact",
  description:
    "Stateless and public. Numbers are decimals or percentages as text. Attainment exists only for targets above 0; of direction down it is bounded by downMax, which also serves an actual of 0. Gini and variation are population forms; Spearman gives ties the average of their ranks; below `least` values a figure says so instead of a number. A refusal names every place and value.",
  may: "public",
  body: MetricsRequest,
  status: 200,
  answer: MetricsAnswer,
  refuses: ["tools/too_many", "metrics/tool"],
});
