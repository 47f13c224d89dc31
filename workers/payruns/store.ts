import * as v from "valibot";
import { must } from "../lib/assert.ts";
import { day, type Day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import type { Begun } from "../payplans/locked.ts";
import type { Guard } from "../tenancy/commit.ts";
import {
  every,
  first,
  maybe,
  maybeWhole,
  read,
  type Read,
  type Row,
  SEQ,
  type Statement,
  text,
  whole,
  write,
} from "../tenancy/sql.ts";
import { packed } from "../tenancy/tenant-db.ts";
import { basisReads, basisWrites } from "./basis-store.ts";
import type { Closed } from "./posting.ts";
import { Calculated, type NamedStep, type Run, RunJob, stateOf, stepKindOf } from "./run.ts";
import type { State, Step } from "./states.ts";
import { auditGuards, auditReads, auditWrites } from "./audit-store.ts";
import { exportReads, exportWrites } from "./export-store.ts";
import { heldBackReads } from "./held-back-store.ts";
import { openingGuards, openingReads, openingWrites } from "./opening-store.ts";
import { reviewGuards, reviewReads, reviewWrites } from "./review-store.ts";
import { settingReads, settingWrites } from "./setting-store.ts";
import { HOLDS, statementReads, statementWrites } from "./statement-store.ts";

/** A line that pays a correction: its window is this and the correction's id. */
const CORRECTION = "adjustment:";

const RUN = `r.id, r.plan, r.from_day, r.until_day, r.state, r.calc, r.cutoff_seq, r.cutoff_at,
  r.input_hash, r.result_hash, r.job, r.sample, r.version, p.key, p.name_zh, p.name_en`;
const FROM = "pay_runs AS r CROSS JOIN incentive_plans AS p ON p.tenant = ?1 AND p.id = r.plan";

function runFrom(row: Row): Run {
  const [seq, job] = [maybeWhole(row, "cutoff_seq"), maybe(row, "job")];
  return {
    id: text(row, "id"),
    plan: text(row, "plan"),
    planKey: text(row, "key"),
    planName: { zh: text(row, "name_zh"), en: text(row, "name_en") },
    from: day(text(row, "from_day")),
    until: day(text(row, "until_day")),
    state: stateOf(text(row, "state")),
    calc: whole(row, "calc"),
    cutoff: seq === null ? null : { seq, at: whole(row, "cutoff_at") },
    inputHash: maybe(row, "input_hash"),
    hash: maybe(row, "result_hash"),
    job: job === null ? null : v.parse(RunJob, JSON.parse(job)),
    sample: row["sample"] === 1,
    version: whole(row, "version"),
  };
}

function stepFrom(row: Row): NamedStep {
  const detail = maybe(row, "detail");
  const kind = stepKindOf(text(row, "kind"));
  return {
    kind,
    by: text(row, "by"),
    person: text(row, "person"),
    participant: maybe(row, "participant"),
    at: whole(row, "at"),
    calc: whole(row, "calc"),
    hash: maybe(row, "hash"),
    alone: row["alone"] === 1,
    name: maybe(row, "name"),
    nameEn: maybe(row, "name_en"),
    calculated:
      kind === "calculated" && detail !== null ? v.parse(Calculated, JSON.parse(detail)) : null,
  };
}

const dayFrom = first((row) => {
  const found = maybe(row, "day");
  return found === null ? null : day(found);
});

const reads = {
  run: (id: string): Read<Run | null> =>
    read(`SELECT ${RUN} FROM ${FROM} WHERE r.tenant = ?1 AND r.id = ?2`, [id], first(runFrom)),

  /** The run of a plan's period, by its first day. */
  runAt: (plan: string, from: Day): Read<Run | null> =>
    read(
      `SELECT ${RUN} FROM ${FROM} WHERE r.tenant = ?1 AND r.plan = ?2 AND r.from_day = ?3`,
      [plan, from],
      first(runFrom),
    ),

  /** Newest period first; of one plan or of all. */
  runs: (plan: string | null, state: State | null, limit: number): Read<Run[]> =>
    read(
      `SELECT ${RUN} FROM ${FROM} WHERE r.tenant = ?1 AND (?2 IS NULL OR r.plan = ?2)
         AND (?3 IS NULL OR r.state = ?3) ORDER BY r.from_day DESC, r.id DESC LIMIT ?4`,
      [plan, state, limit],
      every(runFrom),
    ),

  /** The first day of a plan's first run: what lies before was never paid by it. */
  firstDay: (plan: string): Read<Day | null> =>
    read(
      "SELECT min(from_day) AS day FROM pay_runs WHERE tenant = ?1 AND plan = ?2",
      [plan],
      dayFrom,
    ),

  /** The first day of the first run of a plan that begins before a day and is not closed. */
  openBefore: (plan: string, before: Day): Read<Day | null> =>
    read(
      `SELECT min(from_day) AS day FROM pay_runs WHERE tenant = ?1 AND plan = ?2
         AND from_day < ?3 AND state NOT IN ('locked', 'paid')`,
      [plan, before],
      dayFrom,
    ),

  /** Closed periods of a plan in order, with the cut-off of each. */
  closed: (plan: string): Read<Closed[]> =>
    read(
      `SELECT from_day, until_day, cutoff_seq FROM pay_runs
       WHERE tenant = ?1 AND plan = ?2 AND state IN ('locked', 'paid') ORDER BY from_day`,
      [plan],
      every((row) => ({
        from: day(text(row, "from_day")),
        until: day(text(row, "until_day")),
        cutoff: whole(row, "cutoff_seq"),
      })),
    ),

  /** The run that locked with each of these corrections, and so paid it. */
  postedCorrections: (
    ids: readonly string[],
  ): Read<ReadonlyMap<string, Interval & { readonly plan: string; readonly run: string }>> =>
    read(
      `SELECT o.adjustment, o.run, r.plan, r.from_day, r.until_day
       FROM json_each(?2) AS j CROSS JOIN pay_posted AS o CROSS JOIN pay_runs AS r
       WHERE o.tenant = ?1 AND o.adjustment = j.value AND r.tenant = ?1 AND r.id = o.run`,
      [packed(ids)],
      (rows) =>
        new Map(
          rows.map((row) => [
            text(row, "adjustment"),
            {
              plan: text(row, "plan"),
              run: text(row, "run"),
              from: day(text(row, "from_day")),
              until: day(text(row, "until_day")),
            },
          ]),
        ),
    ),

  /** The first day that no locked run of the plan covers; null: nothing is locked. */
  openFrom: (plan: string): Read<Day | null> =>
    read(
      `SELECT max(until_day) AS day FROM pay_runs
       WHERE tenant = ?1 AND plan = ?2 AND state IN ('locked', 'paid')`,
      [plan],
      dayFrom,
    ),

  /** Runs of a plan that are begun and not closed, with days from this one on. */
  begun: (plan: string, from: Day): Read<Begun[]> =>
    read(
      `SELECT id, from_day, until_day FROM pay_runs WHERE tenant = ?1 AND plan = ?2
         AND state NOT IN ('locked', 'paid') AND until_day > ?3 ORDER BY from_day`,
      [plan, from],
      every((row) => ({
        ...{ run: text(row, "id"), from: day(text(row, "from_day")) },
        until: day(text(row, "until_day")),
      })),
    ),

  /** What was done to a run, the oldest first. */
  steps: (run: string): Read<NamedStep[]> =>
    read(
      `SELECT s.kind, s.by, s.person, s.participant, s.at, s.calc, s.hash, s.alone, s.detail,
         w.name, w.name_en
       FROM pay_steps AS s
         LEFT JOIN access AS x ON x.tenant = ?1 AND x.account = s.person
         -- People of the sample have no account and act in their own name.
         LEFT JOIN people AS w ON w.tenant = ?1
           AND w.id = coalesce(x.person, s.participant, s.person)
       WHERE s.tenant = ?1 AND s.run = ?2 ORDER BY s.n`,
      [run],
      every(stepFrom),
    ),

  /** The account behind who acts (a key acts for whoever made it), and who that is in the company. */
  behind: (actor: string): Read<{ person: string; participant: string | null }> =>
    read(
      `SELECT a.person, (SELECT x.person FROM access AS x WHERE x.tenant = ?1
           AND x.account = a.person) AS participant
       FROM (SELECT coalesce((SELECT made_by FROM api_keys WHERE tenant = ?1 AND id = ?2), ?2)
         AS person) AS a`,
      [actor],
      (rows) => {
        const row = must(rows[0]);
        return { person: text(row, "person"), participant: maybe(row, "participant") };
      },
    ),

  /** Runs whose calculation is under way. */
  jobs: (): Read<Run[]> =>
    read(
      `SELECT ${RUN} FROM ${FROM} WHERE r.tenant = ?1 AND r.job ->> '$.state' = 'running'`,
      [],
      every(runFrom),
    ),
};

const writes = {
  addRun: (run: Pick<Run, "id" | "plan" | "from" | "until" | "sample">): Statement =>
    write(
      `INSERT INTO pay_runs (tenant, id, plan, from_day, until_day, state, sample)
       SELECT ?1, ?2, ?3, ?4, ?5, 'open', ?6`,
      run.id,
      run.plan,
      run.from,
      run.until,
      run.sample ? 1 : 0,
    ),

  addStep: (run: string, n: number, step: Step, detail: Calculated | null = null): Statement =>
    write(
      `INSERT INTO pay_steps (tenant, run, n, kind, by, person, participant, at, calc, hash, alone,
         detail, seq)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ${SEQ}`,
      run,
      n,
      step.kind,
      step.by,
      step.person,
      step.participant,
      step.at,
      step.calc,
      step.hash,
      step.alone ? 1 : 0,
      detail === null ? null : JSON.stringify(detail),
    ),

  moveTo: (run: string, state: State): Statement =>
    write(
      "UPDATE pay_runs SET state = ?3, version = version + 1 WHERE tenant = ?1 AND id = ?2",
      run,
      state,
    ),

  /** The newest calculation: its cut-off and what came out; what it read goes with keepBasis(). */
  keep: (
    run: string,
    of: {
      readonly state: State;
      readonly calc: number;
      readonly cutoff: { readonly seq: number; readonly at: number };
      readonly inputHash: string;
      readonly hash: string;
    },
  ): Statement =>
    write(
      `UPDATE pay_runs SET state = ?3, calc = ?4, cutoff_seq = ?5, cutoff_at = ?6, basis = NULL,
         input_hash = ?7, result_hash = ?8, job = NULL, version = version + 1
       WHERE tenant = ?1 AND id = ?2`,
      run,
      of.state,
      of.calc,
      of.cutoff.seq,
      of.cutoff.at,
      of.inputHash,
      of.hash,
    ),

  /**
   * The corrections that its statements pay are paid by the run that is locked; one that another has paid
   * aborts the batch.
   */
  post: (run: string, calc: number): Statement =>
    write(
      `INSERT INTO pay_posted (tenant, adjustment, run, seq)
       SELECT DISTINCT ?1, substr(l.value ->> 2, ${CORRECTION.length + 1}), ?2, ${SEQ}
       FROM pay_statements AS s CROSS JOIN json_each(s.lines) AS l
       WHERE s.tenant = ?1 AND s.run = ?2 AND ${HOLDS("?3")}
         AND substr(l.value ->> 2, 1, ${CORRECTION.length}) = '${CORRECTION}'`,
      run,
      calc,
    ),

  setJob: (run: string, job: RunJob | null, moves: boolean): Statement =>
    write(
      `UPDATE pay_runs SET job = ?3, version = version + ?4 WHERE tenant = ?1 AND id = ?2`,
      run,
      job === null ? null : JSON.stringify(job),
      moves ? 1 : 0,
    ),
};

/** Stays of a plan before a day, as far as they reach before it. */
const STAYS = (known: string) => `SELECT m.person, m.from_day, min(m.until_day, ?3), m.terms
  FROM incentive_members AS m INDEXED BY incentive_members_plan
  WHERE m.tenant = ?1 AND m.plan = ?2 AND m.from_day < ?3 AND ${known}`;

export const payrunGuards = {
  version: (run: string, version: number): Guard => ({
    what: "pay_run/version",
    sql: "(SELECT version = ?3 FROM pay_runs WHERE tenant = ?1 AND id = ?2)",
    params: [run, version],
  }),
  /** The job is still under way and still this runner's; null: nobody has taken it. */
  job: (run: string, { id, runner }: Pick<RunJob, "id" | "runner">): Guard => ({
    what: "pay_run/job",
    sql: `(SELECT job ->> '$.id' = ?3 AND job ->> '$.state' = 'running'
        AND job ->> '$.runner' IS ?4
      FROM pay_runs WHERE tenant = ?1 AND id = ?2)`,
    params: [run, id, runner],
  }),
  /**
   * What the calculation stood on still holds: since its cut-off no version began before the run's end,
   * and the members of its days, with their terms, are those it read.
   */
  basisHolds: (of: {
    readonly plan: string;
    readonly until: Day;
    readonly cutoff: number;
    /** Keys of plans that pay is compared with. */
    readonly compared: readonly string[];
  }): Guard => ({
    what: "pay_run/stale_basis",
    sql: `NOT EXISTS (SELECT 1 FROM incentive_versions
        WHERE tenant = ?1 AND plan = ?2 AND from_day < ?3 AND seq > ?4)
      AND NOT EXISTS (SELECT 1 FROM json_each(?5) AS j CROSS JOIN incentive_plans AS p
          CROSS JOIN incentive_versions AS y WHERE p.tenant = ?1 AND p.key = j.value
          AND y.tenant = ?1 AND y.plan = p.id AND y.from_day < ?3 AND y.seq > ?4)
      AND NOT EXISTS (SELECT 1 FROM pay_openings AS o CROSS JOIN pay_opening_decisions AS d
        WHERE o.tenant = ?1 AND o.plan = ?2 AND o.from_day < ?3 AND d.tenant = ?1
          AND d.opening = o.id AND d.seq > ?4 AND d.decision <> 'rejected')
      AND (NOT EXISTS (SELECT 1 FROM incentive_members AS m INDEXED BY incentive_members_plan
          WHERE m.tenant = ?1 AND m.plan = ?2 AND (m.since_seq > ?4 OR m.until_seq > ?4))
        OR NOT EXISTS (SELECT 1 FROM (${STAYS("m.until_seq IS NULL")} EXCEPT
          ${STAYS("m.since_seq <= ?4 AND coalesce(m.until_seq > ?4, 1)")}))
        AND NOT EXISTS (SELECT 1 FROM (
          ${STAYS("m.since_seq <= ?4 AND coalesce(m.until_seq > ?4, 1)")} EXCEPT
          ${STAYS("m.until_seq IS NULL")})))`,
    params: [of.plan, of.until, of.cutoff, packed(of.compared)],
  }),
  /** Runs that are begun and not closed, with days from this one on: these and no others. */
  onlyBegun: (plan: string, from: Day, runs: readonly Begun[]): Guard => ({
    what: "payplan/period_begun",
    sql: `NOT EXISTS (SELECT 1 FROM pay_runs WHERE tenant = ?1 AND plan = ?2
      AND state NOT IN ('locked', 'paid') AND until_day > ?3
      AND id NOT IN (SELECT value FROM json_each(?4)))`,
    params: [plan, from, packed(runs.map(({ run }) => run))],
  }),
  /** The versions that a period was cut by are all there are. */
  versionsAre: (plan: string, count: number): Guard => ({
    what: "pay_run/versions",
    sql: `(SELECT count(*) = ?3 FROM incentive_versions WHERE tenant = ?1 AND plan = ?2)`,
    params: [plan, count],
  }),
  /** Nothing is locked that covers this day or a later one. */
  isOpenAt: (plan: string, from: Day): Guard => ({
    what: "payplan/locked",
    sql: `NOT EXISTS (SELECT 1 FROM pay_runs WHERE tenant = ?1 AND plan = ?2
      AND state IN ('locked', 'paid') AND until_day > ?3)`,
    params: [plan, from],
  }),
};

/** All SQL of runs, as values: nothing has run until load() or commit(). */
export const payrunStore = {
  ...reads,
  ...writes,
  ...statementReads,
  ...statementWrites,
  ...auditReads,
  ...auditWrites,
  ...openingReads,
  ...openingWrites,
  ...reviewReads,
  ...heldBackReads,
  ...basisReads,
  ...basisWrites,
  ...reviewWrites,
  ...settingReads,
  ...settingWrites,
  ...exportReads,
  ...exportWrites,
  expect: { ...payrunGuards, ...reviewGuards, ...auditGuards, ...openingGuards },
};
export type PayrunStore = typeof payrunStore;
