import type { Interval } from "../lib/interval.ts";
import type { Plan, PlanJson } from "./plan-document.ts";
import type { Run } from "./run.ts";

/** What another plan would have earned: beside a guarantee, and in "the greater of". */

/** What another plan has earned a person in a window by now, without its own guarantee. Minor units. */
export function earnedByOther(
  { world, period }: Pick<Run, "world" | "period">,
  person: string,
  plan: string,
  days: Interval,
): bigint {
  let sum = 0n;
  for (const statement of world.other(plan)) {
    if (statement.participant !== person || statement.period.from >= period.until) continue;
    for (const { kind, origin, amount } of statement.lines)
      if (kind === "component" || kind === "gate" || kind === "multiplier" || kind === "cap")
        if (days.from <= origin && origin < days.until) sum += amount;
  }
  return sum;
}

/** Plans that a version compares itself with, by key, each with the place that names it. */
export function plansCompared(plan: Plan | PlanJson): { key: string; pointer: string }[] {
  const guaranteed = plan.plan?.guarantee?.plan;
  return [
    ...(guaranteed === undefined ? [] : [{ key: guaranteed, pointer: "/plan/guarantee/plan" }]),
    ...plan.components.flatMap((component, at) =>
      component.kind === "greater_of"
        ? component.of.flatMap((each, index) =>
            typeof each === "string"
              ? []
              : [{ key: each.plan, pointer: `/components/${at}/of/${index}/plan` }],
          )
        : [],
    ),
  ];
}
