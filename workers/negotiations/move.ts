import { unreachable } from "../lib/assert.ts";
import type { Day } from "../lib/day.ts";
import type { Minor } from "../lib/money.ts";
import { err, ok, type Err, type Result } from "../lib/result.ts";
import { deciderOf, positionOf, type Who } from "./position.ts";
import { standingNumber, type Level, type Standing, type Thread } from "./thread.ts";

/** What can be said. Amounts are smallest steps; a reason is said where somebody must live with it. */
export type Move =
  | { readonly kind: "accept" | "withdraw" | "escalate" | "remind" }
  | {
      readonly kind: "counter" | "propose" | "settle";
      readonly amount: Minor;
      readonly reason: string;
    }
  | { readonly kind: "reject"; readonly reason: string }
  | { readonly kind: "grant" }
  /** The forecast or base of the plan's payoff. */
  | { readonly kind: "state"; readonly amount: Minor };

export const MOVES = [
  ...["accept", "counter", "withdraw", "escalate", "propose"],
  ...["grant", "reject", "settle", "state", "remind"],
] as const;
export type MoveKind = Move["kind"];

/** Under which circumstances it is said. */
export type Table = {
  readonly who: Who;
  readonly now: number;
  readonly today: Day;
  /** The last day on which an answer counts. */
  readonly deadline: Day;
  readonly isRoundOpen: boolean;
  /** The plan pays by what people state. */
  readonly takesStatements: boolean;
};

export type Step = {
  readonly thread: Thread;
  /** Where it was said from. */
  readonly level: Level;
  /** What the number lost by it, in smallest steps: somebody takes it. Below 0 it grew. */
  readonly freed: bigint;
};

export type MoveError =
  | { readonly code: "negotiation/outside_chain"; readonly subject: string }
  | { readonly code: "negotiation/round_over" }
  | { readonly code: "negotiation/deadline_passed"; readonly deadline: Day; readonly today: Day }
  | { readonly code: "negotiation/not_recipient" }
  | { readonly code: "negotiation/own_number" }
  | { readonly code: "negotiation/already_agreed" }
  | { readonly code: "negotiation/already_settled" }
  | { readonly code: "negotiation/already_countered" }
  | { readonly code: "negotiation/nothing_asked" }
  | { readonly code: "negotiation/not_yours" }
  | { readonly code: "negotiation/awaits_above" }
  | { readonly code: "negotiation/nobody_above" }
  | { readonly code: "negotiation/same_amount"; readonly pointer: "/amount" }
  | { readonly code: "negotiation/below_zero"; readonly pointer: "/amount" }
  | { readonly code: "negotiation/raise_unsigned"; readonly pointer: "/amount" }
  | { readonly code: "negotiation/reason_missing"; readonly pointer: "/reason" }
  | { readonly code: "negotiation/no_statement" };

/** What may be said after the deadline: nothing that anybody would have to answer in time. */
const IN_TIME_ONLY: readonly MoveKind[] = ["counter", "escalate", "state", "remind"];

/**
 * One move on one thread, or why it cannot be made. Refusals in this order: the round is over; outside
 * the chain; past the deadline; no reason; then what the state of the thread does not allow.
 *
 * Promises: who carries the number signs it, nobody else, and nobody decides on their own; a counter
 * waits for a level above its asker; a settled number without a signature is never above the first
 * proposal, nor is what silence leaves; a signed number moves no more.
 */
export function makeMove(thread: Thread, move: Move, table: Table): Result<Step, MoveError> {
  if (!table.isRoundOpen) return err({ code: "negotiation/round_over" });
  const level = positionOf(table.who, thread);
  if (level === null) return err({ code: "negotiation/outside_chain", subject: thread.subject });
  const { today, deadline } = table;
  if (today > deadline && IN_TIME_ONLY.includes(move.kind))
    return err({ code: "negotiation/deadline_passed", deadline, today });
  if ("reason" in move && move.reason.trim() === "")
    return err({ code: "negotiation/reason_missing", pointer: "/reason" });
  if ("amount" in move && move.amount < 0n)
    return err({ code: "negotiation/below_zero", pointer: "/amount" });
  const made = said(thread, move, { ...table, level });
  if (!made.ok) return made;
  const after = moved(thread, made.value, { ...table, level });
  return ok({ thread: after, level, freed: standingNumber(thread) - standingNumber(after) });
}

