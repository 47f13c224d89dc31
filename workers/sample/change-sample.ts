import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import type { Json } from "../tenancy/sql.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { sampleStore, type SampleState } from "./store.ts";

type Busy = { readonly code: "commit/busy" };
type Entangled = { readonly code: "sample/entangled"; readonly count: number };

/** Asks the job to load the sample. Where it is loading or there already, nothing changes. */
export async function startSample(db: TenantDb, answer: Json): Promise<Result<SampleState, Busy>> {
  const { here } = await db.load({ here: sampleStore.here() });
  if (here.state === "ready") return ok("ready");
  // A start while it is loading wakes the job again: its message may have been lost.
  const started = await commit(db, {
    event: "sample/started",
    subject: null,
    detail: {},
    expect: [sampleStore.isIn(["none", "loading"])],
    writes: [sampleStore.become("loading")],
    answer: { status: 202, body: answer },
  });
  return started.ok ? ok("loading") : err({ code: "commit/busy" });
}

/**
 * Takes every sample row away in one batch, the log's too, and leaves all others as they are. A
 * removal while the sample is loading stops the loading.
 */
export async function removeSample(db: TenantDb): Promise<Result<"none", Busy | Entangled>> {
  const { here, ties } = await db.load({
    here: sampleStore.here(),
    ties: sampleStore.entangled(),
  });
  if (here.state === "none") return ok("none");
  if (ties > 0) return err({ code: "sample/entangled", count: ties });
  const removed = await commit(db, {
    event: "sample/removed",
    subject: null,
    detail: {},
    expect: [sampleStore.isIn(["loading", "ready"])],
    writes: sampleStore.removal(),
  });
  return removed.ok ? ok("none") : err({ code: "commit/busy" });
}
