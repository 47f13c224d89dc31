import { every, first, maybe, maybeWhole, read, SEQ, text, whole, write } from "../tenancy/sql.ts";
import type { Row } from "../tenancy/sql.ts";
import type { Guard } from "../tenancy/commit.ts";
import { must } from "../lib/assert.ts";
import type { RowProblem } from "../lib/importable.ts";
import type { ChunkHead, Counts, Import, ImportKind, ImportState } from "./progress.ts";

/** A row of a file with its place in it. */
export type Placed = { readonly row: number; readonly value: Readonly<Record<string, unknown>> };
export type PlacedProblem = RowProblem & { readonly row: number };
export type Chunk = ChunkHead & {
  /** Null once recorded. */
  readonly packed: readonly Placed[] | null;
  readonly seq: number | null;
};
/** What a list or a page shows: the import, how much has arrived, and what was refused. */
export type Shown = Import & {
  readonly received: number;
  readonly problems: readonly PlacedProblem[];
};

const COLUMNS = `i.id, i.kind, i.state, i.row_count, i.chunk_count, i.hash, i.next_chunk, i.new_count,
  i.changed_count, i.unchanged_count, i.rejected_count, i.begun_at, i.ended_at, i.version,
  (SELECT count(*) FROM import_chunks AS c WHERE c.tenant = ?1 AND c.import = i.id) AS received`;
/** Problems travel with one import; a list counts them. */
const PROBLEMS = `(SELECT json_group_array(json(c.rejected)) FROM import_chunks AS c
  WHERE c.tenant = ?1 AND c.import = i.id AND c.rejected IS NOT NULL) AS problems`;

function importOf(row: Row): Import {
  return {
    id: text(row, "id"),
    // The contract and this store are the only writers of both.
    kind: text(row, "kind") as ImportKind,
    state: text(row, "state") as ImportState,
    rows: whole(row, "row_count"),
    chunks: whole(row, "chunk_count"),
    hash: text(row, "hash"),
    nextChunk: whole(row, "next_chunk"),
    counts: {
      new: whole(row, "new_count"),
      changed: whole(row, "changed_count"),
      unchanged: whole(row, "unchanged_count"),
      rejected: whole(row, "rejected_count"),
    },
    begunAt: whole(row, "begun_at"),
    endedAt: maybeWhole(row, "ended_at"),
    version: whole(row, "version"),
  };
}

function shownOf(row: Row): Shown {
  const lists = JSON.parse(maybe(row, "problems") ?? "[]") as PlacedProblem[][]; // Written below.
  return { ...importOf(row), received: whole(row, "received"), problems: lists.flat() };
}

function chunkOf(row: Row): Chunk {
  const packed = maybe(row, "packed");
  return {
    n: whole(row, "n"),
    hash: text(row, "hash"),
    rows: whole(row, "row_count"),
    packed: packed === null ? null : (JSON.parse(packed) as Placed[]), // Written by putChunk alone.
    seq: maybeWhole(row, "seq"),
  };
}

