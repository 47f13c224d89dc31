import type { TenantDb } from "../tenancy/tenant-db.ts";
import { documentsOf, type RunBasis } from "./basis.ts";
import { type Change, changesIn, keyOf, sumsOf } from "./changes.ts";
import { AT_ONCE_MAX, computeAll, PEOPLE_A_READ } from "./compute-all.ts";
import type { Deps } from "./deps.ts";
import { needsOf } from "./needs.ts";
import type { BasisNow } from "./read-basis.ts";
import { rowReads, withDeals } from "./read-rows.ts";
import type { Run } from "./run.ts";
import type { Sums } from "./statement-store.ts";

/**
 * What moves nothing but entries. Lines that take entries back or credit them again name whoever was
 * credited before, and whoever is now.
 */
const OF_ENTRIES = ["entry/recorded", "entry/reversed", "entry/recredited"];
/** Of pay itself only a lock moves what is computed elsewhere: it may have paid a correction. */
const isHarmless = (event: string) =>
  OF_ENTRIES.includes(event) ||
  event.startsWith("pay/") ||
  (event.startsWith("pay_run/") && event !== "pay_run/locked");

/** What the newest calculation stood on, and what happened since. */
type Since = {
  readonly basis: RunBasis;
  readonly held: readonly Sums[];
  readonly versions: BasisNow["versions"];
  readonly newest: number;
  readonly events: readonly string[];
  /** Whose credits the log has moved. */
  readonly touched: readonly string[];
};

/**
 * Where nothing but entries was recorded since the last calculation, and no statement of the plan needs
 * figures of others, only the people whose credits moved are computed again, from their own part of the
 * input as it was kept. Null where that is not so.
 */
export async function touchedOnly(
  db: TenantDb,
  deps: Deps,
  run: Run,
  { basis, held, versions, newest, events, touched: own }: Since,
): Promise<{ basis: RunBasis; change: Change } | null> {
  if (!run.cutoff || !events.every(isHarmless)) return null;
  const documents = documentsOf(basis, versions);
  const needs = needsOf([...documents, ...(basis.otherPlans ?? [])], basis.metrics);
  if (needs.crosses) return null;
  const touched = new Set(own);
  if (needs.deals) {
    const metrics = basis.metrics.map(({ id }) => id);
    const { ofDeals } = await db.load({
      ofDeals: deps.input.touchedByDeals(run.cutoff.seq, metrics),
    });
    for (const person of ofDeals) touched.add(person);
  }
  const people = [...new Set(held.map(({ person }) => person))].filter((id) => touched.has(id));
  // Too many for a request: everybody is computed, by the job.
  if (people.length > AT_ONCE_MAX) return null;
  const next = { ...basis, cutoff: newest };
  const reading = {
    plan: run.plan,
    basis: next,
    documents,
    people: people.slice(0, PEOPLE_A_READ),
  };
  const { kept, ...lines } = await db.load({
    kept: deps.runs.kept(run.id, run.calc, people),
    ...rowReads(deps, reading),
  });
  const bases = new Map(kept.map((each) => [each.person, each.basis]));
  const made = await computeAll(db, deps, run.plan, {
    ...{ basis: next, documents, people: [...bases.values()] },
    first: await withDeals(db, deps, reading, lines),
  });
  if (!made.ok) return null;
  const moved = new Map(made.value.map((each) => [keyOf(each), each]));
  const before = held.filter(({ person }) => bases.has(person));
  const { rows } = changesIn(made.value, before);
  const all = held.map((each) => {
    const now = moved.get(keyOf(each));
    return now ? sumsOf(now) : each;
  });
  const isNew = made.value.some((each) => !held.some((was) => keyOf(was) === keyOf(each)));
  return isNew ? null : { basis: next, change: { rows, gone: [], all } };
}
