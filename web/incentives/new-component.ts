import type { ComponentJson, PlanJson } from "../../workers/incentives/plan-document.ts";
import type { Json } from "../../workers/incentives/sentences/sentence.ts";
import { added, put, someCondition, withComponent, withCondition } from "./edit.ts";

/** What can be added to a plan, each the shortest that works; what has no default stays open. */

export const KINDS = [
  "flat",
  "tiered",
  "curve",
  "unit_rate",
  "scorecard",
  "bonus",
  "pool",
  "override",
  "interpolated",
  "prize",
  "raffle",
  "greater_of",
  "gonik",
  "joint_base",
  "award",
] as const satisfies readonly ComponentJson["kind"][];
export type Kind = (typeof KINDS)[number];

/** A component as a draft has it: choices without default are not made yet. */
type Draft = { readonly kind: Kind } & Readonly<Record<string, unknown>>;

const NAMES: Readonly<Record<Kind, { zh: string; en: string }>> = {
  flat: { zh: "提成", en: "Commission" },
  tiered: { zh: "分档提成", en: "Tiered commission" },
  curve: { zh: "目标奖金", en: "Target bonus" },
  unit_rate: { zh: "按件奖励", en: "Unit bonus" },
  scorecard: { zh: "计分卡奖金", en: "Scorecard bonus" },
  bonus: { zh: "达标奖", en: "Bonus" },
  pool: { zh: "团队奖池", en: "Team pool" },
  override: { zh: "管理提成", en: "Override" },
  interpolated: { zh: "按进度提成", en: "Interpolated commission" },
  prize: { zh: "名次奖", en: "Prize" },
  raffle: { zh: "抽奖", en: "Raffle" },
  greater_of: { zh: "取高", en: "Greater of" },
  gonik: { zh: "预测准确奖", en: "Forecast bonus" },
  joint_base: { zh: "联合基数", en: "Joint base" },
  award: { zh: "荣誉", en: "Honour" },
};

export function kindName(kind: Kind): { zh: string; en: string } {
  return NAMES[kind];
}

/** The plan with one more component of a kind. */
export function withKind(plan: PlanJson, kind: Kind): PlanJson {
  const ready = kind === "bonus" || kind === "award" ? someCondition(plan) : { plan, key: "" };
  const draft = { ...draftOf(ready.plan, kind, ready.key), key: kind, name: NAMES[kind] };
  // A draft may lack what has no default; the check asks for it where it belongs.
  return withComponent(ready.plan, draft as unknown as ComponentJson);
}

function draftOf({ metrics, components }: PlanJson, kind: Kind, condition: string): Draft {
  const metric = metrics.find(({ from }) => from !== "given") ?? metrics[0];
  const key = metric?.key ?? "";
  const base = metric && metric.from !== "given" ? metric.from.credits : "amount";
  const onCredits = { window: "period", base };
  const figure = { metric: key, read: "attainment", window: "period" };
  const ramp = (points: readonly (readonly [string, string])[]) => ({
    shape: "linear",
    points: points.map(([at, pays]) => ({ at, pays })),
    above: "hold",
  });
  const payers = components.filter((each) => each.kind !== "award").map((each) => each.key);
  switch (kind) {
    case "flat":
      return { kind, ...onCredits, rate: "5%" };
    case "tiered":
      return {
        kind,
        ...onCredits,
        measure: { read: "base" },
        tiers: [
          { from: "0", until: "500000", pays: { rate: "5%" }, reach: "own" },
          { from: "500000", until: null, pays: { rate: "8%" } },
        ],
      };
    case "interpolated":
      return {
        kind,
        ...onCredits,
        measure: { read: "base" },
        tiers: [
          { from: "0", until: "500000", pays: { amount: "10000" } },
          { from: "500000", until: "1000000", pays: { amount: "20000" } },
        ],
      };
    case "curve":
      return {
        kind,
        window: "period",
        figure,
        curve: ramp([
          ["60%", "30%"],
          ["100%", "100%"],
          ["150%", "200%"],
        ]),
        pays: { variable: "target_variable" },
      };
    case "unit_rate":
      return { kind, window: "period", counts: "deal", amount: "200" };
    case "scorecard":
      return {
        kind,
        window: "period",
        pays: { variable: "target_variable" },
        kpis: [
          {
            key: "kpi_1",
            name: metric?.name ?? { zh: "指标 1", en: "KPI 1" },
            weight: "100%",
            figure,
            curve: ramp([
              ["0%", "0%"],
              ["120%", "120%"],
            ]),
          },
        ],
      };
    case "bonus":
      return { kind, window: "period", when: condition, pays: "1000" };
    case "pool":
      return {
        kind,
        window: "period",
        unit: "own_unit",
        sum: { rate: "1%", metric: key },
        share: "equal",
      };
    case "override":
      return { kind, of: { components: payers, people: "reports" }, share: "10%" };
    case "prize":
      return { kind, board: "board", places: ["5000", "3000", "1000"] };
    case "raffle":
      return { kind, board: "board", prizes: ["1000"] };
    case "greater_of":
      return { kind, window: "period", of: payers.slice(0, 2) };
    case "gonik":
      return { kind, window: "quarter", metric: key, factorFloor: "0", pays: "10000" };
    case "joint_base":
      return {
        kind,
        window: "quarter",
        metric: key,
        weight: "50%",
        p: "10%",
        q: "5%",
        payFloor: null,
      };
    case "award":
      return {
        kind,
        window: "period",
        award: "honour",
        gives: { zh: "荣誉证书", en: "A certificate" },
        to: { when: condition },
      };
  }
}

