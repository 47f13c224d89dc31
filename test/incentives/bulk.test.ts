// Goal: what is fast is the same: adding credits by column before anything is computed gives every
// statement exactly as looking at each credit does, whatever the plan, refunds and late entries.
import { describe, expect, test } from "vitest";
import { compressed } from "../../workers/incentives/compress.ts";
import { evaluate } from "../../workers/incentives/evaluate.ts";
import type { EvaluationJson } from "../../workers/incentives/input.ts";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import { bulkIsTheSame, read, taken } from "./bulk.ts";
import { eightTen, flat, name, planOf, sale, world } from "./make.ts";

const RUNS = { seed: 20261122, numRuns: Number(process.env["BULK_CASES"] ?? 150) } as const;

test("bulk evaluation is the evaluation of every credit, and many plans take the fast path", () => {
  const { failed, counterexample, errorInstance } = bulkIsTheSame.check(RUNS);
  expect({ failed, counterexample, errorInstance }).toEqual({
    ...{ failed: false, counterexample: null, errorInstance: null },
  });
  expect(taken.fast / taken.all).toBeGreaterThan(0.1);
}, 300_000);

const sales = (change: object = {}) =>
  Array.from({ length: 100 }, (_, at) =>
    sale(`${at * 997}.${10 + (at % 80)}`, `2026-0${1 + (at % 6)}-1${at % 10}`, {
      dimensions: { product: at % 2 === 0 ? "a" : "b" },
      ...change,
    }),
  );
const run = (plan: PlanJson, change: Partial<EvaluationJson> = {}) =>
  read(world(plan, { until: "2026-08-01", credits: sales(), ...change }));
const isSame = (input: ReturnType<typeof run>) =>
  expect(evaluate(input, { trace: false })).toEqual(evaluate(input, { trace: false, bulk: false }));

describe("the fast path", () => {
  test("is taken for sums, by filters, quarters, versions and units", () => {
    const filters = [{ dimension: "product", values: ["a"] }];
    const tiered = eightTen("retroactive", { window: "quarter", filters });
    const pool = {
      ...{ kind: "pool" as const, key: "pool", name: name("pool"), window: "month" as const },
      ...{
        unit: "own_unit" as const,
        sum: { rate: "1%", metric: "revenue" },
        share: "equal" as const,
      },
    };
    const memberships = [
      { unit: "north", from: "2025-01-01", until: "2026-03-05" },
      { unit: "south", from: "2026-03-05", until: null },
    ];
    const cases = [
      run(planOf(tiered)),
      run(planOf(flat("3%", { base: "amount * 0.8", window: "year", cap: "12345.67" }))),
      run(planOf(pool), { participants: [{ id: "lin", from: "2025-01-01", memberships }] }),
      run(planOf(tiered), { participants: [{ id: "lin", from: "2026-02-14" }] }),
      read(
        world(
          [
            { ...planOf(flat("1%", { window: "year" })), until: "2026-03-10" },
            {
              ...planOf(flat("2%", { window: "year" })),
              version: 2,
              from: "2026-03-10",
              change: "continue",
            },
          ],
          { until: "2026-08-01", credits: sales({ share: "1" }) },
        ),
      ),
    ];
    for (const input of cases) {
      expect(compressed(input)?.credits.length).toBeLessThan(60);
      isSame(input);
    }
  });

  const none = (plan: PlanJson, change: Partial<EvaluationJson> = {}) => {
    const input = run(plan, change);
    expect(compressed(input)).toBeNull();
    isSame(input);
  };
  test.each<[string, object]>([
    ["each credit is a window", { window: "credit" }],
    ["each deal is one", { window: "deal" }],
    ["a deal has a cap", { dealCap: "500" }],
    ["a formula has a floor", { base: "max(0, amount - 100)" }],
    ["a formula adds a number", { base: "amount + 1" }],
    ["pay is split", { split: { pay: "lead" } }],
    [
      "a rate is looked up for each credit",
      {
        rate: {
          table: {
            axes: [{ dimension: "product" }],
            rows: [{ at: ["a"], value: "5%" }],
            otherwise: "0",
          },
        },
      },
    ],
  ])("is not taken where %s", (_, change) => none(planOf(flat("10%", change))));

  test("is not taken where losses are looked at one by one, releases wait or refunds join later", () => {
    const losses = [...sales(), sale("-50", "2026-02-02")];
    none(planOf(flat("10%", { negative: { per: "credit", pays: "zero" } })), { credits: losses });
    // Every measure is above 0, and yet a credit's base is not.
    const costly = sales().map((each, at) => ({
      ...each,
      measures: { ...each.measures, cost: String(at % 3 === 0 ? 100_000 : 1) },
    }));
    for (const pays of ["zero", "carried"])
      for (const per of ["credit", "window"])
        none(planOf(flat("10%", { base: "amount - cost", negative: { per, pays } })), {
          credits: costly,
        });
    none({ ...planOf(flat("10%")), late: "current_base" });
    none({
      ...planOf(flat("10%")),
      release: { parts: [{ share: "1", on: { months: 1 } }] },
      leaver: { unreleased: "forfeited" },
    });
    none(planOf(flat("10%")), { credits: sales().slice(0, 10) });
  });

  test("a sum beyond 2^53 is computed one by one", () => {
    const huge = sales().map((each) => ({ ...each, measures: { amount: "900000000000000" } }));
    const input = run(planOf(flat("0.0001%", { window: "month" })), { credits: huge });
    expect(compressed(input)).toBeNull();
    isSame(input);
  });
});
