import { foreignKey, primaryKey, sqliteTable } from "drizzle-orm/sqlite-core";
import { count, instant, json, seq, tenant, text, uuid } from "../../columns.ts";

export const imports = sqliteTable(
  "imports",
  {
    tenant: tenant(),
    id: uuid("id").notNull(),
    kind: text("kind").notNull(),
    state: text("state").notNull(),
    nameHash: text("name_hash").notNull(),
    mapping: json("mapping").notNull(),
    rowCount: count("row_count").notNull(),
    chunkCount: count("chunk_count").notNull(),
    hash: text("hash").notNull(),
    nextChunk: count("next_chunk").notNull().default(0),
    newCount: count("new_count").notNull().default(0),
    changedCount: count("changed_count").notNull().default(0),
    unchangedCount: count("unchanged_count").notNull().default(0),
    rejectedCount: count("rejected_count").notNull().default(0),
    begunBy: uuid("begun_by").notNull(),
    begunAt: instant("begun_at").notNull(),
    touchedAt: instant("touched_at").notNull(),
    endedAt: instant("ended_at"),
    version: count("version").notNull().default(1),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] })],
);

export const importChunks = sqliteTable(
  "import_chunks",
  {
    tenant: tenant(),
    import: uuid("import").notNull(),
    n: count("n").notNull(),
    hash: text("hash").notNull(),
    rowCount: count("row_count").notNull(),
    packed: json("packed"),
    seq: seq("seq"),
    rejected: json("rejected"),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.import, t.n] }),
    foreignKey({ columns: [t.tenant, t.import], foreignColumns: [imports.tenant, imports.id] }),
  ],
);
