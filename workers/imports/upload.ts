import { safeParse } from "valibot";
import { canonical, sha256 } from "../lib/hash.ts";
import type { InputOf } from "../lib/contract.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { shown } from "../lib/importable.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { createImport, putChunk } from "./contract.ts";
import { hashedText, isWhole, type Import, type ImportState } from "./progress.ts";
import type { Sink, Sinks } from "./sink.ts";
import type { ImportStore, Placed, Shown } from "./store.ts";
import { wireImport } from "./wire.ts";

/** Uploads that nobody went on with are deleted after a day. */
const FORGOTTEN_MS = 86_400_000;
/** More at once than any person has open; a script that forgets to commit stops here. */
const OPEN_MAX = 20;

export type NotFound = { readonly code: "import/not_found"; readonly id: string };
export type NotReceiving = { readonly code: "import/not_receiving"; readonly state: ImportState };
type Created = Result<
  Shown,
  | { readonly code: "import/id_taken"; readonly id: string }
  | { readonly code: "import/too_many_open"; readonly count: number }
>;

/** Keeps what a file announces. Forgotten uploads are deleted in the same commit. */
export async function createImportOf(
  db: TenantDb,
  store: ImportStore,
  { id, kind, nameHash, mapping, rows, chunks, hash }: InputOf<typeof createImport>["body"],
): Promise<Created> {
  const { open, before } = await db.load({
    open: store.receivingCount(),
    before: store.import(id),
  });
  if (before) return err({ code: "import/id_taken", id });
  if (open >= OPEN_MAX) return err({ code: "import/too_many_open", count: open });
  const by = db.actor();
  const made = { id, kind, nameHash, mapping: JSON.stringify(mapping), rows, chunks, hash, by };
  const begun = begunImport({ id, kind, rows, chunks, hash }, db.now);
  const done = await commit(db, {
    event: "upload/announced",
    subject: id,
    detail: { kind, rows, chunks },
    writes: [...store.dropForgotten(db.now - FORGOTTEN_MS), store.begin({ ...made, now: db.now })],
    answer: { status: 201, body: wireImport(begun) },
  });
  return done.ok ? ok(begun) : err({ code: "import/id_taken", id });
}

function begunImport(made: Pick<Import, "id" | "kind" | "rows" | "chunks" | "hash">, now: number) {
  const counts = { new: 0, changed: 0, unchanged: 0, rejected: 0 };
  const rest = {
    state: "receiving",
    nextChunk: 0,
    begunAt: now,
    endedAt: null,
    version: 1,
  } as const;
  return { ...made, ...rest, counts, received: 0, problems: [] };
}

type Put = Result<
  { readonly received: number; readonly chunks: number },
  | NotFound
  | NotReceiving
  | { readonly code: "import/chunk_unknown"; readonly n: number; readonly chunks: number }
  | { readonly code: "import/chunk_differs" | "import/chunk_damaged"; readonly n: number }
  | ReturnType<typeof malformed>
>;

/**
 * Keeps one chunk. The same chunk again changes nothing, so a broken connection is simply tried
 * again; another chunk under the same number is refused.
 */
export async function putChunkOf(
  db: TenantDb,
  store: ImportStore,
  { params: { importId: id, n }, body }: InputOf<typeof putChunk>,
  sinks: Sinks,
): Promise<Put> {
  const loaded = await db.load({ found: store.import(id), chunk: store.chunk(id, n) });
  const { found, chunk } = loaded;
  if (!found) return err({ code: "import/not_found", id });
  if (found.state !== "receiving") return err({ code: "import/not_receiving", state: found.state });
  if (n >= found.chunks) return err({ code: "import/chunk_unknown", n, chunks: found.chunks });
  const { received, chunks } = found;
  if (chunk && chunk.hash === body.hash) return ok({ received, chunks });
  if (chunk) return err({ code: "import/chunk_differs", n });
  if ((await sha256(canonical(body.rows))) !== body.hash)
    return err({ code: "import/chunk_damaged", n });
  const refused = malformed(body.rows, n, found.kind, sinks.of(found.kind));
  if (refused.errors.length > 0) return err(refused);
  const packed = JSON.stringify(body.rows);
  const done = await commit(db, {
    event: "upload/received",
    subject: id,
    detail: { n, rows: body.rows.length },
    expect: [store.stands(id, "receiving", 0)],
    writes: [store.keepChunk(id, n, { hash: body.hash, rows: body.rows.length, packed })],
  });
  if (done.ok) return ok({ received: received + 1, chunks });
  // The only unique key here is the chunk's own: somebody sent it at the same moment.
  return err({ code: "import/chunk_differs", n });
}

/** Rows that the noun's own API would not take, by place in the body. */
function malformed(rows: readonly Placed[], n: number, kind: string, { schema }: Sink) {
  const errors = rows.flatMap(({ value }, at) => {
    const read = safeParse(schema, value);
    if (read.success) return [];
    return read.issues.map((issue) => ({
      pointer: `/rows/${at}/value/${(issue.path ?? []).map(({ key }) => String(key)).join("/")}`,
      code: "import/row_malformed",
      value: shown(String(issue.input)),
    }));
  });
  return { code: "import/rows_malformed", n, kind, count: errors.length, errors } as const;
}

/** Whether exactly the announced chunks are here, by count, rows and hash. */
export async function arrived(
  found: Import,
  heads: readonly { n: number; hash: string; rows: number }[],
): Promise<boolean> {
  if (!isWhole(found, heads)) return false;
  return (await sha256(hashedText(heads.map(({ hash }) => hash)))) === found.hash;
}
