import type { Day } from "../lib/day.ts";
import { err, ok, type Result } from "../lib/result.ts";

/**
 * A dispute goes open -> answered -> accepted | rejected, or its payee withdraws it; a reply of the
 * payee opens it again. What is kept are the moves; state, owner and due day are their fold.
 */
export const STATES = ["open", "answered", "accepted", "rejected", "withdrawn"] as const;
export type State = (typeof STATES)[number];
/** States in which somebody still has to do something: a run with one of them does not lock. */
export const LIVE: readonly State[] = ["open", "answered"];

export const MOVES = [
  ...(["raised", "assigned", "answered", "replied"] as const),
  ...(["accepted", "rejected", "withdrawn"] as const),
] as const;
export type MoveKind = (typeof MOVES)[number];

/** Who did what when. */
export type Move = {
  readonly kind: MoveKind;
  /** Account or key, as in the commit row. */
  readonly by: string;
  /** The account behind `by`: a key acts for who made it. */
  readonly account: string;
  readonly at: number;
  readonly note: string | null;
  /** Of an assignment: who looks after it from now on. */
  readonly owner: string | null;
  readonly dueOn: Day | null;
  /** Of an acceptance: the correction it made. */
  readonly adjustment: string | null;
};

export type Course = {
  readonly state: State;
  readonly owner: string | null;
  readonly dueOn: Day;
  readonly adjustment: string | null;
};

/** Where each move leads; an assignment leads nowhere, it says who looks after it. */
const TO: Readonly<Record<Exclude<MoveKind, "assigned">, State>> = {
  raised: "open",
  answered: "answered",
  replied: "open",
  accepted: "accepted",
  rejected: "rejected",
  withdrawn: "withdrawn",
};

/** From which states a move may be made: the whole life of a dispute. */
export const FROM: Readonly<Record<MoveKind, readonly State[]>> = {
  raised: [],
  assigned: LIVE,
  answered: ["open"],
  replied: ["answered"],
  accepted: LIVE,
  rejected: LIVE,
  withdrawn: LIVE,
};

/** Whose move it is: the payee's, or of those who resolve. */
const WHOSE: Readonly<Record<MoveKind, "payee" | "resolver">> = {
  raised: "payee",
  assigned: "resolver",
  answered: "resolver",
  replied: "payee",
  accepted: "resolver",
  rejected: "resolver",
  withdrawn: "payee",
};

/**
 * Folds the moves. Who answers a dispute that nobody looks after becomes its owner; `dueOn` is the
 * day given when it was raised, until somebody gives another.
 */
export function courseOf(moves: readonly Move[], dueOn: Day): Course {
  return moves.reduce<Course>(
    (before, { kind, ...move }) => ({
      state: kind === "assigned" ? before.state : TO[kind],
      owner:
        kind === "assigned"
          ? move.owner
          : (before.owner ?? (WHOSE[kind] === "resolver" ? move.account : null)),
      dueOn: move.dueOn ?? before.dueOn,
      adjustment: move.adjustment ?? before.adjustment,
    }),
    { state: "open", owner: null, dueOn, adjustment: null },
  );
}

/** Late: the payee waits for an answer, and the day for it is over. */
export function isLate({ state, dueOn }: Pick<Course, "state" | "dueOn">, today: Day): boolean {
  return state === "open" && dueOn < today;
}

export type Mover = {
  /** Is it the payee whose statement is disputed? */
  readonly isPayee: boolean;
  /** May they resolve what others dispute? */
  readonly mayResolve: boolean;
};
export type MoveError =
  | { readonly code: "dispute/not_now"; readonly state: State; readonly move: MoveKind }
  | { readonly code: "dispute/not_payee" }
  | { readonly code: "dispute/own" }
  | { readonly code: "dispute/not_resolver" };

/** Whether a move may be made now. Precedence: the state, then who it is. Nobody resolves their own. */
export function mayMove(
  state: State,
  kind: MoveKind,
  { isPayee, mayResolve }: Mover,
): Result<true, MoveError> {
  if (!FROM[kind].includes(state)) return err({ code: "dispute/not_now", state, move: kind });
  if (WHOSE[kind] === "payee") return isPayee ? ok(true) : err({ code: "dispute/not_payee" });
  if (isPayee) return err({ code: "dispute/own" });
  return mayResolve ? ok(true) : err({ code: "dispute/not_resolver" });
}

/** What a person may do with a dispute as it stands, for the buttons of its page. */
export function movesOpen(state: State, mover: Mover): MoveKind[] {
  return MOVES.filter((kind) => mayMove(state, kind, mover).ok);
}
