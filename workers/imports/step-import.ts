import type { RowProblem } from "../lib/importable.ts";
import { filled, type RefusalText } from "../lib/refusals.ts";
import type { RowError } from "../lib/row-error.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { type Counts, type Import, type Step, stepOf } from "./progress.ts";
import type { Made, Sinks, When } from "./sink.ts";
import type { Chunk, ImportStore, Placed, PlacedProblem } from "./store.ts";

export type Stepping = When & {
  readonly store: ImportStore;
  readonly sinks: Sinks;
};

/**
 * One step of one import, in one atomic commit: a chunk is recorded, taken back, or the import is
 * closed. Everything it needs stands in the database, so whoever is killed before, during or after
 * leaves either nothing or the whole step, and the next one goes on. True while there is more.
 */
export async function stepImport(db: TenantDb, id: string, at: Stepping): Promise<boolean> {
  const { found, chunks } = await db.load({
    found: at.store.import(id),
    chunks: at.store.chunksAround(id),
  });
  if (!found) return false;
  const step = stepOf(found);
  switch (step.do) {
    case "nothing":
      return false;
    case "close":
      return await close(db, found, step.as, at);
    case "record":
    case "take_back": {
      const chunk = chunks.find(({ n }) => n === step.chunk);
      if (chunk) await carryOut(db, found, step, chunk, at);
      return true;
    }
  }
}

type Doing = Extract<Step, { chunk: number }>;

async function carryOut(
  db: TenantDb,
  found: Import,
  step: Doing,
  chunk: Chunk,
  at: Stepping,
): Promise<void> {
  if (step.do === "take_back") await takeBack(db, found, chunk, at);
  else await record(db, found, chunk, at);
}

async function record(db: TenantDb, found: Import, chunk: Chunk, at: Stepping): Promise<void> {
  const { store } = at;
  const rows = chunk.packed ?? [];
  const expect = [store.stands(found.id, "running", chunk.n)];
  const also = (made: Made) => {
    const problems = placed(made.rejected, rows, at.sinks);
    const counts = countsOf(made, problems);
    return {
      expect,
      writes: [
        store.chunkRecorded(found.id, chunk.n, problems),
        store.advance(found.id, counts, db.now),
      ],
    };
  };
  const values = rows.map(({ value }) => value);
  const done = await at.sinks
    .of(found.kind)
    .record(db, values, { ...at, importId: found.id, also });
  // Another runner, or another writer of the same rows: the next step looks again.
  if (done.ok || BUSY.test(done.error.code)) return;
  await rejectWhole(db, found, chunk, done.error.code, at);
}

const BUSY = /\/busy$|^commit\//;

/** The noun refuses the chunk as a whole (a total would leave 2^53): every row of it is said. */
async function rejectWhole(
  db: TenantDb,
  found: Import,
  chunk: Chunk,
  code: string,
  { store, sinks }: Stepping,
): Promise<void> {
  const rows = chunk.packed ?? [];
  const problems = placed(
    rows.map((_, at) => ({ pointer: `/rows/${at}`, code, value: "" })),
    rows,
    sinks,
  );
  const counts = { new: 0, changed: 0, unchanged: 0, rejected: rows.length };
  await commit(db, {
    event: "import/chunk_refused",
    subject: found.id,
    detail: { n: chunk.n, code },
    expect: [store.stands(found.id, "running", chunk.n)],
    writes: [
      store.chunkRecorded(found.id, chunk.n, problems),
      store.advance(found.id, counts, db.now),
    ],
  });
}

async function takeBack(db: TenantDb, found: Import, chunk: Chunk, at: Stepping): Promise<void> {
  const { store } = at;
  const also = {
    expect: [store.stands(found.id, found.state, chunk.n + 1)],
    writes: [store.stepBack(found.id, db.now)],
  };
  const sink = at.sinks.of(found.kind);
  if (sink.takeBack && chunk.seq !== null) {
    await sink.takeBack(db, { ...at, importId: found.id, seq: chunk.seq, also });
    return;
  }
  const { id: subject } = found;
  await commit(db, { event: "import/chunk_passed", subject, detail: { n: chunk.n }, ...also });
}

async function close(
  db: TenantDb,
  found: Import,
  as: "done" | "cancelled" | "undone",
  { store }: Stepping,
): Promise<boolean> {
  await commit(db, {
    event: CLOSED[as],
    subject: found.id,
    detail: { ...found.counts },
    expect: [store.stands(found.id, found.state, found.nextChunk)],
    writes: [store.enter(found.id, as, db.now), store.letGo(found.id)],
  });
  return false;
}
const CLOSED = {
  done: "import/finished",
  cancelled: "import/cancelled",
  undone: "import/undone",
} as const;

/** A row with several problems is one rejected row. */
export function countsOf({ results }: Made, problems: readonly PlacedProblem[]): Counts {
  const count = (outcome: string) => results.filter((each) => each === outcome).length;
  return {
    new: count("new"),
    changed: count("changed"),
    unchanged: count("unchanged"),
    rejected: new Set(problems.map(({ row }) => row)).size,
  };
}

/** The noun's problems with their rows of the file and in words. */
export function placed(
  errors: readonly RowError[],
  rows: readonly Placed[],
  { textOf }: Sinks,
): PlacedProblem[] {
  return errors.map((error) => {
    const [, , at = "", field = null] = error.pointer.split("/");
    return { ...worded(error, field, textOf(error.code)), row: rows[Number(at)]?.row ?? 0 };
  });
}

function worded(
  { code, value, ...facts }: RowError,
  field: string | null,
  text: RefusalText | undefined,
): RowProblem {
  const all = { ...facts, value };
  return {
    field,
    code,
    value,
    messages: { zh: filled(text?.zh ?? code, all), en: filled(text?.en ?? code, all) },
  };
}
