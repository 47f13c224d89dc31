import { err, ok, type Result } from "../lib/result.ts";

/** The life of a run, in its one order; unlocking does not exist. */
export const STATES = [
  ...(["open", "calculated", "in_review", "approved", "locked", "paid"] as const),
] as const;
export type State = (typeof STATES)[number];

export const STEPS = [
  ...(["begun", "calculated", "submitted", "approved", "locked", "paid"] as const),
] as const;
export type StepKind = (typeof STEPS)[number];
/** What somebody does to a run. */
export const ACTIONS = ["calculate", "submit", "approve", "lock", "pay"] as const;
export type Action = (typeof ACTIONS)[number];

/** Who did what: `person` is the account behind, `participant` who that is in the company. */
export type Step = {
  readonly kind: StepKind;
  readonly by: string;
  readonly person: string;
  readonly participant: string | null;
  readonly at: number;
  readonly calc: number;
  /** The result as it was looked at. */
  readonly hash: string | null;
  /** It was done by one person alone, as the company allows. */
  readonly alone: boolean;
};

/** From which states an action may be taken. */
const FROM: Readonly<Record<Action, readonly State[]>> = {
  calculate: ["open", "calculated", "in_review", "approved"],
  submit: ["calculated"],
  approve: ["in_review"],
  lock: ["approved"],
  pay: ["locked"],
};

export function mayFrom(state: State, action: Action): boolean {
  return FROM[action].includes(state);
}

export type Approval = Step & {
  /** The result moved since: it counts no longer. */
  readonly void: boolean;
};

export type Review = {
  readonly approvals: readonly Approval[];
  /** Nobody has approved the result as it is. */
  readonly missing: boolean;
  /** Statements nobody has approved yet: those of the approvers themselves. */
  readonly uncovered: readonly string[];
};

/**
 * How far the approval of one result has come. An approval is of one result hash and covers every
 * statement but the approver's own; a second approver takes that one. Approvals of another hash are
 * void and stay visible.
 * @param people whose statements the run holds.
 */
export function reviewOf(
  steps: readonly Step[],
  hash: string | null,
  people: ReadonlySet<string>,
): Review {
  const approvals = steps
    .filter(({ kind }) => kind === "approved")
    .map((step) => ({ ...step, void: step.hash !== hash }));
  const valid = approvals.filter((each) => !each.void);
  const own = valid.map(({ participant, alone }) =>
    participant !== null && !alone && people.has(participant) ? participant : null,
  );
  const isCovered = (person: string) => own.some((each) => each !== person);
  const uncovered = own.flatMap((person) => (person && !isCovered(person) ? [person] : []));
  return { approvals, missing: valid.length === 0, uncovered: [...new Set(uncovered)] };
}

export function isApproved({ missing, uncovered }: Review): boolean {
  return !missing && uncovered.length === 0;
}

/**
 * The state after a calculation: one that gives the same result changes nothing of what was decided;
 * one that gives another voids every approval and the submission.
 */
export function afterCalculation(state: State, before: string | null, now: string): State {
  return before === now && state !== "open" ? state : "calculated";
}

/** What somebody sets that a run pays by, and may not approve; "compared": a plan it is compared with. */
export type OwnSetting = "terms" | "leave" | "rates" | "opening" | "settings" | "compared";
/** Who acts: the account behind, who that is in the company. */
export type Approver = { readonly person: string; readonly participant: string | null };
export type ApproveError =
  | { readonly code: "pay_run/own_plan"; readonly number: number }
  | { readonly code: "pay_run/own_correction" }
  | { readonly code: `pay_run/own_${OwnSetting}` }
  | {
      readonly code: "pay_run/true_ups_waiting" | "pay_run/true_ups_refused";
      readonly count: number;
      readonly names: string;
    }
  | { readonly code: "pay_run/own_run" }
  | { readonly code: "pay_run/signed_already" };

type Standing = {
  readonly steps: readonly Step[];
  readonly hash: string | null;
  /** Accounts that edited a version in the run, with its number. */
  readonly authors: readonly { readonly account: string; readonly number: number }[];
  /** Accounts that entered a correction of pay in the run. */
  readonly correctors: readonly string[];
  /**
   * Accounts that set terms, leave, rates, opening balances or pay settings the run pays by for the first
   * time, or that edited a plan it is compared with.
   */
  readonly setters: readonly { readonly account: string; readonly of: OwnSetting }[];
  readonly onePerson: boolean;
  /** People whose statements the run holds. */
  readonly people: ReadonlySet<string>;
};

/**
 * Whether this person may approve the result. Not whoever edited a version of the plan or of one it is
 * compared with, entered a correction, set terms, leave, rates or pay settings it pays by for the first
 * time, or submitted the run; not twice. A company that allows one-person approval sets the second person
 * aside: the answer then says that it was done alone, and the step is kept so.
 */
export function mayApprove(
  { person, participant }: Approver,
  { steps, hash, authors, correctors, setters, onePerson, people }: Standing,
): Result<{ readonly alone: boolean }, ApproveError> {
  const again = steps.some(
    (step) => step.kind === "approved" && step.hash === hash && step.person === person,
  );
  if (again) return err({ code: "pay_run/signed_already" });
  const refused = refusedTo(person, { steps, authors, correctors, setters });
  const isOwn = participant !== null && people.has(participant);
  if (refused === null) return ok({ alone: onePerson && isOwn });
  return onePerson ? ok({ alone: true }) : err(refused);
}

function refusedTo(
  person: string,
  {
    steps,
    authors,
    correctors,
    setters,
  }: Pick<Standing, "steps" | "authors" | "correctors" | "setters">,
): ApproveError | null {
  const author = authors.find(({ account }) => account === person);
  if (author) return { code: "pay_run/own_plan", number: author.number };
  if (correctors.includes(person)) return { code: "pay_run/own_correction" };
  const set = setters.find(({ account }) => account === person);
  if (set) return { code: `pay_run/own_${set.of}` };
  const submitted = steps.findLast(({ kind }) => kind === "submitted");
  if (submitted?.person === person) return { code: "pay_run/own_run" };
  return null;
}
