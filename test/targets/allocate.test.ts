// Goal: hold allocate() to the promises in its docstring. The tables hold what a sales head asks
// about; the properties hold what nobody would think to ask.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { must } from "../../workers/lib/assert.ts";
import { sum } from "../../workers/lib/list.ts";
import { minor } from "../../workers/lib/money.ts";
import { ONE, rate } from "../../workers/lib/rate.ts";
import { allocate } from "../../workers/targets/allocate.ts";
import type { Basis, Claim, Rules } from "../../workers/targets/allocation.ts";
import { basisOf, type Method } from "../../workers/targets/method.ts";
import {
  CASES,
  MONOTONE,
  claims,
  plain,
  rateOf,
  ratesOf,
  rounding,
  values,
  weights,
} from "./arbitrary.ts";

const ratios = (...texts: string[]): Basis =>
  basisOf({ kind: "factor", key: "f", values: ratesOf(...texts) });
const given = (...texts: string[]): Basis => ({ kind: "given", shares: ratesOf(...texts) });
const people = (count: number): Claim[] =>
  Array.from({ length: count }, (_, at) => ({ id: String.fromCharCode(97 + at) }));
const run = (total: bigint, who: readonly Claim[], basis: Basis, rules: Partial<Rules> = {}) =>
  allocate(minor(total), who, basis, plain(rules));
const amounts = (...args: Parameters<typeof run>) => {
  const result = run(...args);
  return result.ok ? result.value.amounts : result.error.code;
};

describe("the figures a sales head checks first", () => {
  const YUAN = 100n;
  const WAN = 10_000n * YUAN;

  test("100 million with 40 % and 30 % given leaves 30 million unassigned, and visible", () => {
    const result = run(10_000n * WAN, people(2), given("40%", "30%"));
    expect(result.ok && result.value.amounts).toEqual([4_000n * WAN, 3_000n * WAN]);
    expect(result.ok && result.value.remainder).toBe(3_000n * WAN);
  });

  test("given shares above 1 are over-assignment, a remainder below 0", () => {
    const result = run(1_000n, people(2), given("60%", "50%"));
    expect(result.ok && result.value.amounts).toEqual([600n, 500n]);
    expect(result.ok && result.value.remainder).toBe(-100n);
  });

  test("shares 50/30/20 of 100, the first at most 20, the third at least 25, are 20/48/32", () => {
    const who = [{ id: "a", max: 20n }, { id: "b" }, { id: "c", min: 25n }];
    expect(amounts(100n, who, ratios("50", "30", "20"))).toEqual([20n, 48n, 32n]);
  });

  test("half history, 30 % potential, 20 % capability mix into one share", () => {
    const basis: Basis = {
      kind: "ratios",
      factors: [
        { key: "history", weight: rateOf("0.5"), values: ratesOf("600", "400") },
        { key: "potential", weight: rateOf("0.3"), values: ratesOf("1", "3") },
        { key: "capability", weight: rateOf("0.2"), values: ratesOf("100", "100") },
      ],
    };
    // 0.5 x 0.6 + 0.3 x 0.25 + 0.2 x 0.5 = 0.475
    expect(amounts(1_200n * WAN, people(2), basis)).toEqual([570n * WAN, 630n * WAN]);
  });

  test("locked numbers stay and the rest keeps its proportions", () => {
    const who: Claim[] = [{ id: "a", fixed: 50n }, { id: "b" }, { id: "c" }];
    const basis = basisOf({ kind: "keep", current: [40n, 40n, 20n] });
    expect(amounts(110n, who, basis)).toEqual([50n, 40n, 20n]);
  });

  test("-5 over three is the mirror of 5", () => {
    expect(amounts(5n, people(3), ratios("1", "1", "1"))).toEqual([2n, 2n, 1n]);
    expect(amounts(-5n, people(3), ratios("1", "1", "1"))).toEqual([-2n, -2n, -1n]);
  });

  test("one recipient gets everything, up to 10^15 smallest steps", () => {
    expect(amounts(10n ** 15n, people(1), ratios("0.0001"))).toEqual([10n ** 15n]);
  });
});

