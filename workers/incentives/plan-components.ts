import * as v from "valibot";
import { Gate, Multiplier } from "./plan-conditions.ts";
import {
  Counted,
  Curve,
  Decimal,
  Factor,
  FactorTable,
  Figure,
  Filter,
  FormulaText,
  Interval,
  Key,
  Level,
  Name,
  Positive,
  RateTable,
  Ratio,
  RatioList,
  Rounding,
  Share,
  SHARES_WANTED,
  sharesFrom,
  Sum,
  TimeWindow,
  Window,
} from "./plan-parts.ts";
import { Release } from "./plan-rules.ts";
import { Measure, RateSource, Tier } from "./plan-tiers.ts";

/** What every component has. Steps are those of the fixed order of evaluation. */
const common = {
  key: Key,
  name: Name,
  /** Who takes part: everybody of the plan, or those with one of these positions on the window's last day. */
  positions: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(120))), v.minLength(1))),
  /** Step 7: every gate must be open; the closed ones' factors are multiplied. */
  gates: v.optional(v.array(Gate), []),
  /** Step 8. */
  multipliers: v.optional(v.array(Multiplier), []),
  /** Step 9, of one window's result. */
  floor: v.optional(Sum),
  /** Step 10, of one window's result. */
  cap: v.optional(Sum),
  /** What the cap cuts off is gone, or joins the next window's result before its cap. */
  cutOff: v.optional(v.picklist(["forfeited", "carried"]), "forfeited"),
  /** Step 11. */
  rounding: v.optional(Rounding, {}),
  /** A window's result that falls: a negative line, or a wait until the result has caught up. */
  difference: v.optional(v.picklist(["line", "wait"]), "line"),
  /** Step 16; the plan's own schedule when absent. */
  release: v.optional(Release),
};

/** What components have that are paid on credits. */
const onCredits = {
  ...common,
  /** Whose credits: direct, overlay (beside the direct ones), override. */
  roles: v.optional(
    v.pipe(v.array(v.picklist(["direct", "overlay", "override"])), v.minLength(1)),
    ["direct"],
  ),
  /** Step 1. */
  filters: v.optional(v.array(Filter), []),
  /**
   * How people share a deal; no default. "credit": each climbs their own tiers with their share.
   * Pay: the deal climbs one set of tiers with all of it (the deal's own, the lead's, the lead's
   * unit's) and the pay is divided by the shares. "deal" needs the window "deal" or "credit".
   */
  split: v.union([
    v.literal("credit"),
    v.strictObject({ pay: v.picklist(["deal", "lead", "team"]) }),
  ]),
  /** Step 2: the most of one deal's base that is paid for (of one credit's, where it has no deal). */
  dealCap: v.optional(Positive),
  /** Step 2: factors of each credit's base, by discount, days to cash and the like; all multiplied. */
  creditFactors: v.optional(v.array(FactorTable), []),
  /**
   * Step 4: a base below 0 that is no refund (a loss-making deal, a bulk credit note): paid negative
   * at the lowest tier's rate, forgotten, or carried into the next window; looked at for each credit
   * or for the window. `per` has no default.
   */
  negative: v.strictObject({
    pays: v.optional(v.picklist(["negative", "zero", "carried"]), "negative"),
    per: v.picklist(["credit", "window"]),
  }),
  /**
   * Below a threshold of the base. "gate" (step 7): pays 0 until it is reached, then all, whatever
   * the floor. "deductible" (step 4): only what lies above it is paid. "cliff" (step 4): a base below
   * it counts as 0, so that a floor still acts.
   */
  threshold: v.optional(
    v.strictObject({
      at: Positive,
      treat: v.optional(v.picklist(["gate", "deductible", "cliff"]), "gate"),
    }),
  ),
};

/**
 * Whose window's tier and rate pay has: the one in which the credit counted, or the one in which it is
 * released; then every part of the base is priced where it is released, and there is no pay before.
 */
const tiersOf = v.optional(v.picklist(["counted", "released"]), "counted");

const Flat = v.strictObject({
  kind: v.literal("flat"),
  ...onCredits,
  tiersOf,
  window: Window,
  base: FormulaText,
  rate: v.union([RateSource, v.strictObject({ table: RateTable })]),
});

