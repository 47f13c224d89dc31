import type { Rate } from "../lib/rate.ts";
import { checkPlans } from "./check.ts";
import { factFlaws, factWarnings } from "./check-facts.ts";
import type { PlanFacts } from "./facts.ts";
import type { IncentiveFlaw } from "./outcome.ts";
import { type Cost, costsOf, costWarnings } from "./plan-cost.ts";
import type { Plan } from "./plan-document.ts";
import { type Warning, warningsOf } from "./warnings.ts";

export type Checked = {
  /** What refuses publication, each with the JSON pointer of its place in the document. */
  readonly flaws: readonly IncentiveFlaw[];
  readonly warnings: readonly Warning[];
  /** Null while a flaw keeps the plan from being computed. */
  readonly cost: readonly Cost[] | null;
};

/**
 * Everything that is asked of a plan before it is published (incentives, section 5): by the document
 * alone, then against the tenant's facts, then what it costs at 80, 100 and 120 % of all targets.
 * `earlier` are the versions that hold before it. Budget: of the days the facts look at, in the
 * plan's currency. Pure; the same in Worker and browser.
 */
export function checkWithFacts(
  plan: Plan,
  facts: PlanFacts,
  { earlier = [], budget = null }: { earlier?: readonly Plan[]; budget?: Rate | null } = {},
): Checked {
  const before = earlier.slice(-1);
  const here = `/plans/${before.length}`;
  const own = checkPlans([...before, plan])
    .filter(({ pointer }) => pointer.startsWith(here))
    .map((flaw): IncentiveFlaw => ({ ...flaw, pointer: flaw.pointer.slice(here.length) }));
  const flaws = [...own, ...factFlaws(plan, facts)];
  const warnings = [...warningsOf(plan), ...factWarnings(plan, facts)];
  if (own.length > 0 || facts.participants.length === 0) return { flaws, warnings, cost: null };
  const costs = costsOf(plan, facts);
  if (!costs.ok) return { flaws, warnings, cost: null };
  return {
    flaws,
    warnings: [...warnings, ...costWarnings(costs.value, budget)],
    cost: costs.value.costs,
  };
}
