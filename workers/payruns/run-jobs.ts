import { newId } from "../lib/id.ts";
import { filled } from "../lib/refusals.ts";
import { commit, type CommitError } from "../tenancy/commit.ts";
import type { Json } from "../tenancy/sql.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { incentiveRefusals } from "../incentives/refusals.ts";
import { keepWrites, keptRun } from "./calculate-run.ts";
import { changesIn } from "./changes.ts";
import { computeAll, type InputFlawed } from "./compute-all.ts";
import type { Deps } from "./deps.ts";
import { basisNow } from "./read-basis.ts";
import { payrunRefusals } from "./refusals.ts";
import type { Run, RunJob } from "./run.ts";
import type { NewStatement, Sums } from "./statement-store.ts";

/** Says that a job broke off: a defect of ours or of the database, nothing that a plan could mend. */
const BROKEN = {
  code: "pay_run/job_broken",
  messages: {
    en: "The calculation broke off; nothing of it was kept. Calculate again, and tell us if it breaks off again.",
    zh: "计算中断，未保存任何结果。请重新核算；若再次中断，请告知我们。",
  },
  errors: [],
};
/** Says that no runner came to its end: most likely there is too much to compute at once. */
const TOO_LONG = {
  code: "pay_run/job_too_long",
  messages: {
    en: "The calculation was begun five times in a row and got no further; nothing of it was kept. A plan whose people are paid by each other's figures is calculated all at once: divide it into plans with fewer people, or tell us.",
    zh: "核算连续开始五次，均未能更进一步，未保存任何结果。参与人的报酬取决于彼此数字的方案须一次性整体核算：请将其拆分为人数较少的方案，或与我们联系。",
  },
  errors: [],
};
/** Between two steps, so that other tenants of the shard keep going. */
export type Breath = () => Promise<void>;
export type Runner = {
  readonly breathe: Breath;
  /** The real moment, ms: how long a runner has been silent. */
  readonly clock: () => number;
};

/** A runner that has said nothing for so long is taken for dead; it says something every hundred people. */
export const LEASE_MS = 90_000;
/** Of one that computes everybody at once, from when it has read them: it says nothing until it is done. */
export const WHOLE_LEASE_MS = 600_000;
/** People whose statements are written at once. */
const PEOPLE_A_WRITE = 100;
/** Runners in a row that may take a job and get no further: the next one would not end it, either. */
export const TAKINGS_MAX = 5;

/**
 * Goes on with calculations under way. A job is one runner's until its lease runs out: two never write
 * into each other's. One that was killed begins anew: what it had written nobody has seen, and the same
 * input gives the same statements. One that breaks off is failed and says why: a job never stays under
 * way for ever, nor in the way of others. Answers when a job that is another's should be looked at again.
 */
export async function runPayJobs(
  db: TenantDb,
  deps: Deps,
  { breathe, clock }: Runner,
): Promise<number | null> {
  const { jobs } = await db.load({ jobs: deps.runs.jobs() });
  let lookAt: number | null = null;
  for (const run of jobs) {
    if (!run.job) continue;
    if (run.job.takings >= TAKINGS_MAX && !isFurther(run.job) && isFree(run.job, clock())) {
      await failWith(db, deps, run, { job: run.job, problem: TOO_LONG, flaws: 0 });
      continue;
    }
    const job = await taken(db, deps, run, run.job, clock());
    if (!job) {
      const next = Math.max(run.job.leaseUntil, clock());
      lookAt = lookAt === null ? next : Math.min(lookAt, next);
      continue;
    }
    // A runner that is ended between two steps leaves the job to the next one.
    let isBetween = false;
    try {
      await runJob(db, deps, run, job, {
        clock,
        breathe: async () => {
          isBetween = true;
          await breathe();
          isBetween = false;
        },
      });
    } catch (fault) {
      if (isBetween) throw fault;
      await failWith(db, deps, run, { job, problem: BROKEN, flaws: 0 });
    }
  }
  return lookAt;
}

/** Nobody has it, or whoever had it has been silent for too long. */
function isFree({ runner, leaseUntil }: RunJob, nowMs: number): boolean {
  return runner === null || leaseUntil <= nowMs;
}

/** Whether its last runner got further than each before it. */
function isFurther({ done, furthest }: RunJob): boolean {
  return done > furthest;
}

/** The job as this runner's own; null while another carries it out. */
async function taken(
  db: TenantDb,
  { runs }: Deps,
  run: Run,
  job: RunJob,
  nowMs: number,
): Promise<RunJob | null> {
  if (!isFree(job, nowMs)) return null;
  const takings = isFurther(job) ? 1 : job.takings + 1;
  const furthest = Math.max(job.furthest, job.done);
  const lease = { runner: newId(db.now), leaseUntil: nowMs + LEASE_MS, takings, furthest };
  const mine = { ...job, ...lease, done: 0 };
  const done = await commit(db, {
    event: "pay_run/calculation_taken",
    subject: run.id,
    detail: { run: run.id, job: job.id },
    expect: [runs.expect.job(run.id, job)],
    writes: [runs.setJob(run.id, mine, false)],
  });
  return done.ok ? mine : null;
}

