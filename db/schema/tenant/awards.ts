import { primaryKey, sqliteTable } from "drizzle-orm/sqlite-core";
import { count, day, flag, instant, json, rate, seq, tenant, text, uuid } from "../../columns.ts";

export const awardRules = sqliteTable(
  "award_rules",
  {
    tenant: tenant(),
    id: uuid("id").notNull(),
    code: text("code").notNull(),
    document: json("document").notNull(),
    version: count("version").notNull(),
    retired: flag("retired").notNull().default(0),
    sample: flag("sample").notNull().default(0),
    madeAt: instant("made_at").notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] })],
);

export const awardRankings = sqliteTable(
  "award_rankings",
  {
    tenant: tenant(),
    id: uuid("id").notNull(),
    rule: uuid("rule").notNull(),
    fromDay: day("from_day").notNull(),
    untilDay: day("until_day").notNull(),
    document: json("document").notNull(),
    standings: json("standings").notNull(),
    silent: json("silent").notNull(),
    cutoff: seq("cutoff").notNull(),
    hash: text("hash").notNull(),
    by: text("by").notNull(),
    account: text("account").notNull(),
    at: instant("at").notNull(),
    sample: flag("sample").notNull().default(0),
    seq: seq("seq").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] })],
);

export const awards = sqliteTable(
  "awards",
  {
    tenant: tenant(),
    id: uuid("id").notNull(),
    subject: uuid("subject").notNull(),
    subjectKind: text("subject_kind").notNull(),
    kind: text("kind").notNull(),
    ranking: uuid("ranking"),
    run: uuid("run"),
    component: text("component"),
    place: count("place"),
    fromDay: day("from_day").notNull(),
    untilDay: day("until_day").notNull(),
    name: json("name").notNull(),
    gives: json("gives").notNull(),
    note: text("note").notNull(),
    by: text("by").notNull(),
    account: text("account").notNull(),
    at: instant("at").notNull(),
    sample: flag("sample").notNull().default(0),
    seq: seq("seq").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] })],
);

export const peerScores = sqliteTable(
  "peer_scores",
  {
    tenant: tenant(),
    rule: uuid("rule").notNull(),
    fromDay: day("from_day").notNull(),
    voter: uuid("voter").notNull(),
    person: uuid("person").notNull(),
    sinceSeq: seq("since_seq").notNull(),
    untilDay: day("until_day").notNull(),
    score: rate("score").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.rule, t.fromDay, t.voter, t.person, t.sinceSeq] })],
);

export const awardDraws = sqliteTable(
  "award_draws",
  {
    tenant: tenant(),
    rule: uuid("rule").notNull(),
    fromDay: day("from_day").notNull(),
    nonce: text("nonce").notNull(),
    commitment: text("commitment").notNull(),
    at: instant("at").notNull(),
    seq: seq("seq").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.rule, t.fromDay] })],
);
