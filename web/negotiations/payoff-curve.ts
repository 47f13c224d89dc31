import { minor, type Minor } from "../../workers/lib/money.ts";
import { parseRate, rate, type Rate } from "../../workers/lib/rate.ts";
import {
  gonikFactor,
  jointPay,
  jointQuantile,
  jointTerms,
  valueWithAbove,
  type Payoff,
} from "../../workers/negotiations/payoff.ts";

export type Spread = { readonly low: bigint; readonly middle: bigint; readonly high: bigint };
export type CurvePoint = { readonly stated: bigint; readonly pay: number };
export type Curve = {
  readonly points: readonly CurvePoint[];
  readonly best: bigint;
  /** Pr(A > S) of the best statement. */
  readonly above: Rate;
};

const STEPS = 20;
const HALF: Rate = { num: 1n, den: 2n };

/** Equally likely outcomes: evenly from bad to usual, and from usual to good. */
export function outcomes({ low, middle, high }: Spread): Minor[] {
  const part = (from: bigint, to: bigint) =>
    Array.from({ length: STEPS }, (_, at) =>
      minor(from + ((to - from) * BigInt(at)) / BigInt(STEPS)),
    );
  return [...part(low, middle), ...part(middle, high), minor(high)];
}

/**
 * What stating each number pays on average, for one's own spread, and which statement is best. Null
 * where the payoff has no statements or its terms do not hold. Pay of Gonik is a part of the bonus,
 * of the joint base an amount; only its height is drawn.
 */
export function payoffCurve(payoff: Payoff, objective: bigint, spread: Spread): Curve | null {
  const all = outcomes(spread);
  const pay = payOf(payoff, objective);
  if (!pay || objective <= 0n) return null;
  const reach = spread.high - spread.low;
  const from = spread.low - reach / 2n > 0n ? spread.low - reach / 2n : 0n;
  const width = spread.high + reach / 2n - from;
  const points = Array.from({ length: 61 }, (_, at) => {
    const stated = from + (width * BigInt(at)) / 60n;
    return { stated, pay: mean(all.map((actual) => pay.of(stated, actual))) };
  });
  return { points, best: valueWithAbove(all, pay.above), above: pay.above };
}

function payOf(payoff: Payoff, objective: bigint) {
  switch (payoff.kind) {
    case "none":
      return null;
    case "gonik":
      return {
        above: HALF,
        of: (stated: bigint, actual: bigint) => gonikFactor(objective, stated, actual),
      };
    case "joint": {
      const terms = jointTerms(payoff, parseRate);
      if (!terms.ok) return null;
      return {
        above: jointQuantile(terms.value),
        of: (stated: bigint, actual: bigint) =>
          jointPay(terms.value, { stated, demand: objective, actual }),
      };
    }
  }
}

/** For a drawing: the exact figures are made by the functions above. */
function mean(all: readonly Rate[]): number {
  const scaled = all.map(({ num, den }) =>
    Number(rate(num * 1_000_000n, den).num / rate(num * 1_000_000n, den).den),
  );
  return scaled.reduce((sum, each) => sum + each, 0) / all.length / 1_000_000;
}
