import * as v from "valibot";
import {
  Counted,
  Factor,
  Key,
  PlanDay,
  Positive,
  Ratio,
  RatioList,
  Share,
  SHARES_WANTED,
  sharesFrom,
  Sum,
  TimeWindow,
  Whole,
} from "./plan-parts.ts";

/** Rules that stand around components: release, refunds, leavers, and the plan's own level. */

/** What can happen to a deal after it is credited. */
export const EVENTS = ["order", "signing", "invoice", "delivery", "collection"] as const;
export const Event = v.picklist(EVENTS);
export type Event = v.InferOutput<typeof Event>;

/**
 * Step 16. Parts of an earned line and when each may be paid: at once; on an event of the deal
 * (collection in proportion to the money collected, every other event whole); or so many months or
 * days after the credit's day (after the window's last day where pay is not attributed to credits).
 * The released sum is rounded as a whole and what was released so far is taken off, so that parts
 * end exactly at the line.
 */
const ReleaseJson = v.strictObject({
  /** Of the parts, as a list instead of a share of each. */
  shares: v.optional(RatioList),
  parts: v.pipe(
    v.array(
      v.strictObject({
        share: v.optional(Share),
        on: v.union([
          v.literal("earned"),
          v.strictObject({ event: Event }),
          v.strictObject({ months: Whole }),
          v.strictObject({ days: Whole }),
        ]),
      }),
    ),
    v.minLength(1),
    v.maxLength(60),
  ),
});
export const Release = v.pipe(
  ReleaseJson,
  v.rawTransform(({ dataset: { value }, addIssue, NEVER }) => {
    const all = sharesFrom(
      value.parts.map(({ share }) => ({ share })),
      value.shares,
    );
    if (!all) addIssue({ message: SHARES_WANTED });
    if (!all) return NEVER;
    return {
      parts: value.parts.map(({ on }, at) => ({ on, share: all[at] ?? { num: 0n, den: 1n } })),
    };
  }),
);
export type Release = v.InferOutput<typeof Release>;

/**
 * When a credit counts (attainment, tiers), and when its pay is earned: pending from then, paid by the
 * release. A credit counts on its own day, or on the day of its deal's event; by collection in parts,
 * as the money comes. Pay is earned when it counts, or as far as the event has come.
 */
export const Events = v.strictObject({
  counts: v.optional(v.union([v.literal("entry"), v.strictObject({ event: Event })]), "entry"),
  earned: v.optional(v.union([v.literal("counted"), v.strictObject({ event: Event })]), "counted"),
});

/** How long pay can be taken back when a deal is refunded. Served time counts from the credit's day. */
export const Clawback = v.variant("kind", [
  v.strictObject({ kind: v.literal("always") }),
  /** In full within n months, not at all after. */
  v.strictObject({ kind: v.literal("within"), months: Counted }),
  /** Pro rata to the part of a term of n months that is not served, by calendar days. */
  v.strictObject({ kind: v.literal("unserved"), months: Counted }),
]);
export type Clawback = v.InferOutput<typeof Clawback>;

/** What happens to a leaver's lines that are not released yet. No default. */
export const Leaver = v.variant("unreleased", [
  v.strictObject({ unreleased: v.literal("when_released") }),
  v.strictObject({ unreleased: v.literal("months"), months: Whole }),
  v.strictObject({ unreleased: v.literal("fraction"), fraction: Share }),
  /** To the participant's `successor`. */
  v.strictObject({ unreleased: v.literal("successor") }),
  v.strictObject({ unreleased: v.literal("forfeited") }),
]);
export type Leaver = v.InferOutput<typeof Leaver>;

/** Day count of quotas, proration and windows. A part of a month under "whole_months" is `part`. */
export const DayCount = v.variant("kind", [
  v.strictObject({ kind: v.literal("calendar_days") }),
  v.strictObject({ kind: v.literal("working_days") }),
  v.strictObject({
    kind: v.literal("whole_months"),
    part: v.picklist(["full", "none", "by_days"]),
  }),
]);
export type DayCount = v.InferOutput<typeof DayCount>;

/**
 * Factors (or amounts of quota) of the first months of a person. Month 1 is the fiscal month that
 * contains the start ("period"), or begins on the start's own date ("anniversary"). After the list: 1.
 */
export const Ramp = v.strictObject({
  metric: v.optional(Key),
  by: v.picklist(["period", "anniversary"]),
  months: v.union([
    v.strictObject({ factors: v.pipe(v.array(Factor), v.minLength(1), v.maxLength(36)) }),
    v.strictObject({ amounts: v.pipe(v.array(Positive), v.minLength(1), v.maxLength(36)) }),
  ]),
});
export type Ramp = v.InferOutput<typeof Ramp>;

