import { index, primaryKey, sqliteTable } from "drizzle-orm/sqlite-core";
import { count, day, flag, instant, json, money, seq, tenant, text, uuid } from "../../columns.ts";

export const plans = sqliteTable(
  "plans",
  {
    tenant: tenant(),
    id: uuid("id").notNull(),
    name: text("name").notNull(),
    metric: uuid("metric").notNull(),
    currency: text("currency").notNull(),
    unit: uuid("unit").notNull(),
    fromDay: day("from_day").notNull(),
    untilDay: day("until_day").notNull(),
    amount: money("amount").notNull(),
    rules: json("rules").notNull(),
    published: count("published").notNull().default(0),
    sample: flag("sample").notNull().default(0),
    madeAt: instant("made_at").notNull(),
    draft: count("draft").notNull().default(1),
    version: count("version").notNull().default(1),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] })],
);

export const planRows = sqliteTable(
  "plan_rows",
  {
    tenant: tenant(),
    plan: uuid("plan").notNull(),
    number: count("number").notNull(),
    subject: uuid("subject").notNull(),
    parent: uuid("parent"),
    kind: text("kind").notNull(),
    inputs: json("inputs").notNull(),
    amount: money("amount"),
    months: json("months"),
    run: json("run"),
    version: count("version").notNull(),
    levels: json("levels"),
    slices: json("slices"),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.plan, t.number, t.subject] }),
    index("plan_rows_parent").on(t.tenant, t.plan, t.number, t.parent),
  ],
);

export const planJobs = sqliteTable(
  "plan_jobs",
  {
    tenant: tenant(),
    plan: uuid("plan").notNull(),
    id: uuid("id").notNull(),
    kind: text("kind").notNull(),
    state: text("state").notNull(),
    total: count("total").notNull(),
    done: count("done").notNull().default(0),
    draft: count("draft").notNull(),
    planVersion: count("plan_version").notNull(),
    onDay: day("on_day").notNull(),
    by: text("by").notNull(),
    hash: text("hash"),
    rules: json("rules"),
    result: json("result"),
    begunAt: instant("begun_at").notNull(),
    endedAt: instant("ended_at"),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.plan, t.id] })],
);

export const planVersions = sqliteTable(
  "plan_versions",
  {
    tenant: tenant(),
    plan: uuid("plan").notNull(),
    number: count("number").notNull(),
    seq: seq("seq").notNull(),
    at: instant("at").notNull(),
    by: text("by").notNull(),
    amount: money("amount").notNull(),
    rules: json("rules").notNull(),
    recipients: count("recipients").notNull(),
    hash: text("hash").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.plan, t.number] })],
);

export const targets = sqliteTable(
  "targets",
  {
    tenant: tenant(),
    subject: uuid("subject").notNull(),
    metric: uuid("metric").notNull(),
    level: text("level").notNull(),
    slice: text("slice").notNull().default(""),
    fromDay: day("from_day").notNull(),
    sinceSeq: seq("since_seq").notNull(),
    untilDay: day("until_day").notNull(),
    untilSeq: seq("until_seq"),
    amount: money("amount").notNull(),
    currency: text("currency").notNull(),
    plan: uuid("plan"),
    planVersion: count("plan_version"),
  },
  (t) => [
    primaryKey({
      columns: [t.tenant, t.subject, t.metric, t.level, t.slice, t.fromDay, t.sinceSeq],
    }),
  ],
);
