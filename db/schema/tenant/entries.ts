import { index, primaryKey, sqliteTable, uniqueIndex } from "drizzle-orm/sqlite-core";
import {
  count,
  day,
  flag,
  instant,
  json,
  money,
  rate,
  seq,
  tenant,
  text,
  uuid,
} from "../../columns.ts";

export const entries = sqliteTable(
  "entries",
  {
    tenant: tenant(),
    seq: seq("seq").notNull(),
    line: count("line").notNull(),
    id: uuid("id").notNull(),
    metric: uuid("metric").notNull(),
    person: uuid("person").notNull(),
    onDay: day("on_day").notNull(),
    posting: text("posting").notNull(),
    amount: money("amount").notNull(),
    currency: text("currency").notNull(),
    deal: text("deal"),
    reversesSeq: seq("reverses_seq"),
    reversesLine: count("reverses_line"),
    kind: text("kind").notNull(),
    source: text("source").notNull(),
    externalId: text("external_id").notNull(),
    revision: count("revision").notNull(),
    credited: flag("credited").notNull(),
    importId: uuid("import_id"),
    dims: json("dims"),
    recordedAt: instant("recorded_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.seq, t.line] }),
    uniqueIndex("entries_identity").on(t.tenant, t.source, t.externalId, t.revision, t.kind),
    index("entries_person").on(t.tenant, t.person, t.metric, t.onDay),
  ],
);

export const credits = sqliteTable(
  "credits",
  {
    tenant: tenant(),
    seq: seq("seq").notNull(),
    line: count("line").notNull(),
    person: uuid("person").notNull(),
    role: text("role").notNull(),
    share: rate("share").notNull(),
    metric: uuid("metric").notNull(),
    onDay: day("on_day").notNull(),
    currency: text("currency").notNull(),
    amount: money("amount").notNull(),
    rule: uuid("rule"),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.seq, t.line, t.person, t.role] }),
    index("credits_person").on(t.tenant, t.person, t.metric, t.onDay),
  ],
);

export const totals = sqliteTable(
  "totals",
  {
    tenant: tenant(),
    subject: uuid("subject").notNull(),
    metric: uuid("metric").notNull(),
    currency: text("currency").notNull(),
    grain: text("grain").notNull(),
    onDay: day("on_day").notNull(),
    amount: money("amount").notNull(),
    n: count("n").notNull(),
    lastSeq: seq("last_seq").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.subject, t.metric, t.currency, t.grain, t.onDay] })],
);
