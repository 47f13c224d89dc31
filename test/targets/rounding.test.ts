// Goal: each rounding method is the one of its name. Known elections first, then every divisor
// method against an oracle that gives granule after granule, and the fast path against the exact one.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { must } from "../../workers/lib/assert.ts";
import { sum } from "../../workers/lib/list.ts";
import { tieOrder } from "../../workers/targets/order.ts";
import { round } from "../../workers/targets/round.ts";
import { largestRemainder, roundFast } from "../../workers/targets/round-fast.ts";
import { roundRemainder } from "../../workers/targets/round-remainder.ts";
import type { Rounding, Task } from "../../workers/targets/rounding.ts";
import { waterFill } from "../../workers/targets/water-fill.ts";
import { CASES, EVERY, HARE, MONOTONE, rateOf } from "./arbitrary.ts";

type Change = { readonly refuseTies?: boolean; readonly hi?: readonly (bigint | null)[] };
function task(granules: bigint, parts: readonly bigint[], change: Change = {}): Task {
  const ids = parts.map((_, at) => String(at).padStart(4, "0"));
  const bounds = parts.map((_, at) => ({ lo: 0n, hi: change.hi?.[at] ?? null }));
  const filled = waterFill(granules, parts, bounds);
  if (!filled.ok) throw new Error(filled.error.why);
  const before = tieOrder("larger_share", ids, parts, []);
  const refuseTies = change.refuseTies ?? false;
  return { granules, quotas: filled.value, bounds, parts, before, refuseTies };
}
const counts = (granules: bigint, parts: readonly bigint[], rule: Rounding) => {
  const result = round(task(granules, parts), rule);
  return result.ok ? result.value.map(Number) : result.error.why;
};
const divisor = (
  name: "adams" | "dean" | "huntington_hill" | "webster" | "jefferson",
): Rounding => ({
  kind: "divisor",
  divisor: name,
});
const remainder = (quota: "hare" | "droop" | "hare_whole" | "droop_whole"): Rounding => ({
  kind: "remainder",
  quota,
});

describe("elections everybody can look up", () => {
  // The usual example of 100,000 votes and ten seats.
  const votes = [47_000n, 16_000n, 15_900n, 12_000n, 6_000n, 3_100n];
  // prettier-ignore
  test.each<[string, Rounding, number[]]>([
    ["Hare",            remainder("hare"),        [5, 2, 1, 1, 1, 0]],
    ["Droop",           remainder("droop_whole"), [5, 2, 2, 1, 0, 0]],
    ["Jefferson",       divisor("jefferson"),     [5, 2, 2, 1, 0, 0]],
    ["Webster",         divisor("webster"),       [4, 2, 2, 1, 1, 0]],
    ["Sainte-Laguë with 1.4", { kind: "divisor", divisor: "webster", first: rateOf("1.4") }, [5, 2, 2, 1, 0, 0]],
    ["Huntington-Hill", divisor("huntington_hill"), [4, 2, 1, 1, 1, 1]],
    ["Dean",            divisor("dean"),            [4, 2, 1, 1, 1, 1]],
    ["Adams",           divisor("adams"),           [3, 2, 2, 1, 1, 1]],
    ["Balinski-Young",  { kind: "quota" },          [5, 2, 2, 1, 0, 0]],
  ])("%s", (_, rule, expected) => {
    expect(counts(10n, votes, rule)).toEqual(expected);
  });
});

describe("the paradox of the largest remainder", () => {
  test("the third loses one when the total grows from 10 to 11; the quota method keeps it", () => {
    const parts = [6n, 6n, 2n];
    expect(counts(10n, parts, HARE)).toEqual([4, 4, 2]);
    expect(counts(11n, parts, HARE)).toEqual([5, 5, 1]);
    expect(counts(10n, parts, { kind: "quota" })).toEqual([5, 4, 1]);
    expect(counts(11n, parts, { kind: "quota" })).toEqual([5, 5, 1]);
  });
});

describe("whole-number quotas", () => {
  test("leave more granules than recipients, given out in several rounds", () => {
    expect(counts(10n, [1n, 1n, 1n], remainder("droop_whole"))).toEqual([4, 3, 3]);
    expect(counts(10n, [2n, 1n, 1n], remainder("hare_whole"))).toEqual([4, 3, 3]);
  });
  test("an exact Droop quota that buys one too many takes it back from the last of the tie", () => {
    expect(counts(2n, [1n, 1n, 1n], remainder("droop"))).toEqual([1, 1, 0]);
  });
  test("nobody rises above an upper bound in the later rounds", () => {
    const at = task(10n, [1n, 1n, 1n], { hi: [null, 3n, 1n] });
    const result = round(at, remainder("droop_whole"));
    expect(result.ok && result.value).toEqual([6n, 3n, 1n]);
  });
});

describe("the quota method", () => {
  test("refuses what it would count too long, and says how long", () => {
    const result = round(task(10n ** 12n, [10n ** 13n, 1n]), { kind: "quota" });
    expect(result.ok ? null : result.error).toEqual({
      why: "too_many",
      granules: 10n ** 12n,
      most: 250_000n,
    });
  });
  test("after as many granules as the parts sum to, everyone has exactly the parts", () => {
    expect(counts(7n * 10n ** 9n, [3n, 4n], { kind: "quota" })).toEqual([3e9, 4e9]);
  });
});

