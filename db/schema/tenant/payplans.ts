import { primaryKey, sqliteTable } from "drizzle-orm/sqlite-core";
import { count, day, flag, instant, json, money, seq, tenant, text, uuid } from "../../columns.ts";

export const incentivePlans = sqliteTable(
  "incentive_plans",
  {
    tenant: tenant(),
    id: uuid("id").notNull(),
    key: text("key").notNull(),
    nameZh: text("name_zh").notNull(),
    nameEn: text("name_en").notNull(),
    document: json("document").notNull(),
    editors: json("editors").notNull(),
    published: count("published").notNull().default(0),
    budget: money("budget"),
    archived: flag("archived").notNull().default(0),
    sample: flag("sample").notNull().default(0),
    version: count("version").notNull().default(1),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] })],
);

export const incentiveVersions = sqliteTable(
  "incentive_versions",
  {
    tenant: tenant(),
    plan: uuid("plan").notNull(),
    number: count("number").notNull(),
    document: json("document").notNull(),
    hash: text("hash").notNull(),
    fromDay: day("from_day").notNull(),
    untilDay: day("until_day").notNull(),
    authors: json("authors").notNull(),
    by: text("by").notNull(),
    at: instant("at").notNull(),
    seq: seq("seq").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.plan, t.number] })],
);

export const incentiveMembers = sqliteTable(
  "incentive_members",
  {
    tenant: tenant(),
    person: uuid("person").notNull(),
    fromDay: day("from_day").notNull(),
    sinceSeq: seq("since_seq").notNull(),
    plan: uuid("plan").notNull(),
    untilDay: day("until_day").notNull(),
    untilSeq: seq("until_seq"),
    terms: json("terms").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.person, t.fromDay, t.sinceSeq] })],
);

export const incentiveAcceptances = sqliteTable(
  "incentive_acceptances",
  {
    tenant: tenant(),
    plan: uuid("plan").notNull(),
    number: count("number").notNull(),
    person: uuid("person").notNull(),
    hash: text("hash").notNull(),
    language: text("language").notNull(),
    account: text("account").notNull(),
    at: instant("at").notNull(),
    seq: seq("seq").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.plan, t.number, t.person] })],
);

export const incentiveReminders = sqliteTable(
  "incentive_reminders",
  {
    tenant: tenant(),
    plan: uuid("plan").notNull(),
    number: count("number").notNull(),
    person: uuid("person").notNull(),
    seq: seq("seq").notNull(),
    by: text("by").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.plan, t.number, t.person, t.seq] })],
);

export const incentiveTallies = sqliteTable(
  "incentive_tallies",
  {
    tenant: tenant(),
    plan: uuid("plan").notNull(),
    number: count("number").notNull(),
    asked: count("asked").notNull(),
    accepted: count("accepted").notNull(),
    turn: seq("turn").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.plan] })],
);
