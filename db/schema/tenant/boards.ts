import { primaryKey, sqliteTable } from "drizzle-orm/sqlite-core";
import { count, flag, instant, seq, tenant, text, uuid } from "../../columns.ts";

export const boards = sqliteTable(
  "boards",
  {
    tenant: tenant(),
    id: uuid("id").notNull(),
    name: text("name").notNull(),
    nameEn: text("name_en"),
    unit: uuid("unit").notNull(),
    metric: uuid("metric").notNull(),
    currency: text("currency").notNull(),
    subjects: text("subjects").notNull(),
    score: text("score").notNull(),
    span: text("span").notNull(),
    mode: text("mode").notNull(),
    ties: text("ties").notNull(),
    amounts: flag("amounts").notNull().default(0),
    sample: flag("sample").notNull().default(0),
    version: count("version").notNull().default(1),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] })],
);

export const screens = sqliteTable(
  "screens",
  {
    tenant: tenant(),
    id: uuid("id").notNull(),
    board: uuid("board").notNull(),
    name: text("name").notNull(),
    tokenHash: text("token_hash").notNull(),
    pairedBy: uuid("paired_by").notNull(),
    pairedAt: instant("paired_at").notNull(),
    sinceSeq: seq("since_seq").notNull(),
    untilSeq: seq("until_seq"),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] })],
);
