import { assert, unreachable } from "../lib/assert.ts";
import type { Minor } from "../lib/money.ts";
import { compareRates, multiplyRates, rate, ZERO, type Rate } from "../lib/rate.ts";
import { err, ok, type Result } from "../lib/result.ts";

/**
 * How a plan pays for what people state, fixed before its round opens.
 *
 * `gonik`: Jacob Gonik, "Tie Salesmen's Bonuses to Their Forecasts", Harvard Business Review, May 1978.
 * `joint`: 联合基数确定法 (胡祖光), where the base is mixed from what the company demands and the
 * person states. Rates are decimal text.
 */
export type Payoff =
  | { readonly kind: "none" }
  | { readonly kind: "gonik" }
  | {
      readonly kind: "joint";
      /** w: the weight of the person's own number in the base, between 0 and 1. */
      readonly weight: string;
      /** P: what a step above the base pays. */
      readonly reward: string;
      /** Q: what a step above the own statement costs. */
      readonly penalty: string;
      /** Pay never below 0: it weakens honesty, and the page says so. */
      readonly floor: boolean;
    };

/**
 * Gonik's factor: what part of the bonus at 100 % is earned. `objective` O above 0, `forecast` F and
 * `actual` A in one unit.
 *
 * 1.2 F/O where A = F, 0.6 (A + F)/O above, 0.6 (3A - F)/O below: a higher forecast pays more when it
 * is met, an overshoot pays less than having forecast it, and a miss costs more than both. The best
 * forecast is the median of A. At plan it pays 120 %, so a budget counts with that. Exact.
 */
export function gonikFactor(objective: bigint, forecast: bigint, actual: bigint): Rate {
  assert(objective > 0n, "an objective is above 0");
  const sixth = (units: bigint) => rate(6n * units, 10n * objective);
  return actual >= forecast ? sixth(actual + forecast) : sixth(3n * actual - forecast);
}

export type JointTerms = {
  readonly weight: Rate;
  readonly reward: Rate;
  readonly penalty: Rate;
  readonly floor: boolean;
};

/** C = wS + (1 - w)D, exactly: the base from the statement S and the demand D. */
export function jointBase(
  { weight }: Pick<JointTerms, "weight">,
  stated: bigint,
  demand: bigint,
): Rate {
  return rate(weight.num * stated + (weight.den - weight.num) * demand, weight.den);
}

/** P (A - C) - Q max(0, A - S), exactly, in smallest steps; not below 0 with a floor. */
export function jointPay(
  terms: JointTerms,
  {
    stated,
    demand,
    actual,
  }: { readonly stated: bigint; readonly demand: bigint; readonly actual: bigint },
): Rate {
  const base = jointBase(terms, stated, demand);
  const above = rate(actual * base.den - base.num, base.den);
  const short = actual > stated ? actual - stated : 0n;
  const paid = minus(
    multiplyRates(terms.reward, above),
    multiplyRates(terms.penalty, rate(short, 1n)),
  );
  return terms.floor && compareRates(paid, ZERO) < 0 ? ZERO : paid;
}

/** The part of the spread that should lie above the best statement: Pr(A > S) = wP/Q. */
export function jointQuantile({ weight, reward, penalty }: JointTerms): Rate {
  assert(penalty.num > 0n, "a penalty is above 0");
  return rate(weight.num * reward.num * penalty.den, weight.den * reward.den * penalty.num);
}

export type PayoffError = {
  readonly code: "negotiation/payoff";
  readonly pointer: string;
  readonly value: string;
  /** What must hold. */
  readonly rule: string;
};

/**
 * The terms of a joint base, or which condition fails: 0 < w < 1, P and Q above 0, wP < Q (or the
 * highest pay is for understating), Q < P (or effort beyond the statement costs money).
 */
export function jointTerms(
  { weight, reward, penalty, floor }: Extract<Payoff, { kind: "joint" }>,
  read: (text: string) => Rate | null,
): Result<JointTerms, PayoffError> {
  const wrong = (name: string, value: string, rule: string) =>
    err({ code: "negotiation/payoff", pointer: `/payoff/${name}`, value, rule } as const);
  const [w, p, q] = [read(weight), read(reward), read(penalty)];
  if (!w || compareRates(w, ZERO) <= 0 || w.num >= w.den)
    return wrong("weight", weight, "0 < w < 1");
  if (!p || compareRates(p, ZERO) <= 0) return wrong("reward", reward, "P > 0");
  if (!q || compareRates(q, ZERO) <= 0) return wrong("penalty", penalty, "Q > 0");
  if (compareRates(multiplyRates(w, p), q) >= 0) return wrong("penalty", penalty, "w × P < Q");
  if (compareRates(q, p) >= 0) return wrong("penalty", penalty, "Q < P");
  return ok({ weight: w, reward: p, penalty: q, floor });
}

/** True where people state a number of their own for the payoff. */
export function takesStatements({ kind }: Payoff): boolean {
  switch (kind) {
    case "none":
      return false;
    case "gonik":
    case "joint":
      return true;
    default:
      return unreachable(kind);
  }
}

/**
 * The value of a spread that a share `above` of it lies beyond, by counting: of n equally likely
 * outcomes the smallest with at most `above x n` larger ones. The best statement for one's own spread.
 * Asserts that the spread is not empty.
 */
export function valueWithAbove(spread: readonly Minor[], above: Rate): Minor {
  const sorted = spread.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const most = Number((BigInt(sorted.length) * above.num) / above.den);
  const at = Math.max(0, Math.min(sorted.length - 1, sorted.length - 1 - most));
  const value = sorted[at];
  assert(value !== undefined, "a spread has outcomes");
  return value;
}

function minus(a: Rate, b: Rate): Rate {
  return rate(a.num * b.den - b.num * a.den, a.den * b.den);
}
