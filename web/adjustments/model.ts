import { signal } from "@preact/signals";
import type {
  applyAdjustment,
  approveAdjustment,
  changeGuards,
  getAdjustment,
  getGuards,
  listAdjustments,
  rejectAdjustment,
  reviewAdjustment,
  withdrawAdjustment,
} from "../../workers/adjustments/contract.ts";
import type {
  getResources,
  setResources,
  shareBudget,
  useBudget,
} from "../../workers/adjustments/resource-contract.ts";
import type { AnswerOf, RequestOf } from "../../workers/lib/contract.ts";
import { api, type Answer, type Problem } from "../api.ts";
import { resource } from "../ui/resource.ts";

export type Adjustment = AnswerOf<typeof listAdjustments>["items"][number];
export type Detail = AnswerOf<typeof getAdjustment>;
export type Radius = NonNullable<Detail["radius"]>;
export type RadiusRow = Radius["rows"][number];
export type Basis = Detail["basis"];
export type Guards = AnswerOf<typeof getGuards>;
export type Resources = AnswerOf<typeof getResources>;
export type UnitResources = Resources["units"][number];
export type StepName = "review" | "approve" | "reject" | "withdraw" | "apply";

export type AdjustModel = ReturnType<typeof adjustModel>;

/** Requests of one plan, what the company allows, and what its units have. */
export function adjustModel(planId: string) {
  const list = resource(() =>
    api<typeof listAdjustments>("GET", "/adjustments", { query: { plan: planId } }),
  );
  const guards = resource(() => api<typeof getGuards>("GET", "/adjustment-guards"));
  const resources = resource(() =>
    api<typeof getResources>("GET", "/resources", { query: { plan: planId } }),
  );
  const busy = signal(false);
  const problem = signal<Problem | null>(null);

  async function run(change: () => Promise<Answer<unknown>>): Promise<boolean> {
    busy.value = true;
    problem.value = null;
    const answer = await change();
    busy.value = false;
    if (!answer.ok) problem.value = answer.problem;
    return answer.ok;
  }

  async function saveGuards(body: RequestOf<typeof changeGuards>["body"]): Promise<boolean> {
    const now = guards.value.peek();
    const version = now.state === "ready" ? now.version : 0;
    const saved = await run(() =>
      api<typeof changeGuards>("PATCH", "/adjustment-guards", { body, version }),
    );
    await guards.load();
    return saved;
  }

  const reloading = async (done: Promise<boolean>) => {
    const ok = await done;
    if (ok) await resources.load();
    return ok;
  };

  return {
    planId,
    list,
    guards,
    resources,
    busy,
    problem,
    saveGuards,
    setResources: (rows: RequestOf<typeof setResources>["body"]["rows"]) =>
      reloading(run(() => api<typeof setResources>("POST", "/resources", { body: { rows } }))),
    shareBudget: (body: RequestOf<typeof shareBudget>["body"]) =>
      reloading(run(() => api<typeof shareBudget>("POST", "/resources/budget", { body }))),
    useBudget: (rows: RequestOf<typeof useBudget>["body"]["rows"]) =>
      reloading(run(() => api<typeof useBudget>("POST", "/resource-uses", { body: { rows } }))),
  };
}

export type DetailModel = ReturnType<typeof detailModel>;

/** One request: what it would do now, and the steps that may be taken. */
export function detailModel(id: string, onMoved: () => void) {
  const detail = resource(() =>
    api<typeof getAdjustment>("GET", "/adjustments/:adjustmentId", {
      params: { adjustmentId: id },
    }),
  );
  const busy = signal<StepName | null>(null);
  const problem = signal<Problem | null>(null);
  const params = { adjustmentId: id };

  function call(step: StepName, version: number, hash: string, note: string) {
    switch (step) {
      case "review":
        return api<typeof reviewAdjustment>("POST", "/adjustments/:adjustmentId/review", {
          ...{ params, version, body: {} },
        });
      case "approve":
        return api<typeof approveAdjustment>("POST", "/adjustments/:adjustmentId/approve", {
          ...{ params, version, body: { hash, ...(note === "" ? {} : { note }) } },
        });
      case "reject":
        return api<typeof rejectAdjustment>("POST", "/adjustments/:adjustmentId/reject", {
          ...{ params, version, body: { note } },
        });
      case "withdraw":
        return api<typeof withdrawAdjustment>("POST", "/adjustments/:adjustmentId/withdraw", {
          ...{ params, version, body: {} },
        });
      case "apply":
        return api<typeof applyAdjustment>("POST", "/adjustments/:adjustmentId/apply", {
          ...{ params, version, body: { hash } },
        });
    }
  }

  /** Takes a step on what is on screen; what moved meanwhile is loaded and shown. */
  async function take(step: StepName, note = ""): Promise<boolean> {
    const now = detail.value.peek();
    if (now.state !== "ready" || busy.peek()) return false;
    busy.value = step;
    problem.value = null;
    const answer = await call(step, now.version, now.body.radius?.hash ?? "", note.trim());
    busy.value = null;
    if (!answer.ok) problem.value = answer.problem;
    await detail.load();
    onMoved();
    return answer.ok;
  }

  return { id, detail, busy, problem, take };
}
