import * as v from "valibot";
import { WireDay, WireDecimal, wireId } from "../lib/wire.ts";
import { WireRate, WireRounding, WireTies } from "./wire-rules.ts";

/** Decimal text at the metric's scale. */
export const Amount = v.string();

export const FactorKey = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z0-9_]{0,39}$/, "A key in lower case."),
);

export const WireFactor = v.strictObject({
  key: FactorKey,
  weight: WireRate,
  source: v.picklist(["history", "headcount", "entered"]),
});

export const WireMonths = v.strictObject({
  mode: v.picklist(["equal", "calendar_days", "working_days", "history", "season", "curve"]),
  yearsMin: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)), 2),
  /** For a custom curve: a share for each period of the plan. */
  curve: v.optional(v.pipe(v.array(WireRate), v.minLength(1), v.maxLength(200))),
});

/** How a plan shares out; what each recipient brings to it is entered as values. */
export const WireMethodRule = v.variant("kind", [
  v.strictObject({ kind: v.picklist(["factors", "equal", "given", "keep", "capacity"]) }),
  v.strictObject({ kind: v.literal("factor"), key: FactorKey }),
  v.strictObject({ kind: v.literal("growth"), growth: WireRate }),
  v.strictObject({ kind: v.literal("copy"), plan: wireId<"plan">() }),
  /** Of a metric that does not add up: nothing is shared out, values are passed on. */
  v.strictObject({ kind: v.literal("value"), how: v.picklist(["copy", "scale", "keep"]) }),
]);

/** What people change of how a plan shares out. */
export const ruleFields = {
  factors: v.pipe(v.array(WireFactor), v.minLength(1), v.maxLength(10)),
  granularity: WireDecimal,
  rounding: WireRounding,
  ties: WireTies,
  minimum: v.nullable(WireRate),
  /** Over-assignment at every node, 0 to 1. */
  over: WireRate,
  odd: v.picklist(["largest", "refuse"]),
  months: WireMonths,
  /** What a person's number is fixed by while months move. */
  totals: v.optional(v.picklist(["year", "quarter"])),
  /** When people and months contradict each other. */
  gaps: v.optional(v.picklist(["refuse", "accept"])),
  /** Factors of the committed numbers. */
  levels: v.optional(
    v.strictObject({ sprint: v.optional(WireRate), challenge: v.optional(WireRate) }),
  ),
  slices: v.optional(
    v.pipe(
      v.array(v.strictObject({ key: FactorKey, weight: WireRate })),
      v.maxLength(20),
      v.check(
        (slices) => new Set(slices.map(({ key }) => key)).size === slices.length,
        "A slice stands once.",
      ),
    ),
  ),
  method: v.optional(WireMethodRule),
};

export const WireRules = v.object({
  ...ruleFields,
  /** False when amount, rules or inputs changed since the numbers were made. */
  current: v.boolean(),
  size: v.optional(v.number()),
  basis: v.nullable(
    v.object({
      on: WireDay,
      recipients: v.optional(v.number(), 0),
      history: v.object({ from: WireDay, until: WireDay }),
      periods: v.array(v.object({ key: v.string(), from: WireDay, until: WireDay })),
      weights: v.array(v.string()),
      quarters: v.optional(v.nullable(v.array(v.number()))),
    }),
  ),
});

export const WireInputs = v.object({
  values: v.record(v.string(), v.nullable(v.string())),
  min: v.nullable(v.string()),
  max: v.nullable(v.string()),
  over: v.nullable(v.string()),
  weights: v.nullable(v.record(v.string(), v.string())),
  locked: v.boolean(),
  allocated: v.nullable(v.string()),
  changes: v.array(
    v.object({
      from: v.string(),
      to: v.string(),
      by: v.string(),
      at: v.number(),
      reason: v.string(),
    }),
  ),
  curve: v.optional(v.nullable(v.array(v.string()))),
  presence: v.optional(v.nullable(v.array(v.string()))),
  cells: v.optional(
    v.nullable(
      v.record(
        v.string(),
        v.object({ amount: v.string(), by: v.string(), at: v.number(), reason: v.string() }),
      ),
    ),
  ),
  levels: v.optional(v.nullable(v.record(v.string(), v.string()))),
  slices: v.optional(v.nullable(v.record(v.string(), v.string()))),
  used: v.nullable(
    v.object({
      values: v.array(v.string()),
      min: v.nullable(v.string()),
      max: v.nullable(v.string()),
    }),
  ),
});

export const PlanFields = {
  id: v.string(),
  name: v.string(),
  metric: v.object({
    id: v.string(),
    code: v.string(),
    nameZh: v.string(),
    nameEn: v.string(),
    scale: v.number(),
  }),
  currency: v.nullable(v.string()),
  unit: v.string(),
  from: v.string(),
  until: v.string(),
  amount: Amount,
  /** The newest published version; 0 is none. */
  published: v.number(),
  sample: v.boolean(),
  /** Moves with every change of the draft's numbers. */
  draft: v.number(),
  version: v.number(),
};

export const WirePlan = v.object({ ...PlanFields, rules: WireRules });

export const WireRow = v.object({
  subject: v.string(),
  parent: v.nullable(v.string()),
  kind: v.picklist(["unit", "person"]),
  code: v.string(),
  name: v.string(),
  nameEn: v.nullable(v.string()),
  inputs: WireInputs,
  amount: v.nullable(Amount),
  version: v.number(),
});

export const PlanAndRows = v.object({
  plan: WirePlan,
  rows: v.array(WireRow),
  /** False: these are the unit asked for (or the top) and what stands directly under it. */
  whole: v.boolean(),
  /** The rest of a level, where it is longer than a page. */
  next: v.nullable(v.string()),
});
