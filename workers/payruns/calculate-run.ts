import { newId } from "../lib/id.ts";
import type { Day } from "../lib/day.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import type { Guard } from "../tenancy/commit.ts";
import type { Json, Statement } from "../tenancy/sql.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { RunBasis } from "./basis.ts";
import { type Change, changesIn } from "./changes.ts";
import { AT_ONCE_MAX, computeAll, type InputFlawed } from "./compute-all.ts";
import type { Deps } from "./deps.ts";
import { basisNow } from "./read-basis.ts";
import type { Calculated, Run, RunJob, Unpaid } from "./run.ts";
import { runWire } from "./show-run.ts";
import { afterCalculation, mayFrom } from "./states.ts";
import { hashOfInputs, hashOfRun, totalsOf } from "./totals.ts";
import { touchedOnly } from "./touched.ts";

export type CalculateError =
  | { readonly code: "pay_run/not_found"; readonly id: string }
  | { readonly code: "version/stale"; readonly yours: number; readonly current: number }
  | { readonly code: "pay_run/locked" }
  | { readonly code: "pay_run/job_running" }
  | { readonly code: "pay_run/earlier_open"; readonly from: string }
  | InputFlawed
  | { readonly code: "pay_run/nobody" }
  | { readonly code: "commit/busy" };
type Calculating = { readonly run: string; readonly version: number };
export type CalculateAnswer = {
  readonly body: ReturnType<typeof runWire>;
  readonly version: number;
  readonly status: 200 | 202;
};

/**
 * Calculates a run: fixes the cut-off, computes everybody's statement and keeps those that changed. A
 * large one is put into the hands of the job. Before the lock it may be done again: another result voids
 * what was approved, the same result leaves it standing.
 */
export async function calculateRun(
  db: TenantDb,
  deps: Deps,
  { run: id, version }: Calculating,
): Promise<Result<CalculateAnswer, CalculateError>> {
  const { runs, input, plans } = deps;
  const { run, steps, basis } = await db.load({
    run: runs.run(id),
    steps: runs.steps(id),
    basis: runs.basis(id),
  });
  if (!run) return err({ code: "pay_run/not_found", id });
  const since = run.cutoff?.seq ?? Number.MAX_SAFE_INTEGER;
  const known = await db.load({
    open: runs.openBefore(run.plan, run.from),
    who: runs.behind(db.actor()),
    held: runs.hashes(run.id, run.calc),
    versions: plans.versions(run.plan),
    newest: input.newest(),
    events: input.eventsSince(since),
    touched: input.touchedSince(since, basis?.metrics.map((metric) => metric.id) ?? []),
  });
  const flaw = obstacle(run, version, known.open);
  if (flaw) return err(flaw);
  const kept = { run, steps: steps.length, who: known.who };
  const quick = basis && (await touchedOnly(db, deps, run, { basis, ...known }));
  if (quick) {
    const unpaid = steps.findLast(({ calculated }) => calculated)?.calculated?.unpaid ?? [];
    return await finish(db, deps, kept, { ...quick, unpaid });
  }
  const now = await basisNow(db, deps, { plan: run.plan, from: run.from, until: run.until });
  if (now.documents.length === 0 || now.people.length === 0) return err({ code: "pay_run/nobody" });
  if (now.people.length > AT_ONCE_MAX) return await beginJob(db, deps, run, now.people.length);
  const made = await computeAll(db, deps, run.plan, now);
  if (!made.ok) return made;
  return await finish(db, deps, kept, {
    ...{ basis: now.basis, unpaid: now.unpaid },
    change: changesIn(made.value, known.held),
  });
}

function obstacle(run: Run, version: number, open: Day | null): CalculateError | null {
  if (run.version !== version)
    return { code: "version/stale", yours: version, current: run.version };
  if (!mayFrom(run.state, "calculate")) return { code: "pay_run/locked" };
  if (run.job?.state === "running") return { code: "pay_run/job_running" };
  return open === null ? null : { code: "pay_run/earlier_open", from: open };
}

