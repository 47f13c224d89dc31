import type { InputOf } from "../lib/contract.ts";
import { err, type Result } from "../lib/result.ts";
import type { Actor } from "../tenancy/actor.ts";
import { commit } from "../tenancy/commit.ts";
import type { Json } from "../tenancy/sql.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { KeyResult } from "./objective.ts";
import type { changeKeyResult as Change, checkIn as CheckInContract } from "./okr-contract.ts";
import { keyResultWire } from "./okr-wire.ts";
import { isSeen, writableBy } from "./read-strategy.ts";
import { type Absent, type Busy, changed, given, type Stale, stale } from "./saving.ts";
import { goesNowhere, noWay, type NoWay } from "./save-objective.ts";
import type { StrategyStore } from "./store.ts";
import type { Day } from "../lib/day.ts";

type Place = { readonly objectiveId: string; readonly keyResultId: string };
type Who = {
  readonly actor: () => Pick<Actor, "id" | "reach" | "scopeUnit">;
  readonly today: Day;
};

/** The key result, if it is there and the caller may write of its unit; those above are read only. */
async function writable(
  db: TenantDb,
  store: StrategyStore,
  { objectiveId, keyResultId }: Place,
  { actor, today }: Who,
): Promise<KeyResult | null> {
  const { objective } = await db.load({ objective: store.objective(objectiveId) });
  const units = await writableBy(db, store, actor(), today);
  if (!objective || !isSeen(units, objective.unit.id)) return null;
  return objective.keyResults.find(({ id }) => id === keyResultId) ?? null;
}

type ChangeInput = Pick<InputOf<typeof Change>, "params" | "body" | "version">;

/** Changes how a key result is called or where it goes; its check-ins stay as they were said. */
export async function changeKeyResult(
  db: TenantDb,
  store: StrategyStore,
  { params, body, version }: ChangeInput,
  who: Who,
): Promise<Result<KeyResult, NoWay | Absent | Stale | Busy>> {
  const { objectiveId, keyResultId: id } = params;
  const before = await writable(db, store, params, who);
  if (!before) return err({ code: "strategy/not_found", id });
  if (before.version !== version) return stale(version, before.version);
  const keyResult = { ...before, ...given(body), version: version + 1 };
  if (goesNowhere(keyResult)) return err(noWay(keyResult.start, "/target"));
  const done = await commit(db, {
    event: "key_result/changed",
    subject: objectiveId,
    detail: { keyResult: id, version: keyResult.version },
    expect: [store.guards.keyResultIsAt(objectiveId, id, version)],
    writes: [store.setKeyResult(objectiveId, keyResult)],
  });
  return changed(done, version, keyResult);
}

type CheckInInput = Pick<InputOf<typeof CheckInContract>, "params" | "body" | "version">;

/** Says where a key result stands. Refuses a stale version: nobody overwrites what they have not seen. */
export async function checkIn(
  db: TenantDb,
  store: StrategyStore,
  { params, body, version }: CheckInInput,
  who: Who,
): Promise<Result<KeyResult, Absent | Stale | Busy>> {
  const { objectiveId, keyResultId: id } = params;
  const before = await writable(db, store, params, who);
  if (!before) return err({ code: "strategy/not_found", id });
  if (before.version !== version) return stale(version, before.version);
  const number = before.checkIns + 1;
  const said = { number, value: body.value, note: body.note, at: db.now, by: who.actor().id };
  const keyResult = { ...before, current: said.value, checkIns: number, version: version + 1 };
  const done = await commit(db, {
    event: "key_result/checked_in",
    subject: objectiveId,
    detail: { keyResult: id, number },
    expect: [store.guards.keyResultIsAt(objectiveId, id, version)],
    writes: store.checkIn(objectiveId, id, said),
    answer: { status: 201, body: keyResultWire(keyResult) as Json }, // It is JSON by construction.
  });
  return changed(done, version, keyResult);
}