const Tiered = v.strictObject({
  kind: v.literal("tiered"),
  ...onCredits,
  tiersOf,
  window: Window,
  base: FormulaText,
  measure: Measure,
  baseRate: v.optional(RateSource),
  /** Bounds shrink with the part of the window the person is there; never those of attainment. */
  boundsProrate: v.optional(v.boolean(), false),
  tiers: v.pipe(v.array(Tier), v.minLength(1), v.maxLength(200)),
});

/** Every passed tier in full, and of the one in progress the share that is done. */
const Interpolated = v.strictObject({
  kind: v.literal("interpolated"),
  ...onCredits,
  window: Window,
  base: FormulaText,
  measure: Measure,
  /** What a tier's `rate` is a rate of. */
  of: v.optional(Sum),
  tiers: v.pipe(
    v.array(
      v.strictObject({
        from: Ratio,
        until: Ratio,
        pays: v.union([v.strictObject({ amount: Positive }), v.strictObject({ rate: Factor })]),
        /** Pays only while this condition holds; the bands above it go on. */
        when: v.optional(Key),
      }),
    ),
    v.minLength(1),
    v.maxLength(200),
  ),
});

/** Attainment (or any figure) -> factor of a sum. */
const PayoutCurve = v.strictObject({
  kind: v.literal("curve"),
  ...common,
  window: TimeWindow,
  figure: Figure,
  /** Step 5. */
  figureRounding: v.optional(v.picklist(["exact", "percent"]), "exact"),
  figureCap: v.optional(Factor),
  curve: Curve,
  /** The window's sum at factor 1; a variable is taken for the window to date by the figure's basis. */
  pays: Sum,
});

/** A fixed sum for each counted thing. */
const UnitRate = v.strictObject({
  kind: v.literal("unit_rate"),
  ...onCredits,
  window: Window,
  counts: v.union([
    v.picklist(["credit", "deal"]),
    v.strictObject({ dimension: Key }),
    v.strictObject({ quantity: FormulaText }),
  ]),
  amount: Positive,
  /** Only things of these days. */
  dates: v.optional(Interval),
  /** Nothing below so many; from there all of them, or those above it. */
  minimum: v.optional(v.strictObject({ count: Counted, pays: v.picklist(["all", "above"]) })),
  firstOnly: v.optional(Counted),
});

const ScorecardJson = v.strictObject({
  kind: v.literal("scorecard"),
  ...common,
  window: TimeWindow,
  /** Of the KPIs, as a list instead of a weight of each. */
  weights: v.optional(RatioList),
  kpis: v.pipe(
    v.array(
      v.strictObject({
        key: Key,
        name: Name,
        weight: v.optional(Share),
        figure: Figure,
        /** Figure -> score, 1 is full. */
        curve: Curve,
      }),
    ),
    v.minLength(1),
    v.maxLength(50),
  ),
  /** A KPI without measurement: its weight goes to the others pro rata, or it scores 0, or 100 %. No default. */
  missing: v.picklist(["others", "zero", "full"]),
  /** Of the total, after weighting; caps of single KPIs are their curves' own. */
  scoreCap: v.optional(Factor),
  /** Score -> payout factor; the score itself when absent. */
  curve: v.optional(Curve),
  pays: Sum,
});

const Scorecard = v.pipe(
  ScorecardJson,
  v.rawTransform(({ dataset: { value }, addIssue, NEVER }) => {
    const { weights: list, kpis, ...rest } = value;
    const all = sharesFrom(
      kpis.map(({ weight: share }) => ({ share })),
      list,
    );
    if (!all) addIssue({ message: SHARES_WANTED });
    if (!all) return NEVER;
    return {
      ...rest,
      kpis: kpis.map((kpi, at) => ({ ...kpi, weight: all[at] ?? { num: 0n, den: 1n } })),
    };
  }),
);

const Bonus = v.strictObject({
  kind: v.literal("bonus"),
  ...common,
  window: TimeWindow,
  when: Key,
  pays: Sum,
});

