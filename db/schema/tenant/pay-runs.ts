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

export const payRuns = sqliteTable(
  "pay_runs",
  {
    tenant: tenant(),
    id: uuid("id").notNull(),
    plan: uuid("plan").notNull(),
    fromDay: day("from_day").notNull(),
    untilDay: day("until_day").notNull(),
    state: text("state").notNull(),
    calc: count("calc").notNull().default(0),
    cutoffSeq: seq("cutoff_seq"),
    cutoffAt: instant("cutoff_at"),
    basis: json("basis"),
    inputHash: text("input_hash"),
    resultHash: text("result_hash"),
    job: json("job"),
    sample: flag("sample").notNull().default(0),
    version: count("version").notNull().default(1),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] })],
);

export const payRunBases = sqliteTable(
  "pay_run_bases",
  {
    tenant: tenant(),
    run: uuid("run").notNull(),
    calc: count("calc").notNull(),
    n: count("n").notNull(),
    part: text("part").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.run, t.calc, t.n] })],
);

export const paySteps = sqliteTable(
  "pay_steps",
  {
    tenant: tenant(),
    run: uuid("run").notNull(),
    n: count("n").notNull(),
    kind: text("kind").notNull(),
    by: text("by").notNull(),
    person: text("person").notNull(),
    participant: uuid("participant"),
    at: instant("at").notNull(),
    calc: count("calc").notNull(),
    hash: text("hash"),
    alone: flag("alone").notNull().default(0),
    detail: json("detail"),
    seq: seq("seq").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.run, t.n] })],
);

export const payStatements = sqliteTable(
  "pay_statements",
  {
    tenant: tenant(),
    run: uuid("run").notNull(),
    person: uuid("person").notNull(),
    currency: text("currency").notNull(),
    calc: count("calc").notNull(),
    gone: flag("gone").notNull().default(0),
    lines: json("lines").notNull(),
    awards: json("awards").notNull(),
    earned: money("earned").notNull(),
    pending: money("pending").notNull(),
    payable: money("payable").notNull(),
    pay: money("pay").notNull(),
    basePay: money("base_pay"),
    debt: money("debt").notNull(),
    drawBalance: money("draw_balance").notNull(),
    trueUp: money("true_up").notNull(),
    payDate: day("pay_date"),
    basis: json("basis").notNull(),
    inputHash: text("input_hash").notNull(),
    resultHash: text("result_hash").notNull(),
    seq: seq("seq").notNull(),
    advanced: money("advanced"),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.run, t.person, t.currency, t.calc] })],
);

export const payExports = sqliteTable(
  "pay_exports",
  {
    tenant: tenant(),
    run: uuid("run").notNull(),
    id: uuid("id").notNull(),
    by: text("by").notNull(),
    at: instant("at").notNull(),
    format: text("format").notNull(),
    columns: json("columns").notNull(),
    rows: count("rows").notNull(),
    totals: json("totals").notNull(),
    checksum: text("checksum").notNull(),
    seq: seq("seq").notNull(),
    kind: text("kind").notNull().default("pay"),
    advances: json("advances"),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.run, t.id] })],
);

export const payRates = sqliteTable(
  "pay_rates",
  {
    tenant: tenant(),
    base: text("base").notNull(),
    quote: text("quote").notNull(),
    onDay: day("on_day").notNull(),
    sinceSeq: seq("since_seq").notNull(),
    untilSeq: seq("until_seq"),
    rate: rate("rate").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.base, t.quote, t.onDay, t.sinceSeq] })],
);

export const payAudits = sqliteTable(
  "pay_audits",
  {
    tenant: tenant(),
    seq: seq("seq").notNull(),
    at: instant("at").notNull(),
    runs: count("runs").notNull(),
    statements: count("statements").notNull(),
    differences: count("differences").notNull(),
    found: json("found").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.seq] })],
);

export const paySettings = sqliteTable(
  "pay_settings",
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

export const payPosted = sqliteTable(
  "pay_posted",
  {
    tenant: tenant(),
    adjustment: uuid("adjustment").notNull(),
    run: uuid("run").notNull(),
    seq: seq("seq").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.adjustment] })],
);

export const payTrueUps = sqliteTable(
  "pay_true_ups",
  {
    tenant: tenant(),
    run: uuid("run").notNull(),
    participant: uuid("participant").notNull(),
    currency: text("currency").notNull(),
    component: text("component").notNull(),
    window: text("window").notNull(),
    origin: day("origin").notNull(),
    seq: seq("seq").notNull(),
    amount: money("amount").notNull(),
    decision: text("decision").notNull(),
    by: text("by").notNull(),
    person: text("person").notNull(),
    at: instant("at").notNull(),
    note: text("note"),
  },
  (t) => [
    primaryKey({
      columns: [
        ...([t.tenant, t.run, t.participant, t.currency] as const),
        ...([t.component, t.window, t.origin, t.seq] as const),
      ],
    }),
  ],
);

export const payAuditWork = sqliteTable("pay_audit_work", {
  tenant: tenant().primaryKey(),
  due: seq("due").notNull(),
  step: count("step").notNull(),
  run: uuid("run").notNull(),
  person: uuid("person").notNull(),
  runs: count("runs").notNull(),
  statements: count("statements").notNull(),
  differences: count("differences").notNull(),
  found: json("found").notNull(),
});

export const payOpenings = sqliteTable(
  "pay_openings",
  {
    tenant: tenant(),
    id: uuid("id").notNull(),
    plan: uuid("plan").notNull(),
    fromDay: day("from_day").notNull(),
    note: text("note").notNull(),
    by: text("by").notNull(),
    account: text("account").notNull(),
    at: instant("at").notNull(),
    sample: flag("sample").notNull().default(0),
    seq: seq("seq").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] })],
);

export const payOpeningRows = sqliteTable(
  "pay_opening_rows",
  {
    tenant: tenant(),
    person: uuid("person").notNull(),
    opening: uuid("opening").notNull(),
    currency: text("currency").notNull(),
    debt: money("debt").notNull(),
    drawBalance: money("draw_balance").notNull(),
    earned: json("earned").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.person, t.opening] })],
);

export const payOpeningDecisions = sqliteTable(
  "pay_opening_decisions",
  {
    tenant: tenant(),
    opening: uuid("opening").notNull(),
    seq: seq("seq").notNull(),
    decision: text("decision").notNull(),
    by: text("by").notNull(),
    account: text("account").notNull(),
    at: instant("at").notNull(),
    alone: flag("alone").notNull().default(0),
    note: text("note"),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.opening, t.seq] })],
);

export const payReviews = sqliteTable(
  "pay_reviews",
  {
    tenant: tenant(),
    run: uuid("run").notNull(),
    version: count("version").notNull(),
    seq: seq("seq").notNull(),
    held: json("held").notNull(),
    open: count("open").notNull(),
    waiting: count("waiting").notNull(),
    authors: json("authors").notNull(),
    onlyOf: uuid("only_of"),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.run] })],
);
