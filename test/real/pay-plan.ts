import { expect } from "vitest";
import { sum } from "../../workers/lib/list.ts";
import type { EvaluationJson } from "../../workers/incentives/input.ts";
import { evaluateJson, type Options } from "../../workers/incentives/evaluate.ts";
import type { Statement } from "../../workers/incentives/outcome.ts";
import type { ComponentJson, PlanJson } from "../../workers/incentives/plan-document.ts";

export const REVENUE: PlanJson["metrics"][number] = {
  key: "revenue",
  name: { zh: "销售额", en: "Revenue" },
  unit: "money",
  scale: 4,
  class: "result",
  from: { credits: "amount" },
};

/** What every commission here has in common. */
export const commission = {
  key: "commission",
  name: { zh: "提成", en: "Commission" },
  window: "period",
  base: "amount",
  split: "credit",
  negative: { per: "window" },
} as const;

/** A plan in dollars over the published days. */
export function plan(components: ComponentJson[], more: Partial<PlanJson> = {}): PlanJson {
  return {
    ...{ format: "fairlead-plan/1", key: "published", version: 1, currency: "USD" },
    ...{ name: { zh: "公开数据", en: "Published data" }, from: "2011-01-01", until: null },
    ...{ metrics: [REVENUE], components },
    ...more,
  };
}

/**
 * The statements, or the first flaw as an error: a published input is refused nowhere here. Every one of
 * them re-adds: lines to the pay, a line to what its window has now less what it had, parts to the former.
 */
export function statementsOf(json: EvaluationJson, options: Options = {}): readonly Statement[] {
  const made = evaluateJson(json, options);
  if (!made.ok) throw new Error(JSON.stringify(made.error.slice(0, 3)));
  const { statements } = made.value;
  for (const statement of statements) {
    const at = `${statement.participant} ${statement.period.from}`;
    expect(sum(statement.lines.map(({ amount }) => amount)), at).toBe(statement.pay);
    for (const { amount, result = amount, before = 0n, parts } of statement.lines) {
      expect(result - before, at).toBe(amount);
      if (parts.length > 0) expect(sum(parts.map((part) => part.amount)), at).toBe(result);
    }
  }
  return statements;
}

/** Pay by person and month ("2012-03"): cents. */
export function payByMonth(statements: readonly Statement[]): ReadonlyMap<string, bigint> {
  return new Map(
    statements.map(({ participant, period, pay }) => [
      `${participant} ${period.from.slice(0, 7)}`,
      pay,
    ]),
  );
}

export function add(to: Map<string, bigint>, key: string, amount: bigint): void {
  to.set(key, (to.get(key) ?? 0n) + amount);
}

/** Every key that says anything but 0, in order. */
export function said(map: ReadonlyMap<string, bigint>): string[] {
  return [...map]
    .filter(([, amount]) => amount !== 0n)
    .map(([key, amount]) => `${key} ${amount}`)
    .sort();
}

/** Months from one to another ("2011-05"), the last one not included. */
export function months(from: string, until: string): string[] {
  const out: string[] = [];
  for (let [year, month] = from.split("-").map(Number) as [number, number]; ; month += 1) {
    if (month > 12) [year, month] = [year + 1, 1];
    const key = `${year}-${String(month).padStart(2, "0")}`;
    if (key >= until) return out;
    out.push(key);
  }
}
