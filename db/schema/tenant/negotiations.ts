import { primaryKey, sqliteTable } from "drizzle-orm/sqlite-core";
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

export const negotiationRounds = sqliteTable(
  "negotiation_rounds",
  {
    tenant: tenant(),
    id: uuid("id").notNull(),
    plan: uuid("plan").notNull(),
    unit: uuid("unit").notNull(),
    state: text("state").notNull(),
    deadline: day("deadline").notNull(),
    payoff: json("payoff").notNull(),
    amount: money("amount").notNull(),
    over: rate("over").notNull(),
    overs: json("overs").notNull(),
    openedAt: instant("opened_at").notNull(),
    openedBy: text("opened_by").notNull(),
    closedAt: instant("closed_at"),
    hash: text("hash"),
    version: count("version").notNull().default(1),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] })],
);

export const negotiationThreads = sqliteTable(
  "negotiation_threads",
  {
    tenant: tenant(),
    round: uuid("round").notNull(),
    parent: uuid("parent").notNull(),
    subject: uuid("subject").notNull(),
    kind: text("kind").notNull(),
    chain: json("chain").notNull(),
    first: money("first").notNull(),
    state: text("state").notNull(),
    offer: money("offer").notNull(),
    byLevel: count("by_level").notNull(),
    asked: money("asked"),
    asker: count("asker"),
    decider: count("decider"),
    refused: json("refused"),
    awaits: uuid("awaits"),
    heard: flag("heard").notNull(),
    stated: money("stated"),
    enteredAt: instant("entered_at").notNull(),
    remindedAt: instant("reminded_at"),
    version: count("version").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.round, t.parent, t.subject] })],
);

export const negotiationMoves = sqliteTable(
  "negotiation_moves",
  {
    tenant: tenant(),
    round: uuid("round").notNull(),
    subject: uuid("subject").notNull(),
    number: count("number").notNull(),
    seq: seq("seq").notNull(),
    at: instant("at").notNull(),
    by: text("by").notNull(),
    level: count("level").notNull(),
    kind: text("kind").notNull(),
    amount: money("amount"),
    taker: json("taker"),
    cause: uuid("cause"),
    evidence: json("evidence"),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.round, t.subject, t.number] })],
);

export const negotiationNotes = sqliteTable(
  "negotiation_notes",
  {
    tenant: tenant(),
    round: uuid("round").notNull(),
    subject: uuid("subject").notNull(),
    number: count("number").notNull(),
    note: text("note").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.round, t.subject, t.number] })],
);

export const negotiationGaps = sqliteTable(
  "negotiation_gaps",
  {
    tenant: tenant(),
    round: uuid("round").notNull(),
    unit: uuid("unit").notNull(),
    seq: seq("seq").notNull(),
    gap: money("gap").notNull(),
    at: instant("at").notNull(),
    by: text("by").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.round, t.unit, t.seq] })],
);

export const negotiationAgreements = sqliteTable(
  "negotiation_agreements",
  {
    tenant: tenant(),
    round: uuid("round").notNull(),
    subject: uuid("subject").notNull(),
    thread: count("thread").notNull(),
    ending: text("ending").notNull(),
    amount: money("amount").notNull(),
    by: text("by"),
    at: instant("at").notNull(),
    agreed: json("agreed").notNull(),
    hash: text("hash").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.round, t.subject, t.thread] })],
);

export const negotiationBindings = sqliteTable(
  "negotiation_bindings",
  {
    tenant: tenant(),
    plan: uuid("plan").notNull(),
    number: count("number").notNull(),
    round: uuid("round").notNull(),
    versionHash: text("version_hash").notNull(),
    agreementsHash: text("agreements_hash").notNull(),
    seq: seq("seq").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.plan, t.number] })],
);

export const negotiationTallies = sqliteTable(
  "negotiation_tallies",
  {
    tenant: tenant(),
    round: uuid("round").notNull(),
    unit: uuid("unit").notNull(),
    state: text("state").notNull(),
    n: count("n").notNull(),
    entered: count("entered").notNull(),
    ever: count("ever").notNull(),
    stayed: count("stayed").notNull(),
    given: money("given").notNull(),
    wanted: money("wanted").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.round, t.unit, t.state] })],
);
