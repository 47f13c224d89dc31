import { calendarStore } from "../calendar/store.ts";
import type { Api } from "../http/context.ts";
import { endpoint } from "../http/endpoint.ts";
import { err, ok } from "../lib/result.ts";
import * as actions from "./action-contract.ts";
import { actionWire } from "./action-wire.ts";
import { usualMonth } from "./action.ts";
import { changeKeyResult, checkIn } from "./check-in.ts";
import * as contracts from "./contract.ts";
import { goalWire, initiativeWire, themeWire } from "./goal-wire.ts";
import * as okr from "./okr-contract.ts";
import { keyResultWire, objectiveWire } from "./okr-wire.ts";
import { readAction } from "./read-action.ts";
import {
  isSeen,
  readGoal,
  readProposal,
  readStrategy,
  seenBy,
  writableBy,
} from "./read-strategy.ts";
import { type ActionDeps, changeAction, createAction } from "./save-action.ts";
import { changeGoal, createGoal } from "./save-goal.ts";
import { changeInitiative, createInitiative } from "./save-initiative.ts";
import { changeObjective, createObjective } from "./save-objective.ts";
import { changeTheme, createTheme } from "./save-theme.ts";
import { strategyStore as store } from "./store.ts";

export const actionDeps: ActionDeps = { store, calendar: calendarStore.calendar };

export function strategyRoutes(api: Api): void {
  themeRoutes(api);
  goalRoutes(api);
  objectiveRoutes(api);
  keyResultRoutes(api);
  actionRoutes(api);
}

function themeRoutes(api: Api): void {
  endpoint(api, contracts.getStrategy, async ({ db, actor, today }) =>
    ok({ body: await readStrategy(db, store, actor, today) }),
  );

  endpoint(api, contracts.createTheme, async ({ db, input: { body } }) => {
    const made = await createTheme(db, store, body);
    return made.ok ? ok({ body: themeWire(made.value), version: made.value.version }) : made;
  });

  endpoint(api, contracts.changeTheme, async ({ db, input }) => {
    const changed = await changeTheme(db, store, input);
    if (!changed.ok) return changed;
    return ok({ body: themeWire(changed.value), version: changed.value.version });
  });

  endpoint(api, contracts.getProposal, async ({ db, today, input: { query } }) => {
    const made = await readProposal(db, store, query, today);
    return made.ok ? ok({ body: made.value }) : made;
  });
}

function goalRoutes(api: Api): void {
  endpoint(api, contracts.createGoal, async ({ db, today, input: { body } }) => {
    const made = await createGoal(db, store, body, today);
    if (!made.ok) return made;
    const { goal, theme } = made.value;
    const wire = goalWire(goal, { theme, initiatives: [], past: null, today });
    return ok({ body: wire, version: goal.version });
  });

  endpoint(api, contracts.getGoal, async ({ db, actor, today, input: { params } }) => {
    const read = await readGoal(db, store, params.goalId, { actor, today });
    return read.ok ? ok({ body: read.value, version: read.value.goal.version }) : read;
  });

  endpoint(api, contracts.changeGoal, async ({ db, today, input }) => {
    const changed = await changeGoal(db, store, input);
    if (!changed.ok) return changed;
    const { goal, theme } = changed.value;
    const { initiatives } = await db.load({ initiatives: store.initiatives() });
    const wire = goalWire(goal, { theme, initiatives, past: null, today });
    return ok({ body: wire, version: goal.version });
  });

  endpoint(api, contracts.createInitiative, async ({ db, input: { body } }) => {
    const made = await createInitiative(db, store, body);
    if (!made.ok) return made;
    const { initiative, scale } = made.value;
    return ok({ body: initiativeWire(initiative, scale), version: initiative.version });
  });

  endpoint(api, contracts.changeInitiative, async ({ db, input }) => {
    const changed = await changeInitiative(db, store, input);
    if (!changed.ok) return changed;
    const { initiative, scale } = changed.value;
    return ok({ body: initiativeWire(initiative, scale), version: initiative.version });
  });
}

