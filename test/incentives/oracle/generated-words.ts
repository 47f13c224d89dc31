// What generated plans and sales are both written with.
import fc from "fast-check";

export const name = { zh: "甲", en: "A" };
export const pick = <const T extends readonly unknown[]>(...of: T): fc.Arbitrary<T[number]> =>
  fc.constantFrom(...of);
export const cents = (max: number, min = 1) =>
  fc.integer({ min, max }).map((n) => `${Math.floor(n / 100)}.${`${n % 100}`.padStart(2, "0")}`);
/** Bounds and sales often meet exactly: both are drawn from a few round sums too. */
export const amount = fc.oneof(pick("1000.00", "2500.00", "5000.00", "10000.00"), cents(1_500_000));
export const percent = fc.integer({ min: 0, max: 4_000 }).map((n) => `${n / 100}%`);
export const factor = fc.integer({ min: 0, max: 30 }).map((n) => `${n / 10}`);
export const ratios = fc.integer({ min: 1, max: 30 }).map((n) => `${n / 10}`);
export const time = pick("period", "month", "quarter", "half", "year" as const);
/** Not there once in `freq` times. */
export const maybe = <T>(of: fc.Arbitrary<T>, freq = 4) => fc.option(of, { nil: undefined, freq });
