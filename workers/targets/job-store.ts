import { parse } from "valibot";
import { day } from "../lib/day.ts";
import type { Guard } from "../tenancy/commit.ts";
import {
  every,
  first,
  maybe,
  maybeWhole,
  type Read,
  read,
  type Row,
  type Statement,
  text,
  whole,
  write,
} from "../tenancy/sql.ts";
import { JOB_STATES, type JobResult, type PlanJob, WireJobResult } from "./plan-job.ts";

/** Rows of a draft on their way; nobody sees them until they are the draft. */
export const STAGING = -1;

const COLUMNS = `plan, id, kind, state, total, done, draft, plan_version, on_day, by, result,
  begun_at, ended_at`;

function jobFrom(row: Row): PlanJob {
  const result = maybe(row, "result");
  return {
    plan: text(row, "plan"),
    id: text(row, "id"),
    kind: text(row, "kind") === "publish" ? "publish" : "allocate",
    state: JOB_STATES.find((each) => each === row["state"]) ?? "failed",
    total: whole(row, "total"),
    done: whole(row, "done"),
    draft: whole(row, "draft"),
    planVersion: whole(row, "plan_version"),
    on: day(text(row, "on_day")),
    by: text(row, "by"),
    result: result === null ? null : parse(WireJobResult, JSON.parse(result)),
    begunAt: whole(row, "begun_at"),
    endedAt: maybeWhole(row, "ended_at"),
  };
}

export const jobReads = {
  /** The newest job of a plan. */
  newestJob: (plan: string): Read<PlanJob | null> =>
    read(
      `SELECT ${COLUMNS} FROM plan_jobs WHERE tenant = ?1 AND plan = ?2 ORDER BY id DESC LIMIT 1`,
      [plan],
      first(jobFrom),
    ),

  /** The job that is at work on a plan. */
  openJob: (plan: string): Read<PlanJob | null> =>
    read(
      `SELECT ${COLUMNS} FROM plan_jobs
       WHERE tenant = ?1 AND plan = ?2 AND ended_at IS NULL ORDER BY id DESC LIMIT 1`,
      [plan],
      first(jobFrom),
    ),

  /** All that have something left to do, oldest first. */
  openJobs: (): Read<PlanJob[]> =>
    read(
      `SELECT ${COLUMNS} FROM plan_jobs WHERE tenant = ?1 AND ended_at IS NULL ORDER BY id`,
      [],
      every(jobFrom),
    ),
};

export const jobGuards = {
  noJob: (plan: string): Guard => ({
    what: "plan/job_running",
    sql: "NOT EXISTS (SELECT 1 FROM plan_jobs WHERE tenant = ?1 AND plan = ?2 AND ended_at IS NULL)",
    params: [plan],
  }),
  job: ({ plan, id }: PlanJob, state: PlanJob["state"]): Guard => ({
    what: "plan/job_state",
    sql: "(SELECT state = ?4 FROM plan_jobs WHERE tenant = ?1 AND plan = ?2 AND id = ?3)",
    params: [plan, id, state],
  }),
  openJob: ({ plan, id }: PlanJob): Guard => ({
    what: "plan/job_state",
    sql: "(SELECT ended_at IS NULL FROM plan_jobs WHERE tenant = ?1 AND plan = ?2 AND id = ?3)",
    params: [plan, id],
  }),
  /** Everything that was to be written is there, and says in sum what it should. */
  staged: (plan: string, rows: number, amount: bigint): Guard => ({
    what: "plan/staged",
    sql: `(SELECT count(*) = ?4 AND sum(amount) = ?5 FROM plan_rows
           WHERE tenant = ?1 AND plan = ?2 AND number = ?3)`,
    params: [plan, STAGING, rows, Number(amount)],
  }),
};

export const jobWrites = {
  addJob: (job: PlanJob): Statement =>
    write(
      `INSERT INTO plan_jobs (tenant, plan, id, kind, state, total, draft, plan_version, on_day, by,
         begun_at)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11`,
      job.plan,
      job.id,
      job.kind,
      job.state,
      job.total,
      job.draft,
      job.planVersion,
      job.on,
      job.by,
      job.begunAt,
    ),

  moveJob: ({ plan, id }: PlanJob, done: number): Statement =>
    write(
      "UPDATE plan_jobs SET done = ?4 WHERE tenant = ?1 AND plan = ?2 AND id = ?3",
      plan,
      id,
      done,
    ),

  stopJob: ({ plan, id }: PlanJob): Statement =>
    write(
      "UPDATE plan_jobs SET state = 'cancelling' WHERE tenant = ?1 AND plan = ?2 AND id = ?3",
      plan,
      id,
    ),

  endJob: (
    { plan, id }: PlanJob,
    state: "done" | "cancelled" | "failed",
    result: JobResult | null,
    at: number,
  ): Statement =>
    write(
      `UPDATE plan_jobs SET state = ?4, result = ?5, ended_at = ?6,
         done = CASE WHEN ?4 = 'done' THEN total ELSE done END
       WHERE tenant = ?1 AND plan = ?2 AND id = ?3`,
      plan,
      id,
      state,
      result === null ? null : JSON.stringify(result),
      at,
    ),

  clearStaging: (plan: string): Statement =>
    write("DELETE FROM plan_rows WHERE tenant = ?1 AND plan = ?2 AND number = ?3", plan, STAGING),

  /** What was staged is the draft, and what was the draft is gone. */
  unveilStaging: (plan: string): Statement[] => [
    write("DELETE FROM plan_rows WHERE tenant = ?1 AND plan = ?2 AND number = 0", plan),
    write(
      "UPDATE plan_rows SET number = 0 WHERE tenant = ?1 AND plan = ?2 AND number = ?3",
      plan,
      STAGING,
    ),
  ],
};
