import type { Day } from "../lib/day.ts";
import type { Id } from "../lib/id.ts";

export type AdjustmentId = Id<"adjustment">;

/** Why somebody asks. */
export const TRIGGERS = [
  ...(["last_result", "competitor", "policy", "resources"] as const),
  ...(["leave", "transfer", "lost_account"] as const),
] as const;
export type Trigger = (typeof TRIGGERS)[number];

/**
 * What becomes of those below. pro_rata: everyone moves by the same part. re_allocate: what is left
 * of the interval is shared out again by the plan's own rules. absorb: nobody below moves, the gap does.
 */
export const BELOW_RULES = ["pro_rata", "re_allocate", "absorb"] as const;
export type BelowRule = (typeof BELOW_RULES)[number];

/** stays: those above keep their numbers and a gap opens. follows: every number above moves along. */
export const ABOVE_RULES = ["stays", "follows"] as const;
export type AboveRule = (typeof ABOVE_RULES)[number];

/**
 * Measured on the periods that change. `amount` is a signed decimal at the metric's scale, `percent`
 * a rate such as "0.2" or "-15%".
 */
export type Size =
  | { readonly kind: "absolute"; readonly amount: string }
  | { readonly kind: "percent"; readonly percent: string };

export type SubjectChange = { readonly subject: string; readonly size: Size };
/** A person leaves their unit for another on the first changed day. */
export type Move = { readonly person: string; readonly to: string };
/** Money of a purpose goes from one unit to another, for the changed periods. */
export type BudgetMove = {
  readonly from: string;
  readonly to: string;
  readonly purpose: string;
  readonly amount: string;
};

/** What is asked for, as it is kept: ids, days and decimals. */
export type Ask = {
  readonly trigger: Trigger;
  /** The first day of the first period that changes. */
  readonly from: Day;
  /** The day after the last one; null is the plan's end. */
  readonly until: Day | null;
  readonly changes: readonly SubjectChange[];
  readonly moves: readonly Move[];
  readonly budget: readonly BudgetMove[];
  readonly below: BelowRule;
  readonly above: AboveRule;
};