/** How a statement below 0 ends (step 17). What is carried stands as a line of its own. */
export const Carry = v.variant("kind", [
  /** Pays 0; the debt is taken from later pay, at most this share of it. */
  v.strictObject({ kind: v.literal("carried"), atMost: v.optional(Share, "1") }),
  /** Goes to payroll negative. */
  v.strictObject({ kind: v.literal("payroll") }),
]);
export type Carry = v.InferOutput<typeof Carry>;

/**
 * An advance on earnings, after the carry. With payable earnings E >= 0 and a draw D: below D it
 * pays D and the balance grows by D - E; from D on it repays min(balance, repay x (E - D)).
 */
export const Draw = v.strictObject({
  amount: Sum,
  /** The same sum either way: topped up at the end, or advanced at the start and the rest after. */
  paid: v.picklist(["top_up", "advance"]),
  recoverable: v.boolean(),
  repay: v.optional(Share, "1"),
  /** No repayment in statements that begin before this day, though the draw has ended; leaving settles. */
  repayFrom: v.optional(PlanDay),
  /** Statements that begin in [from, until) have a draw; as long as the plan when absent. */
  from: v.optional(PlanDay),
  until: v.optional(PlanDay),
  /** The most a person may owe; what would go beyond is paid but not owed, or not advanced. */
  balanceCap: v.optional(
    v.strictObject({ amount: Positive, beyond: v.picklist(["not_owed", "not_advanced"]) }),
  ),
  /** What becomes of the balance when the draw has ended. */
  after: v.variant("kind", [
    v.strictObject({ kind: v.literal("repaid"), share: Share }),
    v.strictObject({ kind: v.literal("forgiven") }),
    v.strictObject({ kind: v.literal("settled_on_leaving") }),
  ]),
});
export type Draw = v.InferOutput<typeof Draw>;

/** The level of the whole plan, on the sum of its component lines: steps 12 to 15. */
export const PlanLevel = v.strictObject({
  gate: v.optional(v.strictObject({ when: Key, closed: v.optional(Factor, "0") })),
  multiplier: v.optional(
    v.strictObject({ factor: Factor, when: v.optional(Key), otherwise: v.optional(Factor, "1") }),
  ),
  /** The greater of the plan and a sum, per statement or over a window to date. */
  guarantee: v.optional(
    v.strictObject({
      sum: Sum,
      window: TimeWindow,
      /** Also what another plan would have earned there, by its key: the greatest of the three. */
      plan: v.optional(Key),
    }),
  ),
  /** What it cuts off is gone, or joins the next window's sum before its cap. */
  cap: v.optional(
    v.strictObject({
      sum: Sum,
      window: TimeWindow,
      cutOff: v.optional(v.picklist(["forfeited", "carried"]), "forfeited"),
    }),
  ),
});
export type PlanLevel = v.InferOutput<typeof PlanLevel>;

/**
 * How money becomes another. The table holds one stated direction per pair; the inverse is its
 * exact reciprocal. "none": nothing is converted, and every currency has its own statement.
 */
export const RateRule = v.variant("kind", [
  v.strictObject({
    kind: v.literal("fixed"),
    rates: v.pipe(
      v.array(
        v.strictObject({
          from: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/)),
          to: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/)),
          rate: Ratio,
        }),
      ),
      v.maxLength(500),
    ),
  }),
  /** The rate of the credit's own day, or the last earlier one within `backDays`. */
  v.strictObject({ kind: v.literal("day"), backDays: Whole }),
  /** The rate of the first day of the credit's fiscal month. */
  v.strictObject({ kind: v.literal("month_opening"), backDays: Whole }),
  /** The mean of the rates the table holds in the credit's fiscal month. */
  v.strictObject({ kind: v.literal("month_mean") }),
  v.strictObject({ kind: v.literal("none") }),
]);
export type RateRule = v.InferOutput<typeof RateRule>;

/** How often a statement is made, and which day pays it. */
export const PayCalendar = v.strictObject({
  every: v.union([
    v.picklist(["month", "quarter", "half", "year", "half_month"]),
    /** Weeks, or two weeks, from this day on. */
    v.strictObject({ weeks: v.picklist([1, 2]), from: PlanDay }),
    /** Once, at the end of a campaign. */
    v.strictObject({ campaign: v.strictObject({ from: PlanDay, until: PlanDay }) }),
  ]),
  /** Days after the period's last day; or the n-th working day after it; or a date of the next month. */
  paidOn: v.optional(
    v.union([
      v.strictObject({ daysAfter: Whole }),
      v.strictObject({ workingDaysAfter: Counted }),
      v.strictObject({
        dayOfMonth: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(31)),
        /** Where that day is not worked. */
        moved: v.picklist(["earlier", "later", "stays"]),
      }),
    ]),
  ),
});
export type PayCalendar = v.InferOutput<typeof PayCalendar>;
