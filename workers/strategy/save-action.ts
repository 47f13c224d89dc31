import type { Calendar } from "../calendar/calendar.ts";
import type { InputOf } from "../lib/contract.ts";
import { compareRates, ONE, parseRate, ZERO } from "../lib/rate.ts";
import { err, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import type { Json, Read } from "../tenancy/sql.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { changeAction as Change, createAction as Create } from "./action-contract.ts";
import type { ActionTarget } from "./action-target.ts";
import { actionWire } from "./action-wire.ts";
import { type MonthBasis, usualMonth } from "./action.ts";
import type { Absent, Busy, Exists, Stale } from "./saving.ts";
import { changed, given, made, stale } from "./saving.ts";
import type { StrategyStore } from "./store.ts";

/** What these commands ask: their own store, and the calendar's one read. */
export type ActionDeps = {
  readonly store: StrategyStore;
  readonly calendar: () => Read<Calendar>;
};
type NewAction = InputOf<typeof Create>["body"] & { readonly sample?: boolean };
type Refers<Code extends string> = {
  readonly code: Code;
  readonly value: string;
  readonly pointer: string;
};
type Flaw =
  | {
      readonly code: "strategy/interval";
      readonly from: string;
      readonly until: string;
      readonly pointer: string;
    }
  | Refers<"strategy/rate">
  | Refers<"strategy/unknown_goal">
  | Refers<"strategy/unknown_metric">
  | Refers<"strategy/unknown_owner">;
/** An action target, and the usual month its pace is counted in. */
export type SavedAction = { readonly action: ActionTarget; readonly basis: MonthBasis };

/** Sets what is to be done for a month's result. Refuses numbers that are not above 0. */
export async function createAction(
  db: TenantDb,
  { store, calendar }: ActionDeps,
  { sample = false, ...body }: NewAction,
): Promise<Result<SavedAction, Flaw | Refers<"strategy/unknown_unit"> | Exists | Busy>> {
  const { unit, known, ...found } = await db.load({
    unit: store.unitOf(body.unit),
    known: calendar(),
    ...referred(store, body),
  });
  if (!unit) return err({ code: "strategy/unknown_unit", value: body.unit, pointer: "/unit" });
  const flaw = flawOf(body, body, found);
  if (flaw) return err(flaw);
  const action = { ...body, unit, owner: found.owner, ended: false, sample, version: 1 };
  const basis = usualMonth(known.week);
  const done = await commit(db, {
    event: "action_target/created",
    subject: action.id,
    detail: { goal: action.goal, unit: unit.id },
    writes: [store.addAction(action)],
    answer: { status: 201, body: actionWire(action, { basis, past: [] }) as Json }, // By construction.
  });
  return made(done, action.id, { action, basis });
}

type ChangeInput = Pick<InputOf<typeof Change>, "params" | "body" | "version">;

/** Changes an action target or ends it. Refuses a stale version; its unit stays. */
export async function changeAction(
  db: TenantDb,
  { store, calendar }: ActionDeps,
  { params: { actionId: id }, body, version }: ChangeInput,
): Promise<Result<SavedAction, Flaw | Absent | Stale | Busy>> {
  const { before, known, ...found } = await db.load({
    before: store.action(id),
    known: calendar(),
    ...referred(store, body),
  });
  if (!before) return err({ code: "strategy/not_found", id });
  if (before.version !== version) return stale(version, before.version);
  const { owner: asked, ...fields } = given(body);
  const owner = asked === undefined ? before.owner : found.owner;
  const action: ActionTarget = { ...before, ...fields, owner, version: version + 1 };
  const flaw = flawOf(action, body, found);
  if (flaw) return err(flaw);
  const done = await commit(db, {
    event: action.ended && !before.ended ? "action_target/ended" : "action_target/changed",
    subject: id,
    detail: { version: action.version },
    expect: [store.guards.isAt("action_targets", id, version)],
    writes: [store.setAction(action)],
  });
  return changed(done, version, { action, basis: usualMonth(known.week) });
}

type Links = {
  readonly [Link in "goal" | "owner" | "resultMetric" | "actionMetric"]?: string | null | undefined;
};

function referred(store: StrategyStore, links: Links) {
  return {
    goal: store.goal(links.goal ?? null),
    owner: store.personOf(links.owner ?? null),
    resultMetric: store.metricOf(links.resultMetric ?? null),
    actionMetric: store.metricOf(links.actionMetric ?? null),
  };
}

type Numbers = Pick<ActionTarget, "from" | "until" | "results" | "actions" | "ceiling">;

function flawOf(
  { from, until, results, actions, ceiling }: Numbers,
  links: Links,
  found: Readonly<Record<keyof Links, unknown>>,
): Flaw | null {
  if (from >= until) return { code: "strategy/interval", from, until, pointer: "/until" };
  for (const [value, pointer, most] of [
    [results, "/results", null],
    [actions, "/actions", null],
    [ceiling, "/ceiling", ONE],
  ] as const) {
    const number = value === null ? ONE : (parseRate(value) ?? ZERO);
    const isOut = compareRates(number, ZERO) <= 0 || (most && compareRates(number, most) > 0);
    if (isOut) return { code: "strategy/rate", value: value ?? "", pointer };
  }
  const { goal, owner, resultMetric, actionMetric } = links;
  if (goal && !found.goal) return { code: "strategy/unknown_goal", value: goal, pointer: "/goal" };
  if (owner && !found.owner)
    return { code: "strategy/unknown_owner", value: owner, pointer: "/owner" };
  if (resultMetric && !found.resultMetric)
    return { code: "strategy/unknown_metric", value: resultMetric, pointer: "/resultMetric" };
  if (actionMetric && !found.actionMetric)
    return { code: "strategy/unknown_metric", value: actionMetric, pointer: "/actionMetric" };
  return null;
}
