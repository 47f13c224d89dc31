import * as v from "valibot";
import {
  Basis,
  CommissionRate,
  Factor,
  FormulaText,
  Key,
  Level,
  Positive,
  Ratio,
} from "./plan-parts.ts";

/** A commission rate: stated, or derived: a variable of the person / the quota of a metric in the window. */
export const RateSource = v.union([
  CommissionRate,
  v.strictObject({
    variable: Key,
    byQuotaOf: Key,
    basis: v.optional(Basis, "whole"),
    level: v.optional(Level, "committed"),
  }),
]);
export type RateSource = v.InferOutput<typeof RateSource>;

/** What is looked up in tiers. `attainment` is of all the person's credits of the metric, not only the filtered. */
export const Measure = v.variant("read", [
  /** The paid base itself. */
  v.strictObject({ read: v.literal("base") }),
  v.strictObject({ read: v.literal("sum"), of: FormulaText }),
  v.strictObject({
    read: v.literal("count"),
    of: v.union([v.picklist(["credit", "deal"]), v.strictObject({ dimension: Key })]),
  }),
  v.strictObject({
    read: v.literal("attainment"),
    metric: Key,
    basis: Basis,
    level: v.optional(Level, "committed"),
    /** Step 5. */
    rounding: v.optional(v.picklist(["exact", "percent"]), "exact"),
    /** Step 5: what lies beyond is not paid. */
    cap: v.optional(Factor),
  }),
  /** A ratio of two sums, such as margin on price. */
  v.strictObject({ read: v.literal("ratio"), top: FormulaText, bottom: FormulaText }),
]);
export type Measure = v.InferOutput<typeof Measure>;

export const Tier = v.strictObject({
  key: v.optional(Key),
  /** Of the measure; attainment as "80%". The first begins at 0; each begins where the one below ends. */
  from: Ratio,
  until: v.nullable(Ratio),
  pays: v.union([
    v.strictObject({ rate: RateSource }),
    /** Of the component's baseRate. */
    v.strictObject({ multiplier: Factor }),
    /** A sum for being in the tier. */
    v.strictObject({ amount: Positive }),
  ]),
  /**
   * Who holds the exact bound. "lower": this tier's lower bound belongs to it (>=). "upper": its
   * upper bound too belongs to it (以内), so that the next begins above. "above": its own lower bound
   * does not belong to it (>).
   */
  boundary: v.optional(v.picklist(["lower", "upper", "above"]), "lower"),
  /**
   * From where this tier's rate holds once it is reached; no default. "own": its lower bound
   * (marginal). "zero": from 0 (retroactive). "quota": from the quota (overage-retroactive).
   * A tier: from that tier's lower bound (a decelerator that unwinds). It replaces what lower tiers
   * said of that stretch.
   */
  reach: v.union([v.picklist(["own", "zero", "quota"]), v.strictObject({ tier: Key })]),
  when: v.optional(Key),
});
export type Tier = v.InferOutput<typeof Tier>;
