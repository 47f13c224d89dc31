import { must } from "../lib/assert.ts";
import type { Guard } from "../tenancy/commit.ts";
import { read, type Read, SEQ, type Statement, text, whole, write } from "../tenancy/sql.ts";

export type SampleState = "none" | "loading" | "ready";
export type SampleHere = {
  readonly state: SampleState;
  readonly currency: string;
  readonly locale: "zh" | "en";
  readonly timeZone: string;
  readonly dayOffset: number;
  /** The tenant's newest commit. */
  readonly newest: number;
};

const STATES: readonly SampleState[] = ["none", "loading", "ready"];
const PEOPLE = "(SELECT id FROM people WHERE tenant = ?1 AND sample = 1)";
const UNITS = "(SELECT id FROM units WHERE tenant = ?1 AND sample = 1)";
// Whatever is planned or shown of the sample's tree goes with the tree.
const PLANS = `(SELECT id FROM plans WHERE tenant = ?1 AND (sample = 1 OR unit IN ${UNITS}))`;
const ROUNDS = `(SELECT id FROM negotiation_rounds WHERE tenant = ?1 AND plan IN ${PLANS})`;
const BOARDS = `(SELECT id FROM boards WHERE tenant = ?1 AND (sample = 1 OR unit IN ${UNITS}))`;
const ADJUSTMENTS = `(SELECT id FROM adjustments WHERE tenant = ?1 AND (sample = 1 OR plan IN ${PLANS}))`;
const INCENTIVE_PLANS = "(SELECT id FROM incentive_plans WHERE tenant = ?1 AND sample = 1)";
const PAY_RUNS = `(SELECT id FROM pay_runs WHERE tenant = ?1 AND (sample = 1 OR plan IN ${INCENTIVE_PLANS}))`;
const SUBJECTS = `(SELECT id FROM people WHERE tenant = ?1 AND sample = 1
  UNION ALL SELECT id FROM units WHERE tenant = ?1 AND sample = 1)`;

/**
 * Where the sample stands, and what its removal takes away. Its rows lie in the tables of many
 * nouns, and only here is it said which of them are sample: those of sample units and people.
 */
