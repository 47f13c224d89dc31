import { signal } from "@preact/signals";
import type { AnswerOf } from "../../workers/lib/contract.ts";
import { day } from "../../workers/lib/day.ts";
import type { checkIncentivePlan, publishIncentivePlan } from "../../workers/payplans/contract.ts";
import { api, type Problem } from "../api.ts";
import { resource } from "../ui/resource.ts";

export type Checked = AnswerOf<typeof checkIncentivePlan>;
export type PublishModel = ReturnType<typeof publishModel>;

/** The check of a draft as of the day it is to begin, and the publishing. */
export function publishModel(incentivePlanId: string) {
  const params = { incentivePlanId };
  /** Empty: the first day that is offered. */
  const from = signal("");
  const busy = signal(false);
  const problem = signal<Problem | null>(null);
  const checked = resource<Checked>(() =>
    api<typeof checkIncentivePlan>("POST", "/incentive-plans/:incentivePlanId/check", {
      params,
      body: from.peek() === "" ? {} : { from: day(from.peek()) },
    }),
  );

  async function publish(on: string, version: number) {
    busy.value = true;
    problem.value = null;
    const answer = await api<typeof publishIncentivePlan>(
      "POST",
      "/incentive-plans/:incentivePlanId/publish",
      { params, body: { from: day(on) }, version },
    );
    busy.value = false;
    if (answer.ok) return answer.body;
    problem.value = answer.problem;
    return null;
  }

  return { from, busy, problem, checked, publish };
}

/** The part of a document a pointer leads to, for a reader: the component's place and its key. */
export function partOf(pointer: string): { readonly component: number | null } {
  const at = /^\/components\/(\d+)/.exec(pointer)?.[1];
  return { component: at === undefined ? null : Number(at) };
}
