// Goal: the card says what made a number, from stored inputs alone, and re-adds to it exactly.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { must } from "../../workers/lib/assert.ts";
import { sum } from "../../workers/lib/list.ts";
import { minor, type Minor } from "../../workers/lib/money.ts";
import { formatRate, type Rate } from "../../workers/lib/rate.ts";
import { allocate } from "../../workers/targets/allocate.ts";
import type { Basis, Claim, Rules } from "../../workers/targets/allocation.ts";
import { explain, type Card, type ManualChange } from "../../workers/targets/explain.ts";
import { CASES, claims, plain, rateOf, ratesOf, rounding, values, weights } from "./arbitrary.ts";

/** The cards of all recipients, made as the product makes them: run and own inputs only. */
function cards(
  total: bigint,
  who: readonly Claim[],
  basis: Basis,
  rules: Partial<Rules> = {},
  changes: (amount: Minor) => readonly ManualChange[] = () => [],
): readonly Card[] {
  const result = allocate(minor(total), who, basis, plain(rules));
  if (!result.ok) throw new Error(result.error.code);
  const { run, amounts } = result.value;
  return who.map((claim, at) => {
    const allocated = must(amounts[at]);
    const own =
      basis.kind === "given"
        ? [must(basis.shares[at])]
        : basis.factors.map((f) => must(f.values[at]));
    return explain(run, { ...claim, values: own, allocated, changes: changes(allocated) });
  });
}
const lines = (card: Card | undefined) =>
  must(card).lines.map(({ kind, amount }) => [kind, Number(amount)]);
const factor = (key: string, weight: string, ...texts: string[]) => ({
  key,
  weight: rateOf(weight),
  values: ratesOf(...texts),
});
const ratios = (...factors: ReturnType<typeof factor>[]): Basis => ({ kind: "ratios", factors });

describe("a card", () => {
  test("shows value, weight, share and contribution of every factor", () => {
    const basis = ratios(
      factor("history", "0.6", "300", "700"),
      factor("potential", "0.4", "1", "1"),
    );
    const [first] = cards(1_000n, [{ id: "a" }, { id: "b" }], basis);
    expect(lines(first)).toEqual([
      ["factor", 180],
      ["factor", 200],
    ]);
    const [history] = must(first).lines;
    expect(history).toMatchObject({
      key: "history",
      value: rateOf("300"),
      sum: rateOf("1000"),
      weight: rateOf("0.6"),
      share: rateOf("0.3"),
    });
    expect(formatRate(must(first).share, 4)).toBe("0.38");
  });

  test("shows the rounding to granules", () => {
    const basis = ratios(factor("f", "1", "1", "1", "1"));
    const all = cards(10_000n, [{ id: "a" }, { id: "b" }, { id: "c" }], basis, { granule: 1_000n });
    expect(lines(all[0])).toEqual([
      ["factor", 3_333],
      ["rounding", 667],
    ]);
    expect(lines(all[1])).toEqual([
      ["factor", 3_333],
      ["rounding", -333],
    ]);
  });

  test("shows the bound that acted, and to the others what it left them", () => {
    const basis = ratios(factor("f", "1", "50", "30", "20"));
    const who = [{ id: "a", max: 20n }, { id: "b" }, { id: "c", min: 25n }];
    const all = cards(100n, who, basis);
    expect(lines(all[0])).toEqual([
      ["factor", 50],
      ["max", -30],
    ]);
    expect(lines(all[1])).toEqual([
      ["factor", 30],
      ["moved", 18],
    ]);
    expect(lines(all[2])).toEqual([
      ["factor", 20],
      ["moved", 12],
    ]);
    expect(must(all[0]).lines.at(-1)).toMatchObject({ kind: "max", bound: 20n });
  });

  test("shows a locked number against what the factors say", () => {
    const basis = ratios(factor("f", "1", "1", "1"));
    const all = cards(100n, [{ id: "a", fixed: 40n }, { id: "b" }], basis);
    expect(lines(all[0])).toEqual([
      ["factor", 50],
      ["fixed", -10],
    ]);
    expect(lines(all[1])).toEqual([
      ["factor", 50],
      ["moved", 10],
    ]);
  });

  test("shows who takes the odd part, and a share below the minimum", () => {
    const basis = ratios(factor("f", "1", "90", "10"));
    const rules = { granule: 1_000n, oddTo: "a" };
    const odd = cards(9_500n, [{ id: "a" }, { id: "b" }], basis, rules);
    expect(lines(odd[0])).toEqual([
      ["factor", 8_550],
      ["rounding", -550],
      ["odd", 500],
    ]);
    const small = cards(100n, [{ id: "a" }, { id: "b" }], basis, { minimum: rateOf("0.2") });
    expect(lines(small[1])).toEqual([
      ["factor", 10],
      ["below_minimum", -10],
    ]);
  });

  test("shows every change by hand: who, when and why", () => {
    const basis = ratios(factor("f", "1", "1", "1"));
    const [first] = cards(100n, [{ id: "a" }, { id: "b" }], basis, {}, (amount) => [
      { from: amount, to: minor(60n), by: "p1", at: 1, reason: "new region" },
      { from: minor(60n), to: minor(55n), by: "p2", at: 2, reason: "agreed" },
    ]);
    expect(lines(first)).toEqual([
      ["factor", 50],
      ["manual", 10],
      ["manual", -5],
    ]);
    expect(must(first).number).toBe(55n);
    expect(must(first).lines.at(-1)).toMatchObject({ by: "p2", at: 2, reason: "agreed" });
  });

  test("explains given shares the same way", () => {
    const [first] = cards(100n, [{ id: "a" }, { id: "b", max: 20n }], {
      kind: "given",
      shares: ratesOf("0.4", "0.3"),
    });
    expect(lines(first)).toEqual([["factor", 40]]);
  });

  test("of a negative total is the mirror", () => {
    const basis = ratios(factor("f", "1", "1", "3"));
    const all = cards(-100n, [{ id: "a", max: -30n }, { id: "b" }], basis);
    expect(lines(all[0])).toEqual([
      ["factor", -25],
      ["max", -5],
    ]);
    expect(lines(all[1])).toEqual([
      ["factor", -75],
      ["moved", 5],
    ]);
  });
});

