import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import { nowMs } from "../clock.ts";

/** A plan tried at the public calculator, kept in this browser until it becomes a draft of a company. */
const STORED_AS = "fairlead.kept-plan";
const KEPT_MS = 30 * 86_400_000;

export function keepPlan(plan: PlanJson): void {
  localStorage.setItem(STORED_AS, JSON.stringify({ at: nowMs.peek(), plan }));
}

export function forgetPlan(): void {
  localStorage.removeItem(STORED_AS);
}

/** Null: none, or too long ago, or not what was written here. */
export function keptPlan(): PlanJson | null {
  try {
    const { at, plan } = JSON.parse(localStorage.getItem(STORED_AS) ?? "null") ?? {};
    const isPlan = typeof plan?.key === "string" && Array.isArray(plan.components);
    // What is no whole plan is refused by name where it becomes a draft.
    return isPlan && Number(at) > nowMs.peek() - KEPT_MS ? (plan as PlanJson) : null;
  } catch {
    return null;
  }
}
