import type { Day } from "../lib/day.ts";
import { sum } from "../lib/list.ts";
import { minor, type Minor } from "../lib/money.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { rateOf } from "../targets/rules.ts";
import { sharedOut } from "../targets/over-assign.ts";
import type { Payoff } from "./payoff.ts";
import { isOpen, standingNumber, type Standing, type Thread } from "./thread.ts";

export type RoundState = "open" | "closed" | "cancelled";

/** A round of negotiation on the draft of one plan. `amount` is the top's own number. */
export type Round = {
  readonly id: string;
  readonly plan: string;
  readonly unit: string;
  readonly state: RoundState;
  /** The last business day on which an answer counts. */
  readonly deadline: Day;
  readonly payoff: Payoff;
  readonly amount: Minor;
  /** Over-assignment of the plan; a unit's own stands in `overs`. */
  readonly over: string;
  readonly overs: Readonly<Record<string, string>>;
  readonly openedAt: number;
  readonly openedBy: string;
  readonly closedAt: number | null;
  /** SHA-256 over the hashes of everything it ended in; null until it is closed. */
  readonly hash: string | null;
  readonly version: number;
};

/** A row of the draft that is proposed. */
export type Proposed = {
  readonly subject: string;
  readonly parent: string | null;
  readonly kind: "unit" | "person";
  readonly amount: Minor;
};

/**
 * One thread for every number but the top's, each with the way up from it. A person who carries
 * nothing has nothing to agree on and is not asked.
 */
export function openThreads(rows: readonly Proposed[], now: number): Thread[] {
  const parents = new Map(rows.map(({ subject, parent }) => [subject, parent]));
  const wayUp = (subject: string): string[] => {
    const parent = parents.get(subject) ?? null;
    return parent === null ? [] : [parent, ...wayUp(parent)];
  };
  return rows.flatMap(({ subject, parent, kind, amount }) =>
    parent === null || (kind === "person" && amount === 0n)
      ? []
      : [
          {
            subject,
            parent,
            kind,
            chain: wayUp(subject),
            first: amount,
            standing: {
              state: "proposed",
              offer: amount,
              by: wayUp(subject).length,
              refused: null,
            },
            heard: false,
            stated: null,
            enteredAt: now,
            remindedAt: null,
            version: 1,
          },
        ],
  );
}

/** A unit's own number against its children's. */
export type Gap = {
  readonly unit: string;
  readonly own: Minor;
  /** Its number with its over-assignment: what its children are to carry together. */
  readonly shared: Minor;
  readonly given: Minor;
  /** `shared - given`: above 0 is under-assigned, below 0 over-assigned. */
  readonly gap: Minor;
};

export function gapOf(
  round: Pick<Round, "over" | "overs">,
  unit: string,
  own: Minor,
  given: Minor,
): Gap {
  const shared = sharedOut(own, rateOf(round.overs[unit] ?? round.over)) ?? own;
  return { unit, own, shared, given, gap: minor(shared - given) };
}

/** Every unit's gap as the numbers stand, the top first. */
export function gapsOf(
  round: Pick<Round, "over" | "overs" | "unit" | "amount">,
  threads: readonly Thread[],
): Gap[] {
  const own = new Map(threads.map((each) => [each.subject, standingNumber(each)]));
  own.set(round.unit, round.amount);
  const children = new Map<string, Minor[]>();
  for (const each of threads)
    children.set(each.parent, [...(children.get(each.parent) ?? []), standingNumber(each)]);
  return [...children].map(([unit, numbers]) =>
    gapOf(round, unit, own.get(unit) ?? minor(0n), minor(sum(numbers))),
  );
}

export type CloseError =
  /** Counter-proposals that nobody has decided. */
  | {
      readonly code: "negotiation/undecided";
      readonly count: number;
      readonly subjects: readonly string[];
    }
  | { readonly code: "negotiation/not_due"; readonly count: number; readonly deadline: Day }
  | {
      readonly code: "negotiation/gap_unsigned";
      readonly count: number;
      readonly gaps: readonly Gap[];
    };

/**
 * The threads as the round leaves them. A round closes when every counter-proposal is decided, when
 * all have answered or the deadline is past, and when every unit's children carry what it shares out
 * or the gap is signed as it stands: `signed` is the newest signed gap of each unit.
 *
 * Promises: silence leaves the first proposal or less, recorded as no answer; an answer without
 * agreement is recorded as that; neither is ever an agreement.
 */
export function closeThreads(
  round: Pick<Round, "over" | "overs" | "unit" | "amount" | "deadline">,
  threads: readonly Thread[],
  signed: ReadonlyMap<string, Minor>,
  { today, now }: { readonly today: Day; readonly now: number },
): Result<Thread[], CloseError> {
  const asked = threads.filter(
    ({ standing: { state } }) => state === "countered" || state === "escalated",
  );
  if (asked.length > 0) {
    const subjects = asked.map(({ subject }) => subject);
    return err({ code: "negotiation/undecided", count: asked.length, subjects });
  }
  const open = threads.filter(isOpen);
  const { deadline } = round;
  if (open.length > 0 && today <= deadline)
    return err({ code: "negotiation/not_due", count: open.length, deadline });
  const gaps = gapsOf(round, threads).filter(
    ({ unit, gap }) => gap !== 0n && signed.get(unit) !== gap,
  );
  if (gaps.length > 0) return err({ code: "negotiation/gap_unsigned", count: gaps.length, gaps });
  return ok(threads.map((each) => (isOpen(each) ? left(each, now) : each)));
}

function left(thread: Thread, now: number): Thread {
  const state = thread.heard ? "not_agreed" : "no_answer";
  const standing: Standing = { state, amount: standingNumber(thread) };
  return { ...thread, standing, enteredAt: now, version: thread.version + 1 };
}