test("every card of every allocation re-adds to its number exactly", () => {
  const amount = fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n });
  const made = fc.integer({ min: 1, max: 6 }).chain((length) =>
    fc.record({
      who: claims(length),
      factors: fc.record({ weights: weights(2), one: values(length), two: values(length) }),
      total: amount,
      lo: fc.option(fc.bigInt({ min: 0n, max: 10n ** 8n })),
      hi: fc.option(fc.bigInt({ min: 0n, max: 10n ** 9n })),
      fixed: fc.option(amount),
      granule: fc.constantFrom(1n, 100n, 10_000n),
      rounding,
      minimum: fc.option(fc.constantFrom(rateOf("0.05"), rateOf("0.2"))),
      to: fc.option(amount),
      given: fc.boolean(),
    }),
  );
  let explained = 0;
  fc.assert(
    fc.property(made, (at) => {
      const factors = [at.factors.one, at.factors.two].map((own, index) => ({
        key: `${index}`,
        weight: must(at.factors.weights[index]),
        values: own,
      }));
      const shares = at.factors.one.map(({ num, den }): Rate => ({ num, den: den * 10n ** 7n }));
      const basis: Basis = at.given ? { kind: "given", shares } : { kind: "ratios", factors };
      const who = at.who.map((claim, index) => ({
        ...claim,
        ...(index === 0 && at.lo !== null
          ? at.total < 0n
            ? { max: -at.lo }
            : { min: at.lo }
          : {}),
        ...(index === 1 && at.hi !== null
          ? at.total < 0n
            ? { min: -at.hi }
            : { max: at.hi }
          : {}),
        ...(index === 2 && at.fixed !== null ? { fixed: at.fixed } : {}),
      }));
      const rules = plain({
        granule: at.granule,
        rounding: at.rounding,
        minimum: at.minimum,
        oddTo: must(at.who[0]).id,
      });
      if (!allocate(minor(at.total), who, basis, rules).ok) return;
      const change = (from: Minor) =>
        at.to === null ? [] : [{ from, to: minor(at.to), by: "p", at: 0, reason: "r" }];
      for (const card of cards(at.total, who, basis, rules, change)) {
        explained += 1;
        expect(sum(card.lines.map((line) => line.amount))).toBe(card.number);
        const exact = card.lines.reduce(
          (all, { exact: { num, den } }) => all + Number(num) / Number(den),
          0,
        );
        expect(Math.abs(exact - Number(card.number))).toBeLessThan(1e-3);
      }
    }),
    CASES,
  );
  expect(explained).toBeGreaterThan(1_000);
});
