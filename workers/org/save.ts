import { attempts } from "../lib/attempts.ts";
import type { Day } from "../lib/day.ts";
import { newIds } from "../lib/id.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { RowError } from "../lib/row-error.ts";
import { commit, type Guard } from "../tenancy/commit.ts";
import { type Riding, riding } from "../tenancy/riding.ts";
import type { Json, Statement } from "../tenancy/sql.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Refold } from "./refold.ts";
import type { OrgStore } from "./store.ts";
import type { Saving } from "./unit.ts";

/** What every org command is handed. */
export type OrgTools = { readonly store: OrgStore; readonly refold: Refold };

/** What became of each row; an import rides along with its own counts. */
export type Made = { readonly results: readonly Saving[]; readonly ids: readonly string[] };
export type Saved = Made & {
  /** The commit, or null where every row was unchanged and nothing was written. */
  readonly seq: number | null;
};
export type OrgRefusal =
  | {
      readonly code: "org/rows_refused";
      readonly count: number;
      readonly errors: readonly RowError[];
    }
  | { readonly code: "commit/busy" };

/** A batch of rows and what is the same for all of them. */
export type Batch<Row> = {
  readonly rows: readonly Row[];
  readonly today: Day;
  readonly now: number;
  /** The rows belong to the sample company. */
  readonly sample?: boolean;
  readonly also?: Riding<Made>;
};

export function freshIds<Kind extends string>(batch: Batch<unknown>) {
  return newIds<Kind>(batch.now, batch.rows.length);
}

/** What a decision wants written. */
export type Draft = Made & {
  readonly event: string;
  readonly detail: Json;
  readonly expect: readonly Guard[];
  readonly writes: readonly Statement[];
};
type Drafting = () => Promise<Result<Draft, readonly RowError[]>>;

/**
 * Drafts and commits, again when another writer was faster. Nothing is committed where nothing
 * changed, unless somebody rides along.
 */
export async function saved(
  db: TenantDb,
  batch: Batch<unknown>,
  draft: Drafting,
): Promise<Result<Saved, OrgRefusal>> {
  const outcome = await attempts(async () => {
    const drafted = await draft();
    if (!drafted.ok) return refused(drafted.error);
    const { results, ids, event, detail, expect, writes } = drafted.value;
    const also = riding(batch.also, { results, ids });
    const changed = results.some((result) => result !== "unchanged");
    if (!changed && also.writes.length === 0) return ok({ results, ids, seq: null });
    const committed = await commit(db, {
      event,
      subject: null,
      detail,
      expect: [...expect, ...also.expect],
      writes: [...writes, ...also.writes],
      answer: { status: 200, body: { results } },
    });
    return committed.ok ? ok({ results, ids, seq: committed.value.seq }) : ("again" as const);
  });
  return outcome === "again" ? err({ code: "commit/busy" }) : outcome;
}

function refused(errors: readonly RowError[]) {
  return err({ code: "org/rows_refused", count: errors.length, errors });
}
