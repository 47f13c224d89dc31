// Goal: what the architecture asks of tables, read from the migrated database itself; and the drizzle
// schema says the same as the migrations, which are finished by hand.
import { getTableColumns, getTableName, is, Table } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { env } from "../support/world.ts";

type Master = { type: string; name: string; tbl_name: string; sql: string | null };
const master = async (database: D1Database) =>
  (
    await database.prepare("SELECT type, name, tbl_name, sql FROM sqlite_master").all<Master>()
  ).results.filter(
    ({ name, tbl_name }) =>
      !/^(sqlite_|_cf_|d1_migrations)/.test(name) && !/^(_cf_|d1_migrations)/.test(tbl_name),
  );

/** An index costs a written row per write, and written rows are the bill: each is named here. */
const INDEXES: Readonly<Record<string, string>> = {
  units_code: "files name units by code, and no two share one",
  people_code: "files name people by code, and no two share one",
  metrics_code: "files name metrics by code, and no two share one",
  unit_paths_above: "a unit finds everything below it",
  unit_parents_root: "the first page asks for the roots, which are few",
  memberships_unit: "a unit lists its members",
  plan_rows_parent: "a plan of thousands is read a level of the tree at a time",
  entries_identity:
    "the newest revision of what a source calls the same; the batch of a slower writer aborts",
  entries_person: "a figure opens to its entries",
  pay_adjustments_reversed: "a correction says what took it back",
  entries_deal: "pay that waits for a deal reads its lines, whoever recorded them",
  negotiation_threads_subject: "a number is found by who carries it, in every round",
  negotiation_threads_awaits:
    "what waits for somebody's answer, which is asked on every first page",
  incentive_members_plan: "a plan lists who is on it",
  pay_adjustments_person: "a statement asks for the corrections of its people",
  pay_adjustments_reverses: "a correction is taken back once",
  disputes_run: "a run does not lock while one of its statements is disputed",
  pay_steps_at: "the first page asks for the last days' news of pay, however many runs there were",
  pay_runs_period: "a period of a plan is run once",
  award_rules_code: "a plan names a board by its code, and no two share one",
  award_rankings_period: "a period is frozen once",
  awards_subject: "a person's own page lists what they were given",
  credits_person: "a figure opens to the entries credited to a person",
};

/** Kept for ever: a trigger refuses UPDATE (of dated rows all but closing them) and DELETE. */
const APPEND_ONLY = [
  ...["commits", "entries", "credits", "crediting_rules", "plan_rows", "plan_versions", "targets"],
  ...["unit_parents", "memberships", "reporting", "check_ins"],
  ...["adjustments", "adjustment_steps", "adjustment_effects", "adjustment_guards"],
  ...["resources", "resource_uses"],
  ...["negotiation_moves", "negotiation_gaps", "negotiation_agreements", "negotiation_bindings"],
  ...["scenarios", "scenario_rows"],
  ...["pay_runs", "pay_steps", "pay_statements", "pay_exports", "pay_rates", "pay_audits"],
  ...[
    "absences",
    "pay_settings",
    "pay_posted",
    "pay_true_ups",
    "pay_openings",
    "pay_opening_rows",
    "pay_opening_decisions",
    "pay_run_bases",
  ],
  ...["pay_adjustments", "pay_adjustment_decisions", "disputes", "dispute_moves"],
  ...["award_rankings", "awards", "award_draws", "peer_scores"],
  ...["incentive_versions", "incentive_members", "incentive_acceptances"],
  ...["incentive_reminders"],
];

const modules = import.meta.glob<Record<string, unknown>>("../../db/schema/{control,tenant}/*.ts", {
  eager: true,
});
const declared = (kind: "control" | "tenant") =>
  Object.entries(modules)
    .filter(([path]) => path.includes(`/${kind}/`))
    .flatMap(([, module]) => Object.values(module))
    .filter((value): value is Table => is(value, Table));

describe("a tenant database", () => {
  test("has only STRICT tables without rowid", async () => {
    const tables = (await master(env.SHARD_0)).filter(({ type }) => type === "table");
    const wrong = tables.filter(({ sql }) => !/\)\s*STRICT,\s*WITHOUT ROWID\s*$/i.test(sql ?? ""));
    expect(wrong.map(({ name }) => name)).toEqual([]);
    expect(tables.length).toBeGreaterThan(15);
  });

  test("has the tenant first in every key and index", async () => {
    const rows = await master(env.SHARD_0);
    for (const { name } of rows.filter(({ type }) => type === "table")) {
      const { results } = await env.SHARD_0.prepare(`PRAGMA table_info(${name})`).all<{
        name: string;
        pk: number;
      }>();
      expect(`${name}: ${results.find(({ pk }) => pk === 1)?.name}`).toBe(`${name}: tenant`);
    }
    const indexes = rows.filter(({ type, sql }) => type === "index" && sql !== null);
    expect(
      indexes.filter(({ sql }) => !/\(\s*tenant\b/.test(sql ?? "")).map(({ name }) => name),
    ).toEqual([]);
  });

  test("has no index beyond those with a reason", async () => {
    const rows = await master(env.SHARD_0);
    const names = rows
      .filter(({ type, sql }) => type === "index" && sql !== null)
      .map(({ name }) => name);
    expect(names.filter((name) => !Object.hasOwn(INDEXES, name))).toEqual([]);
  });

  test("guards what is append-only", async () => {
    const triggers = (await master(env.SHARD_0)).filter(({ type }) => type === "trigger");
    for (const table of APPEND_ONLY) {
      const own = triggers.filter(({ tbl_name }) => tbl_name === table).map(({ sql }) => sql ?? "");
      expect(
        own.some((sql) => /BEFORE UPDATE/i.test(sql)),
        `${table} refuses UPDATE`,
      ).toBe(true);
      expect(
        own.some((sql) => /BEFORE DELETE/i.test(sql) && /wiping/.test(sql)),
        `${table} refuses DELETE`,
      ).toBe(true);
    }
  });
});

describe.each([
  ["control", () => env.CONTROL],
  ["tenant", () => env.SHARD_1],
] as const)("the drizzle schema of %s", (kind, database) => {
  test("names every table and column of the migrations, and no other", async () => {
    const tables = (await master(database())).filter(({ type }) => type === "table");
    const written = new Map<string, string[]>();
    for (const { name } of tables) {
      const { results } = await database()
        .prepare(`PRAGMA table_info(${name})`)
        .all<{ name: string; notnull: number; pk: number }>();
      written.set(
        name,
        results
          .map((column) => `${column.name}${column.notnull || column.pk ? "!" : ""}`)
          .toSorted(),
      );
    }
    const said = new Map(
      declared(kind).map((table) => [
        getTableName(table),
        Object.values(getTableColumns(table))
          .map(({ name, notNull, primary }) => `${name}${notNull || primary ? "!" : ""}`)
          .toSorted(),
      ]),
    );
    expect(Object.fromEntries(said)).toEqual(Object.fromEntries(written));
  });
});
