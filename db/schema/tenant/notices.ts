import { primaryKey, sqliteTable } from "drizzle-orm/sqlite-core";
import { count, flag, instant, seq, tenant, text, uuid } from "../../columns.ts";

export const notices = sqliteTable(
  "notices",
  {
    tenant: tenant(),
    account: uuid("account").notNull(),
    key: text("key").notNull(),
    kind: text("kind").notNull(),
    turn: seq("turn").notNull(),
    state: text("state").notNull(),
    tries: count("tries").notNull().default(0),
    at: instant("at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.account, t.key] })],
);

export const noticeSettings = sqliteTable(
  "notice_settings",
  {
    tenant: tenant(),
    account: uuid("account").notNull(),
    atOnce: flag("at_once").notNull(),
    digest: flag("digest").notNull(),
    language: text("language"),
    version: count("version").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.account] })],
);