/** Rules that a component or the whole plan can have and does not have yet. */
export const RULES = [
  "threshold",
  "gate",
  "multiplier",
  "floor",
  "cap",
  "dealCap",
  "filter",
  "attainmentCap",
  "minimum",
  "firstOnly",
  "dates",
  "positions",
  "release",
] as const;
export type Rule = (typeof RULES)[number];

export function rulesFor(component: ComponentJson): Rule[] {
  const isOnCredits =
    "split" in component ||
    ["flat", "tiered", "interpolated", "unit_rate"].includes(component.kind);
  const isAttained = "measure" in component && component.measure.read === "attainment";
  const can: Readonly<Record<Rule, boolean>> = {
    threshold: isOnCredits && !("threshold" in component),
    gate: component.kind !== "award",
    multiplier: component.kind !== "award",
    floor: component.kind !== "award" && component.floor === undefined,
    cap: component.kind !== "award" && component.cap === undefined,
    dealCap: isOnCredits && !("dealCap" in component),
    filter: isOnCredits,
    attainmentCap: isAttained,
    minimum: component.kind === "unit_rate" && component.minimum === undefined,
    firstOnly: component.kind === "unit_rate" && component.firstOnly === undefined,
    dates: component.kind === "unit_rate" && component.dates === undefined,
    positions: component.kind !== "award" && component.positions === undefined,
    release: component.kind !== "award" && component.release === undefined,
  };
  return RULES.filter((rule) => can[rule]);
}

export function withRule(plan: PlanJson, at: string, rule: Rule): PlanJson {
  const gated = () => {
    const { plan: ready, key } = someCondition(plan);
    return added(ready, `${at}/gates`, { when: key });
  };
  const plain: Readonly<Partial<Record<Rule, readonly [field: string, value: Json]>>> = {
    threshold: ["threshold", { at: "100000" }],
    floor: ["floor", "1000"],
    cap: ["cap", "50000"],
    dealCap: ["dealCap", "1000000"],
    attainmentCap: ["measure/cap", "200%"],
    minimum: ["minimum", { count: 3, pays: "all" }],
    firstOnly: ["firstOnly", 10],
    dates: ["dates", { from: plan.from, until: plan.until ?? `${plan.from.slice(0, 4)}-12-31` }],
    positions: ["positions", ["销售"]],
    release: ["release", HALF],
  };
  const simple = plain[rule];
  if (simple) return put(plan, `${at}/${simple[0]}`, simple[1]);
  if (rule === "gate") return gated();
  if (rule === "multiplier") {
    const { plan: ready, key } = someCondition(plan);
    return added(ready, `${at}/multipliers`, { factor: "1.2", when: key });
  }
  return added(plan, `${at}/filters`, { dimension: "product", values: ["A"] });
}

const HALF: Json = {
  parts: [
    { share: "50%", on: "earned" },
    { share: "50%", on: { event: "collection" } },
  ],
};

export const PLAN_RULES = [
  "planGate",
  "planMultiplier",
  "guarantee",
  "planCap",
  "planRelease",
  "draw",
  "basePay",
  "ramp",
  "condition",
] as const;
export type PlanRule = (typeof PLAN_RULES)[number];

export function planRulesFor({ plan: level = {}, release, draw, basePay }: PlanJson): PlanRule[] {
  const can: Readonly<Record<PlanRule, boolean>> = {
    planGate: level.gate === undefined,
    planMultiplier: level.multiplier === undefined,
    guarantee: level.guarantee === undefined,
    planCap: level.cap === undefined,
    planRelease: release === undefined,
    draw: draw === undefined,
    basePay: basePay === undefined,
    ramp: true,
    condition: true,
  };
  return PLAN_RULES.filter((rule) => can[rule]);
}

export function withPlanRule(plan: PlanJson, rule: PlanRule): PlanJson {
  switch (rule) {
    case "planGate": {
      const { plan: ready, key } = someCondition(plan);
      return put(ready, "/plan/gate", { when: key });
    }
    case "planMultiplier":
      return put(plan, "/plan/multiplier", { factor: "1.1" });
    case "guarantee":
      return put(plan, "/plan/guarantee", { sum: "3000", window: "period" });
    case "planCap":
      return put(plan, "/plan/cap", { sum: "100000", window: "period" });
    case "planRelease":
      return put(plan, "/release", HALF);
    case "draw":
      return put(plan, "/draw", {
        amount: "3000",
        paid: "top_up",
        recoverable: true,
        after: { kind: "repaid", share: "25%" },
      });
    case "basePay":
      return put(plan, "/basePay", { variable: "base_pay" });
    case "ramp":
      return added(plan, "/ramps", {
        by: "period",
        months: { factors: ["0%", "30%", "60%", "100%"] },
      });
    case "condition":
      return withCondition(plan).plan;
  }
}
