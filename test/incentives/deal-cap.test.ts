// Goal: of one deal no more than its cap is ever paid for, however it is shared, entered or dated.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { eightTen, flat, pay, pays, planOf, sale, world } from "./make.ts";

const capped = flat("10%", { dealCap: "100000" });

describe("a cap per deal of 100,000 at 10 %", () => {
  test("is of the whole deal when two people share it", () => {
    const halves = ["ann", "bob"].map((person) =>
      sale("160000", "2026-01-10", { person, entry: "e1", deal: "d1", share: "1/2" }),
    );
    const participants = ["ann", "bob"].map((id) => ({ id, from: "2025-01-01" }));
    const json = world(planOf(capped), { participants, credits: halves });
    expect([pay(json, "ann"), pay(json, "bob")]).toEqual([5_000, 5_000]);
  });

  test("is of the deal's whole life: January leaves February what is left", () => {
    const credits = ["2026-01-10", "2026-02-10", "2026-03-10"].map((on) =>
      sale("60000", on, { deal: "d1" }),
    );
    expect(pays(world(planOf(capped), { until: "2026-04-01", credits }))).toEqual([
      6_000, 4_000, 0,
    ]);
  });

  test("comes before the factors of a credit: 90 % of 100,000", () => {
    const factors = [
      { axes: [{ dimension: "kind" }], rows: [{ at: ["late"], value: "90%" }], otherwise: "1" },
    ];
    const plan = planOf(flat("10%", { dealCap: "100000", creditFactors: factors }));
    const late = sale("150000", "2026-01-10", { deal: "d1", dimensions: { kind: "late" } });
    expect(pay(world(plan, { credits: [late] }))).toBe(9_000);
  });

  test("an entry without a deal has it to itself", () => {
    expect(pay(world(planOf(capped), { credits: [sale("150000"), sale("150000")] }))).toBe(20_000);
  });
});

test("whoever has which share and whenever: together never more than the cap", () => {
  const amounts = fc.array(
    fc.record({
      amount: fc.integer({ min: 1, max: 90_000 }),
      month: fc.integer({ min: 1, max: 4 }),
      ann: fc.integer({ min: 0, max: 4 }),
    }),
    { minLength: 1, maxLength: 6 },
  );
  const holds = fc.property(amounts, (entries) => {
    const credits = entries.flatMap(({ amount, month, ann }, at) =>
      [
        ["ann", ann],
        ["bob", 4 - ann],
      ].map(([person, share]) =>
        sale(String(amount), `2026-0${month}-10`, {
          ...{ person: String(person), entry: `e${at}`, deal: "d1", share: `${share}/4` },
        }),
      ),
    );
    const participants = ["ann", "bob"].map((id) => ({ id, from: "2025-01-01" }));
    const json = world(planOf(flat("1", { dealCap: "100000" })), {
      ...{ participants, credits, until: "2026-05-01" },
    });
    const sold = entries.reduce((sum, { amount }) => sum + amount, 0);
    const paid = pay(json, "ann") + pay(json, "bob");
    expect(Math.abs(paid - Math.min(sold, 100_000))).toBeLessThan(0.05);
  });
  fc.assert(holds, { seed: 20261122, numRuns: 300 });
});

test("what a deal's cap leaves unpaid still moves the tiers", () => {
  const component = eightTen("marginal", {
    ...{ dealCap: "1000", window: "period", measure: { read: "sum", of: "amount" } },
    tiers: [
      { from: "0", until: "1000", pays: { rate: "0%" }, boundary: "upper", reach: "own" },
      { from: "1000", until: null, pays: { rate: "10%" }, reach: "own" },
    ],
  });
  const credits = [
    sale("1000", "2026-01-10", { deal: "x" }),
    sale("1000", "2026-02-10", { deal: "x" }),
    sale("50", "2026-02-11", { deal: "y" }),
  ];
  expect(pays(world(planOf(component), { until: "2026-03-01", credits }))).toEqual([0, 5]);
});
