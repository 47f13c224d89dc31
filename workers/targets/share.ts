import { must } from "../lib/assert.ts";
import { sum } from "../lib/list.ts";
import { compareRates, gcd, ONE, rate, ZERO, type Rate } from "../lib/rate.ts";
import { addRates } from "../lib/rate.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { FactorError, WeightError } from "./allocation-error.ts";

/** What a recipient's share is made of: recipient i has exactly `parts[i] / whole`. */
export type Shares = { readonly parts: readonly bigint[]; readonly whole: bigint };

/** One reason to give more or less. `values` stand in the order of the recipients. */
export type Factor = {
  readonly key: string;
  readonly weight: Rate;
  readonly values: readonly Rate[];
};

/** What the card must know of a factor besides the recipient's own value. */
export type FactorSum = { readonly key: string; readonly weight: Rate; readonly sum: Rate };

/**
 * Composite shares: each factor's values are normalised to 1, then mixed by weight.
 *
 * Promises: exact; parts sum to exactly `whole`; a single factor of whole numbers keeps them as its
 * parts (a whole-number quota counts in those units).
 * Refuses, in this order, weights that are negative or do not sum to exactly 1, a negative value,
 * and a factor that is 0 for everyone (unless its weight is 0: then it is not asked).
 */
export function compositeShares(
  ids: readonly string[],
  factors: readonly Factor[],
): Result<Shares & { readonly sums: readonly FactorSum[] }, FactorError | WeightError> {
  const wrong = wrongWeights(factors) ?? wrongValue(ids, factors);
  if (wrong) return err(wrong);
  const counted = factors.map((factor) => ({ ...factor, ...inWholeNumbers(factor.values) }));
  const zero = counted.find(({ whole, weight }) => whole === 0n && weight.num !== 0n);
  if (zero) return err({ code: "allocation/zero_factor", factor: zero.key, value: "0" });

  const asked = counted.filter(({ weight }) => weight.num !== 0n);
  const whole = asked.reduce((all, { whole: at, weight }) => lcm(all, at * weight.den), 1n);
  const parts = ids.map((_, at) =>
    sum(
      asked.map(({ weight, units, whole: all }) => {
        const one = (whole / (all * weight.den)) * weight.num;
        return one * must(units[at]);
      }),
    ),
  );
  const sums = counted.map(({ key, weight, whole: all, scale }) => ({
    key,
    weight,
    sum: rate(all, scale),
  }));
  return ok({ parts, whole, sums });
}

/** Shares of the total that were given as such: they are used as they are, whatever they sum to. */
export function givenShares(
  ids: readonly string[],
  shares: readonly Rate[],
): Result<Shares, FactorError> {
  const wrong = wrongValue(ids, [{ key: "share", weight: ONE, values: shares }]);
  if (wrong) return err(wrong);
  const { units, scale } = inWholeNumbers(shares);
  return ok({ parts: units, whole: scale });
}

/** Shares below `minimum` become 0; exactly the minimum stays. */
export function dropBelow(shares: Shares, minimum: Rate | null): Shares {
  if (minimum === null) return shares;
  const parts = shares.parts.map((part) =>
    part * minimum.den < minimum.num * shares.whole ? 0n : part,
  );
  return { parts, whole: shares.whole };
}

/** The sum of rates, exact. */
export function sumRates(rates: readonly Rate[]): Rate {
  return rates.reduce(addRates, ZERO);
}

function wrongWeights(factors: readonly Factor[]): WeightError | null {
  const negative = factors.find(({ weight }) => weight.num < 0n);
  if (negative) {
    const { key: factor, weight: value } = negative;
    return { code: "allocation/negative_weight", factor, value };
  }
  const value = sumRates(factors.map(({ weight }) => weight));
  return compareRates(value, ONE) === 0 ? null : { code: "allocation/weights_sum", value };
}

function wrongValue(ids: readonly string[], factors: readonly Factor[]): FactorError | null {
  for (const { key: factor, values } of factors) {
    const at = values.findIndex(({ num }) => num < 0n);
    if (at < 0) continue;
    const [recipient, value] = [must(ids[at]), must(values[at])];
    return { code: "allocation/negative_factor", recipient, factor, value };
  }
  return null;
}

/** The values over one denominator: value i is `units[i] / scale`, their sum `whole / scale`. */
export function inWholeNumbers(values: readonly Rate[]) {
  const scale = values.reduce((all, { den }) => (all % den === 0n ? all : lcm(all, den)), 1n);
  const units = values.map(({ num, den }) => num * (scale / den));
  return { units, scale, whole: sum(units) };
}

function lcm(a: bigint, b: bigint): bigint {
  return (a / gcd(a, b)) * b;
}
