import { compareRates, rate, type Rate, ZERO } from "../lib/rate.ts";

/**
 * Exact arithmetic of pay: fractions of bigints of any size. Nothing here rounds. Fractions are reduced
 * where they grow and where they are written, not at every step: sums of one scale stay of that scale.
 */

/** Denominators below this may stay as they are. */
const SMALL = 10n ** 12n;

export function whole(units: bigint | number): Rate {
  return { num: BigInt(units), den: 1n };
}

export function plus(a: Rate, b: Rate): Rate {
  if (a.num === 0n) return b;
  if (b.num === 0n) return a;
  // One scale, or one within the other, is the usual case, and needs no reduction.
  if (a.den === b.den) return { num: a.num + b.num, den: a.den };
  if (a.den % b.den === 0n) return { num: a.num + b.num * (a.den / b.den), den: a.den };
  if (b.den % a.den === 0n) return { num: a.num * (b.den / a.den) + b.num, den: b.den };
  return rate(a.num * b.den + b.num * a.den, a.den * b.den);
}

export function minus(a: Rate, b: Rate): Rate {
  return plus(a, negated(b));
}

export function times(a: Rate, b: Rate): Rate {
  if (a.num === 0n || b.num === 0n) return ZERO;
  if (a.num === a.den) return b;
  if (b.num === b.den) return a;
  const den = a.den * b.den;
  return den < SMALL ? { num: a.num * b.num, den } : rate(a.num * b.num, den);
}

/** Asserts nothing: the caller has refused a divisor of 0 by name. */
export function over(a: Rate, b: Rate): Rate {
  return rate(a.num * b.den, a.den * b.num);
}

export function negated(a: Rate): Rate {
  return { num: -a.num, den: a.den };
}

export function absolute(a: Rate): Rate {
  return a.num < 0n ? negated(a) : a;
}

export function least(a: Rate, b: Rate): Rate {
  return compareRates(a, b) <= 0 ? a : b;
}

export function greatest(a: Rate, b: Rate): Rate {
  return compareRates(a, b) >= 0 ? a : b;
}

export function isZero(a: Rate): boolean {
  return a.num === 0n;
}

export function isBelow(a: Rate, b: Rate): boolean {
  return compareRates(a, b) < 0;
}

export function isAtLeast(a: Rate, b: Rate): boolean {
  return compareRates(a, b) >= 0;
}

export function total(of: Iterable<Rate>): Rate {
  let all = ZERO;
  for (const each of of) all = plus(all, each);
  return all;
}

/**
 * The one text of a fraction, for traces and hashes: a plain decimal where it ends ("0.08", "-12"),
 * otherwise the reduced fraction ("1/3").
 */
export function exactText(value: Rate): string {
  const { num, den } = rate(value.num, value.den);
  const places = decimalPlaces(den);
  if (places === null) return `${num}/${den}`;
  const units = (num * 10n ** BigInt(places)) / den;
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, "0");
  const sign = units < 0n ? "-" : "";
  return places === 0
    ? sign + digits
    : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** How many decimals a reduced denominator needs, or null where the decimal never ends. */
function decimalPlaces(den: bigint): number | null {
  let [rest, twos, fives] = [den, 0, 0];
  for (; rest % 2n === 0n; rest /= 2n) twos += 1;
  for (; rest % 5n === 0n; rest /= 5n) fives += 1;
  return rest === 1n ? Math.max(twos, fives) : null;
}