function objectiveRoutes(api: Api): void {
  endpoint(api, okr.listObjectives, async ({ db, actor, today }) => {
    const { objectives, themes } = await db.load({
      objectives: store.objectives(),
      themes: store.themes(),
    });
    const seen = await seenBy(db, store, actor(), today);
    const items = objectives.filter(({ unit }) => isSeen(seen, unit.id)).map(objectiveWire);
    const named = themes.map(({ id, name, nameEn }) => ({ id, name, nameEn }));
    const writable = await writableBy(db, store, actor(), today);
    const checks = [...new Set(items.map(({ unit }) => unit.id))].filter((unit) =>
      isSeen(writable, unit),
    );
    return ok({ body: { items, themes: named, checks, next: null } });
  });

  endpoint(api, okr.createObjective, async ({ db, input: { body } }) => {
    const made = await createObjective(db, store, body);
    return made.ok ? ok({ body: objectiveWire(made.value), version: made.value.version }) : made;
  });

  endpoint(api, okr.changeObjective, async ({ db, input }) => {
    const changed = await changeObjective(db, store, input);
    if (!changed.ok) return changed;
    return ok({ body: objectiveWire(changed.value), version: changed.value.version });
  });
}

function keyResultRoutes(api: Api): void {
  endpoint(api, okr.changeKeyResult, async ({ db, actor, today, input }) => {
    const changed = await changeKeyResult(db, store, input, { actor, today });
    if (!changed.ok) return changed;
    return ok({ body: keyResultWire(changed.value), version: changed.value.version });
  });

  endpoint(api, okr.checkIn, async ({ db, actor, today, input }) => {
    const said = await checkIn(db, store, input, { actor, today });
    return said.ok ? ok({ body: keyResultWire(said.value), version: said.value.version }) : said;
  });

  endpoint(api, okr.listCheckIns, async ({ db, actor, today, input: { params } }) => {
    const { objectiveId, keyResultId } = params;
    const { objective, items } = await db.load({
      objective: store.objective(objectiveId),
      items: store.checkIns(keyResultId),
    });
    const seen = await seenBy(db, store, actor(), today);
    const known = objective?.keyResults.some(({ id }) => id === keyResultId) ?? false;
    if (!objective || !known || !isSeen(seen, objective.unit.id))
      return err({ code: "strategy/not_found", id: keyResultId });
    return ok({ body: { items, next: null } });
  });
}

function actionRoutes(api: Api): void {
  endpoint(api, actions.listActions, async ({ db, actor, today }) => {
    const { all, calendar } = await db.load({
      all: store.actions(),
      calendar: calendarStore.calendar(),
    });
    const seen = await seenBy(db, store, actor(), today);
    const basis = usualMonth(calendar.week);
    const items = all
      .filter(({ unit }) => isSeen(seen, unit.id))
      .map((each) => actionWire(each, { basis, past: [] }));
    return ok({ body: { items, next: null } });
  });

  endpoint(api, actions.createAction, async ({ db, input: { body } }) => {
    const made = await createAction(db, actionDeps, body);
    if (!made.ok) return made;
    const { action, basis } = made.value;
    return ok({ body: actionWire(action, { basis, past: [] }), version: action.version });
  });

  endpoint(api, actions.changeAction, async ({ db, input }) => {
    const changed = await changeAction(db, actionDeps, input);
    if (!changed.ok) return changed;
    const { action, basis } = changed.value;
    return ok({ body: actionWire(action, { basis, past: [] }), version: action.version });
  });

  endpoint(api, actions.getAction, async ({ db, actor, today, input: { params, query } }) => {
    const asked = { action: params.actionId, on: query.on };
    const read = await readAction(db, actionDeps, asked, { actor, today });
    return read.ok ? ok({ body: read.value, version: read.value.action.version }) : read;
  });
}
