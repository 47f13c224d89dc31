import { computed, signal } from "@preact/signals";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import type { AnswerOf } from "../../workers/lib/contract.ts";
import type {
  changeIncentivePlan,
  getIncentivePlan,
  restoreIncentiveVersion,
} from "../../workers/payplans/contract.ts";
import { api, type Answer, type Problem } from "../api.ts";
import type { BuilderModel } from "../incentives/builder-model.ts";
import { resource } from "../ui/resource.ts";

export type PayplanPage = AnswerOf<typeof getIncentivePlan>;
export type Payplan = PayplanPage["plan"];
export type PlanVersion = PayplanPage["versions"][number];
export type PlanFlaw = PayplanPage["flaws"][number];
export type PlanWarning = PayplanPage["warnings"][number];

export type PayplanModel = ReturnType<typeof payplanModel>;
/** A draft as it was left, and the version of the plan by then. */
export type LeftDraft = { readonly builder: BuilderModel; readonly version: number };

/** One incentive plan on screen: the draft as it is kept, and what may be done with it. */
export function payplanModel(incentivePlanId: string) {
  const params = { incentivePlanId };
  const state = resource<PayplanPage>(() =>
    api<typeof getIncentivePlan>("GET", "/incentive-plans/:incentivePlanId", { params }),
  );
  const busy = signal(false);
  const problem = signal<Problem | null>(null);
  /** What does not fit is not saved: it stands here while another tab is open. */
  const left = signal<LeftDraft | null>(null);
  const page = computed(() => {
    const now = state.value.value;
    return now.state === "ready" ? now.body : now.last;
  });
  const version = () => page.value?.plan.version ?? 0;

  /** Runs one change; what it answers is put in place. Its problem stays until the next one. */
  async function run(change: () => Promise<Answer<PayplanPage>>): Promise<boolean> {
    busy.value = true;
    problem.value = null;
    const answer = await change();
    busy.value = false;
    if (answer.ok) state.put(answer.body, answer.version);
    else problem.value = answer.problem;
    return answer.ok;
  }

  const patch = (body: { document?: PlanJson; budget?: string | null; archived?: boolean }) =>
    run(() =>
      api<typeof changeIncentivePlan>("PATCH", "/incentive-plans/:incentivePlanId", {
        params,
        body,
        version: version(),
      }),
    );

  return {
    id: incentivePlanId,
    state,
    page,
    busy,
    problem,
    left,
    reload: () => state.load(),
    /** Saves the draft (If-Match). False: a refusal, which stands in `problem`. */
    change: (document: PlanJson) => patch({ document }),
    setBudget: (budget: string | null) => patch({ budget }),
    archive: (archived: boolean) => patch({ archived }),
    restore: (number: number) =>
      run(() =>
        api<typeof restoreIncentiveVersion>("POST", "/incentive-plans/:incentivePlanId/restore", {
          params,
          body: { number },
          version: version(),
        }),
      ),
  };
}
