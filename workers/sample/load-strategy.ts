import { strategyOf } from "../../db/sample/strategy.ts";
import type { Yunfan } from "../../db/sample/yunfan.ts";
import { must } from "../lib/assert.ts";
import type { Day } from "../lib/day.ts";
import { checkIn } from "../strategy/check-in.ts";
import { type ActionDeps, createAction } from "../strategy/save-action.ts";
import { createGoal } from "../strategy/save-goal.ts";
import { createInitiative } from "../strategy/save-initiative.ts";
import { createObjective } from "../strategy/save-objective.ts";
import { createTheme } from "../strategy/save-theme.ts";
import type { Deps } from "../targets/deps.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { sampleId } from "./names.ts";
import { went } from "./while-loading.ts";

type Showing = {
  readonly db: TenantDb;
  readonly strategy: ActionDeps;
  readonly targets: Deps;
  readonly today: Day;
  readonly locale: "zh" | "en";
};

/**
 * Two themes that are served and one that is not, a target without a theme, initiatives that leave
 * something open, an OKR with check-ins and an action target. What is there already stays.
 */
export async function loadStrategy(at: Showing, of: Yunfan): Promise<boolean> {
  const { db, strategy: deps, today, locale } = at;
  const { store } = deps;
  const known = await db.load({
    objectives: store.objectives(),
    metrics: at.targets.metrics.all(),
  });
  const metric = (code: string) => must(known.metrics.find((each) => each.code === code)).id;
  const id = <Kind extends string>(kind: Kind, code: string) => sampleId(db.uuid, kind, code);
  const said = (zh: string, en: string) => (locale === "en" ? en : zh);
  const is = strategyOf(of);
  const sample = true;
  const person = async (code: string | null) => (code === null ? null : await id("person", code));

  for (const { code, name, nameEn, intent, intentEn, owner, ...theme } of is.themes) {
    const body = { ...theme, name, nameEn, intent: said(intent, intentEn) };
    const asked = { ...body, id: await id("theme", code), owner: await person(owner), sample };
    if (!(await stood(db, await createTheme(db, store, asked)))) return false;
  }
  for (const { code, theme, unit, owner, plan, metric: of_, ...goal } of is.goals) {
    const asked = {
      ...{ ...goal, id: await id("goal", code), unit: await id("unit", unit), sample },
      ...{ metric: metric(of_), owner: await person(owner), mix: [] },
      theme: theme === null ? null : await id("theme", theme),
      plan: plan === null ? null : await id("plan", plan),
    };
    if (!(await stood(db, await createGoal(db, store, asked, today)))) return false;
  }
  for (const { code, goal, owner, metric: of_, ...initiative } of is.initiatives) {
    const asked = {
      ...{ ...initiative, id: await id("initiative", code), goal: await id("goal", goal), sample },
      ...{ metric: metric(of_), owner: await person(owner) },
    };
    if (!(await stood(db, await createInitiative(db, store, asked)))) return false;
  }
  for (const { code, unit, parent, theme, owner, keyResults, ...objective } of is.objectives) {
    const asked = {
      ...{ ...objective, id: await id("objective", code), unit: await id("unit", unit), sample },
      parent: parent === null ? null : await id("objective", parent),
      theme: theme === null ? null : await id("theme", theme),
      owner: await person(owner),
      keyResults: await Promise.all(
        keyResults.map(async ({ code: own, name, nameEn, start, target, measure }) => ({
          ...{ name, nameEn, start, target, measure },
          id: await id("key_result", own),
        })),
      ),
    };
    if (!(await stood(db, await createObjective(db, store, asked)))) return false;
  }
  for (const { code, unit, goal, owner, resultMetric, actionMetric, ...action } of is.actions) {
    const { result, resultEn, action: done, actionEn, ...numbers } = action;
    const asked = {
      ...{ ...numbers, id: await id("action_target", code), unit: await id("unit", unit), sample },
      ...{ result: said(result, resultEn), action: said(done, actionEn) },
      goal: await id("goal", goal),
      ...{ resultMetric: metric(resultMetric), actionMetric: metric(actionMetric) },
      owner: await person(owner),
    };
    if (!(await stood(db, await createAction(db, deps, asked)))) return false;
  }
  return await checkedIn(at, is);
}

/** Check-ins go on where a cut left them: their number says how many there are. */
async function checkedIn(
  { db, strategy: { store }, today, locale }: Showing,
  is: ReturnType<typeof strategyOf>,
): Promise<boolean> {
  const { objectives } = await db.load({ objectives: store.objectives() });
  for (const { code, keyResults } of is.objectives) {
    const objectiveId = await sampleId(db.uuid, "objective", code);
    const known = objectives.find(({ id }) => id === objectiveId);
    for (const { code: own, checkIns } of keyResults) {
      const keyResultId = await sampleId(db.uuid, "key_result", own);
      let version = known?.keyResults.find(({ id }) => id === keyResultId)?.version ?? 1;
      for (const { value, note, noteEn } of checkIns.slice(version - 1)) {
        const body = { value, note: (locale === "en" ? noteEn : note) || null };
        const params = { objectiveId, keyResultId };
        const who = { actor: () => JOB, today };
        const done = await checkIn(db, store, { params, body, version }, who);
        if (!(await went(db, done))) return false;
        version += 1;
      }
    }
  }
  return true;
}

/** Our own work sees the whole company. */
const JOB = { id: "sample", reach: "all", scopeUnit: null } as const;

type Made = { readonly ok: true } | { readonly ok: false; readonly error: { code: string } };

async function stood(db: TenantDb, made: Made): Promise<boolean> {
  const there = !made.ok && made.error.code === "strategy/exists";
  return there || (await went(db, made));
}
