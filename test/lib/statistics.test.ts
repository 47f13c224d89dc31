// Goal: figures about evenness are those of the textbooks, exact, and say so when they say nothing.
// Method: published examples, definitions written another way as oracles, and what must not matter.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CERTAIN, normalBelow } from "../../workers/lib/normal.ts";
import { compareRates, formatRate, parseRate, rate, type Rate } from "../../workers/lib/rate.ts";
import {
  gini,
  median,
  rootOf,
  spearman,
  variation,
  wholeRoot,
  type Statistic,
} from "../../workers/lib/statistics.ts";

const SEED = { seed: 20_261_121, numRuns: 2_000 };
const shown = (of: Statistic) => (of.kind === "value" ? formatRate(of.value, 6) : of.kind);
const whole = (...values: number[]) => values.map(BigInt);
const amounts = fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 8, maxLength: 40 });
const toNumber = ({ num, den }: Rate) => Number((num * 10n ** 12n) / den) / 1e12;

describe("Gini, population form", () => {
  // prettier-ignore
  test.each([
    [[1, 1, 1, 1, 1, 1, 1, 1], "0"],
    [[0, 0, 0, 0, 0, 0, 0, 8], "0.875"],       // 1 - 1/n, not 1: the population form
    [[1, 2, 3, 4, 5, 6, 7, 8], "0.291667"],    // (n - 1) / (3 n) x (n + 1) / (n + 1)
    [[0, 0, 0, 0, 0, 0, 0, 0], "no_spread"],
    [[1, 2, 3],                "few"],
  ])("of %j is %s", (values, expected) => {
    expect(shown(gini(values.map(BigInt)))).toBe(expected);
  });

  test("is half the mean difference of all pairs over the mean", () => {
    fc.assert(
      fc.property(amounts, (values) => {
        const n = BigInt(values.length);
        const total = values.reduce((all, each) => all + each, 0n);
        fc.pre(total > 0n);
        let apart = 0n;
        for (const a of values) for (const b of values) apart += a > b ? a - b : b - a;
        const found = gini(values);
        expect(found).toEqual({ kind: "value", value: rate(apart, 2n * n * total) });
      }),
      SEED,
    );
  });
});

describe("coefficient of variation, population form", () => {
  // prettier-ignore
  test.each([
    [[2, 4, 4, 4, 5, 5, 7, 9], "0.4"],         // mean 5, population deviation 2
    [[5, 5, 5, 5, 5, 5, 5, 5], "0"],
    [[-1, 1, -1, 1, -1, 1, -1, 1], "no_spread"],
    [[1, 2], "few"],
  ])("of %j is %s", (values, expected) => {
    expect(shown(variation(values.map(BigInt)))).toBe(expected);
  });

  test("does not move when every value is taken times the same", () => {
    fc.assert(
      fc.property(amounts, fc.bigInt({ min: 1n, max: 1000n }), (values, by) => {
        expect(variation(values.map((each) => each * by))).toEqual(variation(values));
        expect(gini(values.map((each) => each * by))).toEqual(gini(values));
      }),
      SEED,
    );
  });
});