export const sampleStore = {
  here: (): Read<SampleHere> =>
    read(
      `SELECT sample, currency, locale, time_zone, day_offset,
         (SELECT coalesce(max(seq), 0) FROM commits WHERE tenant = ?1) AS newest
       FROM tenant_here WHERE tenant = ?1`,
      [],
      (rows) => {
        const row = must(rows[0], "the tenant is here");
        return {
          state: must(STATES.find((state) => state === row["sample"])),
          currency: text(row, "currency"),
          locale: text(row, "locale") === "en" ? "en" : "zh",
          timeZone: text(row, "time_zone"),
          dayOffset: whole(row, "day_offset"),
          newest: whole(row, "newest"),
        };
      },
    ),

  /** Sample entries in the log; counted only while they are being loaded. */
  entriesSoFar: (): Read<number> =>
    read(
      `SELECT CASE WHEN (SELECT sample FROM tenant_here WHERE tenant = ?1) = 'loading'
         THEN (SELECT count(*) FROM entries WHERE tenant = ?1 AND source = 'sample') ELSE 0 END AS n`,
      [],
      (rows) => whole(must(rows[0]), "n"),
    ),

  become: (state: SampleState): Statement =>
    write("UPDATE tenant_here SET sample = ?2 WHERE tenant = ?1", state),

  isIn: (states: readonly SampleState[]): Guard => ({
    what: "sample/state",
    sql: `(SELECT sample IN (SELECT value FROM json_each(?2)) FROM tenant_here WHERE tenant = ?1)`,
    params: [JSON.stringify(states)],
  }),

  /**
   * Ties that a removal would tear: sample people in own units, credits between own and sample
   * people, sample recipients in own plans. Own rows are never changed to make room.
   */
  entangled: (): Read<number> =>
    read(
      `SELECT
         (SELECT count(*) FROM memberships WHERE tenant = ?1 AND person IN ${PEOPLE}
            AND unit IS NOT NULL AND unit NOT IN ${UNITS})
         + (SELECT count(*) FROM credits AS c CROSS JOIN entries AS e
              ON e.tenant = ?1 AND e.seq = c.seq AND e.line = c.line
            WHERE c.tenant = ?1 AND (c.person IN ${PEOPLE}) <> (e.person IN ${PEOPLE}))
         + (SELECT count(*) FROM plan_rows WHERE tenant = ?1 AND subject IN ${SUBJECTS}
            AND plan NOT IN ${PLANS}) AS n`,
      [],
      (rows) => whole(must(rows[0]), "n"),
    ),

  /** All of it in one batch: the log lets rows go only while the tenant stands in `wiping`. */
  removal: (): Statement[] => [
    write("INSERT INTO wiping (tenant, what) VALUES (?1, 'sample')"),
    ...STRATEGY,
    ...DISPUTES,
    ...AWARDS,
    ...INCENTIVES,
    write(`DELETE FROM screens WHERE tenant = ?1 AND board IN ${BOARDS}`),
    write(`DELETE FROM boards WHERE tenant = ?1 AND id IN ${BOARDS}`),
    write(`DELETE FROM targets WHERE tenant = ?1 AND (subject IN ${SUBJECTS} OR plan IN ${PLANS})`),
    write(`DELETE FROM scenario_rows WHERE tenant = ?1 AND plan IN ${PLANS}`),
    write(`DELETE FROM scenarios WHERE tenant = ?1 AND plan IN ${PLANS}`),
    ...["adjustment_effects", "adjustment_steps"].map((table) =>
      write(`DELETE FROM ${table} WHERE tenant = ?1 AND adjustment IN ${ADJUSTMENTS}`),
    ),
    write(`DELETE FROM adjustments WHERE tenant = ?1 AND id IN ${ADJUSTMENTS}`),
    write(`DELETE FROM resource_uses WHERE tenant = ?1 AND unit IN ${UNITS}`),
    write(`DELETE FROM resources WHERE tenant = ?1 AND unit IN ${UNITS}`),
    write(`DELETE FROM plan_rows WHERE tenant = ?1 AND plan IN ${PLANS}`),
    write(`DELETE FROM plan_versions WHERE tenant = ?1 AND plan IN ${PLANS}`),
    ...NEGOTIATION,
    write(`DELETE FROM plan_jobs WHERE tenant = ?1 AND plan IN ${PLANS}`),
    write(`DELETE FROM plans WHERE tenant = ?1 AND id IN ${PLANS}`),
    write("DELETE FROM crediting_rules WHERE tenant = ?1 AND sample = 1"),
    write(`DELETE FROM credits WHERE tenant = ?1 AND person IN ${PEOPLE}`),
    write(`DELETE FROM entries WHERE tenant = ?1 AND person IN ${PEOPLE}`),
    write(`DELETE FROM totals WHERE tenant = ?1 AND subject IN ${SUBJECTS}`),
    ...ORGANISATION,
    write("UPDATE tenant_here SET sample = 'none' WHERE tenant = ?1"),
    write("DELETE FROM wiping WHERE tenant = ?1"),
  ],
};