const Prize = v.strictObject({
  kind: v.literal("prize"),
  ...common,
  /** The key of a frozen board that is handed in; its last day says which statement pays. */
  board: Key,
  places: v.pipe(v.array(Positive), v.minLength(1), v.maxLength(1_000)),
  /** Tied people share the prizes of the places they span, or all get the higher, or the board's own order decides. */
  ties: v.picklist(["share", "higher", "ordinal"]),
});

/** Drawn among all on a frozen board, or those of them who meet a condition. */
const Raffle = v.strictObject({
  kind: v.literal("raffle"),
  ...common,
  board: Key,
  qualifies: v.optional(Key),
  prizes: v.pipe(v.array(Positive), v.minLength(1), v.maxLength(1_000)),
});

/** A team's sum, shared among those who are in the unit on the window's last day and take part. */
const Pool = v.strictObject({
  kind: v.literal("pool"),
  ...common,
  window: TimeWindow,
  unit: v.union([v.literal("own_unit"), v.strictObject({ unit: Key })]),
  sum: v.union([
    v.strictObject({ rate: Factor, metric: Key }),
    v.strictObject({ amount: Positive }),
  ]),
  share: v.union([
    v.literal("equal"),
    /** By max(0, each one's own amount of a metric); equally if all are 0. */
    v.strictObject({ contribution: Key }),
    /** By the mean score the others gave; oneself left out, who did not vote is named. */
    v.literal("peer"),
  ]),
});

/** A share of other components' lines: of one's reports, one's unit, or one's own. Evaluated after them. */
const Override = v.strictObject({
  kind: v.literal("override"),
  ...common,
  of: v.strictObject({
    components: v.pipe(v.array(Key), v.minLength(1)),
    people: v.picklist(["reports", "own_unit", "self"]),
  }),
  share: Factor,
});

/** The greatest of the listed components, which pay no line of their own, and of other plans by key. */
const GreaterOf = v.strictObject({
  kind: v.literal("greater_of"),
  ...common,
  window: TimeWindow,
  of: v.pipe(
    v.array(v.union([Key, v.strictObject({ plan: Key })])),
    v.minLength(2),
    v.maxLength(10),
  ),
});

/** Objective O, frozen forecast F, actual A: 1.2 F/O at A = F, 0.6 (A + F)/O above, 0.6 (3A - F)/O below. */
const Gonik = v.strictObject({
  kind: v.literal("gonik"),
  ...common,
  window: TimeWindow,
  metric: Key,
  level: v.optional(Level, "committed"),
  /** Of the factor; null is no floor. No default. */
  factorFloor: v.nullable(Ratio),
  pays: Sum,
});

/** 联合基数: base C = wS + (1-w)D; pays P (A - C) - Q max(0, A - S), with S the person's own frozen figure. */
const JointBase = v.strictObject({
  kind: v.literal("joint_base"),
  ...common,
  window: TimeWindow,
  metric: Key,
  level: v.optional(Level, "committed"),
  weight: Share,
  p: Factor,
  q: Factor,
  /** Of the pay; null is no floor. No default. */
  payFloor: v.nullable(Decimal),
});

/** Not money: an honour, growth, a prize of peers, a stage prize; same rules, statement and history. */
const Award = v.strictObject({
  kind: v.literal("award"),
  key: Key,
  name: Name,
  award: v.picklist(["honour", "growth", "best_practice", "stage"]),
  /** What is given, in words. */
  gives: Name,
  window: TimeWindow,
  to: v.union([v.strictObject({ when: Key }), v.strictObject({ board: Key, places: Counted })]),
});

export const Component = v.variant("kind", [
  Flat,
  Tiered,
  Interpolated,
  PayoutCurve,
  UnitRate,
  Scorecard,
  Bonus,
  Prize,
  Raffle,
  Pool,
  Override,
  GreaterOf,
  Gonik,
  JointBase,
  Award,
]);
export type Component = v.InferOutput<typeof Component>;
export type ComponentKind = Component["kind"];
export type ComponentOf<Kind extends ComponentKind> = Extract<Component, { kind: Kind }>;
/** Components whose pay is attributed to single credits. */
export type CreditComponent = ComponentOf<"flat" | "tiered" | "interpolated" | "unit_rate">;
export type PayComponent = Exclude<Component, { kind: "award" }>;