type At = Table & { readonly level: Level };
type Said = Partial<Pick<Thread, "standing" | "stated" | "remindedAt">>;

function said(thread: Thread, move: Move, at: At): Result<Said, MoveError> {
  switch (move.kind) {
    case "accept":
      return accept(thread, at);
    case "counter":
      return counter(thread, move, at);
    case "withdraw":
      return withdraw(thread, at);
    case "escalate":
      return escalate(thread, at);
    case "propose":
      return propose(thread, move, at);
    case "grant":
      return grant(thread, at);
    case "reject":
      return reject(thread, at);
    case "settle":
      return settle(thread, move, at);
    case "state":
      return state(thread, move, at);
    case "remind":
      return remind(thread, at);
    default:
      return unreachable(move);
  }
}

function moved(thread: Thread, now: Said, { level, now: at }: At): Thread {
  const standing = now.standing ?? thread.standing;
  const stays = standing.state === thread.standing.state;
  return {
    ...thread,
    ...now,
    standing,
    heard: thread.heard || level === 0,
    enteredAt: stays ? thread.enteredAt : at,
    version: thread.version + 1,
  };
}

const stands = (standing: Standing): Result<Said, MoveError> => ok({ standing });

/** A signature: of what is on the table, whoever has asked for another number meanwhile. */
function accept({ standing }: Thread, { level }: At): Result<Said, MoveError> {
  if (level !== 0) return err({ code: "negotiation/not_recipient" });
  if (standing.state === "settled") return stands({ state: "agreed", amount: standing.amount });
  const over = ended(standing);
  if (over) return over;
  return stands({ state: "agreed", amount: offered(standing) });
}

function counter(
  thread: Thread,
  { amount }: { readonly amount: Minor },
  { level, who }: At,
): Result<Said, MoveError> {
  const { standing } = thread;
  const over = ended(standing);
  if (over) return over;
  const awaits = deciderOf(who, thread, level);
  if (awaits === null) return err({ code: "negotiation/nobody_above" });
  if (isAsked(standing) && level < standing.awaits)
    return err({ code: "negotiation/already_countered" });
  if (amount === offered(standing))
    return err({ code: "negotiation/same_amount", pointer: "/amount" });
  const offer = offered(standing);
  return stands({
    state: "countered",
    offer,
    by: offeredBy(standing),
    asked: amount,
    asker: level,
    awaits,
  });
}

function withdraw({ standing }: Thread, { level }: At): Result<Said, MoveError> {
  if (!isAsked(standing)) return ended(standing) ?? err({ code: "negotiation/nothing_asked" });
  if (standing.asker !== level) return err({ code: "negotiation/not_yours" });
  const { offer, by } = standing;
  return stands({ state: "proposed", offer, by, refused: null });
}

/** One level further up: by who asked, or by who would have to decide. */
function escalate(thread: Thread, { level }: At): Result<Said, MoveError> {
  const { standing, chain } = thread;
  if (isAsked(standing)) {
    const { offer, by, asked, asker, awaits } = standing;
    if (level !== asker && level !== awaits) return err({ code: "negotiation/not_yours" });
    if (awaits >= chain.length) return err({ code: "negotiation/nobody_above" });
    return stands({ state: "escalated", offer, by, asked, asker, awaits: awaits + 1 });
  }
  if (standing.state !== "proposed" || standing.refused === null)
    return ended(standing) ?? err({ code: "negotiation/nothing_asked" });
  const { offer, by, refused } = standing;
  if (level !== refused.asker) return err({ code: "negotiation/not_yours" });
  if (refused.decider >= chain.length) return err({ code: "negotiation/nobody_above" });
  const { asked, asker } = refused;
  return stands({ state: "escalated", offer, by, asked, asker, awaits: refused.decider + 1 });
}

