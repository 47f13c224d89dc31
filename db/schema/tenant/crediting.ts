import { primaryKey, sqliteTable } from "drizzle-orm/sqlite-core";
import { count, day, flag, json, seq, tenant, text, uuid } from "../../columns.ts";

export const creditingRules = sqliteTable(
  "crediting_rules",
  {
    tenant: tenant(),
    id: uuid("id").notNull(),
    fromDay: day("from_day").notNull(),
    sinceSeq: seq("since_seq").notNull(),
    untilDay: day("until_day").notNull(),
    untilSeq: seq("until_seq"),
    name: text("name").notNull(),
    rank: count("rank").notNull(),
    body: json("body").notNull(),
    sample: flag("sample").notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id, t.fromDay, t.sinceSeq] })],
);
