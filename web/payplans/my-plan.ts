import { signal } from "@preact/signals";
import type { AnswerOf } from "../../workers/lib/contract.ts";
import { id } from "../../workers/lib/id.ts";
import type {
  acceptIncentivePlan,
  getPersonIncentivePlan,
} from "../../workers/payplans/member-contract.ts";
import { api, type Problem } from "../api.ts";
import type { Language } from "../messages/language.ts";
import { resource } from "../ui/resource.ts";

export type PersonPlan = NonNullable<AnswerOf<typeof getPersonIncentivePlan>["plan"]>;

/** The plan a person is on, and the one signature it waits for. */
export function myPlanModel(person: string) {
  const state = resource(() =>
    api<typeof getPersonIncentivePlan>("GET", "/people/:personId/incentive-plan", {
      params: { personId: id(person) },
    }),
  );
  const busy = signal(false);
  const problem = signal<Problem | null>(null);

  async function accept({ id: plan, newest }: PersonPlan, language: Language): Promise<boolean> {
    busy.value = true;
    problem.value = null;
    const answer = await api<typeof acceptIncentivePlan>(
      "POST",
      "/incentive-plans/:incentivePlanId/accept",
      {
        params: { incentivePlanId: plan },
        body: { number: newest.number, hash: newest.hash, language },
      },
    );
    busy.value = false;
    if (!answer.ok) problem.value = answer.problem;
    // Whatever was answered, what is shown next is what holds now.
    await state.load();
    return answer.ok;
  }

  return { state, busy, problem, accept };
}
