import * as v from "valibot";
import { contract } from "../lib/contract.ts";
import { WireCurrency, WireCursor, WireDay, wireId, WireLimit } from "../lib/wire.ts";

const ImportId = wireId<"import">();
/** Nouns that take rows from files; registry.ts says how. */
export const IMPORT_KINDS = ["people", "units", "metrics", "entries"] as const;
/** Rows of one chunk; D1 takes 2 MB as one value. */
export const CHUNK_ROWS_MAX = 1_000;
/** Chunks of one import: as many rows as one file may have. */
export const CHUNKS_MAX = 400;
/** How long an import can be taken back. */
export const UNDO_DAYS = 7;

export const IMPORT_STATES = [
  "receiving",
  "running",
  "done",
  "cancelling",
  "cancelled",
  "undoing",
  "undone",
  "dropped",
] as const;

const Sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, "SHA-256 in lower-case hex."));
const Whole = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
const Counts = {
  new: v.number(),
  changed: v.number(),
  unchanged: v.number(),
  rejected: v.number(),
};
/** A column of the file, counted from 0, or one value for every row. */
const Source = v.union([
  v.strictObject({ column: Whole(0, 16_383) }),
  v.strictObject({ value: v.pipe(v.string(), v.maxLength(200)) }),
]);

const WireRejected = v.object({
  /** The row of the file, counted from 1 below its header. */
  row: v.number(),
  field: v.nullable(v.string()),
  code: v.string(),
  value: v.string(),
  messages: v.object({ zh: v.string(), en: v.string() }),
});

export const WireImport = v.object({
  id: ImportId,
  kind: v.picklist(IMPORT_KINDS),
  state: v.picklist(IMPORT_STATES),
  rows: v.number(),
  chunks: v.number(),
  /** Chunks that have arrived. */
  received: v.number(),
  /** Chunks that are in the log; goes down while an import is taken back. */
  committed: v.number(),
  ...Counts,
  begunAt: v.number(),
  endedAt: v.nullable(v.number()),
  /** Until when it can be taken back; null where it cannot. */
  undoUntil: v.nullable(v.number()),
  /** Rows refused while recording: what had changed since the file was checked. */
  problems: v.array(WireRejected),
  version: v.number(),
});

export const createImport = contract({
  id: "createImport",
  method: "POST",
  path: "/imports",
  tag: "imports",
  summary: "Announce a file: its rows, its chunks and their hash",
  description:
    "Nothing is recorded yet. `hash` is the SHA-256 of the chunks' hashes in order, joined by " +
    "newlines; a commit is refused until exactly these chunks have arrived. `nameHash` is the " +
    "SHA-256 of the file's name: names of files often hold names of people, so it is all we keep.",
  may: "imports.run",
  body: v.strictObject({
    id: ImportId,
    kind: v.picklist(IMPORT_KINDS),
    nameHash: Sha256,
    mapping: v.record(v.pipe(v.string(), v.maxLength(40)), Source),
    rows: Whole(1, CHUNKS_MAX * CHUNK_ROWS_MAX),
    chunks: Whole(1, CHUNKS_MAX),
    hash: Sha256,
  }),
  status: 201,
  answer: WireImport,
  refuses: ["import/id_taken", "import/too_many_open"],
});

export const putChunk = contract({
  id: "putImportChunk",
  method: "PUT",
  path: "/imports/:importId/chunks/:n",
  tag: "imports",
  summary: "Send one chunk of rows; sending it again is safe",
  description:
    "`n` counts from 0. `hash` is the SHA-256 of the rows as canonical JSON (sorted keys, no spaces).",
  may: "imports.run",
  ids: { "params.importId": "import" },
  params: v.object({
    importId: ImportId,
    n: v.pipe(v.string(), v.regex(/^\d{1,4}$/), v.transform(Number), v.maxValue(CHUNKS_MAX - 1)),
  }),
  body: v.strictObject({
    hash: Sha256,
    rows: v.pipe(
      v.array(
        v.strictObject({ row: Whole(1, 10_000_000), value: v.record(v.string(), v.unknown()) }),
      ),
      v.minLength(1),
      v.maxLength(CHUNK_ROWS_MAX),
    ),
  }),
  status: 200,
  answer: v.object({ n: v.number(), received: v.number(), chunks: v.number() }),
  refuses: [
    "import/not_found",
    "import/not_receiving",
    "import/chunk_unknown",
    "import/chunk_differs",
    "import/chunk_damaged",
    "import/rows_malformed",
  ],
});