describe("methods", () => {
  // prettier-ignore
  test.each<[string, Method, bigint[]]>([
    ["equal",    { kind: "equal", recipients: 3 }, [40n, 40n, 40n]],
    ["factor",   { kind: "factor", key: "f", values: ratesOf("1", "2", "3") }, [20n, 40n, 60n]],
    ["growth",   { kind: "growth", last: [100n, 100n, 0n], growth: ratesOf("0", "1", "1") }, [40n, 80n, 0n]],
    ["capacity", { kind: "capacity", seats: [
      { heads: rateOf("2"), productivity: rateOf("10"), ramp: ONE },
      { heads: rateOf("2"), productivity: rateOf("10"), ramp: rateOf("0.5") },
      { heads: rateOf("1"), productivity: rateOf("30"), ramp: ONE },
    ] }, [40n, 20n, 60n]],
    ["copy",     { kind: "copy", amounts: [6n, 5n, 1n] }, [60n, 50n, 10n]],
  ])("%s", (_, method, expected) => {
    expect(amounts(120n, people(3), basisOf(method))).toEqual(expected);
  });
});

describe("granularity", () => {
  const thirds = ratios("1", "1", "1");
  test("every number is whole granules", () => {
    expect(amounts(10_000n, people(3), thirds, { granule: 1_000n })).toEqual([
      4_000n,
      3_000n,
      3_000n,
    ]);
  });
  test("an odd part without a taker is refused, named, with a granularity that fits", () => {
    const result = run(10_500n, people(3), thirds, { granule: 1_000n });
    expect(result.ok ? null : result.error).toEqual({
      code: "allocation/odd_part",
      value: 500n,
      granularity: 1_000n,
      offer: 500n,
    });
  });
  test("the odd part goes to who is named for it", () => {
    const rules = { granule: 1_000n, oddTo: "b" };
    expect(amounts(9_500n, people(3), thirds, rules)).toEqual([3_000n, 3_500n, 3_000n]);
  });
  test("what must divide is the total minus the fixed amounts", () => {
    const who = [{ id: "a", fixed: 500n }, { id: "b" }, { id: "c" }];
    expect(amounts(8_500n, who, thirds, { granule: 1_000n })).toEqual([500n, 4_000n, 4_000n]);
  });
  test("bounds are drawn inwards to whole granules first", () => {
    const who = [{ id: "a", max: 2_999n }, { id: "b" }, { id: "c", min: 4_001n }];
    expect(amounts(10_000n, who, thirds, { granule: 1_000n })).toEqual([2_000n, 3_000n, 5_000n]);
  });
});

describe("ties", () => {
  // Jefferson: the sixth granule is claimed by 1/2, 1/2 and 2/4, which are exactly the same.
  const rounding = { kind: "divisor", divisor: "jefferson" } as const;
  const who = people(3).map((claim, at) => ({ ...claim, order: must([2, 1, 3][at]) }));
  // prettier-ignore
  test.each<[Rules["ties"], bigint[] | string]>([
    ["larger_share",  [1n, 1n, 4n]],
    ["smaller_share", [2n, 1n, 3n]],
    ["order",         [1n, 2n, 3n]],
    ["refuse",        "allocation/tie"],
  ])("%s", (ties, expected) => {
    expect(amounts(6n, who, ratios("1", "1", "2"), { ties, rounding })).toEqual(expected);
  });
});

