import { ZERO } from "../lib/rate.ts";
import type { EvaluationInput } from "./input.ts";
import type { Component } from "./plan-components.ts";
import type { Plan } from "./plan-document.ts";

/**
 * Without conversion each currency is a plan of its own over its own credits. What belongs to the person
 * and not to a currency happens once: a correction in the money they are paid in; a draw, a guarantee,
 * base pay and the sums of components (bonus, prize, a pool's amount, a floor) in the plan's.
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
  return { ...plan, components, plan: level, draw: undefined, basePay: undefined };
}

/** A bonus, a prize and a pool's amount are one sum of money: not one in each currency. */
function withoutSum(component: Component): Component {
  switch (component.kind) {
    case "bonus":
      return { ...component, pays: ZERO };
    case "prize":
      return { ...component, places: [] };
    case "raffle":
      return { ...component, prizes: [] };
    case "pool":
      return "amount" in component.sum ? { ...component, sum: { amount: ZERO } } : component;
    case "joint_base":
      return component.payFloor && component.payFloor.num > 0n
        ? { ...component, payFloor: ZERO }
        : component;
    default:
      return component;
  }
}

/** A floor still keeps pay from falling below nothing. */
function withoutFloor(component: Component): Component {
  return "floor" in component && component.floor ? { ...component, floor: ZERO } : component;
}
