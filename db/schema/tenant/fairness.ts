import { primaryKey, sqliteTable } from "drizzle-orm/sqlite-core";
import { count, flag, instant, json, money, tenant, text, uuid } from "../../columns.ts";

export const scenarios = sqliteTable(
  "scenarios",
  {
    tenant: tenant(),
    plan: uuid("plan").notNull(),
    id: uuid("id").notNull(),
    name: text("name").notNull(),
    amount: money("amount").notNull(),
    rules: json("rules").notNull(),
    recipients: count("recipients").notNull(),
    by: text("by").notNull(),
    at: instant("at").notNull(),
    sample: flag("sample").notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.plan, t.id] })],
);

export const scenarioRows = sqliteTable(
  "scenario_rows",
  {
    tenant: tenant(),
    plan: uuid("plan").notNull(),
    scenario: uuid("scenario").notNull(),
    subject: uuid("subject").notNull(),
    parent: uuid("parent"),
    kind: text("kind").notNull(),
    inputs: json("inputs").notNull(),
    amount: money("amount"),
    months: json("months"),
    run: json("run"),
    levels: json("levels"),
    slices: json("slices"),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.plan, t.scenario, t.subject] })],
);
