import type { Day } from "../lib/day.ts";
import { newId } from "../lib/id.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import type { Json } from "../tenancy/sql.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Deps } from "./deps.ts";
import { jobWire, type JobWire, type PlanJob } from "./plan-job.ts";
import type { Plan } from "./plan.ts";

export type JobRunning = { readonly code: "plan/job_running"; readonly job: string };
export type Begun = { readonly job: JobWire };

/** Puts long work on a plan into the hands of a job; there is one at a time. */
export async function beginJob(
  db: TenantDb,
  { targets }: Pick<Deps, "targets">,
  plan: Plan,
  kind: PlanJob["kind"],
  today: Day,
): Promise<Result<Begun, { readonly code: "commit/busy" }>> {
  const { total } = await db.load({ total: targets.rowCount(plan.id) });
  const job: PlanJob = {
    plan: plan.id,
    id: newId(db.now),
    kind,
    state: "running",
    total,
    done: 0,
    draft: plan.draft,
    planVersion: plan.version,
    on: today,
    by: db.actor(),
    result: null,
    begunAt: db.now,
    endedAt: null,
  };
  const answer = { job: jobWire(job) };
  const done = await commit(db, {
    event: "plan/job_begun",
    subject: plan.id,
    detail: { plan: plan.id, job: job.id, kind, total },
    expect: [
      targets.guards.plan(plan.id, plan.version),
      targets.guards.draft(plan.id, plan.draft),
      targets.guards.noJob(plan.id),
    ],
    writes: [targets.addJob(job)],
    answer: { status: 202, body: answer as Json }, // It is JSON by construction.
  });
  return done.ok ? ok(answer) : err({ code: "commit/busy" });
}
