import { must } from "../lib/assert.ts";
import { chunks, sum } from "../lib/list.ts";
import { filled, type Flaw, type Refusals } from "../lib/refusals.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Deps } from "./deps.ts";
import { STAGING } from "./job-store.ts";
import { makeAllocation } from "./make-allocation.ts";
import type { JobResult, PlanJob } from "./plan-job.ts";
import type { NewRow } from "./plan-writes.ts";
import { publishPlan } from "./publish-plan.ts";
import { targetRefusals } from "./refusals.ts";
import { NOTHING_OPEN } from "./what-is-open.ts";

/** Between two steps: as long as the step took, so that other tenants of the shard keep going. */
export type Breath = () => Promise<void>;

/** Rows of one step: about a megabyte. */
const ROWS_A_STEP = 1_000;
const FLAWS_SHOWN = 100;

/**
 * Goes on with the tenant's long work on plans. A job that was killed begins anew: what it had
 * staged nobody has seen, and the same draft gives the same numbers.
 */
export async function runPlanJobs(db: TenantDb, deps: Deps, breathe: Breath): Promise<boolean> {
  const { jobs } = await db.load({ jobs: deps.targets.openJobs() });
  for (const job of jobs) await runJob(db, deps, job, breathe);
  if (jobs.length === 0) return false;
  const left = await db.load({ jobs: deps.targets.openJobs() });
  return left.jobs.length > 0;
}

async function runJob(db: TenantDb, deps: Deps, job: PlanJob, breathe: Breath): Promise<void> {
  if (job.state === "cancelling") return await end(db, deps, job, "cancelled", null);
  if (job.kind === "publish") return await publish(db, deps, job);
  const { plan } = await db.load({ plan: deps.targets.plan(job.plan) });
  if (!plan || plan.version !== job.planVersion || plan.draft !== job.draft)
    return await end(db, deps, job, "failed", problem({ code: "plan/moved" }));
  const made = await makeAllocation(db, deps, plan, job.on);
  if (!made.ok) return await end(db, deps, job, "failed", problem(made.error));
  const { rules, rows } = made.value;
  if (!(await stage(db, deps, job, rows, breathe))) return await stopped(db, deps, job);
  const { targets, open = NOTHING_OPEN } = deps;
  const result = { draft: plan.draft + 1 };
  const done = await commit(db, {
    event: "plan/allocated",
    subject: plan.id,
    detail: { plan: plan.id, ...result, recipients: rows.length, job: job.id, by: job.by },
    expect: [
      targets.guards.job(job, "running"),
      targets.guards.plan(plan.id, plan.version),
      targets.guards.draft(plan.id, plan.draft),
      targets.guards.staged(plan.id, rows.length, sum(rows.map(({ units }) => units ?? 0n))),
      open.nothingOpen(plan.id),
    ],
    writes: [
      ...targets.unveilStaging(plan.id),
      targets.keepRules(plan.id, rules),
      targets.endJob(job, "done", result, db.now),
    ],
  });
  if (done.ok) return;
  const what = done.error.code === "commit/guard" ? done.error.what : "";
  const moved = ["plan/version", "plan/draft", "plan/round_open"].includes(what);
  if (moved) await end(db, deps, job, "failed", problem({ code: "plan/moved" }));
  else await stopped(db, deps, job);
}

/**
 * Somebody stopped the job, or another runner is at it (messages come doubled): only the first is an
 * end; the second is left to the other, or to the next wake-up.
 */
async function stopped(db: TenantDb, deps: Deps, job: PlanJob): Promise<void> {
  const { now } = await db.load({ now: deps.targets.openJob(job.plan) });
  if (now?.id === job.id && now.state === "cancelling") await end(db, deps, job, "cancelled", null);
}

/** Writes the rows where nobody sees them, step by step; false when something stood in the way. */
async function stage(
  db: TenantDb,
  { targets }: Deps,
  job: PlanJob,
  rows: readonly NewRow[],
  breathe: Breath,
): Promise<boolean> {
  let done = 0;
  for (const chunk of chunks(rows, ROWS_A_STEP)) {
    const written = await commit(db, {
      event: "plan/job_stepped",
      subject: job.plan,
      detail: { job: job.id, done, rows: chunk.length },
      expect: [targets.guards.job(job, "running")],
      writes: [
        ...(done === 0 ? [targets.clearStaging(job.plan)] : []),
        targets.addRows(job.plan, STAGING, chunk),
        targets.moveJob(job, done + chunk.length),
      ],
    });
    if (!written.ok) return false;
    done += chunk.length;
    await breathe();
  }
  return true;
}

async function publish(db: TenantDb, deps: Deps, job: PlanJob): Promise<void> {
  const { targets } = deps;
  const made = await publishPlan(
    db,
    deps,
    { plan: job.plan, version: job.planVersion, draft: job.draft },
    {
      by: job.by,
      expect: [targets.guards.job(job, "running")],
      writes: ({ number, hash }) => [targets.endJob(job, "done", { number, hash }, db.now)],
    },
  );
  if (made.ok) return;
  const { now } = await db.load({ now: targets.openJob(job.plan) });
  // Another runner has ended it already.
  if (now?.id !== job.id) return;
  if (now.state === "cancelling") return await end(db, deps, job, "cancelled", null);
  const stale = made.error.code === "version/stale" || made.error.code === "commit/busy";
  await end(db, deps, job, "failed", problem(stale ? { code: "plan/moved" } : made.error));
}

async function end(
  db: TenantDb,
  { targets }: Deps,
  job: PlanJob,
  state: "cancelled" | "failed",
  result: JobResult | null,
): Promise<void> {
  await commit(db, {
    event: state === "failed" ? "plan/job_failed" : "plan/job_cancelled",
    subject: job.plan,
    detail: { job: job.id },
    expect: [targets.guards.openJob(job)],
    writes: [targets.clearStaging(job.plan), targets.endJob(job, state, result, db.now)],
  });
}

type Refused = {
  readonly code: string;
  readonly errors?: readonly Flaw[];
  readonly count?: number;
};

/** A refusal in words, as whoever asked would have been told at once. */
function problem({ code, errors = [], ...facts }: Refused): JobResult {
  const texts: Refusals = targetRefusals;
  const messages = (of: string, with_: object) => {
    const text = texts[of] ?? must(texts["plan/moved"]);
    return { zh: filled(text.zh, { ...with_ }), en: filled(text.en, { ...with_ }) };
  };
  return {
    problem: {
      code,
      count: errors.length,
      messages: messages(code, { ...facts, count: errors.length }),
      errors: errors.slice(0, FLAWS_SHOWN).map((flaw) => ({
        pointer: flaw.pointer,
        code: flaw.code,
        messages: messages(flaw.code, flaw),
      })),
    },
  };
}
