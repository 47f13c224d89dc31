import type { Day } from "../lib/day.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { commit, type Guard } from "../tenancy/commit.ts";
import type { Json, Statement } from "../tenancy/sql.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { basisHolds, namesOf, reviewedFor, trueUpsInTheWay } from "./approval.ts";
import { awardsOf } from "./awards.ts";
import type { Deps } from "./deps.ts";
import { lockWord, type NamedStep, type Run } from "./run.ts";
import { runWire } from "./show-run.ts";
import {
  type Action,
  type ApproveError,
  isApproved,
  mayApprove,
  mayFrom,
  reviewOf,
  type State,
  type Step,
  type StepKind,
} from "./states.ts";

export type StepError =
  | { readonly code: "pay_run/not_found"; readonly id: string }
  | { readonly code: "version/stale"; readonly yours: number; readonly current: number }
  | { readonly code: "pay_run/not_now"; readonly state: State; readonly action: Action }
  | { readonly code: "pay_run/locked" }
  | { readonly code: "pay_run/job_running" }
  | { readonly code: "pay_run/other_result"; readonly yours: string; readonly current: string }
  | { readonly code: "pay_run/not_over"; readonly until: Day }
  | { readonly code: "pay_run/word"; readonly pointer: "/word"; readonly word: string }
  | {
      readonly code: "pay_run/pay_day";
      readonly pointer: "/on";
      readonly on: Day;
      readonly until: Day;
    }
  | { readonly code: "pay_run/stale_basis" }
  | { readonly code: "pay_run/disputed"; readonly count: number; readonly names: string }
  | ApproveError;

type Taking = {
  readonly run: string;
  readonly version: number;
  readonly today: Day;
} & (
  | { readonly action: "submit" | "approve"; readonly hash: string }
  | { readonly action: "lock"; readonly hash: string; readonly word: string }
  | { readonly action: "pay"; readonly on: Day }
);
export type StepAnswer = { readonly body: ReturnType<typeof runWire>; readonly version: number };

/** What a step stands on. */
type Standing = {
  readonly run: Run;
  readonly steps: readonly NamedStep[];
  readonly who: { readonly person: string; readonly participant: string | null };
};

/**
 * Submits, approves, locks or pays a run: one more step. Refuses, in this order: a stale version, a
 * state that does not take the step, a result other than the one looked at, then the step's own reasons.
 */
export async function takeStep(
  db: TenantDb,
  deps: Deps,
  taking: Taking,
): Promise<Result<StepAnswer, StepError>> {
  const { runs } = deps;
  const loaded = await db.load({
    run: runs.run(taking.run),
    steps: runs.steps(taking.run),
  });
  const { run } = loaded;
  if (!run) return err({ code: "pay_run/not_found", id: taking.run });
  const { who } = await db.load({ who: runs.behind(db.actor()) });
  const standing = { ...loaded, run, who };
  const flaw = flawOf(standing, taking);
  if (flaw) return err(flaw);
  switch (taking.action) {
    case "submit":
      return await take(db, deps, standing, taking, { kind: "submitted", state: "in_review" });
    case "approve":
      return await approve(db, deps, standing, taking);
    case "lock":
      return await lock(db, deps, standing, taking);
    case "pay":
      return await take(db, deps, standing, taking, { kind: "paid", state: "paid" });
  }
}

/** What speaks against a step whatever it is about. */
function flawOf({ run }: Standing, taking: Taking): StepError | null {
  const { version, action, today } = taking;
  if (version !== run.version)
    return { code: "version/stale", yours: version, current: run.version };
  if (run.job?.state === "running") return { code: "pay_run/job_running" };
  if (!mayFrom(run.state, action)) {
    const isClosed = run.state === "locked" || run.state === "paid";
    return isClosed && action !== "pay"
      ? { code: "pay_run/locked" }
      : { code: "pay_run/not_now", state: run.state, action };
  }
  if (taking.action === "pay")
    return taking.on < run.until
      ? { code: "pay_run/pay_day", pointer: "/on", on: taking.on, until: run.until }
      : null;
  if (taking.hash !== run.hash)
    return { code: "pay_run/other_result", yours: taking.hash, current: run.hash ?? "" };
  if (action === "submit" && today < run.until)
    return { code: "pay_run/not_over", until: run.until };
  if (taking.action === "lock" && taking.word.trim() !== lockWord(run))
    return { code: "pay_run/word", pointer: "/word", word: lockWord(run) };
  return null;
}

