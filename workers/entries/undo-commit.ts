import { attempts } from "../lib/attempts.ts";
import { newId } from "../lib/id.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import { type Riding, riding } from "../tenancy/riding.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { creditsOf } from "./decide.ts";
import { personDeltas } from "./fold.ts";
import { movedRows } from "./moved.ts";
import type { EntryStore } from "./store.ts";
import { takenBack } from "./take-back.ts";

export type UndoCommit = {
  /** The commit whose entries are taken back. */
  readonly seq: number;
  readonly importId: string | null;
  readonly now: number;
  readonly also?: Riding<{ readonly lines: number }>;
};
export type Undone = { readonly seq: number | null; readonly lines: number };

/**
 * Takes back what one commit recorded, as reversals in a commit of its own. See takenBack().
 * Undoing what has been undone writes nothing (but what rides along).
 */
export async function undoCommit(
  db: TenantDb,
  store: EntryStore,
  command: UndoCommit,
): Promise<Result<Undone, { readonly code: "commit/busy" }>> {
  const outcome = await attempts(async () => {
    const loaded = await db.load({
      lines: store.linesOf(command.seq),
      latest: store.latestOfCommit(command.seq),
    });
    const ids = loaded.lines.map(() => newId<"entry">(command.now));
    const lines = takenBack(loaded.lines, loaded.latest, ids);
    const also = riding(command.also, { lines: lines.length });
    if (lines.length === 0 && also.writes.length === 0) return ok({ seq: null, lines: 0 });
    const deltas = personDeltas(lines.flatMap(creditsOf));
    const { importId, now } = command;
    const outcome = await commit(db, {
      event: "entry/reversed",
      subject: importId,
      detail: { lines: lines.length, of: command.seq },
      expect: also.expect,
      writes: [...store.append(lines, deltas, { now, importId }), ...also.writes],
      rows: movedRows(deltas),
    });
    if (!outcome.ok) return "again" as const;
    return ok({ seq: outcome.value.seq, lines: lines.length });
  });
  return outcome === "again" ? err({ code: "commit/busy" }) : outcome;
}
