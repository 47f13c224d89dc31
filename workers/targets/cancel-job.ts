import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import type { Json } from "../tenancy/sql.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Deps } from "./deps.ts";
import { jobWire, type PlanJob } from "./plan-job.ts";

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
  const stopping = { ...job, state: "cancelling" } as const;
  const done = await commit(db, {
    event: "plan/job_stopped",
    subject: plan,
    detail: { job: job.id },
    expect: [targets.guards.job(job, "running")],
    writes: [targets.stopJob(job)],
    answer: { status: 202, body: { job: jobWire(stopping) } as Json }, // It is JSON by construction.
  });
  // It was one step faster: there is nothing left to stop.
  return done.ok ? ok(stopping) : err({ code: "plan/no_job" });
}
