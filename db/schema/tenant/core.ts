import { primaryKey, sqliteTable } from "drizzle-orm/sqlite-core";
import { count, instant, json, seq, tenant, text, uuid } from "../../columns.ts";

export const tenantHere = sqliteTable(
  "tenant_here",
  {
    tenant: tenant(),
    uuid: uuid("uuid").notNull(),
    epoch: count("epoch").notNull(),
    state: text("state").notNull(),
    name: text("name").notNull(),
    locale: text("locale").notNull(),
    timeZone: text("time_zone").notNull(),
    dayOffset: count("day_offset").notNull().default(0),
    currency: text("currency").notNull(),
    plan: text("plan").notNull(),
    trialEndsAt: instant("trial_ends_at"),
    sample: text("sample").notNull().default("none"),
    version: count("version").notNull().default(1),
  },
  (t) => [primaryKey({ columns: [t.tenant] })],
);

export const access = sqliteTable(
  "access",
  {
    tenant: tenant(),
    account: uuid("account").notNull(),
    person: uuid("person"),
    roles: json("roles").notNull(),
    scopeUnit: uuid("scope_unit"),
    state: text("state").notNull(),
    notBefore: instant("not_before").notNull().default(0),
    version: count("version").notNull().default(1),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.account] })],
);

export const apiKeys = sqliteTable(
  "api_keys",
  {
    tenant: tenant(),
    id: uuid("id").notNull(),
    hash: text("hash").notNull(),
    name: text("name").notNull(),
    scopes: json("scopes").notNull(),
    madeBy: uuid("made_by").notNull(),
    madeAt: instant("made_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    revokedAt: instant("revoked_at"),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] })],
);

export const commits = sqliteTable(
  "commits",
  {
    tenant: tenant(),
    seq: seq("seq").notNull(),
    at: instant("at").notNull(),
    actor: uuid("actor").notNull(),
    event: text("event").notNull(),
    subject: uuid("subject"),
    detail: json("detail").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.seq] })],
);

export const idempotency = sqliteTable(
  "idempotency",
  {
    tenant: tenant(),
    key: text("key").notNull(),
    actor: uuid("actor").notNull(),
    bodyHash: text("body_hash").notNull(),
    seq: seq("seq"),
    status: count("status").notNull(),
    answer: json("answer").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.key] })],
);

export const cursors = sqliteTable(
  "cursors",
  {
    tenant: tenant(),
    consumer: text("consumer").notNull(),
    seenSeq: seq("seen_seq").notNull(),
    nextTryAt: instant("next_try_at").notNull().default(0),
    failures: count("failures").notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.consumer] })],
);

export const wiping = sqliteTable(
  "wiping",
  { tenant: tenant(), what: text("what").notNull() },
  (t) => [primaryKey({ columns: [t.tenant] })],
);
