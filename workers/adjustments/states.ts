import { err, ok, type Result } from "../lib/result.ts";

/**
 * A request goes requested -> in_review -> approved -> applied, or ends rejected or withdrawn.
 * What is kept are the steps; the state is their fold.
 */
export const STATES = [
  ...(["requested", "in_review", "approved"] as const),
  ...(["applied", "rejected", "withdrawn"] as const),
] as const;
export type State = (typeof STATES)[number];

export const STEPS = [
  ...(["requested", "reviewed", "approved"] as const),
  ...(["applied", "rejected", "withdrawn"] as const),
] as const;
export type StepKind = (typeof STEPS)[number];

/** Who did what when; `number` is the plan's version that was looked at, `hash` the blast radius. */
export type Step = {
  readonly kind: StepKind;
  /** Account or key, as in the commit row. */
  readonly by: string;
  /** The account behind `by`: a key acts for who made it. */
  readonly person: string;
  readonly at: number;
  readonly number: number;
  readonly hash: string | null;
  readonly note: string | null;
};

export type Course = {
  readonly state: State;
  readonly requestedBy: string;
  /** Approvals of the blast radius as it is now. */
  readonly approvals: readonly Step[];
  /** Approvals of a blast radius that is no longer true: the plan moved in between. */
  readonly void: readonly Step[];
  /** How many more second persons are wanted. */
  readonly missing: number;
};

/**
 * Folds the steps. `hash` is the blast radius of now (null: take the last one that was approved);
 * `approvers` are the accounts asked for, each of whom must sign; nobody named is any one of those
 * who may. An approval counts only for the radius it was given for.
 */
export function courseOf(
  steps: readonly Step[],
  approvers: readonly string[],
  hash: string | null,
): Course {
  const signed = steps.filter(({ kind }) => kind === "approved");
  const wanted = hash ?? signed.at(-1)?.hash ?? null;
  const approvals = latestOf(signed.filter((step) => step.hash === wanted));
  const missing =
    approvers.length === 0
      ? Math.max(0, 1 - approvals.length)
      : approvers.filter((who) => !approvals.some(({ person }) => person === who)).length;
  const last = steps.at(-1)?.kind ?? "requested";
  const state =
    last === "applied" || last === "rejected" || last === "withdrawn"
      ? last
      : !steps.some(({ kind }) => kind === "reviewed")
        ? "requested"
        : missing === 0
          ? "approved"
          : "in_review";
  const requestedBy = steps[0]?.person ?? "";
  return { state, requestedBy, approvals, void: signed.filter((s) => s.hash !== wanted), missing };
}

function latestOf(signed: readonly Step[]): Step[] {
  return [...new Map(signed.map((step) => [step.person, step])).values()];
}

export type StepError =
  | { readonly code: "adjustment/not_now"; readonly state: State; readonly step: StepKind }
  | { readonly code: "adjustment/own_request" }
  | { readonly code: "adjustment/not_asked" }
  | { readonly code: "adjustment/not_yours" }
  | { readonly code: "adjustment/signed_already" }
  | { readonly code: "adjustment/note_missing"; readonly pointer: "/note" }
  | { readonly code: "adjustment/other_radius"; readonly yours: string; readonly current: string };

/** From which states a step may be taken. */
const FROM: Readonly<Record<StepKind, readonly State[]>> = {
  requested: [],
  reviewed: ["requested"],
  approved: ["in_review"],
  applied: ["approved"],
  rejected: ["requested", "in_review", "approved"],
  withdrawn: ["requested", "in_review", "approved"],
};

type Taking = {
  readonly kind: StepKind;
  /** The account behind whoever acts. */
  readonly person: string;
  readonly hash: string | null;
  readonly note: string | null;
};

/**
 * Whether a step may be taken now. Precedence: the state, then who it is, then what was looked at.
 * Nobody reviews, approves or rejects what they asked for themselves; only who asked withdraws.
 */
export function mayStep(
  course: Course,
  approvers: readonly string[],
  { kind, person, hash, note }: Taking,
  current: string,
): Result<true, StepError> {
  const { state, requestedBy, approvals } = course;
  if (!FROM[kind].includes(state)) return err({ code: "adjustment/not_now", state, step: kind });
  const own = person === requestedBy;
  if (kind === "withdrawn") return own ? ok(true) : err({ code: "adjustment/not_yours" });
  if (own && kind !== "applied") return err({ code: "adjustment/own_request" });
  if (kind === "rejected" && !note) {
    return err({ code: "adjustment/note_missing", pointer: "/note" });
  }
  if (kind === "approved") {
    if (approvers.length > 0 && !approvers.includes(person)) {
      return err({ code: "adjustment/not_asked" });
    }
    if (approvals.some((step) => step.person === person)) {
      return err({ code: "adjustment/signed_already" });
    }
  }
  const looked = kind === "approved" || kind === "applied";
  if (looked && hash !== current) {
    return err({ code: "adjustment/other_radius", yours: hash ?? "", current });
  }
  return ok(true);
}
