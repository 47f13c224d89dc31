import { assert } from "../lib/assert.ts";
import { guard } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { sampleStore } from "./store.ts";

/** A run of the loading job: it knows the tenant's newest commit at its beginning. */
type Run = { readonly begunAt?: number };
type Outcome = { readonly ok: true } | { readonly ok: false; readonly error: { code: string } };

/**
 * The database as the loading job has it: no batch is written unless the sample is still loading. A
 * removal in the middle wins, and nothing of the sample is written behind it.
 */
export function whileLoading(db: TenantDb, begunAt: number): TenantDb & Run {
  const loading = guard(sampleStore.isIn(["loading"]));
  return { ...db, begunAt, write: (statements) => db.write([loading, ...statements]) };
}

/**
 * False when another runner of the same job, or a removal, was faster: the next one looks again. A
 * refusal of our own sample though nobody wrote anything since this run began is a bug, not something
 * a caller can put right.
 */
export async function went(db: TenantDb & Run, outcome: Outcome): Promise<boolean> {
  if (outcome.ok) return true;
  const { code } = outcome.error;
  if (code === "commit/busy") return false;
  const { here } = await db.load({ here: sampleStore.here() });
  const alone = here.state === "loading" && here.newest === db.begunAt;
  assert(!alone, `the sample is accepted: ${code}`);
  return false;
}