const parts = fc
  .array(fc.bigInt({ min: 0n, max: 60n }), { minLength: 1, maxLength: 7 })
  .filter((units) => sum(units) > 0n);
const granules = fc.bigInt({ min: 0n, max: 60n });

/** Gives one granule after the other to the largest claim, in floating point: slow and obvious. */
function oracle(total: number, shares: readonly number[], post: (count: number) => number) {
  const got = shares.map(() => 0);
  const claim = (at: number) => (shares[at] ?? 0) / post(got[at] ?? 0);
  for (let step = 0; step < total; step += 1) {
    const order = shares.map((_, at) => at).filter((at) => (shares[at] ?? 0) > 0);
    order.sort((a, b) => {
      const [x, y] = [claim(a), claim(b)];
      const same = x === y || Math.abs(x - y) < 1e-12 * Math.abs(x);
      return same ? (shares[b] ?? 0) - (shares[a] ?? 0) || a - b : y - x;
    });
    const first = must(order[0]);
    got[first] = (got[first] ?? 0) + 1;
  }
  return got;
}

describe("always", () => {
  test("a divisor method gives granule after granule to the largest share over its signpost", () => {
    const posts: Record<string, (count: number) => number> = {
      adams: (k) => k,
      dean: (k) => (2 * k * (k + 1)) / (2 * k + 1),
      huntington_hill: (k) => Math.sqrt(k * (k + 1)),
      webster: (k) => k + 0.5,
      jefferson: (k) => k + 1,
    };
    fc.assert(
      fc.property(
        parts,
        granules,
        fc.constantFrom(...Object.keys(posts)),
        (shares, total, name) => {
          const rule = must(
            MONOTONE.find((one) => one.kind === "divisor" && one.divisor === name && !one.first),
          );
          const got = counts(total, shares, rule);
          if (got === "too_few") return;
          expect(got).toEqual(oracle(Number(total), shares.map(Number), must(posts[name])));
        },
      ),
      CASES,
    );
  });

  test("the quota method is the walk over every total from 1", () => {
    fc.assert(
      fc.property(parts, granules, (shares, total) => {
        const whole = Number(sum(shares));
        const got = shares.map(() => 0);
        for (let step = 1; step <= Number(total); step += 1) {
          const order = shares
            .map((_, at) => at)
            .filter((at) => (got[at] ?? 0) * whole < step * Number(shares[at]));
          order.sort((a, b) => {
            const [x, y] = [a, b].map((at) => Number(shares[at]) / ((got[at] ?? 0) + 1));
            return Math.abs((x ?? 0) - (y ?? 0)) < 1e-9
              ? Number(must(shares[b]) - must(shares[a])) || a - b
              : (y ?? 0) - (x ?? 0);
          });
          const first = must(order[0]);
          got[first] = (got[first] ?? 0) + 1;
        }
        expect(counts(total, shares, { kind: "quota" })).toEqual(got);
      }),
      CASES,
    );
  });

  test("the fast path and the exact one give the same answer", () => {
    const big = fc
      .array(fc.oneof(fc.constantFrom(0n, 1n, 5n), fc.bigInt({ min: 0n, max: 10n ** 6n })), {
        minLength: 1,
        maxLength: 40,
      })
      .filter((units) => sum(units) > 0n);
    const bounds = fc.array(fc.option(fc.bigInt({ min: 0n, max: 10n ** 8n })), { maxLength: 40 });
    fc.assert(
      fc.property(big, fc.bigInt({ min: 0n, max: 10n ** 9n }), bounds, (shares, total, hi) => {
        const open = shares.every((share, at) => share === 0n || (hi[at] ?? null) !== null);
        const at = task(total, shares, open ? {} : { hi: hi.map((one) => one ?? null) });
        const [fast, exact] = [roundFast(at), roundRemainder(at, "hare")];
        expect(fast).not.toBeNull();
        expect(fast).toEqual(exact);
      }),
      CASES,
    );
  });

  test("beyond safe integers the fast path stands back", () => {
    expect(roundFast(task(10n ** 15n, [10n ** 6n, 1n]))).toBeNull();
    expect(counts(10n ** 15n, [10n ** 6n - 1n, 1n], HARE)).toEqual([10 ** 15 - 10 ** 9, 10 ** 9]);
    const weights = Float64Array.of(2 ** 40);
    expect(() => largestRemainder(1, weights, 2 ** 40, 2 ** 40, () => 0)).toThrow("safe integer");
  });

  test("every method gives exactly the granules there are, none to a share of 0", () => {
    fc.assert(
      fc.property(parts, granules, fc.constantFrom(...EVERY), (shares, total, rule) => {
        const result = round(task(total, shares), rule);
        if (!result.ok) {
          expect(result.error.why).toBe("too_few");
          return;
        }
        expect(sum(result.value)).toBe(total);
        for (const [at, count] of result.value.entries())
          if (shares[at] === 0n) expect(count).toBe(0n);
      }),
      CASES,
    );
  });
});
