import { filled } from "../lib/refusals.ts";
import { commit } from "../tenancy/commit.ts";
import type { Json } from "../tenancy/sql.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { incentiveRefusals } from "../incentives/refusals.ts";
import {
  changesIn,
  computeAll,
  type InputFlawed,
  keepWrites,
  keptRun,
  PEOPLE_A_READ,
} from "./calculate-run.ts";
import type { Deps } from "./deps.ts";
import { basisNow } from "./read-basis.ts";
import { payrunRefusals } from "./refusals.ts";
import type { Run, RunJob } from "./run.ts";
import type { NewStatement, Sums } from "./statement-store.ts";

/** Between two steps, so that other tenants of the shard keep going. */
export type Breath = () => Promise<void>;

/**
 * Goes on with calculations under way. A job that was killed begins anew: what it had written nobody has
 * seen, and the same input gives the same statements.
 */
export async function runPayJobs(db: TenantDb, deps: Deps, breathe: Breath): Promise<void> {
  const { jobs } = await db.load({ jobs: deps.runs.jobs() });
  for (const run of jobs) if (run.job) await runJob(db, deps, run, run.job, breathe);
}

async function runJob(
  db: TenantDb,
  deps: Deps,
  run: Run,
  job: RunJob,
  breathe: Breath,
): Promise<void> {
  const { runs } = deps;
  const { held, steps, who } = await db.load({
    held: runs.hashes(run.id, run.calc),
    steps: runs.steps(run.id),
    who: runs.behind(job.by),
  });
  const now = await basisNow(db, deps, { plan: run.plan, from: run.from, until: run.until });
  const made = await computeAll(db, deps, run.plan, now, async (done, kept) => {
    const went = await stage(db, deps, run, { job, done, kept, held });
    await breathe();
    return went;
  });
  if (!made.ok) {
    // Nothing to name: another runner is at it, or the run moved.
    if (made.error.count > 0) await fail(db, deps, run, job, made.error);
    return;
  }
  const change = changesIn(made.value, held);
  const kept = await keptRun(db, run, now.basis, change);
  await commit(db, {
    event: "pay_run/calculated",
    subject: run.id,
    detail: { ...(kept.detail as object), job: job.id, by: job.by } as Json,
    expect: [runs.expect.job(run.id, job.id)],
    writes: keepWrites(deps, {
      ...{ run, kept, basis: now.basis, change, who, by: job.by, at: db.now },
      steps: steps.length,
      staged: true,
    }),
  });
}

type Staging = {
  readonly job: RunJob;
  readonly done: number;
  readonly kept: readonly NewStatement[];
  readonly held: readonly Sums[];
};

/** Writes what changed where nobody sees it yet; false when something stood in the way. */
async function stage(
  db: TenantDb,
  { runs }: Deps,
  run: Run,
  { job, done, kept, held }: Staging,
): Promise<boolean> {
  const { rows } = changesIn(kept, held);
  const written = await commit(db, {
    event: "pay_run/calculation_stepped",
    subject: run.id,
    detail: { run: run.id, job: job.id, done, statements: rows.length },
    expect: [runs.expect.job(run.id, job.id)],
    writes: [
      ...(done <= PEOPLE_A_READ ? [runs.clearStaging(run.id, run.calc)] : []),
      ...runs.addStatements(run.id, run.calc + 1, rows),
      runs.setJob(run.id, { ...job, done }, false),
    ],
  });
  return written.ok;
}

async function fail(
  db: TenantDb,
  { runs }: Deps,
  run: Run,
  job: RunJob,
  { code, count, errors }: InputFlawed,
): Promise<void> {
  const words = (of: { zh: string; en: string }, facts: object) => ({
    zh: filled(of.zh, { ...facts }),
    en: filled(of.en, { ...facts }),
  });
  const known: Readonly<Record<string, { zh: string; en: string }>> = incentiveRefusals;
  await commit(db, {
    event: "pay_run/calculation_failed",
    subject: run.id,
    detail: { run: run.id, job: job.id, flaws: count },
    expect: [runs.expect.job(run.id, job.id)],
    writes: [
      runs.clearStaging(run.id, run.calc),
      runs.setJob(
        run.id,
        {
          ...{ ...job, state: "failed" as const },
          problem: {
            code,
            messages: words(payrunRefusals[code], { count }),
            errors: errors.slice(0, 100).map((flaw) => ({
              ...flaw,
              messages: words(known[flaw.code] ?? payrunRefusals[code], { ...flaw, count }),
            })),
          },
        },
        true,
      ),
    ],
  });
}
