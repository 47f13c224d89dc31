import { signal } from "@preact/signals";
import type { Day } from "../../workers/lib/day.ts";
import { addDays, day as dayIn } from "../../workers/lib/day.ts";
import type { AnswerOf, InputOf, RequestOf } from "../../workers/lib/contract.ts";
import type { listMetrics } from "../../workers/metrics/contract.ts";
import type { listPeople } from "../../workers/org/contract.ts";
import type * as contracts from "../../workers/strategy/contract.ts";
import { api, type Answer } from "../api.ts";
import { language } from "../messages/language.ts";
import { loadRoots, loadUnit } from "../reports/model.ts";
import { resource } from "../ui/resource.ts";

export type Strategy = AnswerOf<typeof contracts.getStrategy>;
export type Theme = Strategy["themes"][number];
export type Goal = Strategy["goals"][number];
export type Initiative = Strategy["initiatives"][number];
export type Review = Strategy["review"];
export type Contradiction = Review["contradictions"][number];
export type OrphanPlan = Review["orphans"]["plans"][number];
export type Finding = Goal["findings"][number];
export type Metric = AnswerOf<typeof listMetrics>["items"][number];
export type ThemeBody = RequestOf<typeof contracts.createTheme>["body"];
export type GoalBody = RequestOf<typeof contracts.createGoal>["body"];
export type InitiativeBody = RequestOf<typeof contracts.createInitiative>["body"];
export type GoalRead = AnswerOf<typeof contracts.getGoal>;
export type Kind = InputOf<typeof contracts.createTheme>["body"]["kind"];

export type StrategyModel = ReturnType<typeof strategyModel>;

/** The whole map as state; a saved part asks for it again, because everything hangs together. */
export function strategyModel() {
  const state = resource(() => api<typeof contracts.getStrategy>("GET", "/strategy"));

  async function after<Body>(asked: Promise<Answer<Body>>): Promise<Answer<Body>> {
    const answer = await asked;
    if (answer.ok) await state.load();
    return answer;
  }
  return {
    state,
    addTheme: (body: ThemeBody, key: string) =>
      after(api<typeof contracts.createTheme>("POST", "/strategy/themes", { body, key })),
    setTheme: ({ id, version }: Theme, body: RequestOf<typeof contracts.changeTheme>["body"]) =>
      after(
        api<typeof contracts.changeTheme>("PATCH", "/strategy/themes/:themeId", {
          params: { themeId: id },
          body,
          version,
        }),
      ),
    addGoal: (body: GoalBody, key: string) =>
      after(api<typeof contracts.createGoal>("POST", "/strategy/goals", { body, key })),
    setGoal: ({ id, version }: Goal, body: RequestOf<typeof contracts.changeGoal>["body"]) =>
      after(
        api<typeof contracts.changeGoal>("PATCH", "/strategy/goals/:goalId", {
          params: { goalId: id },
          body,
          version,
        }),
      ),
    addInitiative: (body: InitiativeBody, key: string) =>
      after(api<typeof contracts.createInitiative>("POST", "/strategy/initiatives", { body, key })),
    setInitiative: (
      { id, version }: Initiative,
      body: RequestOf<typeof contracts.changeInitiative>["body"],
    ) =>
      after(
        api<typeof contracts.changeInitiative>("PATCH", "/strategy/initiatives/:initiativeId", {
          params: { initiativeId: id },
          body,
          version,
        }),
      ),
  };
}

/** One goal held against its past. */
export function goalResource(goalId: string) {
  return resource(() =>
    api<typeof contracts.getGoal>("GET", "/strategy/goals/:goalId", { params: { goalId } }),
  );
}

/** Every metric: goals may be of ratios too. */
export const allMetrics = signal<readonly Metric[]>([]);
let asked = false;

export async function loadAllMetrics(): Promise<void> {
  if (asked) return;
  asked = true;
  const answer = await api<typeof listMetrics>("GET", "/metrics");
  if (answer.ok) allMetrics.value = answer.body.items;
  asked = answer.ok;
}

export type Choice = { readonly id: string; readonly name: string; readonly nameEn: string | null };
/** Units near the top with their depth, and the people who sit in one of them, for the forms. */
export const unitChoices = signal<
  readonly (Choice & { readonly depth: number; readonly sample: boolean })[]
>([]);

/** The roots and the level below each: what a strategy speaks of. */
export async function loadUnits(): Promise<void> {
  if (unitChoices.peek().length > 0) return;
  const roots = await loadRoots();
  if (!roots.ok) return;
  const pages = await Promise.all(roots.body.items.map(({ id }) => loadUnit(id)));
  unitChoices.value = pages.flatMap((page) =>
    page.ok
      ? [
          { ...page.body.unit, depth: 0 },
          ...page.body.children.map((child) => ({ ...child, depth: 1 })),
        ]
      : [],
  );
}

/** Who sits directly in a unit; a strategy's owner usually heads one. */
export async function peopleIn(unitId: string): Promise<readonly Choice[]> {
  const answer = await api<typeof listPeople>("GET", "/people", { query: { unit: unitId } });
  return answer.ok ? answer.body.items : [];
}

export function metricName(of: { readonly nameZh: string; readonly nameEn: string }): string {
  return language.value === "en" ? of.nameEn : of.nameZh;
}

/** People write the last day; intervals end before their `until`. */
export function untilOf(lastDay: string): string {
  return lastDay === "" ? "" : addDays(dayIn(lastDay), 1);
}

export function lastDayOf(until: string | null): string {
  return until === null ? "" : addDays(until as Day, -1); // The server's days are days.
}
