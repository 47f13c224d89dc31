import type { Day } from "../lib/day.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Deps } from "./deps.ts";
import { type Examined, examine, type ExamineError, readsFor } from "./examine.ts";
import { guardError, type GuardError } from "./request-adjustment.ts";
import { adjustmentWire } from "./show.ts";
import { courseOf, mayStep, type Step, type StepError, type StepKind } from "./states.ts";
import type { Kept } from "./store.ts";

export type Stale = {
  readonly code: "version/stale";
  readonly yours: number;
  readonly current: number;
};
export type Taking = {
  readonly id: string;
  readonly version: number;
  readonly kind: StepKind;
  /** The blast radius that was looked at. */
  readonly hash: string | null;
  readonly note: string | null;
  readonly today: Day;
};
export type TakeError =
  | StepError
  | Stale
  | ExamineError
  | GuardError
  | { readonly code: "adjustment/not_found"; readonly id: string };

/** A request, who acts on it, and what it would do now (a refusal where it could not be done). */
export type Standing = {
  readonly kept: Kept;
  readonly person: string;
  readonly examined: Result<Examined, ExamineError>;
};

export async function standingOf(
  db: TenantDb,
  deps: Deps,
  { id, today }: Pick<Taking, "id" | "today">,
): Promise<Standing | null> {
  const { adjustments } = deps;
  const { kept } = await db.load({ kept: adjustments.adjustment(id) });
  if (!kept) return null;
  const { plan } = kept;
  const { person, ...loaded } = await db.load({
    person: adjustments.personBehind(db.actor()),
    ...readsFor(deps, { plan, ask: kept, number: null }),
  });
  const examined = await examine(loaded, { plan, ask: kept, today, id, seen: null });
  return { kept, person, examined };
}

/** What speaks against a step, in order: the version, the course, then the plan as it is now. */
export function flawOfStep(
  { kept, person, examined }: Standing,
  { version, kind, hash, note }: Taking,
): TakeError | null {
  const current = kept.steps.length;
  if (version !== current) return { code: "version/stale", yours: version, current };
  const now = examined.ok ? examined.value.hash : null;
  const course = courseOf(kept.steps, kept.approvers, now);
  const allowed = mayStep(course, kept.approvers, { kind, person, hash, note }, now ?? "");
  if (kind !== "approved" && kind !== "applied") return allowed.ok ? null : allowed.error;
  // What cannot be done any more says why, rather than that it looks different now.
  if (!allowed.ok && allowed.error.code !== "adjustment/other_radius") {
    const voided = kind === "applied" && course.void.length > 0 && course.state === "in_review";
    if (voided && now) return { code: "adjustment/other_radius", yours: hash ?? "", current: now };
    return allowed.error;
  }
  if (!examined.ok) return examined.error;
  if (!allowed.ok) return allowed.error;
  return guardError(examined.value.flaws);
}

/** Reviews, approves, rejects or withdraws: one more step of the course, and nothing else. */
export async function takeStep(db: TenantDb, deps: Deps, taking: Taking) {
  const { id, kind, hash, note } = taking;
  const standing = await standingOf(db, deps, taking);
  if (!standing) return refusal({ code: "adjustment/not_found", id });
  const flaw = flawOfStep(standing, taking);
  if (flaw) return refusal(flaw);
  const { kept, person, examined } = standing;
  const n = kept.steps.length + 1;
  const step: Step = {
    ...{ kind, by: db.actor(), person, at: db.now, note: note === "" ? null : note },
    number: examined.ok ? examined.value.number : 0,
    hash: kind === "approved" ? hash : null,
  };
  const body = wireWith(kept, step, examined.ok ? examined.value.hash : null);
  const done = await commit(db, {
    event: `adjustment/${kind}`,
    subject: id,
    detail: { adjustment: id, plan: kept.plan, n, ...(step.hash ? { hash: step.hash } : {}) },
    expect: [deps.adjustments.expect.steps(id, kept.steps.length)],
    writes: [deps.adjustments.addStep(id, n, step)],
    answer: { status: 200, body },
  });
  return done.ok
    ? ok({ body, version: n })
    : refusal({ code: "version/stale", yours: taking.version, current: n });
}

/** The request as it will be told once the step is taken. */
export function wireWith(kept: Kept, step: Step, hash: string | null) {
  const mine = kept.steps.find(({ person }) => person === step.person);
  const named = { ...step, name: mine?.name ?? null, nameEn: mine?.nameEn ?? null };
  // Only who sees the whole plan decides, and only who asked takes back: they read all of it.
  return adjustmentWire({ ...kept, steps: [...kept.steps, named] }, hash, step.person, null);
}

function refusal(error: TakeError): Result<never, TakeError> {
  return err(error);
}
