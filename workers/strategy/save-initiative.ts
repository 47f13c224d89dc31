import type { InputOf } from "../lib/contract.ts";
import type { Day } from "../lib/day.ts";
import { formatMinor, parseMinor } from "../lib/money.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import type { Json } from "../tenancy/sql.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { changeInitiative as Change, createInitiative as Create } from "./contract.ts";
import type { Initiative } from "./goal.ts";
import { initiativeWire } from "./goal-wire.ts";
import type { Absent, Busy, Exists, Stale } from "./saving.ts";
import { changed, given, made, stale } from "./saving.ts";
import type { StrategyStore } from "./store.ts";

type NewInitiative = InputOf<typeof Create>["body"] & { readonly sample?: boolean };
type Unknown<Code extends string> = {
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
  | {
      readonly code: "strategy/amount";
      readonly value: string;
      readonly scale: number;
      readonly pointer: string;
    }
  | Unknown<"strategy/unknown_owner">;
type NewFlaw = Flaw | Unknown<"strategy/unknown_goal"> | Unknown<"strategy/unknown_metric">;
/** An initiative, and the scale of the goal it contributes to. */
export type SavedInitiative = { readonly initiative: Initiative; readonly scale: number };

/** Says what is to bring a part of a goal. Refuses amounts that do not fit either metric. */
export async function createInitiative(
  db: TenantDb,
  store: StrategyStore,
  { sample = false, ...body }: NewInitiative,
): Promise<Result<SavedInitiative, NewFlaw | Exists | Busy>> {
  const { goal, metric, owner } = await db.load({
    goal: store.goal(body.goal),
    metric: store.metricOf(body.metric),
    owner: store.personOf(body.owner),
  });
  if (!goal) return err({ code: "strategy/unknown_goal", value: body.goal, pointer: "/goal" });
  if (!metric)
    return err({ code: "strategy/unknown_metric", value: body.metric, pointer: "/metric" });
  const { scale } = goal.metric;
  const amounts = read(body, body.owner === null || owner !== null, metric.scale, scale);
  if (!amounts.ok) return amounts;
  const { currency: _, ...measured } = metric;
  const initiative: Initiative = {
    ...body,
    ...amounts.value,
    ...{ metric: measured, owner, ended: false, sample, version: 1 },
  };
  const done = await commit(db, {
    event: "initiative/created",
    subject: initiative.id,
    detail: { goal: goal.id, metric: metric.id },
    writes: [store.addInitiative(initiative)],
    answer: { status: 201, body: initiativeWire(initiative, scale) as Json }, // JSON by construction.
  });
  return made(done, initiative.id, { initiative, scale });
}

type ChangeInput = Pick<InputOf<typeof Change>, "params" | "body" | "version">;

/** Changes an initiative or ends it. Refuses a stale version; goal and metric stay. */
export async function changeInitiative(
  db: TenantDb,
  store: StrategyStore,
  { params: { initiativeId: id }, body, version }: ChangeInput,
): Promise<Result<SavedInitiative, Flaw | Absent | Stale | Busy>> {
  const { known, scale, owner } = await db.load({
    known: store.initiative(id),
    scale: store.scaleOfInitiative(id),
    owner: store.personOf(body.owner ?? null),
  });
  if (!known) return err({ code: "strategy/not_found", id });
  if (known.version !== version) return stale(version, known.version);
  const { owner: asked, ...fields } = given(body);
  const fits = {
    ...{ from: known.from, until: known.until, owner: asked ?? null },
    quantity: formatMinor(known.quantity, known.metric.scale),
    contribution: formatMinor(known.contribution, scale),
    ...fields,
  };
  const amounts = read(fits, fits.owner === null || owner !== null, known.metric.scale, scale);
  if (!amounts.ok) return amounts;
  const initiative: Initiative = {
    ...known,
    ...fields,
    ...amounts.value,
    owner: asked === undefined ? known.owner : owner,
    version: version + 1,
  };
  const done = await commit(db, {
    event: initiative.ended && !known.ended ? "initiative/ended" : "initiative/changed",
    subject: id,
    detail: { version: initiative.version },
    expect: [store.guards.isAt("initiatives", id, version)],
    writes: [store.setInitiative(initiative)],
  });
  return changed(done, version, { initiative, scale });
}

type Read = {
  readonly quantity: string;
  readonly contribution: string;
  readonly owner: string | null;
  readonly from: Day;
  readonly until: Day;
};

function read(
  { quantity, contribution, owner, from, until }: Read,
  isOwned: boolean,
  own: number,
  scale: number,
): Result<{ readonly quantity: bigint; readonly contribution: bigint }, Flaw> {
  if (from >= until) return err({ code: "strategy/interval", from, until, pointer: "/until" });
  if (owner !== null && !isOwned)
    return err({ code: "strategy/unknown_owner", value: owner, pointer: "/owner" });
  const units = parseMinor(quantity, own);
  if (!units.ok)
    return err({ code: "strategy/amount", value: quantity, scale: own, pointer: "/quantity" });
  const brings = parseMinor(contribution, scale);
  if (!brings.ok)
    return err({ code: "strategy/amount", value: contribution, scale, pointer: "/contribution" });
  return ok({ quantity: units.value, contribution: brings.value });
}