describe("refusals name who and what", () => {
  // prettier-ignore
  test.each<[string, Parameters<typeof run>, object]>([
    ["no recipients", [1n, [], ratios()], { code: "allocation/no_recipients" }],
    ["a repeated recipient", [1n, [{ id: "a" }, { id: "a" }], ratios("1", "1")], { code: "allocation/repeated_recipient", recipient: "a" }],
    ["granularity 0", [1n, people(1), ratios("1"), { granule: 0n }], { code: "allocation/granularity", value: 0n }],
    ["odd part to a stranger", [1n, people(1), ratios("1"), { oddTo: "z" }], { code: "allocation/odd_to_unknown", recipient: "z" }],
    ["weights of 0.99", [1n, people(1), { kind: "ratios", factors: [{ key: "h", weight: rateOf("0.99"), values: [ONE] }] }], { code: "allocation/weights_sum", value: rateOf("0.99") }],
    ["a negative weight", [1n, people(1), { kind: "ratios", factors: [{ key: "h", weight: rateOf("-1"), values: [ONE] }] }], { code: "allocation/negative_weight", factor: "h", value: rateOf("-1") }],
    ["a negative factor", [1n, people(2), ratios("1", "-2")], { code: "allocation/negative_factor", recipient: "b", factor: "f", value: rateOf("-2") }],
    ["an all-zero factor", [1n, people(2), ratios("0", "0")], { code: "allocation/zero_factor", factor: "f", value: "0" }],
    ["crossed bounds", [9n, [{ id: "a", min: 5n, max: 4n }], ratios("1")], { code: "allocation/bounds_crossed", recipient: "a", min: 5n, max: 4n }],
    ["no granule between bounds", [20n, [{ id: "a", min: 11n, max: 19n }], ratios("1"), { granule: 10n }], { code: "allocation/bounds_crossed", recipient: "a", min: 11n, max: 19n }],
    ["a bound of the other sign", [9n, [{ id: "a", min: -5n }], ratios("1")], { code: "allocation/bound_sign", recipient: "a", value: -5n }],
    ["fixed amounts beyond the total", [9n, [{ id: "a", fixed: 10n }, { id: "b" }], ratios("1", "1")], { code: "allocation/fixed_exceeds", fixed: 10n, total: 9n }],
    ["lower bounds beyond the rest", [9n, [{ id: "a", min: 6n }, { id: "b", min: 4n }], ratios("1", "1")], { code: "allocation/bounds_too_high", recipients: ["a", "b"], sum: 10n, rest: 9n }],
    ["upper bounds short of the rest", [9n, [{ id: "a", max: 6n }, { id: "b", max: 2n }], ratios("1", "1")], { code: "allocation/bounds_too_low", recipients: ["a", "b"], sum: 8n, rest: 9n }],
    ["nobody free has a share", [9n, [{ id: "a", fixed: 4n }, { id: "b" }], ratios("1", "0")], { code: "allocation/no_free_share", rest: 5n }],
    ["Adams with fewer granules than people", [1n, people(2), ratios("1", "1"), { rounding: { kind: "divisor", divisor: "adams" } }], { code: "allocation/too_few_granules", granules: 1n, recipients: ["a", "b"] }],
    ["a tie that must not be decided", [1n, people(2), ratios("1", "1"), { ties: "refuse" }], { code: "allocation/tie", recipients: ["a", "b"] }],
  ])("%s", (_, args, expected) => {
    const result = run(...args);
    expect(result.ok ? null : result.error).toEqual(expected);
  });

  test("in the mirror, amounts are as the asker wrote them", () => {
    const who = [
      { id: "a", max: -6n },
      { id: "b", max: -4n },
    ];
    const result = run(-9n, who, ratios("1", "1"));
    expect(result.ok ? null : result.error).toEqual({
      code: "allocation/bounds_too_high",
      recipients: ["a", "b"],
      sum: -10n,
      rest: -9n,
    });
  });
});

describe("a minimum share", () => {
  test("is inclusive: exactly the minimum counts, less gets nothing", () => {
    const rules = { minimum: rateOf("0.1") };
    expect(amounts(90n, people(3), ratios("80", "10", "10"), rules)).toEqual([72n, 9n, 9n]);
    expect(amounts(90n, people(3), ratios("81", "10", "9"), rules)).toEqual([80n, 10n, 0n]);
  });
});

type Case = { total: bigint; who: Claim[]; basis: Basis; rules: Rules };
/** Composite ratios over 1 to 8 recipients with bounds that can be met, or without. */
const cases = (bounded: boolean): fc.Arbitrary<Case> =>
  fc.integer({ min: 1, max: 8 }).chain((length) =>
    fc
      .record({
        ids: claims(length),
        factors: fc.integer({ min: 1, max: 3 }).chain((count) =>
          fc.record({
            weights: weights(count),
            values: fc.array(values(length), { minLength: count, maxLength: count }),
          }),
        ),
        granules: fc.bigInt({ min: 0n, max: 900n }),
        granule: fc.constantFrom(1n, 7n, 1_000n),
        bounds: fc.array(
          fc.tuple(
            fc.bigInt({ min: 0n, max: 400n }),
            fc.bigInt({ min: 0n, max: 800n }),
            fc.boolean(),
          ),
          { minLength: length, maxLength: length },
        ),
        rounding,
      })
      .map(({ ids, factors, granules, granule, bounds, rounding: rule }) => ({
        total: granules * granule,
        who: ids.map((claim, at) => {
          const [lo, width, has] = must(bounds[at]);
          return bounded && has
            ? { ...claim, min: lo * granule, max: (lo + width) * granule }
            : claim;
        }),
        basis: {
          kind: "ratios" as const,
          factors: factors.weights.map((weight, at) => ({
            key: `f${at}`,
            weight,
            values: must(factors.values[at]),
          })),
        },
        rules: plain({ granule, rounding: rule }),
      })),
  );
const always = (bounded: boolean, check: (at: Case) => void) =>
  fc.assert(
    fc.property(cases(bounded), (at) => check(at)),
    CASES,
  );
const solve = ({ total, who, basis, rules }: Case) => allocate(minor(total), who, basis, rules);

