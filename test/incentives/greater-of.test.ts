// Goal: "the greater of" compares what it says, components or plans, and refuses what has no result there.
import { describe, expect, test } from "vitest";
import type { EvaluationJson } from "../../workers/incentives/input.ts";
import type { ComponentJson } from "../../workers/incentives/plan-document.ts";
import { eightTen, flat, flaws, name, pays, planOf, sale, statements, world } from "./make.ts";

const greater = (...of: ({ plan: string } | string)[]) =>
  ({ kind: "greater_of", key: "best", name: name("best"), window: "period", of }) as const;
const SALES = [sale("1000000", "2026-01-10"), sale("100000", "2026-02-10")];
const old = { ...planOf(flat("2%", { floor: "5000", key: "old" })), key: "old" };
const run = (json: Partial<EvaluationJson> & Pick<EvaluationJson, "plans">) =>
  world(json.plans, { until: "2026-03-01", credits: SALES, ...json });

describe("the greater of two", () => {
  test("components: 1 % or 12,000 when the period's sales reach 50,000", () => {
    const plan = planOf(
      flat("1%", { key: "a" }),
      flat("0", { key: "b", floor: "7000" }),
      greater("a", "b"),
    );
    expect(pays(run({ plans: [plan] }))).toEqual([10_000, 7_000]);
  });

  test("plans: the new one's 0.3 % or what the old plan would have paid", () => {
    const plan = planOf(flat("0.3%", { key: "a" }), greater("a", { plan: "old" }));
    expect(pays(run({ plans: [plan], others: [old] }))).toEqual([20_000, 5_000]);
    const rules = statements(run({ plans: [plan], others: [old] }))[0]?.lines[0]?.steps;
    expect(
      rules?.filter(({ rule }) => rule.startsWith("greater")).map(({ figures }) => figures),
    ).toEqual([
      { component: "a", units: "300000", taken: "0" },
      { plan: "old", units: "2000000", taken: "1" },
    ]);
  });

  test("refuses a plan that is not there, or that compares itself in turn", () => {
    const plan = planOf(flat("1%", { key: "a" }), greater("a", { plan: "old" }));
    expect(flaws(run({ plans: [plan] }))).toEqual(["incentives/plan_unknown"]);
    const turns = {
      ...planOf(flat("1%", { key: "a" }), greater("a", { plan: "plan" })),
      key: "old",
    };
    expect(flaws(run({ plans: [plan], others: [turns] }))).toEqual(["incentives/circle"]);
  });

  test("refuses what is shared out over people, and a share of what stands inside", () => {
    const pool: ComponentJson = {
      ...{ kind: "pool", key: "pool", name: name("pool"), window: "period", unit: "own_unit" },
      ...{ sum: { amount: "10" }, share: "equal" },
    };
    const split = eightTen("marginal", { key: "split", split: { pay: "lead" } });
    const share: ComponentJson = {
      ...{ kind: "override", key: "share", name: name("share"), share: "10%" },
      of: { components: ["a"], people: "self" },
    };
    const all = planOf(flat("1%", { key: "a" }), pool, split, greater("a", "pool", "split"), share);
    expect(flaws(run({ plans: [all] }))).toEqual([
      "incentives/greater_of_shared",
      "incentives/greater_of_shared",
      "incentives/component_inside",
    ]);
  });
});

describe("what can only be wrong is refused by the document", () => {
  test.each<[string, object]>([
    ["a cap carried out of single deals", { window: "deal", cap: "10", cutOff: "carried" }],
    [
      "a base carried out of single credits",
      { window: "credit", negative: { per: "credit", pays: "carried" } },
    ],
    [
      "a cap carried out of a campaign",
      { window: { from: "2026-01-01", until: "2026-02-01" }, cap: "10", cutOff: "carried" },
    ],
  ])("%s", (_, change) => {
    expect(flaws(world(planOf(flat("1%", change))))).toEqual(["incentives/carry_nowhere"]);
  });

  test("two rates of a pair, an uneven granule", () => {
    const rates = [
      { from: "USD", to: "CNY", rate: "7" },
      { from: "CNY", to: "USD", rate: "0.15" },
    ];
    expect(flaws(world({ ...planOf(flat("1%")), rates: { kind: "fixed", rates } }))).toEqual([
      "incentives/pair_twice",
    ]);
    expect(flaws(world(planOf(flat("1%", { rounding: { granule: "0.015" } }))))).toEqual([
      "incentives/granule_uneven",
    ]);
  });
});

describe("a rate derived from target variable and quota", () => {
  const derived = flat("0", { rate: { variable: "target_variable", byQuotaOf: "revenue" } });
  const lin = (amount: string) => ({
    ...{ id: "lin", from: "2025-01-01" },
    variables: [
      { key: "target_variable", amount, per: "month" as const, from: "2026-01-01", until: null },
    ],
  });
  const target = {
    subject: "lin",
    metric: "revenue",
    from: "2026-01-01",
    until: "2026-02-01",
    amount: "1000",
  };
  const asked = (amount: string, targets: EvaluationJson["targets"]) =>
    world(planOf(derived), { participants: [lin(amount)], targets, credits: [sale("500")] });
  test("pays 50 of 100 at half the quota, and is refused without a quota or above 100 %", () => {
    expect(pays(asked("100", [target]))).toEqual([50]);
    expect(flaws(asked("100", []))).toEqual(["incentives/quota_missing"]);
    expect(flaws(asked("1001", [target]))).toEqual(["incentives/rate_above"]);
  });
});
