import { groupBy } from "../lib/list.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { ParticipantJson } from "./basis.ts";
import type { Deps } from "./deps.ts";
import type { ApprovedAdjustment } from "./facts.ts";
import { type Closed, homeOf } from "./posting.ts";

type Asking = {
  readonly plan: string;
  /** What is closed of the plan before the period. */
  readonly closed: readonly Closed[];
  readonly participants: readonly ParticipantJson[];
  /** The plan's own, of whoever names none. */
  readonly currency: string;
};

/**
 * The corrections this plan pays, each on the day it is posted: those of other plans that the person is
 * or was on are left to them, and money of a currency the person is not paid in is never taken for pay.
 */
export async function correctionsOf(
  db: TenantDb,
  { runs, plans }: Deps,
  adjustments: readonly ApprovedAdjustment[],
  { plan, closed, participants, currency }: Asking,
): Promise<ApprovedAdjustment[]> {
  if (adjustments.length === 0) return [];
  const { stays } = await db.load({ stays: plans.staysOf(adjustments.map((each) => each.person)) });
  const others = [...new Set(stays.map((stay) => stay.plan))].filter((each) => each !== plan);
  const kept = await db.load(Object.fromEntries(others.map((id) => [id, runs.closed(id)])));
  const own = groupBy(stays, ({ person }) => person);
  const paidIn = new Map(participants.map((each) => [each.id, each.currency ?? currency]));
  return adjustments.flatMap((each) => {
    if (each.currency !== paidIn.get(each.person)) return [];
    const closedOf = (id: string) => (id === plan ? closed : (kept[id] ?? []));
    const home = homeOf(each, own.get(each.person) ?? [], closedOf);
    return home?.plan === plan ? [{ ...each, on: home.on }] : [];
  });
}
