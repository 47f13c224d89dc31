import type { InputOf } from "../lib/contract.ts";
import { compareRates } from "../lib/rate.ts";
import { err, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import type { Json } from "../tenancy/sql.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { KeyResult, Objective } from "./objective.ts";
import type { changeObjective as Change, createObjective as Create } from "./okr-contract.ts";
import { objectiveWire, valuesOf } from "./okr-wire.ts";
import { KEY_RESULTS_MAX, KEY_RESULTS_MIN } from "./okr.ts";
import type { Absent, Busy, Exists, Stale } from "./saving.ts";
import { changed, given, made, stale } from "./saving.ts";
import type { StrategyStore } from "./store.ts";

type NewObjective = InputOf<typeof Create>["body"] & { readonly sample?: boolean };
type Refers<Code extends string> = {
  readonly code: Code;
  readonly value: string;
  readonly pointer: string;
};
type LinkFlaw =
  | {
      readonly code: "strategy/interval";
      readonly from: string;
      readonly until: string;
      readonly pointer: string;
    }
  | Refers<"strategy/unknown_owner">
  | Refers<"strategy/unknown_theme">
  | Refers<"strategy/unknown_parent">
  | Refers<"strategy/circle">;
export type NoWay = Refers<"strategy/no_way">;
type NewFlaw =
  | LinkFlaw
  | NoWay
  | Refers<"strategy/unknown_unit">
  | { readonly code: "strategy/key_results"; readonly count: number; readonly pointer: string };

/** Sets an objective with two to four key results, each going from one number to another. */
export async function createObjective(
  db: TenantDb,
  store: StrategyStore,
  { sample = false, ...body }: NewObjective,
): Promise<Result<Objective, NewFlaw | Exists | Busy>> {
  const { unit, ...found } = await db.load({
    unit: store.unitOf(body.unit),
    ...referred(store, body),
  });
  if (!unit) return err({ code: "strategy/unknown_unit", value: body.unit, pointer: "/unit" });
  const flaw = flawOfLinks(body, body.id, found) ?? flawOfKeyResults(body.keyResults);
  if (flaw) return err(flaw);
  const keyResults = body.keyResults.map((each): KeyResult => ({
    ...each,
    ...{ current: null, checkIns: 0, version: 1 },
  }));
  const { owner } = found;
  const objective = { ...body, unit, owner, keyResults, ended: false, sample, version: 1 };
  const done = await commit(db, {
    event: "objective/created",
    subject: body.id,
    detail: { unit: unit.id, parent: body.parent, keyResults: keyResults.length },
    writes: store.addObjective(objective),
    answer: { status: 201, body: objectiveWire(objective) as Json }, // It is JSON by construction.
  });
  return made(done, body.id, objective);
}

type ChangeInput = Pick<InputOf<typeof Change>, "params" | "body" | "version">;

/** Changes an objective, what it serves, or ends it. Refuses a stale version and a circle. */
export async function changeObjective(
  db: TenantDb,
  store: StrategyStore,
  { params: { objectiveId: id }, body, version }: ChangeInput,
): Promise<Result<Objective, LinkFlaw | Absent | Stale | Busy>> {
  const { known, ...found } = await db.load({
    known: store.objective(id),
    ...referred(store, body),
  });
  if (!known) return err({ code: "strategy/not_found", id });
  if (known.version !== version) return stale(version, known.version);
  const { owner: asked, ...fields } = given(body);
  const days = { from: known.from, until: known.until, ...fields };
  const links = {
    ...days,
    owner: asked ?? null,
    parent: body.parent ?? null,
    theme: body.theme ?? null,
  };
  const flaw = flawOfLinks(links, id, found);
  if (flaw) return err(flaw);
  const owner = asked === undefined ? known.owner : found.owner;
  const objective: Objective = { ...known, ...fields, owner, version: version + 1 };
  const done = await commit(db, {
    event: objective.ended && !known.ended ? "objective/ended" : "objective/changed",
    subject: id,
    detail: { version: objective.version, parent: objective.parent },
    expect: [store.guards.isAt("objectives", id, version)],
    writes: [store.setObjective(objective)],
  });
  return changed(done, version, objective);
}

type Links = {
  readonly parent?: string | null | undefined;
  readonly theme?: string | null | undefined;
  readonly owner?: string | null | undefined;
};

function referred(store: StrategyStore, { parent, theme, owner }: Links) {
  return {
    theme: store.theme(theme ?? null),
    owner: store.personOf(owner ?? null),
    above: store.served(parent ?? null),
  };
}

type Found = {
  readonly theme: unknown;
  readonly owner: Objective["owner"];
  readonly above: ReadonlySet<string>;
};

function flawOfLinks(
  { from, until, parent, theme, owner }: Links & Pick<Objective, "from" | "until">,
  id: string,
  found: Found,
): LinkFlaw | null {
  if (from >= until) return { code: "strategy/interval", from, until, pointer: "/until" };
  if (owner && !found.owner)
    return { code: "strategy/unknown_owner", value: owner, pointer: "/owner" };
  if (theme && !found.theme)
    return { code: "strategy/unknown_theme", value: theme, pointer: "/theme" };
  if (!parent) return null;
  if (parent === id || found.above.has(id))
    return { code: "strategy/circle", value: parent, pointer: "/parent" };
  if (found.above.size === 0)
    return { code: "strategy/unknown_parent", value: parent, pointer: "/parent" };
  return null;
}

function flawOfKeyResults(of: NewObjective["keyResults"]) {
  const count = new Set(of.map(({ id }) => id)).size;
  if (count < KEY_RESULTS_MIN || count > KEY_RESULTS_MAX || count < of.length)
    return { code: "strategy/key_results", count: of.length, pointer: "/keyResults" } as const;
  const still = of.findIndex((each) => goesNowhere(each));
  const first = of[still];
  return first ? noWay(first.start, `/keyResults/${still}/target`) : null;
}

/** A key result must go somewhere, or progress would be of nothing. */
export function goesNowhere({ start, target }: Pick<KeyResult, "start" | "target">): boolean {
  const values = valuesOf({ ...BLANK, start, target });
  return compareRates(values.start, values.target) === 0;
}

const BLANK: KeyResult = {
  ...{ id: "", name: "", nameEn: null, measure: null, start: "0", target: "1" },
  ...{ current: null, checkIns: 0, version: 1 },
};

export function noWay(value: string, pointer: string): NoWay {
  return { code: "strategy/no_way", value, pointer };
}
