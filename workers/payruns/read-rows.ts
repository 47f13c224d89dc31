import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { PostedJson, RunBasis } from "./basis.ts";
import type { PlanJson } from "../incentives/plan-document.ts";
import { chunks } from "../lib/list.ts";
import type { Read } from "../tenancy/sql.ts";
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

/**
 * The log of some people up to the cut-off, and what was already posted to them. Where the plan looks at
 * deals, a second round trip reads their lines by the deal: what a deal is worth, and what happened to
 * it, is the same whoever is read together, and whoever recorded it.
 */
export async function readRows(
  db: TenantDb,
  { runs, input }: Deps,
  of: {
    readonly plan: string;
    readonly basis: RunBasis;
    readonly documents: readonly PlanJson[];
    readonly people: readonly string[];
    /** Figures of closed periods as if nothing had been posted. */
    readonly unposted?: boolean;
  },
): Promise<Rows> {
  const { basis, people } = of;
  const stretch = {
    people,
    metrics: basis.metrics.map(({ id }) => id),
    from: basis.first,
    until: basis.until,
    cutoff: basis.cutoff,
  };
  const { own, shared, posted } = await db.load({
    own: input.ownCredits(stretch),
    shared: input.sharedCredits(stretch),
    posted: runs.posted(of.plan, of.unposted ? basis.first : basis.from, people),
  });
  const rows = shared.length === 0 ? own : [...own, ...shared];
  const { deals } = needsOf([...of.documents, ...(basis.otherPlans ?? [])], basis.metrics);
  const names = deals ? [...new Set(rows.flatMap(({ deal }) => deal ?? []))].sort() : [];
  const { metrics, until, cutoff } = stretch;
  const reads = chunks(names, DEALS_A_READ).map((part, at): [string, Read<LoggedEntry[]>] => [
    String(at),
    input.ofDeals({ deals: part, metrics, until, cutoff }),
  ]);
  const found = reads.length === 0 ? {} : await db.load(Object.fromEntries(reads));
  return { rows, posted, ofDeals: Object.values(found).flat() };
}
