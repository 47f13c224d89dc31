import { assert } from "./assert.ts";
import { divide, type Rounding } from "./money.ts";

/** An exact fraction. `den` is positive; it is reduced only where it is made by `rate()`. */
export type Rate = { readonly num: bigint; readonly den: bigint };

export const ZERO: Rate = { num: 0n, den: 1n };
export const ONE: Rate = { num: 1n, den: 1n };

export function rate(num: bigint, den: bigint): Rate {
  assert(den !== 0n, "a fraction has a denominator");
  const divisor = gcd(num < 0n ? -num : num, den < 0n ? -den : den) || 1n;
  const sign = den < 0n ? -1n : 1n;
  return { num: (sign * num) / divisor, den: (sign * den) / divisor };
}

export function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

const DECIMAL = /^([+-]?)(\d{1,30})(?:\.(\d{1,30}))?$/;
const SAFE_DIGITS = 15;
const FRACTION = /^([+-]?\d{1,30})\/(\d{1,30})$/;

/** Reads "0.08", "8%" or "1/3", exactly; null when it is none of these. */
export function parseRate(text: string): Rate | null {
  const trimmed = text.trim();
  const percent = trimmed.endsWith("%");
  const body = percent ? trimmed.slice(0, -1).trim() : trimmed;
  const fraction = percent || !body.includes("/") ? null : FRACTION.exec(body);
  if (fraction) {
    const den = BigInt(fraction[2] ?? "0");
    return den === 0n ? null : rate(BigInt(fraction[1] ?? "0"), den);
  }
  return decimal(body, percent ? 2 : 0);
}

/** Reads a plain decimal such as "12.50", exactly; null when it is none. */
export function parseDecimal(text: string): Rate | null {
  return decimal(text, 0);
}

function decimal(body: string, shift: number): Rate | null {
  const found = DECIMAL.exec(body);
  if (!found) return null;
  const places = found[3] ?? "";
  const digits = (found[2] ?? "0") + places;
  const scale = places.length + shift;
  if (digits.length > SAFE_DIGITS || scale > SAFE_DIGITS)
    return rate(BigInt(digits) * (found[1] === "-" ? -1n : 1n), 10n ** BigInt(scale));
  // Below 2^53 whole numbers are exact, and their common divisor comes without allocating.
  let [num, den] = [Number(digits), 10 ** scale];
  let [a, b] = [num, den];
  while (b !== 0) [a, b] = [b, a % b];
  [num, den] = [num / a, den / a];
  return { num: BigInt(found[1] === "-" ? -num : num), den: BigInt(den) };
}

export function addRates(a: Rate, b: Rate): Rate {
  return rate(a.num * b.den + b.num * a.den, a.den * b.den);
}

export function multiplyRates(a: Rate, b: Rate): Rate {
  return rate(a.num * b.num, a.den * b.den);
}

/** Asserts that `by` is not 0. */
export function divideRates(a: Rate, by: Rate): Rate {
  return rate(a.num * by.den, a.den * by.num);
}

/** Negative, zero or positive, like a comparator. */
export function compareRates(a: Rate, b: Rate): number {
  if (a.den === b.den) return a.num < b.num ? -1 : a.num > b.num ? 1 : 0;
  const left = a.num * b.den;
  const right = b.num * a.den;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** `amount * rate` as a whole number of the amount's smallest steps. */
export function apply(amount: bigint, by: Rate, rounding: Rounding): bigint {
  return divide(amount * by.num, by.den, rounding);
}

/** Decimal text with at most `places` decimals, rounded half away from zero; zeros at the end go. */
export function formatRate(value: Rate, places: number): string {
  const scaled = divide(value.num * 10n ** BigInt(places), value.den, "half_away");
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(places + 1, "0");
  const whole = places === 0 ? digits : digits.slice(0, -places);
  const part = places === 0 ? "" : digits.slice(-places).replace(/0+$/, "");
  return `${scaled < 0n ? "-" : ""}${whole}${part === "" ? "" : `.${part}`}`;
}
