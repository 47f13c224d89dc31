// Goal: amounts and rates are exact: what is read is what is written, and rounding is named.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  currencyScale,
  divide,
  formatMinor,
  MINOR_MAX,
  parseMinor,
  type Rounding,
} from "../../workers/lib/money.ts";
import {
  addRates,
  apply,
  compareRates,
  formatRate,
  multiplyRates,
  parseRate,
  rate,
} from "../../workers/lib/rate.ts";

const SEED = { seed: 20_261_121 };

describe("parseMinor", () => {
  // prettier-ignore
  test.each([
    ["12.34",             2, 1234n],
    ["-0.5",              2, -50n],
    ["+7",                0, 7n],
    ["007.10",            2, 710n],
    ["1.2300",            2, 123n],
    ["9007199254740991",  0, MINOR_MAX],
  ] as const)("reads %s at %i places", (text, scale, expected) => {
    expect(parseMinor(text, scale)).toEqual({ ok: true, value: expected });
  });

  // prettier-ignore
  test.each([
    ["",                  2, "decimal/malformed"],
    ["NaN",               2, "decimal/malformed"],
    ["Infinity",          2, "decimal/malformed"],
    ["1e5",               2, "decimal/malformed"],
    ["1,000",             2, "decimal/malformed"],
    ["1.2345",            2, "decimal/too_many_places"],
    ["9007199254740992",  0, "decimal/too_large"],
    ["90071992547409.92", 4, "decimal/too_large"],
    ["1".repeat(40),      0, "decimal/too_large"],
  ] as const)("refuses %s at %i places", (text, scale, code) => {
    expect(parseMinor(text, scale)).toMatchObject({ ok: false, error: { code, text } });
  });

  test("reads back what formatMinor writes, at every scale", () => {
    const units = fc.bigInt({ min: -MINOR_MAX, max: MINOR_MAX });
    fc.assert(
      fc.property(units, fc.integer({ min: 0, max: 6 }), (value, scale) => {
        expect(parseMinor(formatMinor(value, scale), scale)).toEqual({ ok: true, value });
      }),
      SEED,
    );
  });
});

describe("divide", () => {
  // prettier-ignore
  test.each([
    [ 5n,  2n, "half_away",    3n], [-5n,  2n, "half_away",   -3n],
    [ 5n,  2n, "half_even",    2n], [ 7n,  2n, "half_even",    4n], [-5n, 2n, "half_even", -2n],
    [ 5n,  3n, "half_away",    2n], [ 4n,  3n, "half_away",    1n],
    [ 9n,  5n, "toward_zero",  1n], [-9n,  5n, "toward_zero", -1n],
    [-9n,  5n, "floor",       -2n], [ 9n,  5n, "ceiling",      2n],
    [ 9n,  5n, "floor",        1n], [-9n,  5n, "ceiling",     -1n],
    [ 6n, -3n, "half_away",   -2n],
  ] as [bigint, bigint, Rounding, bigint][])("%s / %s by %s is %s", (top, bottom, how, expected) => {
    expect(divide(top, bottom, how)).toBe(expected);
  });
});

describe("rates", () => {
  // prettier-ignore
  test.each([
    ["0.08", 8n, 100n], ["8%", 8n, 100n], ["1/3", 1n, 3n], ["-1.5", -3n, 2n], ["120%", 6n, 5n],
  ] as const)("reads %s exactly", (text, num, den) => {
    expect(parseRate(text)).toEqual(rate(num, den));
  });

  test.each(["", "x", "1/0", "1.2.3", "1e3", "NaN", "1/3%"])("refuses %j", (text) => {
    expect(parseRate(text)).toBeNull();
  });

  test("thirds add up to one, and a third of ten rounds where it is told to", () => {
    const third = rate(1n, 3n);
    expect(addRates(addRates(third, third), third)).toEqual(rate(1n, 1n));
    expect(apply(10n, third, "half_away")).toBe(3n);
    expect(compareRates(multiplyRates(third, rate(3n, 1n)), rate(1n, 1n))).toBe(0);
  });

  // prettier-ignore
  test.each([[1n, 3n, 4, "0.3333"], [2n, 3n, 2, "0.67"], [-1n, 8n, 2, "-0.13"], [3n, 2n, 0, "2"], [1n, 2n, 4, "0.5"]] as const)(
    "%s/%s at %i places is %s", (num, den, places, text) => { expect(formatRate(rate(num, den), places)).toBe(text); });
});

test("currencies have their own exponents", () => {
  expect([currencyScale("CNY"), currencyScale("JPY"), currencyScale("KWD")]).toEqual([2, 0, 3]);
});
