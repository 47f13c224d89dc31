import { groupBy } from "../lib/list.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { ParticipantJson } from "./basis.ts";
import type { Deps } from "./deps.ts";
import type { ApprovedAdjustment } from "./facts.ts";
import { type Closed, homeOf } from "./posting.ts";
import type { Unpaid } from "./run.ts";

type Asking = {
  readonly plan: string;
  /** What is closed of the plan before the period. */
  readonly closed: readonly Closed[];
  readonly participants: readonly ParticipantJson[];
  /** The plan's own, of whoever names none. */
  readonly currency: string;
};
export type Corrections = {
  readonly paid: readonly ApprovedAdjustment[];
  /** Of this plan's people, in money they are not paid in by now: named, never taken for other money. */
  readonly unpaid: readonly Unpaid[];
};

/**
 * The corrections this plan pays, each on the day it is posted. One that a locked run has paid is that
 * run's for ever, whatever stays or currencies become; any other belongs to one plan of the person (see
 * homeOf). A correction and its reversal that are both still to be paid cancel out.
 */
export async function correctionsOf(
  db: TenantDb,
  { runs, plans }: Deps,
  adjustments: readonly ApprovedAdjustment[],
  { plan, closed, participants, currency }: Asking,
): Promise<Corrections> {
  if (adjustments.length === 0) return { paid: [], unpaid: [] };
  const { stays, posted } = await db.load({
    stays: plans.staysOf(adjustments.map((each) => each.person)),
    posted: runs.postedCorrections(adjustments.map((each) => each.id)),
  });
  const others = [...new Set(stays.map((stay) => stay.plan))].filter((each) => each !== plan);
  const open = await db.load(Object.fromEntries(others.map((id) => [id, runs.openFrom(id)])));
  const own = groupBy(stays, ({ person }) => person);
  const paidIn = new Map(participants.map((each) => [each.id, each.currency ?? currency]));
  const openFrom = (id: string) =>
    id === plan ? (closed.at(-1)?.until ?? null) : (open[id] ?? null);
  const paid: ApprovedAdjustment[] = [];
  const unpaid: ApprovedAdjustment[] = [];
  for (const each of adjustments) {
    const by = posted.get(each.id);
    const home = by
      ? { plan: by.plan, on: by.from <= each.on && each.on < by.until ? each.on : by.from }
      : homeOf(each.on, own.get(each.person) ?? [], openFrom);
    if (home?.plan !== plan) continue;
    if (each.currency === paidIn.get(each.person)) paid.push({ ...each, on: home.on });
    else if (!by) unpaid.push(each);
  }
  return { paid, unpaid: withoutPairs(unpaid) };
}

/** A correction in other money that was taken back before it was paid is no longer owed. */
function withoutPairs(unpaid: readonly ApprovedAdjustment[]): Unpaid[] {
  const ids = new Set(unpaid.map(({ id }) => id));
  const back = new Set(unpaid.flatMap(({ reverses = null }) => reverses ?? []));
  return unpaid
    .filter(({ id, reverses = null }) => !back.has(id) && !(reverses !== null && ids.has(reverses)))
    .map(({ id, person, currency }) => ({ id, person, currency }));
}
