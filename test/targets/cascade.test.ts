// Goal: a target runs down the tree without losing a step, by the plan's weights or a node's own.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { must } from "../../workers/lib/assert.ts";
import { sum } from "../../workers/lib/list.ts";
import { minor } from "../../workers/lib/money.ts";
import { formatRate, rate, ZERO } from "../../workers/lib/rate.ts";
import { cascade, type CascadeNode, type CascadeRules } from "../../workers/targets/cascade.ts";
import { CASES, HARE, rateOf, ratesOf, weights } from "./arbitrary.ts";

const node = (
  id: string,
  history: string | null,
  children: CascadeNode[] = [],
  more: Partial<CascadeNode> = {},
): CascadeNode => ({
  id,
  values: [history === null ? null : rateOf(history)],
  children,
  ...more,
});
const rules = (change: Partial<CascadeRules> = {}): CascadeRules => ({
  factors: [{ key: "history", weight: rateOf("1") }],
  granule: 1n,
  rounding: HARE,
  ties: "larger_share",
  minimum: null,
  over: ZERO,
  odd: "largest",
  ...change,
});
const numbers = (root: CascadeNode, amount: bigint, change: Partial<CascadeRules> = {}) => {
  const { shares } = cascade(root, minor(amount), rules(change));
  return Object.fromEntries([...shares].map(([id, { amount: own }]) => [id, Number(own)]));
};

describe("a cascade", () => {
  const tree = node("company", null, [
    node("east", null, [node("anna", "300"), node("bo", "100")]),
    node("south", "600", [node("chen", "1"), node("dai", "1")]),
  ]);

  test("shares every node's own number among its children; a unit without a value is its people", () => {
    expect(numbers(tree, 1_000n)).toEqual({
      company: 1_000,
      east: 400,
      anna: 300,
      bo: 100,
      south: 600,
      chen: 300,
      dai: 300,
    });
  });

  test("1,200 wan over four quarters of people is 300 each", () => {
    const four = node(
      "company",
      null,
      ["a", "b", "c", "d"].map((id) => node(id, "1")),
    );
    expect(numbers(four, 12_000_000_00n)).toMatchObject({ a: 300_000_000, d: 300_000_000 });
  });

  test("lets a node weigh its own factors", () => {
    const two = (id: string, one: string, other: string): CascadeNode => ({
      id,
      values: ratesOf(one, other),
      children: [],
    });
    const root: CascadeNode = {
      id: "company",
      values: [null, null],
      children: [
        {
          id: "east",
          values: [null, null],
          weights: ratesOf("0", "1"),
          children: [two("anna", "9", "1"), two("bo", "1", "9")],
        },
        two("chen", "10", "10"),
      ],
    };
    const both = {
      factors: [
        { key: "h", weight: rateOf("1") },
        { key: "p", weight: rateOf("0") },
      ],
    };
    expect(numbers(root, 200n, both)).toEqual({
      company: 200,
      east: 100,
      anna: 10,
      bo: 90,
      chen: 100,
    });
  });

  test("multiplies over-assignment down the levels and keeps each node's own gap", () => {
    const deep = node("company", null, [node("east", null, [node("anna", "1")])], {
      over: rateOf("0.05"),
    });
    const { shares } = cascade(deep, minor(1_000n), rules({ over: rateOf("0.1") }));
    expect(shares.get("east")).toMatchObject({
      amount: 1_050n,
      shared: 1_155n,
      given: 1_155n,
      gap: -105n,
    });
    expect(formatRate(must(shares.get("anna")).compounded, 4)).toBe("0.155");
    expect(must(shares.get("company")).gap).toBe(-50n);
  });

  test("keeps what is locked and shares the rest", () => {
    const locked = node("company", null, [
      node("a", "1", [], { fixed: 700n }),
      node("b", "1"),
      node("c", "1"),
    ]);
    expect(numbers(locked, 1_000n)).toEqual({ company: 1_000, a: 700, b: 150, c: 150 });
  });

  test("names every node that cannot be shared out, and goes on elsewhere", () => {
    const broken = node("company", null, [
      node("east", "1", [node("anna", "0"), node("bo", "0")]),
      node("south", "1", [node("chen", "1", [], { min: 900n })]),
      node("north", "2", [node("dai", "5")]),
    ]);
    const { shares, refused } = cascade(broken, minor(1_000n), rules());
    expect(refused.map(({ node: at, error }) => [at, error.code])).toEqual([
      ["east", "allocation/zero_factor"],
      ["south", "allocation/bounds_too_high"],
    ]);
    expect(must(shares.get("east")).gap).toBe(250n);
    expect(must(shares.get("dai")).amount).toBe(500n);
  });

  test("gives an odd part to the largest share, or refuses it when the plan says so", () => {
    const pair = node("company", null, [node("a", "1"), node("b", "2")]);
    expect(numbers(pair, 10_500n, { granule: 1_000n })).toEqual({
      company: 10_500,
      a: 3_000,
      b: 7_500,
    });
    const { refused } = cascade(pair, minor(10_500n), rules({ granule: 1_000n, odd: "refuse" }));
    expect(refused[0]?.error.code).toBe("allocation/odd_part");
  });
});

test("down any tree the numbers sum to exactly what each node shares out", () => {
  const leaf = fc.record({
    one: fc.integer({ min: 1, max: 900 }),
    two: fc.integer({ min: 0, max: 900 }),
  });
  const trees = fc.array(
    fc.array(fc.array(leaf, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 4 }),
    { minLength: 1, maxLength: 4 },
  );
  const values = (one: number, two: number) => [rate(BigInt(one), 1n), rate(BigInt(two) + 1n, 1n)];
  fc.assert(
    fc.property(
      trees,
      weights(2),
      fc.bigInt({ min: 0n, max: 10n ** 12n }),
      fc.constantFrom("0", "0.05"),
      fc.constantFrom(1n, 100_000n),
      (made, [one, two], amount, over, granule) => {
        const inner = (id: string, children: CascadeNode[]): CascadeNode => ({
          id,
          values: [null, null],
          children,
        });
        const root = inner(
          "r",
          made.map((teams, r) =>
            inner(
              `r${r}`,
              teams.map((people, t) =>
                inner(
                  `r${r}t${t}`,
                  people.map((who, p): CascadeNode => ({
                    id: `r${r}t${t}p${p}`,
                    values: values(who.one, who.two),
                    children: [],
                  })),
                ),
              ),
            ),
          ),
        );
        const plan = rules({
          factors: [
            { key: "one", weight: must(one) },
            { key: "two", weight: must(two) },
          ],
          over: rateOf(over),
          granule,
        });
        const { shares, refused } = cascade(root, minor(amount), plan);
        expect(refused).toEqual([]);
        for (const share of shares.values()) {
          const children = [...shares.values()].filter(({ parent }) => parent === share.id);
          if (children.length > 0)
            expect(sum(children.map(({ amount: own }) => own))).toBe(share.shared);
        }
        const leaves = [...shares.values()].filter(({ depth }) => depth === 3);
        if (over === "0") expect(sum(leaves.map(({ amount: own }) => own))).toBe(amount);
      },
    ),
    { ...CASES, numRuns: 300 },
  );
});