export const dryRunImport = contract({
  id: "dryRunImport",
  method: "GET",
  path: "/imports/:importId/dry-run",
  tag: "imports",
  summary: "What a commit would do: new, changed, unchanged, rejected",
  description: "Counts some chunks at a time; call it with `from=next` until `next` is null.",
  may: "imports.run",
  ids: { "params.importId": "import" },
  params: v.object({ importId: ImportId }),
  query: v.object({ from: v.optional(v.pipe(v.string(), v.regex(/^\d{1,4}$/)), "0") }),
  status: 200,
  answer: v.object({ ...Counts, problems: v.array(WireRejected), next: v.nullable(v.number()) }),
  refuses: ["import/not_found", "import/not_receiving", "import/incomplete"],
});

export const commitImport = contract({
  id: "commitImport",
  method: "POST",
  path: "/imports/:importId/commit",
  tag: "imports",
  summary: "Record the file, chunk by chunk, in the background",
  description:
    "Refused until every announced chunk has arrived with its hash. Each chunk is recorded whole " +
    "or not at all; a restart goes on at the next one.",
  may: "imports.run",
  ids: { "params.importId": "import" },
  params: v.object({ importId: ImportId }),
  status: 202,
  answer: WireImport,
  refuses: ["import/not_found", "import/not_receiving", "import/incomplete"],
});

export const getImport = contract({
  id: "getImport",
  method: "GET",
  path: "/imports/:importId",
  tag: "imports",
  summary: "How far an import is, and what it has done",
  may: "imports.read",
  ids: { "params.importId": "import" },
  params: v.object({ importId: ImportId }),
  status: 200,
  answer: WireImport,
  refuses: ["import/not_found"],
});

export const listImports = contract({
  id: "listImports",
  method: "GET",
  path: "/imports",
  tag: "imports",
  summary: "Imports, newest first",
  may: "imports.read",
  query: v.object({ cursor: v.optional(WireCursor), limit: WireLimit(100, 50) }),
  status: 200,
  answer: v.object({ items: v.array(WireImport), next: v.nullable(v.string()) }),
  refuses: [],
});

export const cancelImport = contract({
  id: "cancelImport",
  method: "POST",
  path: "/imports/:importId/cancel",
  tag: "imports",
  summary: "Stop an import and take back what it has recorded",
  may: "imports.run",
  ids: { "params.importId": "import" },
  params: v.object({ importId: ImportId }),
  status: 202,
  answer: WireImport,
  refuses: ["import/not_found", "import/not_stoppable"],
});

export const undoImport = contract({
  id: "undoImport",
  method: "POST",
  path: "/imports/:importId/undo",
  tag: "imports",
  summary: "Take a finished import back, for seven days, as reversals",
  may: "imports.run",
  ids: { "params.importId": "import" },
  params: v.object({ importId: ImportId }),
  status: 202,
  answer: WireImport,
  refuses: ["import/not_found", "import/not_undoable", "import/undo_too_late"],
});

const Named = v.object({
  id: v.string(),
  code: v.string(),
  name: v.string(),
  nameEn: v.nullable(v.string()),
  email: v.nullable(v.string()),
});

export const postNames = contract({
  id: "findNames",
  method: "POST",
  asks: true,
  path: "/imports/names",
  tag: "imports",
  summary: "Which people and units the names and codes of a file mean",
  description:
    "Only what matches is answered, by id, code, name, English name or e-mail in any case; the " +
    "sample company answers to ids only. It writes nothing.",
  may: "imports.run",
  body: v.strictObject({
    people: v.pipe(v.array(v.pipe(v.string(), v.maxLength(254))), v.maxLength(5_000)),
    units: v.pipe(v.array(v.pipe(v.string(), v.maxLength(254))), v.maxLength(5_000)),
  }),
  status: 200,
  answer: v.object({
    people: v.array(Named),
    units: v.array(Named),
    /** The tenant's own currency and day: what a file that names none is read with. */
    currency: WireCurrency,
    today: WireDay,
  }),
  refuses: [],
});