async function finish(
  db: TenantDb,
  deps: Deps,
  { run, steps, who }: Pick<Keeping, "run" | "steps" | "who">,
  of: Found,
): Promise<Result<CalculateAnswer, CalculateError>> {
  const { basis, change } = of;
  const kept = await keptRun(db, run, of);
  const body = runWire(kept.run);
  const done = await commit(db, {
    event: "pay_run/calculated",
    subject: run.id,
    detail: kept.detail,
    expect: [deps.runs.expect.version(run.id, run.version)],
    writes: [
      deps.runs.clearStaging(run.id, run.calc),
      ...keepWrites(deps, { run, kept, basis, change, steps, who, by: db.actor(), at: db.now }),
    ],
    answer: { status: 200, body: body as Json }, // It is JSON by construction.
  });
  if (!done.ok) return err({ code: "commit/busy" });
  return ok({ body, version: kept.run.version, status: 200 });
}

/** What a calculation found. */
type Found = {
  readonly basis: RunBasis;
  readonly change: Change;
  readonly unpaid: readonly Unpaid[];
};
export type KeptRun = {
  readonly run: Run;
  readonly calculated: Calculated;
  readonly detail: Json;
};

/** The run as it stands after a calculation. */
export async function keptRun(
  db: TenantDb,
  run: Run,
  { basis, change: { rows, gone, all }, unpaid }: Found,
): Promise<KeptRun> {
  const hash = await hashOfRun(all, run.from);
  const calculated = {
    totals: totalsOf(all),
    changed: rows.length + gone.length,
    cutoff: basis.cutoff,
    unpaid: [...unpaid],
  };
  const state = afterCalculation(run.state, run.hash, hash);
  return {
    run: {
      ...run,
      state,
      calc: run.calc + 1,
      cutoff: { seq: basis.cutoff, at: db.now },
      inputHash: await hashOfInputs(all),
      hash,
      job: null,
      version: run.version + 1,
    },
    calculated,
    detail: {
      run: run.id,
      plan: run.plan,
      calculation: run.calc + 1,
      cutoff: basis.cutoff,
      statements: all.length,
      changed: calculated.changed,
      hash,
    },
  };
}

type Keeping = {
  readonly run: Run;
  readonly kept: KeptRun;
  readonly basis: RunBasis;
  readonly change: Change;
  readonly steps: number;
  readonly who: { readonly person: string; readonly participant: string | null };
  readonly by: string;
  readonly at: number;
  /** The rows lie in the table already: the job has written them. */
  readonly staged?: boolean;
};

export function keepWrites({ runs }: Deps, of: Keeping): Statement[] {
  const { run, kept, basis, change, steps, who, by, at, staged = false } = of;
  const { state, calc, cutoff, inputHash, hash } = kept.run;
  return [
    ...(staged ? [] : runs.addStatements(run.id, calc, change.rows)),
    ...runs.dropStatements(run.id, calc, change.gone),
    ...runs.keepBasis(run.id, calc, basis),
    runs.keep(run.id, {
      ...{ state, calc },
      cutoff: cutoff ?? { seq: basis.cutoff, at },
      inputHash: inputHash ?? "",
      hash: hash ?? "",
    }),
    runs.dropBases(run.id, calc),
    runs.addStep(
      run.id,
      steps + 1,
      { kind: "calculated", by, ...who, at, calc, hash, alone: false },
      kept.calculated,
    ),
  ];
}

async function beginJob(
  db: TenantDb,
  { runs }: Deps,
  run: Run,
  total: number,
): Promise<Result<CalculateAnswer, CalculateError>> {
  const job: RunJob = {
    ...{ id: newId(db.now), state: "running", total, done: 0, by: db.actor() },
    ...{ begunAt: db.now, runner: null, leaseUntil: 0, takings: 0, furthest: 0, problem: null },
  };
  const next = { ...run, job, version: run.version + 1 };
  const body = runWire(next);
  const done = await commit(db, {
    event: "pay_run/calculation_begun",
    subject: run.id,
    detail: { run: run.id, plan: run.plan, job: job.id, people: total },
    expect: [runs.expect.version(run.id, run.version)] satisfies Guard[],
    writes: [runs.setJob(run.id, job, true)],
    answer: { status: 202, body: body as Json }, // It is JSON by construction.
  });
  if (!done.ok) return err({ code: "commit/busy" });
  return ok({ body, version: next.version, status: 202 });
}
