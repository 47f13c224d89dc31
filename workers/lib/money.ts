import { assert } from "./assert.ts";

declare const minorUnits: unique symbol;
/**
 * A whole number of smallest steps: fen of a currency, or 10^-scale of a metric. The scale stands
 * beside it, at the metric or the currency; arithmetic needs none because scales never mix.
 */
export type Minor = bigint & { readonly [minorUnits]: true };

/** D1 and JSON both carry integers exactly only up to here. */
export const MINOR_MAX = BigInt(Number.MAX_SAFE_INTEGER);

/** Asserts that the result of a calculation still fits the database and the wire. */
export function minor(units: bigint): Minor {
  assert(units <= MINOR_MAX && units >= -MINOR_MAX, "an amount fits 2^53");
  return units as Minor;
}

export type Rounding = "half_away" | "half_even" | "toward_zero" | "floor" | "ceiling";

/** `numerator / denominator` to a whole number, by a rounding that is named at every call. */
export function divide(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  assert(denominator !== 0n, "a denominator is not zero");
  const negative = numerator < 0n !== denominator < 0n;
  const top = numerator < 0n ? -numerator : numerator;
  const bottom = denominator < 0n ? -denominator : denominator;
  const whole = top / bottom;
  const rest = top % bottom;
  const up = rest !== 0n && goesUp(whole, rest * 2n, bottom, rounding, negative);
  const size = up ? whole + 1n : whole;
  return negative ? -size : size;
}

function goesUp(whole: bigint, twice: bigint, bottom: bigint, rounding: Rounding, neg: boolean) {
  switch (rounding) {
    case "half_away":
      return twice >= bottom;
    case "half_even":
      return twice > bottom || (twice === bottom && whole % 2n === 1n);
    case "toward_zero":
      return false;
    case "floor":
      return neg;
    case "ceiling":
      return !neg;
  }
}

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?$/;

export type DecimalError =
  | { readonly code: "decimal/malformed"; readonly text: string }
  | { readonly code: "decimal/too_many_places"; readonly text: string; readonly scale: number }
  | { readonly code: "decimal/too_large"; readonly text: string };

/**
 * Reads a plain decimal string at `scale` places, exactly: "12.34" at 2 is 1234n.
 * Refuses what is not a number, what has more places than the scale holds (zeros beyond it are
 * dropped), and what does not fit 2^53 smallest steps.
 */
export function parseMinor(
  text: string,
  scale: number,
): { ok: true; value: Minor } | { ok: false; error: DecimalError } {
  const parts = DECIMAL.exec(text.trim());
  if (!parts) return { ok: false, error: { code: "decimal/malformed", text } };
  const places = (parts[3] ?? "").replace(/0+$/, "");
  if (places.length > scale)
    return { ok: false, error: { code: "decimal/too_many_places", text, scale } };
  const whole = (parts[2] ?? "").replace(/^0+(?=\d)/, "");
  if (whole.length > 16) return { ok: false, error: { code: "decimal/too_large", text } };
  const units = BigInt(whole + places.padEnd(scale, "0")) * (parts[1] === "-" ? -1n : 1n);
  if (units > MINOR_MAX || units < -MINOR_MAX)
    return { ok: false, error: { code: "decimal/too_large", text } };
  return { ok: true, value: minor(units) };
}

/** Writes smallest steps as a plain decimal string with exactly `scale` places. */
export function formatMinor(units: bigint, scale: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  const sign = units < 0n ? "-" : "";
  if (scale === 0) return sign + digits;
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** ISO 4217 exponent of the currencies that differ from two; all others have two. */
const EXPONENTS: Readonly<Record<string, number>> = {
  JPY: 0,
  KRW: 0,
  VND: 0,
  CLP: 0,
  ISK: 0,
  BHD: 3,
  KWD: 3,
  OMR: 3,
  JOD: 3,
  TND: 3,
};

/** How many decimals a shown total of this currency has (ISO 4217). */
export function currencyScale(currency: string): number {
  return EXPONENTS[currency] ?? 2;
}
