import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import type { AnswerOf } from "../../workers/lib/contract.ts";
import { newId } from "../../workers/lib/id.ts";
import type { createIncentivePlan, listIncentivePlans } from "../../workers/payplans/contract.ts";
import { api, type Problem } from "../api.ts";
import { resource } from "../ui/resource.ts";

export type ListedPlan = AnswerOf<typeof listIncentivePlans>["items"][number];

export function plansList() {
  return resource(() => api<typeof listIncentivePlans>("GET", "/incentive-plans"));
}

type Start =
  | { readonly template: string }
  | { readonly name: PlanJson["name"] }
  | { readonly document: PlanJson; readonly asTemplate: true };

/** A first draft; the server fills a template with the company's own metric and year. */
export async function startPlan(from: Start): Promise<{ id: string } | { problem: Problem }> {
  const id = newId<"incentivePlan">(Date.now());
  const answer = await api<typeof createIncentivePlan>("POST", "/incentive-plans", {
    body: { id, ...from },
  });
  return answer.ok ? { id } : { problem: answer.problem };
}