type Next = {
  readonly kind: StepKind;
  readonly state: State;
  readonly alone?: boolean;
  readonly expect?: readonly Guard[];
  readonly writes?: readonly Statement[];
};

async function take(
  db: TenantDb,
  { runs, beside }: Deps,
  { run, steps, who }: Standing,
  { action }: Taking,
  { kind, state, alone = false, expect = [], writes = [] }: Next,
): Promise<Result<StepAnswer, StepError>> {
  const next = { ...run, state, version: run.version + 1 };
  const step: Step = {
    ...{ kind, by: db.actor(), ...who, at: db.now },
    ...{ calc: run.calc, hash: run.hash, alone },
  };
  const body = runWire(next);
  const done = await commit(db, {
    event: `pay_run/${kind}`,
    subject: run.id,
    detail: { run: run.id, plan: run.plan, hash: run.hash, ...(alone ? { alone: true } : {}) },
    expect: [runs.expect.version(run.id, run.version), ...expect],
    writes: [...writes, runs.moveTo(run.id, state), runs.addStep(run.id, steps.length + 1, step)],
    answer: { status: 200, body: body as Json }, // It is JSON by construction.
  });
  if (done.ok) return ok({ body, version: next.version });
  const { error } = done;
  if (error.code === "commit/guard" && error.what === beside.noneOpen(run.id).what) {
    const { open } = await db.load({ open: beside.openDisputes(run.id) });
    return err({ code: "pay_run/disputed", count: open.length, names: namesOf(open) });
  }
  if (error.code === "commit/guard" && error.what === "pay_run/stale_basis")
    return err({ code: "pay_run/stale_basis" });
  if (error.code === "commit/guard" && error.what === "pay_run/true_ups") {
    const { trueUps } = await db.load({ trueUps: runs.repriced(run.id, run.calc) });
    const inTheWay = trueUpsInTheWay(trueUps);
    if (inTheWay) return err(inTheWay);
  }
  // Another plan has paid one of its corrections since.
  if (error.code === "commit/unique" && error.table === "pay_posted")
    return err({ code: "pay_run/stale_basis" });
  const { now } = await db.load({ now: runs.run(run.id) });
  return err({
    ...({ code: "version/stale", yours: run.version } as const),
    current: now?.version ?? run.version + 1,
    action,
  });
}

async function approve(
  db: TenantDb,
  deps: Deps,
  standing: Standing,
  taking: Taking,
): Promise<Result<StepAnswer, StepError>> {
  const { run, steps, who } = standing;
  const { runs } = deps;
  const { holds, people, basis, onePerson, trueUps, held } = await reviewedFor(db, deps, run);
  if (!holds) return err({ code: "pay_run/stale_basis" });
  const inTheWay = trueUpsInTheWay(trueUps);
  if (inTheWay) return err(inTheWay);
  const may = mayApprove(who, { ...held, steps, hash: run.hash, people, onePerson });
  if (!may.ok) return may;
  const { alone } = may.value;
  const step: Step = {
    ...{ kind: "approved", by: db.actor(), ...who, at: db.now },
    ...{ calc: run.calc, hash: run.hash, alone },
  };
  const review = reviewOf([...steps, step], run.hash, people);
  const state = isApproved(review) ? "approved" : "in_review";
  const expect = [
    basisHolds(deps, run, basis),
    runs.expect.noTrueUpWaits(run.id, run.calc),
    ...(alone ? [runs.oneApprover()] : []),
  ];
  return await take(db, deps, standing, taking, { kind: "approved", state, alone, expect });
}

async function lock(
  db: TenantDb,
  deps: Deps,
  standing: Standing,
  taking: Taking,
): Promise<Result<StepAnswer, StepError>> {
  const { run } = standing;
  const { beside, runs } = deps;
  const { open, given, basis, versions } = await db.load({
    basis: runs.basis(run.id),
    open: beside.openDisputes(run.id),
    given: runs.awardsIn(run.id, run.calc),
    versions: deps.plans.versions(run.plan),
  });
  if (open.length > 0)
    return err({
      code: "pay_run/disputed",
      count: open.length,
      names: namesOf(open),
      disputes: open.map(({ id, person }) => ({ id, person })),
    } as StepError);
  return await take(db, deps, standing, taking, {
    ...{ kind: "locked", state: "locked" },
    expect: [beside.noneOpen(run.id), basisHolds(deps, run, basis)],
    writes: [runs.post(run.id, run.calc), ...beside.give(run.id, awardsOf(given, versions, run))],
  });
}
