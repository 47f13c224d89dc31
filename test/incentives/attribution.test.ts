// Goal: what is computed in doubles is what is computed in fractions: pay of single credits along
// prices, and the shares that follow the whole. Method: properties with bounds that are no whole
// numbers, values to either side of 2^53, sums below 0 and every mode of rounding.
import fc from "fast-check";
import { expect, test } from "vitest";
import { paidEach, sharedOut } from "../../workers/incentives/attribution.ts";
import { isZero, total } from "../../workers/incentives/exact.ts";
import { following, rounded, ROUNDING_MODES } from "../../workers/incentives/round.ts";
import { priced, pricesAlong, type Tier } from "../../workers/incentives/tiers.ts";
import { compareRates, rate, type Rate, ZERO } from "../../workers/lib/rate.ts";

const RUNS = { seed: 20_261_122, numRuns: 3_000 } as const;
const natural = (max: number) => fc.integer({ min: 0, max });
const big = fc.oneof(
  natural(1_000),
  natural(2 ** 31 - 1),
  fc.maxSafeNat(),
  fc.integer({ min: Number.MAX_SAFE_INTEGER - 9, max: Number.MAX_SAFE_INTEGER }),
);
const bound = fc
  .tuple(natural(100_000), fc.constantFrom(1, 2, 3, 7, 10, 100))
  .map(([num, den]) => rate(BigInt(num), BigInt(den)));
const price = fc
  .tuple(natural(100), fc.constantFrom(100, 1_000, 3, 7))
  .map(([num, den]) => rate(BigInt(num), BigInt(den)));
const tiers = fc
  .array(fc.record({ from: bound, rate: price, reach: fc.constantFrom("own", "zero", "first") }), {
    minLength: 1,
    maxLength: 5,
  })
  .map((all) => {
    const sorted = all.toSorted((a, b) => compareRates(a.from, b.from));
    return sorted.map(({ from, rate, reach }, at): Tier => {
      const start = at === 0 ? ZERO : from;
      const back = reach === "first" ? (sorted[1]?.from ?? start) : ZERO;
      const own = reach === "own" ? start : back;
      return { from: start, rate, amount: null, boundary: "lower", reach: own, allowed: true };
    });
  });

test("pay of each credit along its base is what the walk in fractions pays it", () => {
  let taken = 0;
  const cases = fc.record({
    tiers,
    base: fc.array(fc.oneof(natural(0), natural(5_000), natural(20_000_000), big), {
      maxLength: 12,
    }),
    unit: fc.constantFrom(1n, 100n, 1_000_000n),
    deductible: fc.option(bound, { nil: ZERO }),
    end: fc.option(bound, { nil: null }),
  });
  fc.assert(
    fc.property(cases, ({ tiers, base, unit, deductible, end }) => {
      const steps = base.map((each) => {
        const of = rate(BigInt(each), unit);
        return { measure: of, base: of };
      });
      const at = total(steps.map((each) => each.measure));
      const slow = priced(tiers, steps, at, { deductible, end });
      const fast = paidEach(
        Float64Array.from(base),
        unit,
        pricesAlong(tiers, at, { deductible, end }),
      );
      if (!fast) return;
      taken += 1;
      const exact = Array.from(fast.pay, (pay): Rate => rate(BigInt(pay), fast.unit));
      expect(exact).toEqual(slow.parts.map(({ num, den }) => rate(num, den)));
      expect(compareRates({ num: BigInt(fast.all), den: fast.unit }, slow.pay)).toBe(0);
    }),
    RUNS,
  );
  expect(taken).toBeGreaterThan(RUNS.numRuns / 3);
});

test("what leaves whole numbers below 2^52 is refused, not rounded", () => {
  const prices = [{ from: ZERO, rate: rate(10n, 100n) }];
  const most = Math.floor(2 ** 52 / 1);
  expect(paidEach(Float64Array.of(most), 1n, prices)?.all).toBe(most);
  expect(paidEach(Float64Array.of(most, 1), 1n, prices)).toBeNull();
});

test("shares of a rounded sum are those of the largest remainder in fractions", () => {
  let [fast, slow] = [0, 0];
  const cases = fc.record({
    weights: fc.array(fc.oneof(natural(0), natural(3), natural(5_000_000), big), {
      minLength: 1,
      maxLength: 14,
    }),
    sum: fc.oneof(natural(50), natural(2_000_000_000), big).map(BigInt),
    den: fc.integer({ min: 1, max: 1_000 }).map(BigInt),
    mode: fc.constantFrom(...ROUNDING_MODES),
    isNegative: fc.boolean(),
  });
  fc.assert(
    fc.property(cases, ({ weights, sum, den, mode, isNegative }) => {
      const all = weights.reduce((so, each) => so + each, 0);
      fc.pre(Number.isSafeInteger(all));
      const amount = rounded({ num: isNegative ? -sum : sum, den }, mode);
      const shares = sharedOut(amount, Float64Array.from(weights), all);
      if (shares instanceof Float64Array) fast += 1;
      else slow += 1;
      const rates = weights.map((each) => rate(BigInt(each), 1n));
      expect(Array.from(shares, BigInt)).toEqual(following(amount, rates));
      if (!isZero(total(rates)))
        expect(Array.from(shares, BigInt).reduce((so, each) => so + each, 0n)).toBe(amount);
    }),
    RUNS,
  );
  expect(Math.min(fast, slow)).toBeGreaterThan(RUNS.numRuns / 10);
});