/** Own goals of the sample's units go with them; own things that only name one lose the name. */
const OBJECTIVES = `(SELECT id FROM objectives WHERE tenant = ?1 AND (sample = 1 OR unit IN ${UNITS}))`;
const GOALS = `(SELECT id FROM goals WHERE tenant = ?1 AND (sample = 1 OR unit IN ${UNITS}))`;
const THEMES = "(SELECT id FROM themes WHERE tenant = ?1 AND sample = 1)";
const STRATEGY: readonly Statement[] = [
  write(`DELETE FROM check_ins WHERE tenant = ?1 AND key_result IN
    (SELECT id FROM key_results WHERE tenant = ?1 AND objective IN ${OBJECTIVES})`),
  write(`DELETE FROM key_results WHERE tenant = ?1 AND objective IN ${OBJECTIVES}`),
  write(`UPDATE objectives SET parent = NULL WHERE tenant = ?1 AND parent IN ${OBJECTIVES}`),
  write(`DELETE FROM objectives WHERE tenant = ?1 AND id IN ${OBJECTIVES}`),
  write(`DELETE FROM initiatives WHERE tenant = ?1 AND (sample = 1 OR goal IN ${GOALS})`),
  write(`DELETE FROM action_targets WHERE tenant = ?1 AND (sample = 1 OR unit IN ${UNITS})`),
  write(`UPDATE action_targets SET goal = NULL WHERE tenant = ?1 AND goal IN ${GOALS}`),
  write(`DELETE FROM goals WHERE tenant = ?1 AND id IN ${GOALS}`),
  write(`UPDATE goals SET theme = NULL WHERE tenant = ?1 AND theme IN ${THEMES}`),
  write(`UPDATE goals SET plan = NULL WHERE tenant = ?1 AND plan IN ${PLANS}`),
  write(`UPDATE objectives SET theme = NULL WHERE tenant = ?1 AND theme IN ${THEMES}`),
  write("DELETE FROM themes WHERE tenant = ?1 AND sample = 1"),
  ...["themes", "goals", "initiatives", "objectives", "action_targets"].map((table) =>
    write(`UPDATE ${table} SET owner = NULL WHERE tenant = ?1 AND owner IN ${PEOPLE}`),
  ),
];

/** What the sample's people dispute, and corrections of their pay. */
const OF_PEOPLE = `(sample = 1 OR person IN ${PEOPLE})`;
const DISPUTES: readonly Statement[] = [
  write(`DELETE FROM dispute_moves WHERE tenant = ?1 AND dispute IN
    (SELECT id FROM disputes WHERE tenant = ?1 AND ${OF_PEOPLE})`),
  write(`DELETE FROM disputes WHERE tenant = ?1 AND ${OF_PEOPLE}`),
  write(`DELETE FROM pay_adjustment_decisions WHERE tenant = ?1 AND adjustment IN
    (SELECT id FROM pay_adjustments WHERE tenant = ?1 AND ${OF_PEOPLE})`),
  write(`DELETE FROM pay_adjustments WHERE tenant = ?1 AND ${OF_PEOPLE}`),
];

/** Rules of the sample, or of its units, with what was given by them; and what its people were given. */
const AWARD_RULES = `(SELECT id FROM award_rules WHERE tenant = ?1
  AND (sample = 1 OR document ->> '$.unit' IN ${UNITS}))`;
const AWARDS: readonly Statement[] = [
  write(`DELETE FROM awards WHERE tenant = ?1 AND (sample = 1 OR subject IN ${SUBJECTS} OR ranking IN
    (SELECT id FROM award_rankings WHERE tenant = ?1 AND rule IN ${AWARD_RULES}))`),
  write(`DELETE FROM award_rankings WHERE tenant = ?1 AND rule IN ${AWARD_RULES}`),
  write(`DELETE FROM award_draws WHERE tenant = ?1 AND rule IN ${AWARD_RULES}`),
  write(`DELETE FROM peer_scores WHERE tenant = ?1
    AND (rule IN ${AWARD_RULES} OR voter IN ${PEOPLE} OR person IN ${PEOPLE})`),
  write(`DELETE FROM award_rules WHERE tenant = ?1 AND id IN ${AWARD_RULES}`),
];

