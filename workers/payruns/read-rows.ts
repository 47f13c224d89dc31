import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { PostedJson, RunBasis } from "./basis.ts";
import type { PlanJson } from "../incentives/plan-document.ts";
import { chunks } from "../lib/list.ts";
import type { Loaded, Read } from "../tenancy/sql.ts";
import type { LoggedCredit, LoggedEntry } from "./credit.ts";
import type { Deps } from "./deps.ts";
import { needsOf } from "./needs.ts";

export type Rows = {
  readonly rows: readonly LoggedCredit[];
  /** Every line of the deals of these rows, whoever recorded it, where the plan asks for it. */
  readonly ofDeals: readonly LoggedEntry[];
  readonly posted: readonly PostedJson[];
};

/** Deals of one statement: their names stay far below what a parameter may hold. */
const DEALS_A_READ = 5_000;

/** Whose lines are read, and for what. */
export type Reading = {
  readonly plan: string;
  readonly basis: RunBasis;
  readonly documents: readonly PlanJson[];
  readonly people: readonly string[];
};

/**
 * The log of some people up to the cut-off, and what was already posted to them. Where the plan looks at
 * deals, a second round trip reads their lines by the deal: what a deal is worth, and what happened to
 * it, is the same whoever is read together, and whoever recorded it.
 */
export async function readRows(db: TenantDb, deps: Deps, of: Reading): Promise<Rows> {
  return await withDeals(db, deps, of, await db.load(rowReads(deps, of)));
}

/** The first of the two trips, for who reads something else with it. */
export function rowReads({ runs, input }: Deps, { plan, basis, people }: Reading) {
  const stretch = {
    people,
    metrics: basis.metrics.map(({ id }) => id),
    from: basis.first,
    until: basis.until,
    cutoff: basis.cutoff,
  };
  return {
    own: input.ownCredits(stretch),
    shared: input.sharedCredits(stretch),
    posted: runs.posted(plan, basis.from, people),
  };
}

/** What the first trip found, with the lines of its deals. */
export async function withDeals(
  db: TenantDb,
  { input }: Deps,
  { basis, documents }: Reading,
  { own, shared, posted }: Loaded<ReturnType<typeof rowReads>>,
): Promise<Rows> {
  const rows = shared.length === 0 ? own : [...own, ...shared];
  const { deals } = needsOf([...documents, ...(basis.otherPlans ?? [])], basis.metrics);
  const names = deals ? [...new Set(rows.flatMap(({ deal }) => deal ?? []))].sort() : [];
  if (names.length === 0) return { rows, posted, ofDeals: [] };
  const { until, cutoff } = basis;
  const metrics = basis.metrics.map(({ id }) => id);
  const reads = chunks(names, DEALS_A_READ).map((part, at): [string, Read<LoggedEntry[]>] => [
    String(at),
    input.ofDeals({ deals: part, metrics, until, cutoff }),
  ]);
  const found = await db.load(Object.fromEntries(reads));
  return { rows, posted, ofDeals: Object.values(found).flat() };
}
