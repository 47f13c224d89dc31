import { signal } from "@preact/signals";
import { neighbour, periodOf, type Period } from "../../workers/calendar/periods.ts";
import type { AnswerOf } from "../../workers/lib/contract.ts";
import type { Day } from "../../workers/lib/day.ts";
import { newId } from "../../workers/lib/id.ts";
import type { allocatePlan, createPlan, listPlans } from "../../workers/targets/contract.ts";
import { api, type Problem } from "../api.ts";
import { rule } from "../calendar/model.ts";
import { nowMs } from "../clock.ts";
import { loadRoots, type Unit } from "../reports/model.ts";
import { resource } from "../ui/resource.ts";

export type ListedPlan = AnswerOf<typeof listPlans>["items"][number];
export type MonthsMode = "equal" | "calendar_days" | "working_days" | "history";

export function plansModel() {
  const list = resource(() => api<typeof listPlans>("GET", "/plans"));
  const roots = signal<readonly Unit[]>([]);
  async function load() {
    void list.load();
    const answer = await loadRoots();
    if (answer.ok) roots.value = answer.body.items;
  }
  return { list, roots, load };
}

/** This fiscal year and the next: what people set targets for. */
export function yearsAround(today: Day): readonly Period[] {
  const now = periodOf(rule(), "year", today);
  return [now, neighbour(rule(), now, 1)];
}

export type NewPlan = {
  readonly name: string;
  readonly amount: string;
  readonly unit: string;
  readonly metric: string;
  readonly year: Period;
  readonly months: MonthsMode;
};

/** Makes the plan and shares it out once, so that the first thing seen is numbers with reasons. */
export async function makePlan(
  asked: NewPlan,
): Promise<{ readonly id: string } | { readonly problem: Problem }> {
  const id = newId<"plan">(nowMs.value);
  const { name, amount, unit, metric, year, months } = asked;
  const body = { id, name, amount, unit, metric, from: year.from, until: year.until };
  const made = await api<typeof createPlan>("POST", "/plans", {
    body: { ...body, months: { mode: months } },
  });
  if (!made.ok) return { problem: made.problem };
  // What cannot be shared out yet is said on the plan's own page, beside where it is mended.
  await api<typeof allocatePlan>("POST", "/plans/:planId/allocate", {
    params: { planId: id },
    body: {},
  });
  return { id };
}
