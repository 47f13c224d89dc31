import type { IncentiveFlaw } from "./outcome.ts";
import type { Plan } from "./plan-document.ts";

export function checkPlans(_plans: readonly Plan[]): IncentiveFlaw[] {
  return [];
}
