// Goal: "what is missing to the next tier" is exact, in money and in attainment, and silent where no
// rate climbs.
import { describe, expect, test } from "vitest";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import { climbOf } from "../../web/earnings/next-tier.ts";

const plan = (tiers: object[], measure: object = { read: "base" }) =>
  ({
    ...{ format: "fairlead-plan/1", key: "p", version: 1, currency: "CNY", metrics: [] },
    ...{ name: { zh: "方案", en: "Plan" }, from: "2026-01-01", until: null },
    components: [
      {
        ...{ kind: "tiered", key: "c", window: "period", base: "amount", split: "credit" },
        ...{ name: { zh: "提成", en: "Commission" }, negative: { per: "window" }, measure, tiers },
      },
    ],
  }) as unknown as PlanJson; // The fields a trace asks for.
const tiers = [
  { from: "0", until: "500000", pays: { rate: "5%" }, reach: "own" },
  { from: "500000", until: "1000000", pays: { rate: "8%" }, reach: "own" },
  { from: "1000000", until: null, pays: { rate: "10%" }, reach: "own" },
];
const lines = [{ kind: "component", component: "c" }];
const paid = (measure: string) => [
  { steps: [{ step: 6, rule: "pay", figures: { measure, pay: "1" } }] },
];

describe("the way to the next tier", () => {
  // prettier-ignore
  test.each([
    ["from nothing",              "0",          { at: 0n,         missing: 500_000n, rate: "5%",  nextRate: "8%" }],
    ["a fen short",               "499999.99",  { at: 499_999n,   missing: 1n,       rate: "5%",  nextRate: "8%" }],
    ["exactly at a bound",        "500000",     { at: 500_000n,   missing: 500_000n, rate: "8%",  nextRate: "10%" }],
    ["in the highest",            "2000000",    { at: 2_000_000n, missing: null,     rate: "10%", nextRate: null }],
    ["a third of a yuan counts",  "1499999/3",  { at: 499_999n,   missing: 1n,       rate: "5%",  nextRate: "8%" }],
  ])("%s", (_, measure, expected) => {
    expect(climbOf(plan(tiers), lines, paid(measure))).toMatchObject(expected);
  });

  test("in attainment is a part of the target, in money", () => {
    const of = plan(
      [
        { from: "0", until: "80%", pays: { rate: "3%" }, reach: "own" },
        { from: "80%", until: null, pays: { rate: "6%" }, reach: "own" },
      ],
      { read: "attainment", metric: "revenue" },
    );
    const trace = [
      {
        steps: [
          { step: 5, rule: "attainment", figures: { amount: "150000", target: "250000" } },
          { step: 6, rule: "pay", figures: { measure: "150000", pay: "4500" } },
        ],
      },
    ];
    expect(climbOf(of, lines, trace)).toMatchObject({ bound: 200_000n, missing: 50_000n });
  });

  test("is silent without a trace, without tiers and where a tier pays no rate", () => {
    expect(climbOf(plan(tiers), [], [])).toBeNull();
    expect(climbOf({ ...plan(tiers), components: [] }, lines, paid("1"))).toBeNull();
    const sums = [{ from: "0", until: null, pays: { amount: "100" }, reach: "own" }];
    expect(climbOf(plan(sums), lines, paid("1"))).toBeNull();
  });
});
