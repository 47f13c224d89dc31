import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { EntryStore } from "./store.ts";

/**
 * Drops every total and folds the log again, in one commit. For repairs and restores, by hand or by
 * a job: what it writes is what stood there, unless something was broken.
 */
export async function rebuildTotals(
  db: TenantDb,
  store: EntryStore,
): Promise<Result<{ readonly seq: number }, { readonly code: "commit/busy" }>> {
  await db.load({});
  const done = await commit(db, {
    event: "totals/rebuilt",
    subject: null,
    detail: {},
    writes: store.rebuiltTotals(),
  });
  return done.ok ? ok(done.value) : err({ code: "commit/busy" });
}
