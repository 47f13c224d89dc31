// Goal: "what is missing to the next tier" is exact, in money and in attainment, and silent where no
// rate climbs.
import { describe, expect, test } from "vitest";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import { planDocument } from "../../db/sample/incentives.ts";
import { day } from "../../workers/lib/day.ts";
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

  describe("by multipliers of a base rate", () => {
    const accelerated = (baseRate: unknown) => {
      const of = plan(
        [
          { from: "0", until: "100%", pays: { multiplier: "1" }, reach: "own" },
          { from: "100%", until: "130%", pays: { multiplier: "1.6" }, reach: "own" },
          { from: "130%", until: null, pays: { multiplier: "4/3" }, reach: "own" },
        ],
        { read: "attainment", metric: "revenue", basis: "whole" },
      );
      const [component] = of.components;
      return { ...of, components: [{ ...component, baseRate }] } as unknown as PlanJson;
    };
    const sold = (amount: string, target = "200000") => [
      {
        steps: [
          { step: 5, rule: "attainment", figures: { amount, target } },
          { step: 6, rule: "pay", figures: { measure: amount, pay: "1" } },
        ],
      },
    ];

    // prettier-ignore
    test.each([
      ["below target", "150000", { bound: 200_000n, missing: 50_000n, rate: "2.5%", nextRate: "4%" }],
      ["above target", "200000", { bound: 260_000n, missing: 60_000n, rate: "4%", nextRate: "3.3333%" }],
      ["in the highest", "260000", { bound: null, missing: null, rate: "3.3333%", nextRate: null }],
    ])("says the rate itself %s", (_, amount, expected) => {
      expect(climbOf(accelerated("2.5%"), lines, sold(amount))).toMatchObject(expected);
    });

    test("says how many times where the base rate is each person's own", () => {
      const own = { variable: "target_variable", byQuotaOf: "revenue" };
      expect(climbOf(accelerated(own), lines, sold("1"))).toMatchObject({
        ...{ rate: "×1", nextRate: "×1.6" },
      });
    });

    test("is silent without a target, and looks past windows that are over", () => {
      expect(climbOf(accelerated("2.5%"), lines, sold("150000", "0"))).toBeNull();
      const late = [{ kind: "component", component: "c", trueUp: true }, ...lines];
      const trace = [...sold("1"), ...sold("150000")];
      expect(climbOf(accelerated("2.5%"), late, trace)).toMatchObject({ missing: 50_000n });
    });

    test("is there for the plan of the sample company", () => {
      const days = { from: day("2026-10-01"), until: day("2027-01-01") };
      const of = planDocument({ key: "yunfan", ...days, currency: "CNY" });
      const line = [{ kind: "component", component: "commission" }];
      expect(climbOf(of, line, sold("150000"))).toMatchObject({
        ...{ component: "commission", missing: 50_000n, rate: "2.5%", nextRate: "4%" },
      });
    });
  });

  test("is silent without a trace, without tiers and where a tier pays no rate", () => {
    expect(climbOf(plan(tiers), [], [])).toBeNull();
    expect(climbOf({ ...plan(tiers), components: [] }, lines, paid("1"))).toBeNull();
    const sums = [{ from: "0", until: null, pays: { amount: "100" }, reach: "own" }];
    expect(climbOf(plan(sums), lines, paid("1"))).toBeNull();
  });
});
