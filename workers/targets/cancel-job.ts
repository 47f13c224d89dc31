import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Deps } from "./deps.ts";
import type { PlanJob } from "./plan-job.ts";

type CancelError =
  { readonly code: "plan/not_found"; readonly id: string } | { readonly code: "plan/no_job" };

/** Stops the job that is at work on a plan: nothing of it is kept. A second call finds it stopping. */
export async function cancelJob(
  db: TenantDb,
  { targets }: Pick<Deps, "targets">,
  plan: string,
): Promise<Result<PlanJob, CancelError>> {
  const found = await db.load({ plan: targets.plan(plan), job: targets.openJob(plan) });
  if (!found.plan) return err({ code: "plan/not_found", id: plan });
  const { job } = found;
  if (!job) return err({ code: "plan/no_job" });
  if (job.state === "cancelling") return ok(job);
  const done = await commit(db, {
    event: "plan/job_stopped",
    subject: plan,
    detail: { job: job.id },
    expect: [targets.guards.job(job, "running")],
    writes: [targets.stopJob(job)],
  });
  // It was one step faster: there is nothing left to stop.
  return done.ok ? ok({ ...job, state: "cancelling" }) : err({ code: "plan/no_job" });
}
