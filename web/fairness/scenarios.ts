import { signal } from "@preact/signals";
import type { AnswerOf } from "../../workers/lib/contract.ts";
import type {
  getScenario,
  listScenarios,
  saveScenarioContract,
  takeScenarioContract,
} from "../../workers/fairness/contract.ts";
import { api, type Problem } from "../api.ts";
import { mutable, type PlanModel } from "../targets/model.ts";
import { resource } from "../ui/resource.ts";

export type ScenarioPage = AnswerOf<typeof getScenario>;
export type Listed = AnswerOf<typeof listScenarios>["items"][number];
export type ScenariosModel = ReturnType<typeof scenariosModel>;

/** Side by side more than three columns beside the draft cannot be read. */
export const COMPARED_MAX = 3;

/** The kept ways of sharing one plan out; an opened one stays, because it never changes. */
export function scenariosModel(plan: PlanModel) {
  const { planId } = plan;
  const list = resource(() =>
    api<typeof listScenarios>("GET", "/plans/:planId/scenarios", { params: { planId } }),
  );
  const opened = signal<ReadonlyMap<string, ScenarioPage>>(new Map());
  const problem = signal<Problem | null>(null);
  const busy = signal(false);
  const asked = new Set<string>();

  /** Fetches what is not here yet. */
  async function open(ids: readonly string[]): Promise<void> {
    for (const scenarioId of ids.filter((id) => !asked.has(id))) {
      asked.add(scenarioId);
      const answer = await api<typeof getScenario>("GET", "/plans/:planId/scenarios/:scenarioId", {
        params: { planId, scenarioId },
      });
      if (answer.ok) opened.value = new Map(opened.value).set(scenarioId, answer.body);
      else {
        asked.delete(scenarioId);
        problem.value = answer.problem;
      }
    }
  }

  /** Keeps the draft, or what the edited weights would make of it. */
  async function save(id: string, name: string): Promise<boolean> {
    const { amount, rules } = plan.edit.value;
    busy.value = true;
    const answer = await api<typeof saveScenarioContract>("POST", "/plans/:planId/scenarios", {
      params: { planId },
      body: { id, name, ...mutable(rules), ...(amount === undefined ? {} : { amount }) },
    });
    busy.value = false;
    problem.value = answer.ok ? null : answer.problem;
    if (answer.ok) await list.load();
    return answer.ok;
  }

  async function take(scenarioId: string): Promise<boolean> {
    busy.value = true;
    const answer = await api<typeof takeScenarioContract>(
      "POST",
      "/plans/:planId/scenarios/:scenarioId/draft",
      { params: { planId, scenarioId }, version: plan.version(), body: {} },
    );
    busy.value = false;
    problem.value = answer.ok ? null : answer.problem;
    if (answer.ok) {
      plan.discard();
      await plan.state.load();
    }
    return answer.ok;
  }
  return { plan, list, opened, open, save, take, busy, problem };
}
