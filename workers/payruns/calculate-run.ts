import { newId } from "../lib/id.ts";
import { chunks } from "../lib/list.ts";
import type { Flaw } from "../lib/refusals.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { IncentiveFlaw } from "../incentives/outcome.ts";
import { commit } from "../tenancy/commit.ts";
import type { Guard } from "../tenancy/commit.ts";
import type { Json, Statement } from "../tenancy/sql.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { PersonBasis, RunBasis } from "./basis.ts";
import { computed } from "./compute.ts";
import type { Deps } from "./deps.ts";
import { needsOf } from "./needs.ts";
import { type BasisNow, basisNow } from "./read-basis.ts";
import { readRows } from "./read-rows.ts";
import type { Calculated, Run, RunJob, Unpaid } from "./run.ts";
import { runWire } from "./show-run.ts";
import { afterCalculation, mayFrom } from "./states.ts";
import type { NewStatement, Sums } from "./statement-store.ts";
import { hashOfInputs, hashOfRun, totalsOf } from "./totals.ts";

/** More people than this are calculated by the job, never while somebody waits for a page. */
export const AT_ONCE_MAX = 300;
/** People of one reading of the log: some ten thousand lines. */
export const PEOPLE_A_READ = 100;

export type CalculateError =
  | { readonly code: "pay_run/not_found"; readonly id: string }
  | { readonly code: "version/stale"; readonly yours: number; readonly current: number }
  | { readonly code: "pay_run/locked" }
  | { readonly code: "pay_run/job_running" }
  | { readonly code: "pay_run/earlier_open"; readonly from: string }
  | InputFlawed
  | { readonly code: "pay_run/nobody" }
  | { readonly code: "commit/busy" };
export type InputFlawed = {
  readonly code: "pay_run/flawed";
  readonly count: number;
  readonly errors: readonly Flaw[];
};
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
  const { runs } = deps;
  const { run, steps } = await db.load({ run: runs.run(id), steps: runs.steps(id) });
  if (!run) return err({ code: "pay_run/not_found", id });
  const flaw = await obstacle(db, deps, run, version);
  if (flaw) return err(flaw);
  const quick = await touchedOnly(db, deps, run);
  if (quick) {
    const unpaid = steps.findLast(({ calculated }) => calculated)?.calculated?.unpaid ?? [];
    return await finish(db, deps, run, steps.length, { ...quick, unpaid });
  }
  const now = await basisNow(db, deps, { plan: run.plan, from: run.from, until: run.until });
  if (now.documents.length === 0 || now.people.length === 0) return err({ code: "pay_run/nobody" });
  if (now.people.length > AT_ONCE_MAX) return await beginJob(db, deps, run, now.people.length);
  const made = await computeAll(db, deps, run.plan, now);
  if (!made.ok) return made;
  const held = await db.load({ sums: runs.hashes(run.id, run.calc) });
  return await finish(db, deps, run, steps.length, {
    ...{ basis: now.basis, unpaid: now.unpaid },
    change: changesIn(made.value, held.sums),
  });
}

async function obstacle(
  db: TenantDb,
  { runs }: Deps,
  run: Run,
  version: number,
): Promise<CalculateError | null> {
  if (run.version !== version)
    return { code: "version/stale", yours: version, current: run.version };
  if (!mayFrom(run.state, "calculate")) return { code: "pay_run/locked" };
  if (run.job?.state === "running") return { code: "pay_run/job_running" };
  const { earlier } = await db.load({ earlier: runs.runs(run.plan, null, 2_000) });
  const open = earlier.findLast(
    ({ from, state }) => from < run.from && state !== "locked" && state !== "paid",
  );
  return open ? { code: "pay_run/earlier_open", from: open.from } : null;
}

/** Statements that are written anew and those that are no more; the rest stands as it is. */
export type Change = {
  readonly rows: readonly NewStatement[];
  readonly gone: readonly { readonly person: string; readonly currency: string }[];
  /** Every statement as it will hold. */
  readonly all: readonly Omit<Sums, never>[];
};

export function changesIn(made: readonly NewStatement[], held: readonly Sums[]): Change {
  const before = new Map(held.map((each) => [keyOf(each), each]));
  const rows = made.filter((each) => {
    const was = before.get(keyOf(each));
    return !was || was.hash !== each.hash || was.inputHash !== each.inputHash;
  });
  const now = new Set(made.map(keyOf));
  return {
    rows,
    gone: held.filter((each) => !now.has(keyOf(each))),
    all: made.map(sumsOf),
  };
}

function keyOf({ person, currency }: { readonly person: string; readonly currency: string }) {
  return `${person} ${currency}`;
}

export function sumsOf(statement: NewStatement): Sums {
  const { lines, awards: _, basis: __, ...sums } = statement;
  return { ...sums, trueUps: lines.filter(({ trueUp }) => trueUp).length };
}

/**
 * What moves nothing but entries. Lines that take entries back or credit them again name whoever was
 * credited before, and whoever is now.
 */
