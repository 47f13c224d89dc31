// Goal: a year resolves to periods that sum to exactly it, whatever the weights.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sum } from "../../workers/lib/list.ts";
import { minor } from "../../workers/lib/money.ts";
import { compounded, sharedOut } from "../../workers/targets/over-assign.ts";
import { baseFor, growthOf, headsFor } from "../../workers/targets/growth.ts";
import { spreadYear } from "../../workers/targets/months.ts";
import { formatRate } from "../../workers/lib/rate.ts";
import { CASES, rateOf } from "./arbitrary.ts";

const WAN = 1_000_000n; // Ten thousand yuan in fen.
const even = (count: number) => Array<bigint>(count).fill(1n);

describe("a year", () => {
  test("of 1,200 wan is 300 a quarter and 100 a month", () => {
    expect(spreadYear(minor(1_200n * WAN), even(4))).toEqual(even(4).map(() => 300n * WAN));
    expect(spreadYear(minor(300n * WAN), even(3))).toEqual(even(3).map(() => 100n * WAN));
  });
  test("gives what is left over to the earlier months", () => {
    expect(spreadYear(minor(14n), even(12)).map(Number)).toEqual([
      2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    ]);
  });
  test("keeps months in whole granules and leaves the odd part to the last one that counts", () => {
    expect(spreadYear(minor(10_500n), [1n, 1n, 1n, 0n], 1_000n)).toEqual([
      4_000n,
      3_000n,
      3_500n,
      0n,
    ]);
  });
  test("below zero is the mirror", () => {
    expect(spreadYear(minor(-5n), even(3))).toEqual([-2n, -2n, -1n]);
  });
  test("always sums to exactly the year", () => {
    const amounts = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
    const curve = fc.array(fc.bigInt({ min: 0n, max: 10n ** 20n }), {
      minLength: 1,
      maxLength: 53,
    });
    fc.assert(
      fc.property(amounts, curve, fc.constantFrom(1n, 7n, 100_000n), (year, weights, granule) => {
        if (sum(weights) === 0n) return;
        const months = spreadYear(minor(year), weights, granule);
        expect(sum(months)).toBe(year);
        for (const [at, month] of months.entries()) if (weights[at] === 0n) expect(month).toBe(0n);
      }),
      CASES,
    );
  });
});

describe("figures of a target", () => {
  test("1,000 to 1,200 wan is +20 %", () => {
    expect(growthOf(1_000n * WAN, 1_200n * WAN)).toEqual(rateOf("0.2"));
    expect(growthOf(0n, 1n)).toBeNull();
  });
  test("+15 % to 500 wan means a base of 4,347,826.09", () => {
    expect(baseFor(minor(500n * WAN), rateOf("0.15"))).toBe(434_782_609n);
  });
  test("4,000 at 200 a head needs 20 heads, 3,000 at 180 needs 17", () => {
    expect(headsFor(minor(4_000n * WAN), minor(200n * WAN))).toBe(20n);
    expect(headsFor(minor(3_000n * WAN), minor(180n * WAN))).toBe(17n);
  });
  test("10 % over 5 % is 15.5 % at the street", () => {
    expect(formatRate(compounded([rateOf("0.1"), rateOf("0.05")]), 6)).toBe("0.155");
    expect(sharedOut(minor(1_001n), rateOf("0.05"))).toBe(1_051n);
  });
});