/** Every read and write of imports and import_chunks, and the names a file may mean. */
export const importStore = {
  import: (id: string) =>
    read(
      `SELECT ${COLUMNS}, ${PROBLEMS} FROM imports AS i WHERE i.tenant = ?1 AND i.id = ?2`,
      [id],
      first(shownOf),
    ),

  /** Newest first: the ids are times. */
  list: (before: string, limit: number) =>
    read(
      `SELECT ${COLUMNS}, NULL AS problems FROM imports AS i
       WHERE i.tenant = ?1 AND i.id < ?2 ORDER BY i.id DESC LIMIT ?3`,
      [before, limit],
      every(shownOf),
    ),

  /** What a job has to go on with, oldest first. */
  open: () =>
    read(
      `SELECT i.id FROM imports AS i
       WHERE i.tenant = ?1 AND i.state IN ('running', 'cancelling', 'undoing') ORDER BY i.id`,
      [],
      every((row) => text(row, "id")),
    ),

  receivingCount: () =>
    read(
      `SELECT count(*) AS n FROM imports AS i WHERE i.tenant = ?1 AND i.state IN ('receiving', 'running')`,
      [],
      (rows) => whole(must(rows[0]), "n"),
    ),

  heads: (id: string) =>
    read(
      `SELECT n, hash, row_count, NULL AS packed, seq FROM import_chunks
       WHERE tenant = ?1 AND import = ?2 ORDER BY n`,
      [id],
      every((row): ChunkHead => chunkOf(row)),
    ),

  chunk: (id: string, n: number) =>
    read(
      `SELECT n, hash, row_count, packed, seq FROM import_chunks
       WHERE tenant = ?1 AND import = ?2 AND n = ?3`,
      [id, n],
      first(chunkOf),
    ),

  /** The chunk to record next and the one recorded last, wherever the import stands. */
  chunksAround: (id: string) =>
    read(
      `SELECT c.n, c.hash, c.row_count, c.packed, c.seq FROM imports AS i, import_chunks AS c
       WHERE i.tenant = ?1 AND i.id = ?2 AND c.tenant = ?1 AND c.import = ?2
         AND c.n IN (i.next_chunk, i.next_chunk - 1)`,
      [id],
      every(chunkOf),
    ),

  /** Names are compared without case, in one pass over the tenant's rows; the sample answers to ids only. */
  peopleCalled: (refs: readonly string[]) =>
    read(
      `WITH asked AS (SELECT value AS ref FROM json_each(?2))
       SELECT p.id, p.code, p.name, p.name_en, p.email FROM people AS p
       WHERE p.tenant = ?1 AND (p.id IN asked OR (p.sample = 0 AND (lower(p.code) IN asked
         OR lower(p.name) IN asked OR p.name IN asked OR lower(p.name_en) IN asked
         OR lower(p.email) IN asked)))
       ORDER BY p.code`,
      [JSON.stringify(refs)],
      every(namedOf),
    ),

  unitsCalled: (refs: readonly string[]) =>
    read(
      `WITH asked AS (SELECT value AS ref FROM json_each(?2))
       SELECT u.id, u.code, u.name, u.name_en, NULL AS email FROM units AS u
       WHERE u.tenant = ?1 AND (u.id IN asked OR (u.sample = 0 AND (lower(u.code) IN asked
         OR lower(u.name) IN asked OR u.name IN asked OR lower(u.name_en) IN asked)))
       ORDER BY u.code`,
      [JSON.stringify(refs)],
      every(namedOf),
    ),

  ownCurrency: () =>
    read(`SELECT currency FROM tenant_here WHERE tenant = ?1`, [], (rows) =>
      text(must(rows[0]), "currency"),
    ),

  begin: (made: {
    readonly id: string;
    readonly kind: string;
    readonly nameHash: string;
    readonly mapping: string;
    readonly rows: number;
    readonly chunks: number;
    readonly hash: string;
    readonly by: string;
    readonly now: number;
  }) =>
    write(
      `INSERT INTO imports (tenant, id, kind, state, name_hash, mapping, row_count, chunk_count, hash,
         begun_by, begun_at, touched_at)
       VALUES (?1, ?2, ?3, 'receiving', ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10)`,
      made.id,
      made.kind,
      made.nameHash,
      made.mapping,
      made.rows,
      made.chunks,
      made.hash,
      made.by,
      made.now,
    ),

  keepChunk: (id: string, n: number, made: { hash: string; rows: number; packed: string }) =>
    write(
      `INSERT INTO import_chunks (tenant, import, n, hash, row_count, packed)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6)`,
      id,
      n,
      made.hash,
      made.rows,
      made.packed,
    ),

  /** A chunk is in the log: its rows are let go, its commit and what was refused are kept. */
  chunkRecorded: (id: string, n: number, rejected: readonly PlacedProblem[]) =>
    write(
      `UPDATE import_chunks SET packed = NULL, seq = ${SEQ}, rejected = ?4
       WHERE tenant = ?1 AND import = ?2 AND n = ?3`,
      id,
      n,
      rejected.length === 0 ? null : JSON.stringify(rejected),
    ),

  advance: (id: string, by: Counts, now: number) =>
    write(
      `UPDATE imports SET next_chunk = next_chunk + 1, new_count = new_count + ?3,
         changed_count = changed_count + ?4, unchanged_count = unchanged_count + ?5,
         rejected_count = rejected_count + ?6, touched_at = ?7, version = version + 1
       WHERE tenant = ?1 AND id = ?2`,
      id,
      by.new,
      by.changed,
      by.unchanged,
      by.rejected,
      now,
    ),

  stepBack: (id: string, now: number) =>
    write(
      `UPDATE imports SET next_chunk = next_chunk - 1, touched_at = ?3, version = version + 1
       WHERE tenant = ?1 AND id = ?2`,
      id,
      now,
    ),

  enter: (id: string, state: ImportState, now: number) =>
    write(
      `UPDATE imports SET state = ?3, touched_at = ?4, version = version + 1,
         ended_at = CASE WHEN ?3 IN ('done', 'cancelled', 'undone') THEN ?4 END
       WHERE tenant = ?1 AND id = ?2`,
      id,
      state,
      now,
    ),

  /** Rows that nobody will record any more. */
  letGo: (id: string) =>
    write(`DELETE FROM import_chunks WHERE tenant = ?1 AND import = ?2 AND packed IS NOT NULL`, id),

  /** Uploads that were never committed: their rows are deleted and the import says so. */
  dropForgotten: (before: number) => [
    write(
      `DELETE FROM import_chunks WHERE tenant = ?1 AND import IN (SELECT id FROM imports
         WHERE tenant = ?1 AND state = 'receiving' AND touched_at < ?2)`,
      before,
    ),
    write(
      `UPDATE imports SET state = 'dropped', version = version + 1
       WHERE tenant = ?1 AND state = 'receiving' AND touched_at < ?2`,
      before,
    ),
  ],

  /** The import is where the decision was made: state and next chunk. */
  stands: (id: string, state: ImportState, nextChunk: number): Guard => ({
    what: "import/stands",
    sql: `(SELECT state = ?3 AND next_chunk = ?4 FROM imports WHERE tenant = ?1 AND id = ?2)`,
    params: [id, state, nextChunk],
  }),
};

function namedOf(row: Row) {
  return {
    id: text(row, "id"),
    code: text(row, "code"),
    name: text(row, "name"),
    nameEn: maybe(row, "name_en"),
    email: maybe(row, "email"),
  };
}

export type ImportStore = typeof importStore;
