// Goal: money is rounded as the mode says, on either side of the half and of 0, and parts follow the whole.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  following,
  rounded,
  type RoundingMode,
  roundedTo,
} from "../../workers/incentives/round.ts";
import { parseRate, rate, type Rate } from "../../workers/lib/rate.ts";

const read = (text: string): Rate => {
  const made = parseRate(text);
  if (!made) throw new Error(text);
  return made;
};

const VALUES = [
  "-2.5",
  "-1.6",
  "-1.5",
  "-1.4",
  "-0.5",
  "-0.1",
  "0",
  "0.1",
  "0.5",
  "1.4",
  "1.5",
  "1.6",
  "2.5",
  "3",
];
describe("a fraction becomes whole", () => {
  test.each<[RoundingMode, readonly number[]]>([
    ["half_away", [-3, -2, -2, -1, -1, 0, 0, 0, 1, 1, 2, 2, 3, 3]],
    ["half_even", [-2, -2, -2, -1, 0, 0, 0, 0, 0, 1, 2, 2, 2, 3]],
    ["half_odd", [-3, -2, -1, -1, -1, 0, 0, 0, 1, 1, 1, 2, 3, 3]],
    ["half_toward_zero", [-2, -2, -1, -1, 0, 0, 0, 0, 0, 1, 1, 2, 2, 3]],
    ["half_up", [-2, -2, -1, -1, 0, 0, 0, 0, 1, 1, 2, 2, 3, 3]],
    ["half_down", [-3, -2, -2, -1, -1, 0, 0, 0, 0, 1, 1, 2, 2, 3]],
    ["toward_zero", [-2, -1, -1, -1, 0, 0, 0, 0, 0, 1, 1, 1, 2, 3]],
    ["away_from_zero", [-3, -2, -2, -2, -1, -1, 0, 1, 1, 2, 2, 2, 3, 3]],
  ])("%s", (mode, wanted) => {
    expect(VALUES.map((text) => Number(rounded(read(text), mode)))).toEqual(wanted);
  });

  test("a granule is what comes out a multiple of", () => {
    expect(roundedTo(read("1234.5"), 10n, "half_away")).toBe(1230n);
    expect(roundedTo(read("1235"), 10n, "half_away")).toBe(1240n);
    expect(roundedTo(read("-1235"), 10n, "half_toward_zero")).toBe(-1230n);
  });
});

describe("parts follow the whole", () => {
  const shared = (sum: bigint, ...parts: readonly string[]) =>
    following(sum, parts.map(read)).map(Number);
  test.each<[string, bigint, readonly string[], readonly number[]]>([
    ["thirds: the earlier has the rest", 100n, ["1", "1", "1"], [34, 33, 33]],
    ["thirds of a refund are the mirror", -100n, ["1", "1", "1"], [-34, -33, -33]],
    ["two are left over", 101n, ["1", "1", "1"], [34, 34, 33]],
    ["the larger remainder comes first", 10n, ["1.2", "1.7", "0.1"], [4, 6, 0]],
    ["nothing of nothing", 0n, ["1", "2"], [0, 0]],
    ["nothing of parts that cancel out", 0n, ["1", "-1"], [0, 0]],
    ["parts that cancel out share by their sizes", 9n, ["2", "-2"], [5, 4]],
    ["parts of nothing share equally", 5n, ["0", "0"], [3, 2]],
    ["a negative part among others", 10n, ["3", "-1"], [15, -5]],
    ["a negative part with a remainder", 11n, ["3", "-1", "1"], [11, -3, 3]],
    ["parts below 0 of a sum above", 7n, ["-1", "-1"], [4, 3]],
    ["none", 7n, [], []],
  ])("%s", (_, sum, parts, wanted) => expect(shared(sum, ...parts)).toEqual(wanted));

  test("each is less than one unit from its exact share, and they re-add", () => {
    const part = fc.integer({ min: -50, max: 1_000 });
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: -10_000, max: 10_000 }),
        (parts, sum) => {
          const all = parts.reduce((so, each) => so + each, 0);
          const made = following(
            BigInt(sum),
            parts.map((each) => rate(BigInt(each), 7n)),
          ).map(Number);
          expect(made.reduce((so, each) => so + each, 0)).toBe(sum);
          if (all === 0) return;
          for (const [at, each] of made.entries())
            expect(Math.abs(each - ((parts[at] ?? 0) * sum) / all)).toBeLessThan(1);
        },
      ),
      { seed: 20261122, numRuns: 500 },
    );
  });
});
