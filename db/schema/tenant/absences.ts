import { primaryKey, sqliteTable } from "drizzle-orm/sqlite-core";
import { day, rate, seq, tenant, text, uuid } from "../../columns.ts";

export const absences = sqliteTable(
  "absences",
  {
    tenant: tenant(),
    person: uuid("person").notNull(),
    fromDay: day("from_day").notNull(),
    sinceSeq: seq("since_seq").notNull(),
    untilDay: day("until_day").notNull(),
    untilSeq: seq("until_seq"),
    id: uuid("id").notNull(),
    kind: text("kind").notNull(),
    factor: rate("factor"),
    metric: uuid("metric"),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.person, t.fromDay, t.sinceSeq, t.id] })],
);