/** Another number from above; it answers what was asked, if anything was. */
function propose(
  { standing, first }: Thread,
  { amount }: { readonly amount: Minor },
  { level, today, deadline }: At,
): Result<Said, MoveError> {
  const wrong = mayDecide(standing, level);
  if (wrong) return wrong;
  if (amount === offered(standing))
    return err({ code: "negotiation/same_amount", pointer: "/amount" });
  // Nobody can be asked to sign a raise in time any more.
  if (today > deadline && amount > first)
    return err({ code: "negotiation/raise_unsigned", pointer: "/amount" });
  return stands({ state: "proposed", offer: amount, by: level, refused: refusal(standing, level) });
}

/** What who carries the number asked for is signed by asking; what others asked is a new offer. */
function grant({ standing }: Thread, { level }: At): Result<Said, MoveError> {
  const wrong = mayDecide(standing, level);
  if (wrong) return wrong;
  if (!isAsked(standing)) return err({ code: "negotiation/nothing_asked" });
  const { asked, asker } = standing;
  return asker === 0
    ? stands({ state: "agreed", amount: asked })
    : stands({ state: "proposed", offer: asked, by: level, refused: null });
}

function reject({ standing }: Thread, { level }: At): Result<Said, MoveError> {
  const wrong = mayDecide(standing, level);
  if (wrong) return wrong;
  if (!isAsked(standing)) return err({ code: "negotiation/nothing_asked" });
  const { offer, by } = standing;
  return stands({ state: "proposed", offer, by, refused: refusal(standing, level) });
}

/** Ends the talk with a number from above; it may still be signed, and is no agreement until then. */
function settle(
  { standing, first }: Thread,
  { amount }: { readonly amount: Minor },
  { level }: At,
): Result<Said, MoveError> {
  const wrong = mayDecide(standing, level);
  if (wrong) return wrong;
  if (amount > first) return err({ code: "negotiation/raise_unsigned", pointer: "/amount" });
  return stands({ state: "settled", amount, by: level });
}

function state(
  { standing }: Thread,
  { amount }: { readonly amount: Minor },
  { level, takesStatements }: At,
): Result<Said, MoveError> {
  if (!takesStatements) return err({ code: "negotiation/no_statement" });
  if (level !== 0) return err({ code: "negotiation/not_recipient" });
  // A statement is apart from the number: it can be changed until the deadline, signed or not.
  return ok({ stated: amount, standing });
}

function remind({ standing }: Thread, { level, now }: At): Result<Said, MoveError> {
  if (level === 0) return err({ code: "negotiation/own_number" });
  return ended(standing) ?? ok({ remindedAt: now });
}

type Asked = Extract<Standing, { readonly state: "countered" | "escalated" }>;

function isAsked(standing: Standing): standing is Asked {
  return standing.state === "countered" || standing.state === "escalated";
}

/** Deciding is for who is above the number, and at or above the level that is waited for. */
function mayDecide(standing: Standing, level: Level): Err<MoveError> | null {
  if (level === 0) return err({ code: "negotiation/own_number" });
  const over = ended(standing);
  if (over) return over;
  return isAsked(standing) && level < standing.awaits
    ? err({ code: "negotiation/awaits_above" })
    : null;
}

function refusal(standing: Standing, decider: Level): RefusedOrNull {
  if (!isAsked(standing)) return standing.state === "proposed" ? standing.refused : null;
  return { asked: standing.asked, asker: standing.asker, decider };
}
type RefusedOrNull = Extract<Standing, { readonly state: "proposed" }>["refused"];

function offered(standing: Standing): Minor {
  return "offer" in standing ? standing.offer : standing.amount;
}

function offeredBy(standing: Standing): Level {
  return "by" in standing ? standing.by : 0;
}

/** Why nothing more can be said, or null. */
function ended(standing: Standing): Err<MoveError> | null {
  switch (standing.state) {
    case "proposed":
    case "countered":
    case "escalated":
      return null;
    case "agreed":
      return err({ code: "negotiation/already_agreed" });
    case "settled":
      return err({ code: "negotiation/already_settled" });
    case "no_answer":
    case "not_agreed":
      return err({ code: "negotiation/round_over" });
    default:
      return unreachable(standing);
  }
}