const OF_ENTRIES = ["entry/recorded", "entry/reversed", "entry/recredited"];
/** Of pay itself only a lock moves what is computed elsewhere: it may have paid a correction. */
const isHarmless = (event: string) =>
  OF_ENTRIES.includes(event) ||
  event.startsWith("pay/") ||
  (event.startsWith("pay_run/") && event !== "pay_run/locked");

/**
 * Where nothing but entries was recorded since the last calculation, and no statement of the plan needs
 * figures of others, only the people whose credits moved are computed again, from their own part of the
 * input as it was kept. Null where that is not so.
 */
async function touchedOnly(
  db: TenantDb,
  deps: Deps,
  run: Run,
): Promise<{ basis: RunBasis; change: Change } | null> {
  const { runs, input } = deps;
  if (!run.cutoff) return null;
  const { basis, events, newest, versions } = await db.load({
    basis: runs.basis(run.id),
    events: input.eventsSince(run.cutoff.seq),
    newest: input.newest(),
    versions: deps.plans.versions(run.plan),
  });
  if (!basis || !events.every(isHarmless)) return null;
  const documents = documentsOf(basis, versions);
  const needs = needsOf([...documents, ...(basis.otherPlans ?? [])], basis.metrics);
  if (needs.crosses) return null;
  const read = basis.metrics.map(({ id }) => id);
  const { own, ofDeals, held } = await db.load({
    own: input.touchedSince(run.cutoff.seq, read),
    ofDeals: input.touchedByDeals(run.cutoff.seq, needs.deals ? read : []),
    held: runs.hashes(run.id, run.calc),
  });
  const touched = [...new Set([...own, ...ofDeals])];
  // Too many for a request: everybody is computed, by the job.
  if (touched.length > AT_ONCE_MAX) return null;
  const { kept } = await db.load({ kept: runs.kept(run.id, run.calc, touched) });
  const bases = new Map(kept.map((each) => [each.person, each.basis]));
  const next = { ...basis, cutoff: newest };
  const made = await computeAll(db, deps, run.plan, {
    basis: next,
    documents,
    people: [...bases.values()],
  });
  if (!made.ok) return null;
  const moved = new Map(made.value.map((each) => [keyOf(each), each]));
  const { rows } = changesIn(
    made.value,
    held.filter(({ person }) => bases.has(person)),
  );
  const all = held.map((each) => {
    const now = moved.get(keyOf(each));
    return now ? sumsOf(now) : each;
  });
  const isNew = made.value.some((each) => !held.some((was) => keyOf(was) === keyOf(each)));
  return isNew ? null : { basis: next, change: { rows, gone: [], all } };
}

export function documentsOf(
  basis: RunBasis,
  versions: BasisNow["versions"],
): BasisNow["documents"] {
  return basis.versions.flatMap((number) => {
    const version = versions.find((each) => each.number === number);
    return version ? [version.document] : [];
  });
}

/** Everybody's statement: the log is read some people at a time, unless they need each other's figures. */
export async function computeAll(
  db: TenantDb,
  deps: Deps,
  plan: string,
  { basis, documents, people }: Pick<BasisNow, "basis" | "documents" | "people">,
  between: (done: number, made: readonly NewStatement[]) => Promise<boolean> = async () =>
    await Promise.resolve(true),
): Promise<Result<NewStatement[], InputFlawed>> {
  const whole = needsOf([...documents, ...(basis.otherPlans ?? [])], basis.metrics).crosses;
  const all: NewStatement[] = [];
  let done = 0;
  for (const group of chunks(people, whole ? Math.max(1, people.length) : PEOPLE_A_READ)) {
    const ids = group.map(({ participant }) => participant.id);
    const others = whole ? basis.others.map(({ person }) => person) : [];
    const log = await readRows(db, deps, { plan, basis, documents, people: [...ids, ...others] });
    const made = await computed({ basis, documents, people: group, ...log });
    if (!made.ok) return err(flawed(made.error, people));
    all.push(...made.value.kept);
    done += group.length;
    if (!(await between(done, made.value.kept))) return err(flawed([], people));
  }
  return ok(all);
}

/** The engine's flaws with people by their names. */
export function flawed(
  flaws: readonly IncentiveFlaw[],
  people: readonly PersonBasis[],
): InputFlawed {
  const names = new Map(people.map(({ participant: { id, name } }) => [id, name ?? id]));
  return {
    code: "pay_run/flawed",
    count: flaws.length,
    errors: flaws.map(({ person, ...flaw }) => ({
      ...flaw,
      ...(typeof person === "string" ? { person: names.get(person) ?? person, id: person } : {}),
    })),
  };
}

async function finish(
  db: TenantDb,
  deps: Deps,
  run: Run,
  steps: number,
  of: Found,
): Promise<Result<CalculateAnswer, CalculateError>> {
  const { basis, change } = of;
  const { who } = await db.load({ who: deps.runs.behind(db.actor()) });
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
    ...{ begunAt: db.now, runner: null, leaseUntil: 0, problem: null },
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
