import { primaryKey, sqliteTable } from "drizzle-orm/sqlite-core";
import { count, day, flag, instant, json, money, seq, tenant, text, uuid } from "../../columns.ts";

export const adjustments = sqliteTable(
  "adjustments",
  {
    tenant: tenant(),
    id: uuid("id").notNull(),
    plan: uuid("plan").notNull(),
    kind: text("kind").notNull(),
    fromDay: day("from_day").notNull(),
    ask: json("ask").notNull(),
    basis: json("basis").notNull(),
    approvers: json("approvers").notNull(),
    reason: text("reason").notNull(),
    sample: flag("sample").notNull().default(0),
    seq: seq("seq").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] })],
);

export const adjustmentSteps = sqliteTable(
  "adjustment_steps",
  {
    tenant: tenant(),
    adjustment: uuid("adjustment").notNull(),
    n: count("n").notNull(),
    kind: text("kind").notNull(),
    by: text("by").notNull(),
    person: text("person").notNull(),
    at: instant("at").notNull(),
    number: count("number").notNull(),
    hash: text("hash"),
    note: text("note"),
    seq: seq("seq").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.adjustment, t.n] })],
);

export const adjustmentEffects = sqliteTable(
  "adjustment_effects",
  {
    tenant: tenant(),
    subject: uuid("subject").notNull(),
    seq: seq("seq").notNull(),
    adjustment: uuid("adjustment").notNull(),
    part: text("part").notNull(),
    number: count("number").notNull(),
    parent: uuid("parent"),
    parentAfter: uuid("parent_after"),
    wholeBefore: money("whole_before").notNull(),
    wholeAfter: money("whole_after").notNull(),
    cells: json("cells").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.subject, t.seq] })],
);

export const adjustmentGuards = sqliteTable(
  "adjustment_guards",
  {
    tenant: tenant(),
    version: count("version").notNull(),
    settings: json("settings").notNull(),
    by: text("by").notNull(),
    at: instant("at").notNull(),
    seq: seq("seq").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.version] })],
);

export const resources = sqliteTable(
  "resources",
  {
    tenant: tenant(),
    unit: uuid("unit").notNull(),
    kind: text("kind").notNull(),
    purpose: text("purpose").notNull(),
    fromDay: day("from_day").notNull(),
    sinceSeq: seq("since_seq").notNull(),
    untilDay: day("until_day").notNull(),
    untilSeq: seq("until_seq"),
    amount: money("amount").notNull(),
    currency: text("currency").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.unit, t.kind, t.purpose, t.fromDay, t.sinceSeq] })],
);

export const resourceUses = sqliteTable(
  "resource_uses",
  {
    tenant: tenant(),
    unit: uuid("unit").notNull(),
    purpose: text("purpose").notNull(),
    onDay: day("on_day").notNull(),
    id: uuid("id").notNull(),
    amount: money("amount").notNull(),
    currency: text("currency").notNull(),
    by: text("by").notNull(),
    seq: seq("seq").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.unit, t.purpose, t.onDay, t.id] })],
);