const OPENINGS = `(SELECT id FROM pay_openings WHERE tenant = ?1 AND plan IN ${INCENTIVE_PLANS})`;
/** The sample's plans with everybody on them and their runs; own plans lose the sample's people. */
const INCENTIVES: readonly Statement[] = [
  write(`DELETE FROM pay_opening_decisions WHERE tenant = ?1 AND opening IN ${OPENINGS}`),
  write(
    `DELETE FROM pay_opening_rows WHERE tenant = ?1 AND (opening IN ${OPENINGS} OR person IN ${PEOPLE})`,
  ),
  write(`DELETE FROM pay_openings WHERE tenant = ?1 AND id IN ${OPENINGS}`),
  ...[
    ...["pay_exports", "pay_statements", "pay_steps", "pay_posted", "pay_true_ups"],
    ...["pay_run_bases", "pay_reviews"],
  ].map((table) => write(`DELETE FROM ${table} WHERE tenant = ?1 AND run IN ${PAY_RUNS}`)),
  write(`DELETE FROM pay_runs WHERE tenant = ?1 AND id IN ${PAY_RUNS}`),
  write(`DELETE FROM absences WHERE tenant = ?1 AND person IN ${PEOPLE}`),
  write(`DELETE FROM incentive_tallies WHERE tenant = ?1 AND plan IN ${INCENTIVE_PLANS}`),
  ...["incentive_reminders", "incentive_acceptances", "incentive_members"].map((table) =>
    write(
      `DELETE FROM ${table} WHERE tenant = ?1 AND (plan IN ${INCENTIVE_PLANS} OR person IN ${PEOPLE})`,
    ),
  ),
  write(`DELETE FROM incentive_versions WHERE tenant = ?1 AND plan IN ${INCENTIVE_PLANS}`),
  write("DELETE FROM incentive_plans WHERE tenant = ?1 AND sample = 1"),
];

/** Every round on a plan that goes, with all that was said in it. */
const NEGOTIATION: readonly Statement[] = [
  "threads",
  "moves",
  "notes",
  "gaps",
  "agreements",
  "tallies",
]
  .map((of) => write(`DELETE FROM negotiation_${of} WHERE tenant = ?1 AND round IN ${ROUNDS}`))
  .concat(
    write(`DELETE FROM negotiation_bindings WHERE tenant = ?1 AND plan IN ${PLANS}`),
    write(`DELETE FROM negotiation_rounds WHERE tenant = ?1 AND plan IN ${PLANS}`),
  );

/** Own people in a sample unit then sit nowhere; an own unit below one becomes a root. */
const ORGANISATION: readonly Statement[] = [
  write(`UPDATE access SET person = NULL WHERE tenant = ?1 AND person IN ${PEOPLE}`),
  write(`UPDATE access SET scope_unit = NULL WHERE tenant = ?1 AND scope_unit IN ${UNITS}`),
  write(`UPDATE metrics SET owner = NULL WHERE tenant = ?1 AND owner IN ${PEOPLE}`),
  write(
    `DELETE FROM reporting WHERE tenant = ?1 AND (person IN ${PEOPLE} OR manager IN ${PEOPLE})`,
  ),
  write(`DELETE FROM memberships WHERE tenant = ?1 AND (person IN ${PEOPLE} OR unit IN ${UNITS})`),
  write(`DELETE FROM unit_paths WHERE tenant = ?1 AND (unit IN ${UNITS} OR above IN ${UNITS})`),
  write(
    `INSERT INTO unit_parents (tenant, unit, from_day, since_seq, parent, until_day, until_seq)
     SELECT ?1, unit, from_day, ${SEQ}, NULL, until_day, NULL FROM unit_parents
     WHERE tenant = ?1 AND parent IN ${UNITS} AND unit NOT IN ${UNITS} AND until_seq IS NULL`,
  ),
  write(`DELETE FROM unit_parents WHERE tenant = ?1 AND (unit IN ${UNITS} OR parent IN ${UNITS})`),
  write("DELETE FROM people WHERE tenant = ?1 AND sample = 1"),
  write("DELETE FROM units WHERE tenant = ?1 AND sample = 1"),
];
