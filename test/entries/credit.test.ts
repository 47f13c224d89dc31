// Goal: hold split() to its docstring: exact, to the last step, independent of order.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { split } from "../../workers/entries/credit.ts";
import { sum } from "../../workers/lib/list.ts";
import { minor } from "../../workers/lib/money.ts";

const shared = (amount: bigint, shares: Record<string, string>) => {
  const result = split(
    minor(amount),
    Object.entries(shares).map(([person, share]) => ({ person, share })),
  );
  return result.ok ? Object.fromEntries(result.value) : result.error.code;
};

describe("split", () => {
  // prettier-ignore
  test.each([
    ["halves evenly",                        100n,  { a: "0.5", b: "0.5" },         { a: 50n, b: 50n }],
    ["gives a tied step to the first id",    101n,  { b: "0.5", a: "50%" },         { a: 51n, b: 50n }],
    ["gives the step to the larger remainder", 10n, { a: "0.25", b: "0.75" },       { b: 8n, a: 2n }],
    ["takes thirds exactly",                 100n,  { a: "1/3", b: "1/3", c: "1/3" }, { a: 34n, b: 33n, c: 33n }],
    ["mirrors a negative amount",           -101n,  { a: "0.5", b: "0.5" },         { a: -51n, b: -50n }],
    ["splits nothing into nothing",            0n,  { a: "0.5", b: "0.5" },         { a: 0n, b: 0n }],
    ["refuses 0.99",                         100n,  { a: "0.5", b: "0.49" },        "entries/shares_not_one"],
    ["refuses more than 1",                  100n,  { a: "1", b: "0.01" },          "entries/shares_not_one"],
    ["refuses a negative share",             100n,  { a: "2", b: "-1" },            "entries/bad_share"],
    ["refuses words",                        100n,  { a: "half", b: "0.5" },        "entries/bad_share"],
    ["refuses nobody",                       100n,  {},                             "entries/shares_not_one"],
  ])("%s", (_, amount, shares, expected) => {
    expect(shared(amount, shares)).toEqual(expected);
  });

  test("neither makes nor loses a step, stays within one of the exact part, in any order", () => {
    const parts = fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 12 });
    const amounts = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
    fc.assert(
      fc.property(amounts, parts, (amount, weights) => {
        const total = weights.reduce((a, b) => a + b, 0);
        const shares = weights.map((weight, at) => ({
          person: `p${at}`,
          share: `${weight}/${total}`,
        }));
        const result = split(minor(amount), shares);
        const turned = split(minor(amount), [...shares].reverse());
        if (!result.ok || !turned.ok) throw new Error("shares sum to 1");
        expect(sum(result.value.values())).toBe(amount);
        weights.forEach((weight, at) => {
          const got = result.value.get(`p${at}`) ?? 0n;
          const off = got * BigInt(total) - amount * BigInt(weight);
          expect(off < 0n ? -off : off).toBeLessThan(BigInt(total));
          expect(turned.value.get(`p${at}`)).toBe(got);
        });
      }),
      { seed: 20261121 },
    );
  });
});
