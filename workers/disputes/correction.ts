import type { Day } from "../lib/day.ts";
import { currencyScale, minor, type Minor, parseMinor } from "../lib/money.ts";
import { err, ok, type Result } from "../lib/result.ts";

/**
 * A correction of somebody's pay: a new entry that a second person approves, and never an edit of what
 * was paid. It waits, and is approved, rejected or withdrawn once, for good; an approved one is taken
 * back by a further one with the opposite amount.
 */
export const KINDS = ["correction", "dispute", "write_off", "reversal"] as const;
export type Kind = (typeof KINDS)[number];
export const DECISIONS = ["approved", "rejected", "withdrawn"] as const;
export type Decision = (typeof DECISIONS)[number];
export type CorrectionState = "waiting" | Decision;

/** As it is kept. Amount: minor units of `currency`. */
export type Correction = {
  readonly id: string;
  readonly person: string;
  /** First day of the period it is made for. */
  readonly on: Day;
  readonly currency: string;
  readonly amount: Minor;
  readonly kind: Kind;
  readonly reason: string;
  readonly reverses: string | null;
  readonly dispute: string | null;
};

export type AmountError = {
  readonly code: "pay_adjustment/amount";
  readonly value: string;
  readonly scale: number;
  readonly currency: string;
  readonly pointer: "/amount";
};

/** An amount of pay from text: not 0, and no finer than the currency's minor unit. */
export function payAmount(text: string, currency: string): Result<Minor, AmountError> {
  const scale = currencyScale(currency);
  const read = parseMinor(text, scale);
  if (read.ok && read.value !== 0n) return ok(read.value);
  return err({ code: "pay_adjustment/amount", value: text, scale, currency, pointer: "/amount" });
}

export type Deciding = {
  readonly state: CorrectionState;
  readonly decision: Decision;
  /** The account behind whoever acts entered it. */
  readonly isAuthor: boolean;
  /** It is their own pay. */
  readonly isPayee: boolean;
  /** The company lets one person enter and approve. */
  readonly alone: boolean;
};
export type DecideError =
  | { readonly code: "pay_adjustment/not_now"; readonly state: CorrectionState }
  | { readonly code: "pay_adjustment/own_entry" }
  | { readonly code: "pay_adjustment/own_pay" }
  | { readonly code: "pay_adjustment/not_author" };

/**
 * Whether it may be decided now. Precedence: the state, then the own pay, then who entered it.
 * A second person approves or rejects, never on their own pay; only who entered it withdraws it.
 * Where the company lets one person do both, that person's approval says so (`alone`).
 */
export function mayDecide(of: Deciding): Result<{ readonly alone: boolean }, DecideError> {
  const { state, decision, isAuthor, isPayee, alone } = of;
  if (state !== "waiting") return err({ code: "pay_adjustment/not_now", state });
  if (decision === "withdrawn")
    return isAuthor ? ok({ alone: false }) : err({ code: "pay_adjustment/not_author" });
  if (isPayee && !alone) return err({ code: "pay_adjustment/own_pay" });
  if (isAuthor && !alone) return err({ code: "pay_adjustment/own_entry" });
  return ok({ alone: isAuthor || isPayee });
}

export type ReverseError =
  | { readonly code: "pay_adjustment/not_approved"; readonly state: CorrectionState }
  | { readonly code: "pay_adjustment/is_reversal" };

/** What takes a correction back: the same person and period with the opposite amount. */
export function reversalOf(
  of: Correction,
  state: CorrectionState,
  { id, reason }: { readonly id: string; readonly reason: string },
): Result<Correction, ReverseError> {
  if (of.kind === "reversal") return err({ code: "pay_adjustment/is_reversal" });
  if (state !== "approved") return err({ code: "pay_adjustment/not_approved", state });
  const amount = minor(0n - of.amount);
  return ok({ ...of, id, reason, amount, kind: "reversal", reverses: of.id, dispute: null });
}
