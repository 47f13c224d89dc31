import * as v from "valibot";
import { evaluate } from "../../workers/incentives/evaluate.ts";
import { Evaluation, type EvaluationJson } from "../../workers/incentives/input.ts";
import type { Statement } from "../../workers/incentives/outcome.ts";
import type { ComponentJson, PlanJson } from "../../workers/incentives/plan-document.ts";

/** What most cases share: one plan of 2026 in yuan over the metric "revenue", one person, months. */

export const name = (text: string) => ({ zh: text, en: text });

export const REVENUE = {
  key: "revenue",
  name: name("revenue"),
  unit: "money",
  scale: 2,
  class: "result",
  from: { credits: "amount" },
} as const;

type Frozen<T> = T extends string | number | boolean | null | undefined
  ? T
  : { readonly [Key in keyof T]: Frozen<T[Key]> };

export const planOf = (...components: Frozen<ComponentJson>[]): PlanJson => ({
  format: "fairlead-plan/1",
  key: "plan",
  name: name("plan"),
  version: 1,
  from: "2026-01-01",
  until: "2027-01-01",
  currency: "CNY",
  metrics: [REVENUE],
  // Cases are written as constants, which JSON cannot tell from lists that change.
  components: components as ComponentJson[],
});

type Tiered = Extract<ComponentJson, { kind: "tiered" }>;

export const onCredits = {
  split: "credit",
  negative: { per: "window" },
} as const;

export type Mode = "marginal" | "retroactive";

/** 8 % up to 1,000,000, 10 % above. */
export const eightTen = (mode: Mode, change: Partial<Tiered> = {}): Tiered => ({
  kind: "tiered",
  key: "commission",
  name: name("commission"),
  ...onCredits,
  window: "period",
  base: "amount",
  measure: { read: "base" },
  tiers: [
    { from: "0", until: "1000000", pays: { rate: "8%" }, boundary: "upper", reach: "own" },
    {
      from: "1000000",
      until: null,
      pays: { rate: "10%" },
      reach: mode === "marginal" ? "own" : "zero",
    },
  ],
  ...change,
});

let next = 0;
type Credit = NonNullable<EvaluationJson["credits"]>[number];

/** A credit of a person on a day. */
export const sale = (amount: string, on = "2026-01-10", change: Partial<Credit> = {}): Credit => ({
  id: `c${String((next += 1)).padStart(4, "0")}`,
  person: "lin",
  on,
  measures: { amount },
  ...change,
});

export const refund = (of: Credit, amount: string, on: string, change: Partial<Credit> = {}) =>
  sale(amount, on, { reverses: of.entry ?? of.id, person: of.person, ...change });

export const LIN = { id: "lin", from: "2025-01-01" } as const;

export const world = (
  plan: PlanJson | readonly PlanJson[],
  change: Partial<EvaluationJson> = {},
): EvaluationJson => ({
  plans: Array.isArray(plan) ? [...plan] : [plan as PlanJson],
  from: "2026-01-01",
  until: "2026-02-01",
  participants: [LIN],
  ...change,
});

export function statements(json: EvaluationJson): readonly Statement[] {
  const made = evaluate(v.parse(Evaluation, json));
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return made.value.statements;
}

export function flaws(json: EvaluationJson): readonly string[] {
  const made = evaluate(v.parse(Evaluation, json));
  return made.ok ? [] : made.error.map(({ code }) => code);
}

/** Minor units as a decimal, for reading. */
export const yuan = (units: bigint): number => Number(units) / 100;

/** A person's pay by statement, in order. */
export const pays = (json: EvaluationJson, person = "lin"): number[] =>
  statements(json)
    .filter(({ participant }) => participant === person)
    .map(({ pay }) => yuan(pay));

export const pay = (json: EvaluationJson, person = "lin"): number =>
  pays(json, person).reduce((sum, each) => sum + each, 0);

/** One rate of every yuan. */
export const flat = (rate: string, change: object = {}): Frozen<ComponentJson> => ({
  kind: "flat",
  key: "commission",
  name: name("commission"),
  ...onCredits,
  window: "period",
  base: "amount",
  rate,
  ...change,
});