async function runJob(
  db: TenantDb,
  deps: Deps,
  run: Run,
  job: RunJob,
  { breathe, clock }: Runner,
): Promise<void> {
  const { runs } = deps;
  const { held, steps, who } = await db.load({
    held: runs.hashes(run.id, run.calc),
    steps: runs.steps(run.id),
    who: runs.behind(job.by),
  });
  const now = await basisNow(db, deps, { plan: run.plan, from: run.from, until: run.until });
  if (now.documents.length === 0 || now.people.length === 0) {
    const code = "pay_run/nobody";
    const { en, zh } = payrunRefusals[code];
    const problem = { code, messages: { zh, en }, errors: [] };
    await failWith(db, deps, run, { job, problem, flaws: 0 });
    return;
  }
  let isFirst = true;
  let waiting: readonly NewStatement[] = [];
  const made = await computeAll(db, deps, run.plan, now, {
    read: () => stillOurs(db, deps, run, { ...job, leaseUntil: clock() + WHOLE_LEASE_MS }),
    computed: async (done, kept) => {
      waiting = [...waiting, ...kept];
      if (done % PEOPLE_A_WRITE !== 0 && done < now.people.length) return true;
      const of = { job, done, kept: waiting, held, isFirst, nowMs: clock() };
      const went = await stage(db, deps, run, of);
      [isFirst, waiting] = [false, []];
      await breathe();
      return went;
    },
  });
  if (!made.ok) {
    // Nothing to name: the job is no longer ours.
    if (made.error.count > 0) await fail(db, deps, run, job, made.error);
    return;
  }
  const change = changesIn(made.value, held);
  const kept = await keptRun(db, run, { basis: now.basis, change, unpaid: now.unpaid });
  const ended = await commit(db, {
    event: "pay_run/calculated",
    subject: run.id,
    detail: { ...(kept.detail as object), job: job.id, by: job.by } as Json,
    expect: [runs.expect.job(run.id, job)],
    writes: keepWrites(deps, {
      ...{ run, kept, basis: now.basis, change, who, by: job.by, at: db.now },
      steps: steps.length,
      staged: true,
    }),
  });
  if (!ended.ok && !isTaken(ended.error)) throw new Error(ended.error.code);
}

/** The job was ended by somebody else: there is nothing left to say. */
function isTaken(error: CommitError): boolean {
  return error.code === "commit/guard" && error.what === "pay_run/job";
}

/** Says that this runner is at work; false when the job is no longer its own. */
async function stillOurs(db: TenantDb, { runs }: Deps, run: Run, job: RunJob): Promise<boolean> {
  const said = await commit(db, {
    event: "pay_run/calculation_stepped",
    subject: run.id,
    detail: { run: run.id, job: job.id, done: 0, statements: 0 },
    expect: [runs.expect.job(run.id, job)],
    writes: [runs.setJob(run.id, job, false)],
  });
  if (!said.ok && !isTaken(said.error)) throw new Error(said.error.code);
  return said.ok;
}

type Staging = {
  readonly job: RunJob;
  readonly done: number;
  readonly kept: readonly NewStatement[];
  readonly held: readonly Sums[];
  /** What a runner before this one has left behind goes with its first write. */
  readonly isFirst: boolean;
  readonly nowMs: number;
};

/** Writes what changed where nobody sees it yet; false when the job is no longer ours. */
async function stage(
  db: TenantDb,
  { runs }: Deps,
  run: Run,
  { job, done, kept, held, isFirst, nowMs }: Staging,
): Promise<boolean> {
  const { rows } = changesIn(kept, held);
  const written = await commit(db, {
    event: "pay_run/calculation_stepped",
    subject: run.id,
    detail: { run: run.id, job: job.id, done, statements: rows.length },
    expect: [runs.expect.job(run.id, job)],
    writes: [
      ...(isFirst ? [runs.clearStaging(run.id, run.calc)] : []),
      ...runs.addStatements(run.id, run.calc + 1, rows),
      runs.setJob(run.id, { ...job, done, leaseUntil: nowMs + LEASE_MS }, false),
    ],
  });
  if (!written.ok && !isTaken(written.error)) throw new Error(written.error.code);
  return written.ok;
}

async function fail(
  db: TenantDb,
  deps: Deps,
  run: Run,
  job: RunJob,
  { code, count, errors }: InputFlawed,
): Promise<void> {
  const words = (of: { zh: string; en: string }, facts: object) => ({
    zh: filled(of.zh, { ...facts }),
    en: filled(of.en, { ...facts }),
  });
  const known: Readonly<Record<string, { zh: string; en: string }>> = incentiveRefusals;
  const problem = {
    code,
    messages: words(payrunRefusals[code], { count }),
    errors: errors.slice(0, 100).map((flaw) => ({
      ...flaw,
      messages: words(known[flaw.code] ?? payrunRefusals[code], { ...flaw, count }),
    })),
  };
  await failWith(db, deps, run, { job, problem, flaws: count });
}

async function failWith(
  db: TenantDb,
  { runs }: Deps,
  run: Run,
  { job, problem, flaws }: { job: RunJob; problem: RunJob["problem"]; flaws: number },
): Promise<void> {
  await commit(db, {
    event: "pay_run/calculation_failed",
    subject: run.id,
    detail: { run: run.id, job: job.id, flaws },
    expect: [runs.expect.job(run.id, job)],
    writes: [
      runs.clearStaging(run.id, run.calc),
      runs.setJob(run.id, { ...job, state: "failed", problem }, true),
    ],
  });
}
