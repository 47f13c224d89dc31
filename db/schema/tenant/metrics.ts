import { primaryKey, sqliteTable, uniqueIndex } from "drizzle-orm/sqlite-core";
import { count, rate, tenant, text, uuid } from "../../columns.ts";

export const metrics = sqliteTable(
  "metrics",
  {
    tenant: tenant(),
    id: uuid("id").notNull(),
    code: text("code").notNull(),
    nameZh: text("name_zh").notNull(),
    nameEn: text("name_en").notNull(),
    unit: text("unit").notNull(),
    scale: count("scale").notNull(),
    currency: text("currency"),
    tax: text("tax").notNull(),
    class: text("class").notNull(),
    direction: text("direction").notNull(),
    overTime: text("over_time").notNull(),
    overPeople: text("over_people").notNull(),
    formula: text("formula"),
    source: text("source"),
    owner: uuid("owner"),
    health: uuid("health"),
    weighedBy: uuid("weighed_by"),
    downRule: text("down_rule").notNull().default("target_over_actual"),
    downMax: rate("down_max").notNull().default("2"),
    version: count("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.id] }),
    uniqueIndex("metrics_code").on(t.tenant, t.code),
  ],
);
