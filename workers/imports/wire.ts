import type { AnswerOf } from "../lib/contract.ts";
import { id } from "../lib/id.ts";
import { type getImport, UNDO_DAYS } from "./contract.ts";
import { undoUntil } from "./progress.ts";
import type { Shown } from "./store.ts";

/** An import as the API shows it. */
export function wireImport(shown: Shown): AnswerOf<typeof getImport> {
  return {
    id: id(shown.id),
    kind: shown.kind,
    state: shown.state,
    rows: shown.rows,
    chunks: shown.chunks,
    received: shown.received,
    committed: shown.nextChunk,
    ...shown.counts,
    begunAt: shown.begunAt,
    endedAt: shown.endedAt,
    undoUntil: undoUntil(shown, UNDO_DAYS),
    problems: [...shown.problems],
    version: shown.version,
  };
}
