import type { Day } from "../lib/day.ts";
import type { Id } from "../lib/id.ts";
import type { Interval } from "../lib/interval.ts";
import type { Minor } from "../lib/money.ts";
import type { TieRule } from "./order.ts";
import type { RoundingText } from "./rules.ts";

export type PlanId = Id<"plan">;

/**
 * One reason a plan weighs. `source` says where its values come from: last year's totals of the
 * metric, one for every person, or what was entered for each recipient.
 */
export type FactorRule = {
  readonly key: string;
  /** Decimal text; the weights of a plan sum to exactly 1. */
  readonly weight: string;
  readonly source: "history" | "headcount" | "entered";
};

/** How a year becomes months. `yearsMin` is for history: how many whole years must be known. */
export type MonthsRule = {
  readonly mode: "equal" | "calendar_days" | "working_days" | "history" | "season" | "curve";
  readonly yearsMin: number;
  /** For a custom curve: a share for each period, any non-negative numbers. */
  readonly curve?: readonly string[] | undefined;
};

/** A plan of more recipients is read a level of its tree at a time. */
export const WHOLE_MAX = 2_000;

/** The levels beside committed. */
export const LEVEL_NAMES = ["sprint", "challenge"] as const;
export type LevelName = (typeof LEVEL_NAMES)[number];

/**
 * What people call the ways to share out. All but `given` come down to ratios. What each recipient
 * brings is entered as values: `share` for given, `growth` over last year (or the plan's), `heads`,
 * `productivity` and `ramp` for capacity; keep takes the present numbers, copy another plan's.
 */
export type MethodRule =
  | { readonly kind: "factors" | "equal" | "given" | "keep" | "capacity" }
  | { readonly kind: "factor"; readonly key: string }
  | { readonly kind: "growth"; readonly growth: string }
  | { readonly kind: "copy"; readonly plan: string }
  /** Only for a metric that does not add up: children have the parent's value, or values whose mean is. */
  | { readonly kind: "value"; readonly how: "copy" | "scale" | "keep" };

/** How a plan shares out. Amounts are decimals at the metric's scale, as entered. */
export type PlanRules = {
  readonly factors: readonly FactorRule[];
  readonly granularity: string;
  readonly rounding: RoundingText;
  readonly ties: TieRule;
  readonly minimum: string | null;
  readonly over: string;
  readonly odd: "largest" | "refuse";
  readonly months: MonthsRule;
  /** What a person's number is fixed by while months move: the year (absent), or each quarter. */
  readonly totals?: "year" | "quarter" | undefined;
  /** When people and months contradict each other: refuse (absent), or leave a gap for all to see. */
  readonly gaps?: "refuse" | "accept" | undefined;
  /** Sprint and challenge as factors of the committed numbers, such as "1.1"; absent: not set. */
  readonly levels?: { readonly [Level in LevelName]?: string | undefined } | undefined;
  /** Product lines, customer tiers, partners: what each weighs for who has no weights of their own. */
  readonly slices?: readonly { readonly key: string; readonly weight: string }[] | undefined;
  /** How the plan shares out; absent: by its factors. */
  readonly method?: MethodRule | undefined;
  /** How many units and people the draft has; above WHOLE_MAX it is shown a level at a time. */
  readonly size?: number | undefined;
  /** False when the amount, these rules or the inputs changed since the numbers were made. */
  readonly current: boolean;
  /** What the last allocation read: without it the numbers could not be made again. */
  readonly basis: PlanBasis | null;
};

export type PlanBasis = {
  /** The day whose tree was taken. */
  readonly on: Day;
  /** How many units and people have a number. */
  readonly recipients: number;
  /** Whose totals were the history. */
  readonly history: Interval;
  readonly periods: readonly (Interval & { readonly key: string })[];
  /** Whole numbers as text, one for each period. */
  readonly weights: readonly string[];
  /** The quarter of each period, counted from 0; absent where the calendar has none. */
  readonly quarters?: readonly number[] | null | undefined;
};