describe("always", () => {
  test("the sum is exact, numbers are whole granules and bounds hold", () =>
    always(true, (at) => {
      const result = solve(at);
      if (!result.ok) return;
      expect(sum(result.value.amounts)).toBe(at.total);
      for (const [index, amount] of result.value.amounts.entries()) {
        const { min, max } = must(at.who[index]);
        expect(amount % at.rules.granule).toBe(0n);
        expect(amount >= (min ?? 0n) && (max === undefined || amount <= max)).toBe(true);
      }
    }));

  test("without bounds only a divisor that owes everyone one granule, or a tie, refuses", () =>
    always(false, (at) => {
      const result = solve(at);
      if (!result.ok) expect(result.error.code).toBe("allocation/too_few_granules");
    }));

  test("largest remainder and the quota method stay within one granule of the exact share", () =>
    always(false, (at) => {
      for (const rule of [{ kind: "remainder", quota: "hare" }, { kind: "quota" }] as const) {
        const result = solve({ ...at, rules: { ...at.rules, rounding: rule } });
        if (!result.ok) throw new Error(result.error.code);
        const { run: made, amounts: got } = result.value;
        for (const [index, amount] of got.entries()) {
          const share = must(made.factors).reduce((all, { weight, sum: whole }, factor) => {
            const value = must(
              must(at.basis.kind === "ratios" ? at.basis.factors[factor] : undefined).values[index],
            );
            return whole.num === 0n
              ? all
              : all +
                  Number(weight.num * value.num * whole.den) /
                    Number(weight.den * value.den * whole.num);
          }, 0);
          const off = Number(amount) - Number(at.total) * share;
          expect(Math.abs(off)).toBeLessThan(Number(at.rules.granule) * (1 + 1e-9));
        }
      }
    }));

  test("nobody loses when the total grows, by every divisor and by the quota method", () =>
    always(false, (at) => {
      const monotone = MONOTONE[at.who.length % MONOTONE.length];
      const rules = { ...at.rules, rounding: must(monotone) };
      const less = solve({ ...at, rules });
      const more = solve({ ...at, total: at.total + rules.granule, rules });
      if (!less.ok || !more.ok) return;
      for (const [index, amount] of less.value.amounts.entries()) {
        expect(must(more.value.amounts[index]) >= amount).toBe(true);
      }
    }));

  test("a share of 0 without a lower bound gets 0", () =>
    always(false, (at) => {
      const zeros = at.who.map((_, index) => index % 2 === 1);
      const factors = at.basis.kind === "ratios" ? at.basis.factors : [];
      const basis: Basis = {
        kind: "ratios",
        factors: factors.map((factor) => ({
          ...factor,
          values: factor.values.map((value, index) =>
            zeros[index] ? rate(0n, 1n) : { ...value, num: value.num + 1n },
          ),
        })),
      };
      const result = solve({ ...at, basis });
      if (!result.ok) return;
      for (const [index, amount] of result.value.amounts.entries())
        if (zeros[index]) expect(amount).toBe(0n);
    }));

  test("permuting the recipients permutes the answer", () =>
    always(true, (at) => {
      const turned: Case = {
        ...at,
        who: [...at.who].reverse(),
        basis:
          at.basis.kind === "given"
            ? at.basis
            : {
                kind: "ratios",
                factors: at.basis.factors.map((factor) => ({
                  ...factor,
                  values: [...factor.values].reverse(),
                })),
              },
      };
      const [one, other] = [solve(at), solve(turned)];
      expect(one.ok).toBe(other.ok);
      if (one.ok && other.ok) expect([...other.value.amounts].reverse()).toEqual(one.value.amounts);
    }));

  test("a negative total is the mirror image", () =>
    always(true, (at) => {
      const flipped: Case = {
        ...at,
        total: -at.total,
        who: at.who.map(({ id, min, max }) => ({
          id,
          ...(max === undefined ? {} : { min: -max }),
          ...(min === undefined ? {} : { max: -min }),
        })),
      };
      const [up, down] = [solve(at), solve(flipped)];
      expect(up.ok).toBe(down.ok);
      if (up.ok && down.ok)
        expect(down.value.amounts.map((amount) => 0n - amount)).toEqual(up.value.amounts);
    }));

  test("fixed amounts stay as they are, and the rest is still exact", () =>
    always(false, (at) => {
      const who = at.who.map((claim, index) =>
        index === 0 ? { ...claim, fixed: at.total / 3n } : claim,
      );
      const result = solve({ ...at, who, rules: { ...at.rules, granule: 1n } });
      if (!result.ok) return;
      expect(result.value.amounts[0]).toBe(at.total / 3n);
      expect(sum(result.value.amounts)).toBe(at.total);
    }));
});
