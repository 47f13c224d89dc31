import { divide } from "../lib/money.ts";
import { addRates, compareRates, parseRate, rate, type Rate } from "../lib/rate.ts";
import { growthOf } from "../targets/growth.ts";

/** People round to 万 and no further: 10,000 whole units. */
const ROUNDED_TO = 4;
/** A number of two digits is not a rounded one: its step is at most a hundredth of it. */
const PRECISE_TO = 100n;

/**
 * The step an amount is written in: the largest power of ten that divides it, up to 万 and to a
 * hundredth of the amount. 4,350,000 is written in 万, 4,347,826.09 to the cent. Smallest steps;
 * `scale` is how many decimals one has.
 */
export function stepOf(units: bigint, scale: number): bigint {
  const size = units < 0n ? -units : units;
  let step = 1n;
  for (let places = 0; places < scale + ROUNDED_TO; places += 1) {
    const next = step * 10n;
    if (size === 0n || size % next !== 0n || next * PRECISE_TO > size) break;
    step = next;
  }
  return step;
}

const DECIMALS = /\.(\d+)/;

/** Half of the last digit a growth is typed with: "20%" is 19.5 % to 20.5 %; a fraction is exact. */
function slackOf(text: string): Rate {
  if (text.includes("/")) return { num: 0n, den: 1n };
  const places = DECIMALS.exec(text)?.[1]?.length ?? 0;
  // "0.2" is typed for 20 %: a plain decimal is read to whole per cents at least.
  const digits = text.trim().endsWith("%") ? places + 2 : Math.max(2, places);
  return rate(1n, 2n * 10n ** BigInt(digits));
}

export type Claim = {
  /** Smallest steps. */
  readonly amount: bigint;
  readonly base: bigint;
  /** As typed: "20%". */
  readonly growth: string;
};

export type Disagreement = {
  /** What base and amount say, what the growth makes of the base, and the base it would need. */
  readonly growth: Rate;
  readonly amount: bigint;
  readonly base: bigint | null;
};

/**
 * Whether base x (1 + growth) is the amount, at the digits given: any one of the three, computed
 * from the other two and rounded as it is written, is what is written. So a value rounded to 万 is
 * no error, and 20.4 % may be called 20 % but not 20.0 %. Null when they agree; otherwise the three
 * ways to put it right, each leaving the other two as they are.
 *
 * Units: smallest steps; a base below 0 grows by its size. Null too where nothing can be said: a
 * base of 0, or a growth that is no number.
 */
export function disagreement({ amount, base, growth }: Claim, scale: number): Disagreement | null {
  const said = parseRate(growth);
  const implied = growthOf(base, amount);
  if (said === null || implied === null) return null;
  const right = { growth: implied, amount: grown(base, said), base: baseOf(amount, said) };
  const off = addRates(implied, { num: -said.num, den: said.den });
  const size = off.num < 0n ? { num: -off.num, den: off.den } : off;
  if (compareRates(size, slackOf(growth)) <= 0) return null;
  if (rounded(right.amount, stepOf(amount, scale)) === amount) return null;
  if (right.base !== null && rounded(right.base, stepOf(base, scale)) === base) return null;
  return right;
}

/** `base` after growth, to the nearest smallest step. */
export function grown(base: bigint, growth: Rate): bigint {
  const size = base < 0n ? -base : base;
  return base + divide(size * growth.num, growth.den, "half_away");
}

/** The base above 0 that growth leads from to the amount; null where there is none. */
export function baseOf(amount: bigint, growth: Rate): bigint | null {
  const factor = growth.den + growth.num;
  if (factor <= 0n || amount <= 0n) return null;
  return divide(amount * growth.den, factor, "half_away");
}

function rounded(units: bigint, step: bigint): bigint {
  return divide(units, step, "half_away") * step;
}
