import type { IMPORT_KINDS, IMPORT_STATES } from "./contract.ts";

export type ImportKind = (typeof IMPORT_KINDS)[number];
export type ImportState = (typeof IMPORT_STATES)[number];

/** One import as the database knows it. */
export type Import = {
  readonly id: string;
  readonly kind: ImportKind;
  readonly state: ImportState;
  readonly rows: number;
  readonly chunks: number;
  readonly hash: string;
  /** Chunks below this one are in the log. */
  readonly nextChunk: number;
  readonly counts: Counts;
  readonly begunAt: number;
  readonly endedAt: number | null;
  readonly version: number;
};

export type Counts = {
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejected: number;
};

/** What arrived, without its rows. */
export type ChunkHead = { readonly n: number; readonly hash: string; readonly rows: number };

/** The next thing to do for an import that is not at rest. Each is one atomic commit. */
export type Step =
  | { readonly do: "record"; readonly chunk: number }
  | { readonly do: "take_back"; readonly chunk: number }
  | { readonly do: "close"; readonly as: "done" | "cancelled" | "undone" }
  | { readonly do: "nothing" };

/** Follows from the stored row alone, so a killed job goes on exactly where it was. */
export function stepOf({ state, nextChunk, chunks }: Import): Step {
  switch (state) {
    case "running":
      return nextChunk < chunks ? { do: "record", chunk: nextChunk } : { do: "close", as: "done" };
    case "cancelling":
    case "undoing":
      if (nextChunk > 0) return { do: "take_back", chunk: nextChunk - 1 };
      return { do: "close", as: state === "undoing" ? "undone" : "cancelled" };
    case "receiving":
    case "done":
    case "cancelled":
    case "undone":
    case "dropped":
      return { do: "nothing" };
  }
}

/** Exactly the announced chunks, each once, with all their rows; the hash is checked beside it. */
export function isWhole({ rows, chunks }: Import, heads: readonly ChunkHead[]): boolean {
  return (
    heads.length === chunks &&
    heads.every(({ n }, at) => n === at) &&
    heads.reduce((sum, head) => sum + head.rows, 0) === rows
  );
}

/** What the hash of a whole import is taken of. */
export function hashedText(hashes: readonly string[]): string {
  return hashes.join("\n");
}

const DAY_MS = 86_400_000;

/** Until when an import can be taken back; null where it cannot or never could. */
export function undoUntil(
  { kind, state, endedAt }: Pick<Import, "kind" | "state" | "endedAt">,
  days: number,
): number | null {
  if (kind !== "entries" || state !== "done" || endedAt === null) return null;
  return endedAt + days * DAY_MS;
}
