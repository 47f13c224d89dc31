import { sql } from "drizzle-orm";
import { index, primaryKey, sqliteTable, uniqueIndex } from "drizzle-orm/sqlite-core";
import { count, day, flag, seq, tenant, text, uuid } from "../../columns.ts";

export const units = sqliteTable(
  "units",
  {
    tenant: tenant(),
    id: uuid("id").notNull(),
    code: text("code").notNull(),
    kind: text("kind").notNull(),
    name: text("name").notNull(),
    nameEn: text("name_en"),
    sample: flag("sample").notNull().default(0),
    version: count("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.id] }),
    uniqueIndex("units_code").on(t.tenant, t.code),
  ],
);

export const unitParents = sqliteTable(
  "unit_parents",
  {
    tenant: tenant(),
    unit: uuid("unit").notNull(),
    fromDay: day("from_day").notNull(),
    sinceSeq: seq("since_seq").notNull(),
    parent: uuid("parent"),
    untilDay: day("until_day").notNull(),
    untilSeq: seq("until_seq"),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.unit, t.fromDay, t.sinceSeq] }),
    index("unit_parents_root")
      .on(t.tenant, t.unit)
      .where(sql`parent IS NULL`),
  ],
);

export const unitPaths = sqliteTable(
  "unit_paths",
  {
    tenant: tenant(),
    unit: uuid("unit").notNull(),
    above: uuid("above").notNull(),
    fromDay: day("from_day").notNull(),
    untilDay: day("until_day").notNull(),
    depth: count("depth").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.unit, t.above, t.fromDay] }),
    index("unit_paths_above").on(t.tenant, t.above, t.depth, t.unit),
  ],
);

export const people = sqliteTable(
  "people",
  {
    tenant: tenant(),
    id: uuid("id").notNull(),
    code: text("code").notNull(),
    name: text("name").notNull(),
    nameEn: text("name_en"),
    email: text("email"),
    startsOn: day("starts_on").notNull(),
    endsOn: day("ends_on").notNull(),
    sample: flag("sample").notNull().default(0),
    version: count("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.id] }),
    uniqueIndex("people_code").on(t.tenant, t.code),
  ],
);

export const memberships = sqliteTable(
  "memberships",
  {
    tenant: tenant(),
    person: uuid("person").notNull(),
    fromDay: day("from_day").notNull(),
    sinceSeq: seq("since_seq").notNull(),
    unit: uuid("unit"),
    position: text("position"),
    untilDay: day("until_day").notNull(),
    untilSeq: seq("until_seq"),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.person, t.fromDay, t.sinceSeq] }),
    index("memberships_unit").on(t.tenant, t.unit, t.person),
  ],
);

export const reporting = sqliteTable(
  "reporting",
  {
    tenant: tenant(),
    person: uuid("person").notNull(),
    fromDay: day("from_day").notNull(),
    sinceSeq: seq("since_seq").notNull(),
    manager: uuid("manager"),
    untilDay: day("until_day").notNull(),
    untilSeq: seq("until_seq"),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.person, t.fromDay, t.sinceSeq] })],
);
