import { primaryKey, sqliteTable } from "drizzle-orm/sqlite-core";
import { count, day, flag, json, seq, tenant, text } from "../../columns.ts";

export const calendars = sqliteTable(
  "calendars",
  {
    tenant: tenant(),
    fromDay: day("from_day").notNull(),
    sinceSeq: seq("since_seq").notNull(),
    untilDay: day("until_day").notNull(),
    untilSeq: seq("until_seq"),
    rule: json("rule").notNull(),
    week: text("week").notNull(),
    holidays: text("holidays").notNull(),
    version: count("version").notNull(),
    transition: text("transition").notNull(),
    cuts: json("cuts"),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.fromDay, t.sinceSeq] })],
);

export const dayOverrides = sqliteTable(
  "day_overrides",
  {
    tenant: tenant(),
    onDay: day("on_day").notNull(),
    sinceSeq: seq("since_seq").notNull(),
    untilSeq: seq("until_seq"),
    works: flag("works").notNull(),
    note: text("note"),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.onDay, t.sinceSeq] })],
);
