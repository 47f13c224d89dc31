// Goal: the level is the one at which the clamped shares sum to exactly what there is, and a bound
// acts only where it must. Method: a table of fillings, then the defining equation as a property.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { must } from "../../workers/lib/assert.ts";
import { sum } from "../../workers/lib/list.ts";
import { waterFill, type Bounds } from "../../workers/targets/water-fill.ts";
import { CASES } from "./arbitrary.ts";

const open: Bounds = { lo: 0n, hi: null };
const between = (lo: bigint, hi: bigint | null): Bounds => ({ lo, hi });
const filled = (granules: bigint, parts: readonly bigint[], bounds: readonly Bounds[]) => {
  const result = waterFill(granules, parts, bounds);
  return result.ok
    ? result.value.nums.map((num) => Number(num) / Number(result.value.den))
    : result.error.why;
};

describe("waterFill", () => {
  // prettier-ignore
  test.each<[string, bigint, bigint[], Bounds[], number[] | string]>([
    ["is proportional without bounds",        100n, [50n, 30n, 20n], [open, open, open], [50, 30, 20]],
    ["lets one bound act through another",    100n, [50n, 30n, 20n], [between(0n, 20n), open, between(25n, null)], [20, 48, 32]],
    ["holds both bounds where both must act", 100n, [50n, 30n, 20n], [between(0n, 20n), open, between(40n, null)], [20, 40, 40]],
    ["gives a share of 0 its lower bound",    100n, [1n, 0n],        [open, between(10n, null)], [90, 10]],
    ["meets bounds that are equal",           100n, [1n, 1n],        [between(30n, 30n), open], [30, 70]],
    ["shares nothing",                          0n, [1n, 2n],        [open, open], [0, 0]],
    ["shares nothing without anybody's share",  0n, [0n, 0n],        [open, open], [0, 0]],
    ["meets exactly all upper bounds",         30n, [1n, 9n],        [between(0n, 10n), between(0n, 20n)], [10, 20]],
    ["meets exactly all lower bounds",         30n, [1n, 9n],        [between(10n, null), between(20n, null)], [10, 20]],
    ["refuses lower bounds beyond it",         29n, [1n, 9n],        [between(10n, null), between(20n, null)], "too_high"],
    ["refuses upper bounds short of it",       31n, [1n, 9n],        [between(0n, 10n), between(0n, 20n)], "too_low"],
    ["counts a share of 0 at its lower bound", 31n, [1n, 0n],        [between(0n, 10n), open], "too_low"],
    ["refuses when nobody has a share",         1n, [0n, 0n],        [open, open], "no_share"],
  ])("%s", (_, granules, parts, bounds, expected) => {
    expect(filled(granules, parts, bounds)).toEqual(expected);
  });

  test("always solves its own equation", () => {
    const row = fc.tuple(
      fc.bigInt({ min: 0n, max: 50n }),
      fc.bigInt({ min: 0n, max: 30n }),
      fc.option(fc.bigInt({ min: 0n, max: 60n })),
    );
    const rows = fc.array(row, { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(rows, fc.bigInt({ min: 0n, max: 300n }), (made, granules) => {
        const parts = made.map(([part]) => part);
        const bounds = made.map(([, lo, width]) => between(lo, width === null ? null : lo + width));
        const result = waterFill(granules, parts, bounds);
        if (!result.ok) return;
        const { nums, den, level } = result.value;
        expect(sum(nums)).toBe(granules * den);
        for (const [at, part] of parts.entries()) {
          const { lo, hi } = must(bounds[at]);
          const free = part * level.num;
          const own = must(nums[at]);
          expect(own >= lo * den && (hi === null || own <= hi * den)).toBe(true);
          if (own > free) expect(own).toBe(lo * den);
          if (own < free) expect(own).toBe(must(hi) * den);
        }
      }),
      CASES,
    );
  });
});
