import * as v from "valibot";
import { Component } from "./plan-components.ts";
import { Condition, Metric } from "./plan-conditions.ts";
import { Currency, Key, Name, PlanDay } from "./plan-parts.ts";
import {
  Carry,
  Clawback,
  DayCount,
  Draw,
  Events,
  Leaver,
  PayCalendar,
  PlanLevel,
  Ramp,
  RateRule,
  Release,
} from "./plan-rules.ts";

/**
 * One version of an incentive plan, whole: checks, types, JSON Schema, OpenAPI and sentences all
 * come from this contract. Versions are told apart by `version`; each holds for `[from, until)`.
 *
 * Numbers are text and exact; amounts and tier bounds are of `currency` or of their metric; days are
 * local. Where the specification says "no default", the field has none here.
 */
export const PlanDocument = v.strictObject({
  format: v.literal("fairlead-plan/1"),
  key: Key,
  name: Name,
  version: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000)),
  from: PlanDay,
  until: v.nullable(PlanDay),
  /** Of quotas, tiers and sums. */
  currency: Currency,
  /** What credits count and conditions compare. */
  metrics: v.pipe(v.array(Metric), v.maxLength(100)),
  /** Measures of credits and deals that are no money (quantity, days): never converted. */
  plainMeasures: v.optional(v.array(Key), ["quantity"]),
  conditions: v.optional(v.pipe(v.array(Condition), v.maxLength(200)), []),
  components: v.pipe(v.array(Component), v.minLength(1), v.maxLength(100)),
  pay: v.optional(PayCalendar, { every: "month" }),
  dayCount: v.optional(DayCount, { kind: "calendar_days" }),
  /** Quota of a window: each version for its days, or the one in force on the last day for all. */
  quotaVersions: v.optional(v.picklist(["by_days", "last"]), "by_days"),
  /** A payee whose target is missing or 0 without ramp, leave or relief. */
  quotaMissing: v.optional(v.picklist(["refused", "pays_nothing"]), "refused"),
  /**
   * A target that ramp, leave or relief made 0 is none. Components on attainment then pay 0, or the
   * prorated target sum, or leave the person out. No default: asked for where attainment is used.
   */
  noTarget: v.optional(v.picklist(["pays_zero", "pays_target", "left_out"])),
  ramps: v.optional(v.array(Ramp), []),
  /**
   * A refund, cancellation or late entry of a closed window. "true_up": the window is computed again
   * with everything now known, and the difference is a line. "current_base": it joins the open
   * window. "as_paid": the pay that the trace attributes to that credit, times the refunded share.
   */
  late: v.optional(v.picklist(["true_up", "current_base", "as_paid"]), "true_up"),
  clawback: v.optional(Clawback, { kind: "always" }),
  /**
   * How this version takes over inside a window; no default, needed from the second version on.
   * "restart": a new window, bounds and caps prorated. "continue": new(all) - new(what came before).
   * "reprice": the whole window under this version, the difference a true-up that needs approval.
   */
  change: v.optional(v.picklist(["restart", "continue", "reprice"])),
  /** Of three events two: when credits count, when pay is earned; the third is `release`. */
  events: v.optional(Events, {}),
  plan: v.optional(PlanLevel, {}),
  release: v.optional(Release, { parts: [{ share: "1", on: "earned" }] }),
  /** No default: needed before publication where a release waits for anything. */
  leaver: v.optional(Leaver),
  carry: v.optional(Carry, { kind: "carried" }),
  draw: v.optional(Draw),
  rates: v.optional(RateRule, { kind: "fixed", rates: [] }),
  /** Base pay, shown apart from variable pay: a variable of the person. */
  basePay: v.optional(v.strictObject({ variable: Key })),
});

/** As it travels and is stored: JSON. */
export type PlanJson = v.InferInput<typeof PlanDocument>;
/** As the engine reads it: fractions, formulas, defaults filled in. */
export type Plan = v.InferOutput<typeof PlanDocument>;
export type ComponentJson = PlanJson["components"][number];
