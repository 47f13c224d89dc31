// What the wizard asks of the server: names, chunks, and how far it is.
import type { AnswerOf } from "../../workers/lib/contract.ts";
import type {
  cancelImport,
  commitImport,
  createImport,
  dryRunImport,
  getImport,
  postNames,
  putChunk,
  undoImport,
} from "../../workers/imports/contract.ts";
import { canonical, sha256 } from "../../workers/lib/hash.ts";
import { newId } from "../../workers/lib/id.ts";
import { chunks } from "../../workers/lib/list.ts";
import type { Mapping } from "../../workers/imports/mapping.ts";
import { api, type Answer } from "../api.ts";
import { nowMs } from "../clock.ts";

export type Import = AnswerOf<typeof getImport>;
export type ImportId = string;
export type Counts = Pick<Import, "new" | "changed" | "unchanged" | "rejected">;
export type Names = AnswerOf<typeof postNames>;

/** As many as the server takes: each chunk is one batch of the database, about 100 ms. */
const CHUNK_ROWS = 1_000;
/** Names of one question. */
const NAMES_MAX = 5_000;

export type Upload = {
  readonly kind: Import["kind"];
  readonly fileName: string;
  readonly mapping: Mapping;
  readonly rows: readonly { readonly row: number; readonly value: object }[];
  /** Called after each chunk; false stops the sending. */
  readonly onSent: (sent: number, of: number) => boolean;
};

/** Announces a file and sends its rows, each chunk once more where the connection broke. */
export async function upload(it: Upload): Promise<Answer<{ readonly id: ImportId }> | null> {
  const id = newId<"import">(nowMs.value);
  // Only what travels is hashed: the place in the file and the value.
  const rows = it.rows.map(({ row, value }) => ({ row, value: { ...value } }));
  const parts = await Promise.all(
    chunks(rows, CHUNK_ROWS).map(async (rows) => ({
      rows,
      hash: await sha256(canonical(rows)),
    })),
  );
  const made = await api<typeof createImport>("POST", "/imports", {
    body: {
      id,
      kind: it.kind,
      nameHash: await sha256(it.fileName),
      mapping: it.mapping,
      rows: rows.length,
      chunks: parts.length,
      hash: await sha256(parts.map(({ hash }) => hash).join("\n")),
    },
  });
  if (!made.ok) return made;
  for (const [n, body] of parts.entries()) {
    const params = { importId: id, n: String(n) };
    const kept = await api<typeof putChunk>("PUT", "/imports/:importId/chunks/:n", {
      params,
      body,
    });
    if (!kept.ok) return kept;
    if (!it.onSent(n + 1, parts.length)) {
      void cancel(id);
      return null;
    }
  }
  return { ok: true, body: { id }, version: 0 };
}

/** What a commit would do, counted over all chunks. */
export async function countAll(id: ImportId): Promise<Answer<Counts>> {
  let sum: Counts = { new: 0, changed: 0, unchanged: 0, rejected: 0 };
  for (let from: number | null = 0; from !== null;) {
    const query: { from: string } = { from: String(from) };
    const part: Answer<AnswerOf<typeof dryRunImport>> = await api<typeof dryRunImport>(
      "GET",
      "/imports/:importId/dry-run",
      { params: { importId: id }, query },
    );
    if (!part.ok) return part;
    const { body } = part;
    sum = {
      new: sum.new + body.new,
      changed: sum.changed + body.changed,
      unchanged: sum.unchanged + body.unchanged,
      rejected: sum.rejected + body.rejected,
    };
    from = body.next;
  }
  return { ok: true, body: sum, version: 0 };
}

export function start(importId: ImportId, key: string) {
  return api<typeof commitImport>("POST", "/imports/:importId/commit", {
    params: { importId },
    key,
  });
}

export function cancel(importId: ImportId) {
  return api<typeof cancelImport>("POST", "/imports/:importId/cancel", { params: { importId } });
}

export function undo(importId: ImportId) {
  return api<typeof undoImport>("POST", "/imports/:importId/undo", { params: { importId } });
}

export function look(importId: ImportId) {
  return api<typeof getImport>("GET", "/imports/:importId", { params: { importId } });
}

/** True while the server is at work on it. */
export function isMoving({ state }: Pick<Import, "state">): boolean {
  return state === "running" || state === "cancelling" || state === "undoing";
}

/** Who the names and codes of a file are, asked in as many questions as they need. */
export async function findNames(
  people: readonly string[],
  units: readonly string[],
): Promise<Answer<Names>> {
  const questions = Math.max(1, Math.ceil(Math.max(people.length, units.length) / NAMES_MAX));
  let all: Names | null = null;
  for (let at = 0; at < questions; at += 1) {
    const cut = (names: readonly string[]) => names.slice(at * NAMES_MAX, (at + 1) * NAMES_MAX);
    const answer = await api<typeof postNames>("POST", "/imports/names", {
      body: { people: cut(people), units: cut(units) },
    });
    if (!answer.ok) return answer;
    const { body } = answer;
    all = all
      ? { ...body, people: [...all.people, ...body.people], units: [...all.units, ...body.units] }
      : body;
  }
  if (!all) throw new Error("at least one question is asked");
  return { ok: true, body: all, version: 0 };
}

export function later(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
