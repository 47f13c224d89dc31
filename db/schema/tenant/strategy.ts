import { primaryKey, sqliteTable } from "drizzle-orm/sqlite-core";
import { count, day, flag, instant, json, money, rate, tenant, text, uuid } from "../../columns.ts";

const named = () => ({ name: text("name").notNull(), nameEn: text("name_en") });
const kept = () => ({
  ended: flag("ended").notNull().default(0),
  sample: flag("sample").notNull().default(0),
  version: count("version").notNull().default(1),
});
const interval = () => ({
  fromDay: day("from_day").notNull(),
  untilDay: day("until_day").notNull(),
});

export const themes = sqliteTable(
  "themes",
  {
    tenant: tenant(),
    id: uuid("id").notNull(),
    ...named(),
    kind: text("kind").notNull(),
    intent: text("intent"),
    owner: uuid("owner"),
    ...interval(),
    ...kept(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] })],
);

export const goals = sqliteTable(
  "goals",
  {
    tenant: tenant(),
    id: uuid("id").notNull(),
    ...named(),
    theme: uuid("theme"),
    unit: uuid("unit").notNull(),
    metric: uuid("metric").notNull(),
    currency: text("currency").notNull(),
    amount: money("amount").notNull(),
    base: money("base"),
    growth: rate("growth"),
    covers: text("covers").notNull(),
    fromDay: day("from_day"),
    untilDay: day("until_day"),
    owner: uuid("owner"),
    source: text("source"),
    plan: uuid("plan"),
    mix: json("mix"),
    ...kept(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] })],
);

export const initiatives = sqliteTable(
  "initiatives",
  {
    tenant: tenant(),
    id: uuid("id").notNull(),
    goal: uuid("goal").notNull(),
    ...named(),
    metric: uuid("metric").notNull(),
    quantity: money("quantity").notNull(),
    contribution: money("contribution").notNull(),
    owner: uuid("owner"),
    ...interval(),
    ...kept(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] })],
);

export const objectives = sqliteTable(
  "objectives",
  {
    tenant: tenant(),
    id: uuid("id").notNull(),
    ...named(),
    unit: uuid("unit").notNull(),
    parent: uuid("parent"),
    theme: uuid("theme"),
    owner: uuid("owner"),
    ...interval(),
    ...kept(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] })],
);

export const keyResults = sqliteTable(
  "key_results",
  {
    tenant: tenant(),
    objective: uuid("objective").notNull(),
    id: uuid("id").notNull(),
    ...named(),
    measure: text("measure"),
    start: rate("start").notNull(),
    target: rate("target").notNull(),
    current: rate("current"),
    position: count("position").notNull().default(0),
    checkIns: count("check_ins").notNull().default(0),
    version: count("version").notNull().default(1),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.objective, t.id] })],
);

export const checkIns = sqliteTable(
  "check_ins",
  {
    tenant: tenant(),
    keyResult: uuid("key_result").notNull(),
    number: count("number").notNull(),
    value: rate("value").notNull(),
    note: text("note"),
    at: instant("at").notNull(),
    by: text("by").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.keyResult, t.number] })],
);

export const actionTargets = sqliteTable(
  "action_targets",
  {
    tenant: tenant(),
    id: uuid("id").notNull(),
    goal: uuid("goal"),
    unit: uuid("unit").notNull(),
    result: text("result").notNull(),
    resultMetric: uuid("result_metric"),
    results: rate("results").notNull(),
    action: text("action").notNull(),
    actionMetric: uuid("action_metric"),
    actions: rate("actions").notNull(),
    pace: text("pace").notNull(),
    ceiling: rate("ceiling"),
    owner: uuid("owner"),
    ...interval(),
    ...kept(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] })],
);
