import { primaryKey, sqliteTable } from "drizzle-orm/sqlite-core";
import { count, day, flag, instant, json, money, seq, tenant, text, uuid } from "../../columns.ts";

export const payAdjustments = sqliteTable(
  "pay_adjustments",
  {
    tenant: tenant(),
    id: uuid("id").notNull(),
    person: uuid("person").notNull(),
    onDay: day("on_day").notNull(),
    currency: text("currency").notNull(),
    amount: money("amount").notNull(),
    kind: text("kind").notNull(),
    reason: text("reason").notNull(),
    reverses: uuid("reverses"),
    dispute: uuid("dispute"),
    by: text("by").notNull(),
    account: text("account").notNull(),
    at: instant("at").notNull(),
    sample: flag("sample").notNull().default(0),
    seq: seq("seq").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] })],
);

export const payAdjustmentDecisions = sqliteTable(
  "pay_adjustment_decisions",
  {
    tenant: tenant(),
    adjustment: uuid("adjustment").notNull(),
    decision: text("decision").notNull(),
    by: text("by").notNull(),
    account: text("account").notNull(),
    at: instant("at").notNull(),
    alone: flag("alone").notNull().default(0),
    note: text("note"),
    seq: seq("seq").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.adjustment] })],
);

export const disputes = sqliteTable(
  "disputes",
  {
    tenant: tenant(),
    id: uuid("id").notNull(),
    run: uuid("run").notNull(),
    person: uuid("person").notNull(),
    currency: text("currency").notNull(),
    pointer: text("pointer").notNull(),
    hash: text("hash").notNull(),
    place: json("place").notNull(),
    amount: money("amount"),
    note: text("note").notNull(),
    dueOn: day("due_on").notNull(),
    by: text("by").notNull(),
    account: text("account").notNull(),
    at: instant("at").notNull(),
    sample: flag("sample").notNull().default(0),
    seq: seq("seq").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] })],
);

export const disputeMoves = sqliteTable(
  "dispute_moves",
  {
    tenant: tenant(),
    dispute: uuid("dispute").notNull(),
    n: count("n").notNull(),
    kind: text("kind").notNull(),
    by: text("by").notNull(),
    account: text("account").notNull(),
    at: instant("at").notNull(),
    note: text("note"),
    owner: text("owner"),
    dueOn: day("due_on"),
    adjustment: uuid("adjustment"),
    seq: seq("seq").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.dispute, t.n] })],
);