/** A number changed by hand: decimals at the metric's scale, an account, an instant in ms. */
export type ChangeText = {
  readonly from: string;
  readonly to: string;
  readonly by: string;
  readonly at: number;
  readonly reason: string;
};

/** A cell set by hand: a decimal at the metric's scale. */
export type CellText = {
  readonly amount: string;
  readonly by: string;
  readonly at: number;
  readonly reason: string;
};

/** What one recipient brings; only `allocated` and `used` were written by the last run. */
export type RowInputs = {
  /** By factor key; null is unknown: for a unit the sum of those below it, for a person 0. */
  readonly values: Readonly<Record<string, string | null>>;
  readonly min: string | null;
  readonly max: string | null;
  /** How this unit shares its own number out, where it differs from the plan. */
  readonly over: string | null;
  readonly weights: Readonly<Record<string, string>> | null;
  /** A locked number stays when the plan is shared out again. */
  readonly locked: boolean;
  /** What the last run gave; null when it set the locked number aside, or never ran. */
  readonly allocated: string | null;
  readonly changes: readonly ChangeText[];
  /** The own curve over the periods, as weights; absent or null: the plan's. */
  readonly curve?: readonly string[] | null | undefined;
  /** How much of each period the person is there: "1", "0" or a fraction; absent: all of each. */
  readonly presence?: readonly string[] | null | undefined;
  /** Cells that stay, by period. */
  readonly cells?: Readonly<Record<string, CellText>> | null | undefined;
  /** Own weights of slices. */
  readonly slices?: Readonly<Record<string, string>> | null | undefined;
  /** Own numbers of other levels, where the plan does not make them by a factor. */
  readonly levels?: Readonly<Record<string, string>> | null | undefined;
  /** What the last run read, so that its card stays true while the draft moves on. */
  readonly used: UsedInputs | null;
};

/** `values` in the order of the factors of the parent's run, exact. */
export type UsedInputs = {
  readonly values: readonly string[];
  readonly min: string | null;
  readonly max: string | null;
};

/** A plan as it is stored; `amount` is smallest steps of its metric. */
export type Plan = {
  readonly id: string;
  readonly name: string;
  readonly metric: PlanMetric;
  /** "" when the metric is not money. */
  readonly currency: string;
  readonly unit: string;
  readonly from: Day;
  readonly until: Day;
  readonly amount: Minor;
  readonly rules: PlanRules;
  readonly published: number;
  readonly sample: boolean;
  readonly draft: number;
  readonly version: number;
};

export type PlanMetric = {
  readonly id: string;
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly scale: number;
};

export type PlanRow = {
  readonly subject: string;
  /** Null at the top. */
  readonly parent: string | null;
  readonly kind: "unit" | "person";
  readonly inputs: RowInputs;
  readonly amount: string | null;
};

export const NO_INPUTS: RowInputs = {
  values: {},
  min: null,
  max: null,
  over: null,
  weights: null,
  locked: false,
  allocated: null,
  changes: [],
  used: null,
};

/** What a new plan begins with: last year's proportions, the other factors at hand with weight 0. */
export const USUAL_FACTORS: readonly FactorRule[] = [
  { key: "history", weight: "1", source: "history" },
  { key: "potential", weight: "0", source: "entered" },
  { key: "capability", weight: "0", source: "entered" },
  { key: "headcount", weight: "0", source: "headcount" },
];

export const usualRules = (granularity: string): PlanRules => ({
  factors: USUAL_FACTORS,
  granularity,
  rounding: { kind: "remainder", quota: "hare" },
  ties: "larger_share",
  minimum: null,
  over: "0",
  odd: "largest",
  months: { mode: "working_days", yearsMin: 2 },
  current: false,
  basis: null,
});

/** What a plan of a metric that does not add up begins with: everybody has the parent's value. */
export const valueRules = (step: string): PlanRules => ({
  ...usualRules(step),
  method: { kind: "value", how: "copy" },
  months: { mode: "equal", yearsMin: 1 },
});
