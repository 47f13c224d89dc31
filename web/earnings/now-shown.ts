import type { Earnings, Estimate } from "./model.ts";

type Plan = NonNullable<Earnings["plan"]>;
type Period = NonNullable<Earnings["period"]>;
type Shown =
  /** On no plan. */
  | { readonly kind: "none" }
  | { readonly kind: "flawed"; readonly flaw: Earnings["flaws"][number] }
  /** On a plan without a statement in the running period: who joins later, or has left. */
  | { readonly kind: "nothing" }
  | {
      readonly kind: "estimate";
      readonly now: Estimate;
      readonly plan: Plan;
      readonly period: Period;
    };

/** What stands where the running period's earnings stand. It is an answer, so nothing waits any more. */
export function shownOf({ plan, period, statements, flaws }: Earnings): Shown {
  if (plan === null || period === null) return { kind: "none" };
  const [flaw] = flaws;
  if (flaw) return { kind: "flawed", flaw };
  const now = statements.find((each) => each.period.from === period.from);
  return now ? { kind: "estimate", now, plan, period } : { kind: "nothing" };
}
