import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { PostedJson, RunBasis } from "./basis.ts";
import type { LoggedCredit } from "./credit.ts";
import type { Deps } from "./deps.ts";

export type Rows = {
  readonly rows: readonly LoggedCredit[];
  readonly posted: readonly PostedJson[];
};

/** The log of some people up to the cut-off, and what was already posted to them: one round trip. */
export async function readRows(
  db: TenantDb,
  { runs, input }: Deps,
  of: {
    readonly plan: string;
    readonly basis: RunBasis;
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
  return { rows: shared.length === 0 ? own : [...own, ...shared], posted };
}
