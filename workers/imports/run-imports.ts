import { must } from "../lib/assert.ts";
import { businessDay, instant } from "../lib/instant.ts";
import { standing } from "../tenancy/actor.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Sinks } from "./sink.ts";
import { stepImport } from "./step-import.ts";
import { importStore } from "./store.ts";

/** Between two chunks: as long as the last one took, so that other tenants of the shard keep going. */
export type Pace = (work: () => Promise<boolean>) => Promise<boolean>;

/** A handler does at most 500 D1 calls; a step takes up to six. */
const STEPS_MAX = 80;

/** Goes on with the tenant's open imports, oldest first. True when there is more to do. */
export async function runImports(db: TenantDb, sinks: Sinks, pace: Pace): Promise<boolean> {
  const { open, here } = await db.load({ open: importStore.open(), here: standing.here() });
  if (open.length === 0) return false;
  const { timeZone, dayOffset } = must(here);
  const now = instant(db.now);
  const at = { store: importStore, sinks, now, today: businessDay(now, timeZone, dayOffset) };
  let steps = 0;
  for (const id of open) {
    let more = true;
    while (more && steps < STEPS_MAX) {
      steps += 1;
      more = await pace(() => stepImport(db, id, at));
    }
    if (more) return true;
  }
  return false;
}
