// Goal: a point of a curve may stand only while a condition holds; else the curve goes as if it were not
// there, in pay, in the trace, in the check and in both languages.
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import type { ComponentJson, PlanJson } from "../../workers/incentives/plan-document.ts";
import { checkPlans } from "../../workers/incentives/check.ts";
import { PlanDocument } from "../../workers/incentives/plan-document.ts";
import { planSentences } from "../../workers/incentives/sentences/plan.ts";
import { name, pay, planOf, sale, statements, world } from "./make.ts";

const YEAR = { from: "2026-01-01", until: "2027-01-01" };
const figure = { metric: "revenue", read: "attainment", window: "year", basis: "whole" } as const;
type Curve = Extract<ComponentJson, { kind: "curve" }>["curve"];
/** 100 % at target; 150 % at 120 %, only for whoever sold 10 things. */
const curve: Curve = {
  ...{ shape: "linear", above: "hold" },
  points: [
    { at: "0", pays: "0" },
    { at: "1", pays: "1" },
    { at: "120%", pays: "150%", when: "busy" },
  ],
};
const conditions: PlanJson["conditions"] = [
  {
    ...{ key: "busy", name: name("busy"), is: ">=", than: { number: "10" } },
    figure: { metric: "things", read: "amount", window: "year" },
  },
];
const metrics: PlanJson["metrics"] = [
  ...planOf().metrics,
  {
    ...{ key: "things", name: name("things"), unit: "count", scale: 0, class: "process" },
    from: { credits: "quantity" },
  },
];
const common = { key: "x", name: name("x"), window: "year" } as const;
const plan = (component: ComponentJson): PlanJson => ({
  ...{ ...planOf(component), conditions, metrics, noTarget: "pays_zero" },
});
const paid = (component: ComponentJson, quantity: string, amount = "120000") =>
  pay(
    world(plan(component), {
      targets: [{ subject: "lin", metric: "revenue", ...YEAR, amount: "100000" }],
      credits: [sale(amount, "2026-01-10", { measures: { amount, quantity } })],
    }),
  );

const own: ComponentJson = { kind: "curve", ...common, figure, curve, pays: "1000" };
const card: ComponentJson = {
  ...{ kind: "scorecard", ...common, missing: "zero", pays: "1000" },
  kpis: [{ key: "k", name: name("k"), weight: "1", figure, curve }],
};
const multiplied: ComponentJson = {
  ...{ kind: "bonus", ...common, when: "any", pays: "1000" },
  multipliers: [{ figure, curve, missing: "1" }],
};

describe("a point that stands only while a condition holds", () => {
  test.each([
    ["in a payout curve", own],
    ["in a scorecard", card],
  ])("%s", (_, component) => {
    expect(paid(component, "10")).toBe(1_500);
    expect(paid(component, "10", "110000")).toBe(1_250);
    expect(paid(component, "9")).toBe(1_000);
  });

  test("in a multiplier, and a step that is left out is passed by", () => {
    const any = { ...conditions[0], key: "any", than: { number: "1" } };
    const json = (quantity: string) =>
      world(
        { ...plan(multiplied), conditions: [...conditions, any as never] },
        {
          targets: [{ subject: "lin", metric: "revenue", ...YEAR, amount: "100000" }],
          credits: [sale("1", "2026-01-10", { measures: { amount: "120000", quantity } })],
        },
      );
    expect([pay(json("10")), pay(json("9"))]).toEqual([1_500, 1_000]);
    const stepped: ComponentJson = { ...own, curve: { ...curve, shape: "step" } };
    expect([paid(stepped, "10"), paid(stepped, "9")]).toEqual([1_500, 1_000]);
    const nothing = { ...curve, points: [{ at: "0", pays: "1", when: "busy" }] };
    expect(paid({ ...own, curve: nothing }, "9")).toBe(0);
  });

  test("the trace tells the condition", () => {
    const [statement] = statements(
      world(plan(own), {
        targets: [{ subject: "lin", metric: "revenue", ...YEAR, amount: "100000" }],
        credits: [sale("1", "2026-01-10", { measures: { amount: "120000", quantity: "9" } })],
      }),
    );
    const steps = statement?.lines.flatMap((line) => line.steps) ?? [];
    expect(steps.find(({ rule }) => rule === "condition")).toMatchObject({
      ...{ step: 6, figures: { condition: "busy", figure: "9", holds: "0" } },
    });
  });

  test("one that names no condition of the plan is refused with its place", () => {
    const at = (component: ComponentJson) =>
      checkPlans([v.parse(PlanDocument, { ...plan(component), conditions: [] })])
        .filter(({ code }) => code === "incentives/condition_unknown")
        .map(({ pointer }) => pointer);
    expect(at(own)).toEqual(["/plans/0/components/0/curve/points/2/when"]);
    expect(at(card)).toEqual(["/plans/0/components/0/kpis/0/curve/points/2/when"]);
    expect(at(multiplied)).toContain("/plans/0/components/0/multipliers/0/curve/points/2/when");
  });

  test("sentences say it in both languages", () => {
    const told = (component: ComponentJson, to: "zh" | "en") =>
      JSON.stringify(planSentences(plan(component), to));
    expect(told(own, "en")).toContain(", only when busy");
    expect(told(own, "zh")).toContain("，仅当");
    expect(told(card, "en")).toContain(" (only when busy");
    expect(told(card, "zh")).toContain("（仅当");
  });
});
