import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { UNDO_DAYS } from "./contract.ts";
import { type Import, type ImportState, undoUntil } from "./progress.ts";
import type { ImportStore, Shown } from "./store.ts";
import { arrived, type NotFound, type NotReceiving } from "./upload.ts";
import { wireImport } from "./wire.ts";

export type Incomplete = {
  readonly code: "import/incomplete";
  readonly received: number;
  readonly chunks: number;
};

/** Starts the recording of a whole upload; a job does it, chunk by chunk. */
export async function startImport(
  db: TenantDb,
  store: ImportStore,
  id: string,
): Promise<Result<Shown, NotFound | NotReceiving | Incomplete>> {
  const { found, heads } = await db.load({ found: store.import(id), heads: store.heads(id) });
  if (!found) return err({ code: "import/not_found", id });
  // A second click finds it running: that is what was asked for.
  if (found.state === "running" || found.state === "done") return ok(found);
  if (found.state !== "receiving") return err({ code: "import/not_receiving", state: found.state });
  if (!(await arrived(found, heads)))
    return err({ code: "import/incomplete", received: heads.length, chunks: found.chunks });
  const started = await enter(db, store, found, { state: "running", event: "import/started" });
  return started ? ok(started) : err({ code: "import/not_receiving", state: "running" });
}

/** Stops an import: what has been recorded is taken back, what has not is let go. */
export async function cancelImportOf(
  db: TenantDb,
  store: ImportStore,
  id: string,
): Promise<Result<Shown, NotFound | { code: "import/not_stoppable"; state: ImportState }>> {
  const { found } = await db.load({ found: store.import(id) });
  if (!found) return err({ code: "import/not_found", id });
  if (found.state === "cancelling" || found.state === "cancelled") return ok(found);
  const stoppable = found.state === "receiving" || found.state === "running";
  if (!stoppable) return err({ code: "import/not_stoppable", state: found.state });
  const stopped = await enter(db, store, found, { state: "cancelling", event: "import/stopped" });
  // The job was one chunk faster: whoever asked looks at the import again.
  return stopped ? ok(stopped) : await cancelImportOf(db, store, id);
}

/** Takes a finished import back, chunk by chunk, newest first. */
export async function undoImportOf(
  db: TenantDb,
  store: ImportStore,
  id: string,
): Promise<
  Result<
    Shown,
    | NotFound
    | { code: "import/not_undoable"; kind: string; state: ImportState }
    | { code: "import/undo_too_late" }
  >
> {
  const { found } = await db.load({ found: store.import(id) });
  if (!found) return err({ code: "import/not_found", id });
  const { kind, state } = found;
  if (state === "undoing" || state === "undone") return ok(found);
  const until = undoUntil(found, UNDO_DAYS);
  if (until === null) return err({ code: "import/not_undoable", kind, state });
  if (db.now >= until) return err({ code: "import/undo_too_late" });
  const undoing = await enter(db, store, found, { state: "undoing", event: "import/recalled" });
  return undoing ? ok(undoing) : err({ code: "import/not_undoable", kind, state });
}

/** Moves an import to a state, guarded by where it stood; null when it has moved since. */
async function enter(
  db: TenantDb,
  store: ImportStore,
  found: Shown,
  { state, event }: { readonly state: ImportState; readonly event: string },
): Promise<Shown | null> {
  const after: Shown = { ...found, state, endedAt: null, version: found.version + 1 };
  const done = await commit(db, {
    event,
    subject: found.id,
    detail: { kind: found.kind, from: found.state },
    expect: [store.stands(found.id, found.state, found.nextChunk)],
    writes: [store.enter(found.id, state, db.now)],
    answer: { status: 202, body: wireImport(after) },
  });
  return done.ok ? after : null;
}

export type { Import };
