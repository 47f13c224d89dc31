import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import {
  compareRates,
  multiplyRates,
  ONE,
  parseRate,
  type Rate,
  ZERO,
} from "../../workers/lib/rate.ts";

type Step = {
  readonly step: number;
  readonly rule: string;
  readonly figures: Readonly<Record<string, string>>;
};
type Line = { readonly kind: string; readonly component: string | null };

/** Where somebody stands in a table of tiers; amounts are whole units of the plan's currency, rounded up. */
export type Climb = {
  readonly component: string;
  /** What is looked up so far, and where the next tier begins; null in the highest. */
  readonly at: bigint;
  readonly bound: bigint | null;
  readonly missing: bigint | null;
  /** Rates as they stand in the plan: "8%". */
  readonly rate: string;
  readonly nextRate: string | null;
};

/**
 * The first commission in tiers of an open period, from its trace: which tier the person is in, what is
 * missing to the next, and what each pays. Null where no line climbs tiers with rates.
 */
export function climbOf(
  plan: PlanJson,
  lines: readonly Line[],
  trace: readonly { readonly steps: readonly Step[] }[],
): Climb | null {
  for (const component of plan.components) {
    if (component.kind !== "tiered") continue;
    const n = lines.findIndex(
      (line) => line.kind === "component" && line.component === component.key,
    );
    const steps = trace[n]?.steps ?? [];
    const figure = (rule: string, name: string) =>
      parseRate(steps.find((step) => step.rule === rule)?.figures[name] ?? "");
    const target = figure("attainment", "target");
    const at = (target && figure("attainment", "amount")) ?? figure("pay", "measure");
    if (!at) continue;
    // Bounds of attainment are parts of the target; what is looked up is the amount itself.
    const unit = target ?? ONE;
    const tiers = component.tiers.map(({ from, pays }) => ({
      from: multiplyRates(parseRate(from) ?? ZERO, unit),
      rate: "rate" in pays && typeof pays.rate === "string" ? pays.rate : null,
    }));
    const here = tiers.findLast(({ from }) => compareRates(from, at) <= 0) ?? tiers[0];
    const next = tiers.find(({ from }) => compareRates(from, at) > 0);
    if (!here || here.rate === null) continue;
    const bound = next ? up(next.from) : null;
    return {
      component: component.key,
      at: at.num / at.den,
      bound,
      missing: next
        ? up({ num: next.from.num * at.den - at.num * next.from.den, den: next.from.den * at.den })
        : null,
      rate: here.rate,
      nextRate: next?.rate ?? null,
    };
  }
  return null;
}

function up({ num, den }: Rate): bigint {
  return (num + den - 1n) / den;
}
