import { ZERO } from "../lib/rate.ts";
import type { EvaluationInput } from "./input.ts";

import type { Component, ComponentOf } from "./plan-components.ts";
import type { Plan } from "./plan-document.ts";
import { isSingle } from "./plan-parts.ts";

/**
 * Without conversion each currency is a plan of its own over its own credits: its bounds, caps and sums
 * for a thing or a tier that was reached are in the money of those credits. What belongs to the person and
 * not to a credit happens once: a correction in the money they are paid in; a draw, a guarantee, base pay
 * and what a component promises whole (bonus, prize, a pool's amount, a floor, what a curve, a scorecard or
 * a forecast pays of, a target variable) in the plan's.
 */

/** Every currency that has a statement to make, in order. */
export function currenciesOf(input: EvaluationInput, own: string): string[] {
  const { credits, adjustments } = input;
  const paidIn = moneyOf(input, own);
  return [
    ...new Set([
      own,
      ...credits.flatMap(({ currency }) => currency ?? []),
      ...adjustments.map(({ participant }) => paidIn(participant)),
    ]),
  ].sort();
}

export function inOneCurrency(
  input: EvaluationInput,
  currency: string,
  own: string,
): EvaluationInput {
  const paidIn = moneyOf(input, own);
  return {
    ...input,
    plans: input.plans.map((plan) =>
      currency === own ? plan : { ...withoutSums(plan), currency },
    ),
    participants: input.participants.map((each) => ({ ...each, currency })),
    credits: input.credits.filter((credit) => (credit.currency ?? own) === currency),
    adjustments: input.adjustments.filter(({ participant }) => paidIn(participant) === currency),
    posted: input.posted.filter((line) => line.currency === currency),
    others: input.others.map((plan) =>
      plan.rates.kind !== "none" || currency === plan.currency
        ? plan
        : { ...withoutSums(plan), currency },
    ),
    openings: input.openings?.filter((each) => (each.currency ?? own) === currency),
  };
}

function moneyOf({ participants }: EvaluationInput, own: string): (participant: string) => string {
  const known = new Map(participants.map(({ id, currency }) => [id, currency ?? own]));
  return (participant) => known.get(participant) ?? own;
}

/** The plan without what it promises in its own currency, whatever the credits are in. */
function withoutSums(plan: Plan): Plan {
  const level = plan.plan && { ...plan.plan, guarantee: undefined };
  const components = plan.components.map((each) => withoutFloor(withoutSum(each)));
  const once = { plan: level, draw: undefined, basePay: undefined };
  const { noTarget } = plan;
  return { ...plan, components, ...once, noTarget: noTarget && without[noTarget] };
}

/** Whoever has no target has their target variable once. */
const without = {
  pays_zero: "pays_zero",
  pays_target: "pays_zero",
  left_out: "left_out",
} as const;

/** A sum of money of the plan: one, not one in each currency. */
function withoutSum(component: Component): Component {
  switch (component.kind) {
    case "bonus":
    case "curve":
    case "scorecard":
    case "gonik":
      return { ...component, pays: ZERO };
    case "interpolated":
      return component.of ? { ...component, of: ZERO } : component;
    case "tiered":
      return isSingle(component.window) ? component : { ...component, tiers: reached(component) };
    case "prize":
      return { ...component, places: [] };
    case "raffle":
      return { ...component, prizes: [] };
    case "pool":
      return "amount" in component.sum ? { ...component, sum: { amount: ZERO } } : component;
    case "joint_base":
      return { ...component, p: ZERO, q: ZERO, payFloor: null };
    default:
      return component;
  }
}

/** A tier that is there from the begin is reached by no sale: its sum is not one of each currency. */
function reached({ tiers }: ComponentOf<"tiered">): ComponentOf<"tiered">["tiers"] {
  return tiers.map((tier) =>
    "amount" in tier.pays && tier.from.num <= 0n ? { ...tier, pays: { amount: ZERO } } : tier,
  );
}

/** A floor still keeps pay from falling below nothing. */
function withoutFloor(component: Component): Component {
  return "floor" in component && component.floor ? { ...component, floor: ZERO } : component;
}