describe("Spearman's rank correlation", () => {
  const pairs = (left: readonly number[], right: readonly number[]) =>
    left.map((a, at) => [BigInt(a), BigInt(right[at] ?? 0)] as const);

  // The IQ and television hours of the usual textbook table: -29/165 without ties.
  test("is that of the textbooks", () => {
    const iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110];
    const hours = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17];
    expect(shown(spearman(pairs(iq, hours)))).toBe(formatRate(rate(-175_757n, 1_000_000n), 6));
  });

  // Ranks 1, 2.5, 2.5, 4 ... on one side: by hand sqrt(41.5 / 42).
  test("gives ties the average of their ranks", () => {
    const found = spearman(pairs([1, 2, 2, 4, 5, 6, 7, 8], [1, 2, 3, 4, 5, 6, 7, 8]));
    expect(shown(found)).toBe("0.994029");
  });

  test("is 1 for the same order, -1 for the reverse, and nothing without spread or with few", () => {
    const up = [1, 2, 3, 4, 5, 6, 7, 8];
    expect(
      shown(
        spearman(
          pairs(
            up,
            up.map((x) => x * x),
          ),
        ),
      ),
    ).toBe("1");
    expect(
      shown(
        spearman(
          pairs(
            up,
            up.map((x) => -x),
          ),
        ),
      ),
    ).toBe("-1");
    expect(
      shown(
        spearman(
          pairs(
            up,
            up.map(() => 3),
          ),
        ),
      ),
    ).toBe("no_spread");
    expect(shown(spearman(pairs([1, 2], [1, 2])))).toBe("few");
  });

  test("knows the order alone: no growing function of a side moves it", () => {
    const side = fc.array(
      fc.tuple(fc.bigInt({ min: 0n, max: 50n }), fc.bigInt({ min: 0n, max: 50n })),
      {
        minLength: 8,
        maxLength: 30,
      },
    );
    fc.assert(
      fc.property(side, (rows) => {
        expect(spearman(rows.map(([a, b]) => [a * a * a + a, b]))).toEqual(spearman(rows));
        expect(spearman(rows.map(([a, b]) => [b, a]))).toEqual(spearman(rows));
      }),
      SEED,
    );
  });
});

describe("roots and the middle", () => {
  test("a whole root squared is at most the number, and the next one above it", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 40n }), (n) => {
        const root = wholeRoot(n);
        expect(root * root <= n && (root + 1n) * (root + 1n) > n).toBe(true);
      }),
      SEED,
    );
    expect(formatRate(rootOf(rate(2n, 1n)), 6)).toBe("1.414213");
  });

  test("the median stands in the middle, or between the two in the middle", () => {
    expect(median(whole(9, 1, 5))).toBe(5n);
    expect(median(whole(4, 1, 2, 9))).toBe(3n);
    expect(median(whole(1, 2))).toBe(2n);
    expect(median([])).toBeNull();
  });
});

describe("the normal distribution", () => {
  // Abramowitz and Stegun, table 26.1.
  // prettier-ignore
  test.each([
    ["0", 500_000], ["1", 841_345], ["-1", 158_655], ["1.96", 975_002], ["0.6745", 750_003],
    ["2.5", 993_790], ["3.3", 999_517], ["4.9", 1_000_000], ["9", 1_000_000], ["-9", 0],
  ] as const)("%s deviations: %i millionths lie below", (z, expected) => {
    const found = normalBelow(parseRate(z) ?? rate(0n, 1n));
    expect(Math.abs(Number(found) - expected)).toBeLessThanOrEqual(4);
  });

  test("grows with z, and what lies below and above is everything", () => {
    const z = fc.tuple(fc.bigInt({ min: -7000n, max: 7000n }), fc.bigInt({ min: 1n, max: 3000n }));
    fc.assert(
      fc.property(z, z, ([a, b], [c, d]) => {
        const [left, right] = [rate(a, b), rate(c, d)];
        expect(normalBelow(left) + normalBelow(rate(-a, b))).toBe(CERTAIN);
        if (compareRates(left, right) <= 0) {
          expect(normalBelow(left) <= normalBelow(right)).toBe(true);
        }
      }),
      SEED,
    );
  });

  test("is within 4 millionths of an integral by Simpson's rule", () => {
    for (let z = 0.005; z < 5; z += 0.0933) {
      const steps = 2_000;
      const at = (x: number) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
      let area = at(0) + at(z);
      for (let k = 1; k < steps; k += 1) area += at((k * z) / steps) * (k % 2 === 1 ? 4 : 2);
      const expected = 0.5 + (area * z) / steps / 3;
      const found = toNumber({
        num: normalBelow(rate(BigInt(Math.round(z * 1e6)), 1_000_000n)),
        den: CERTAIN,
      });
      expect(Math.abs(found - expected)).toBeLessThan(4.1e-6);
    }
  });
});
