import { must } from "../lib/assert.ts";

import { formatMinor, parseMinor, type Minor } from "../lib/money.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { Evidence, EvidenceKind } from "./evidence.ts";
import { takeDifference, type DifferenceError, type Taker } from "./difference.ts";
import { makeMove, type Move, type MoveError, type Table } from "./move.ts";
import { standingNumber, type Level, type Thread } from "./thread.ts";
import type { ThreadChange } from "./tally.ts";
import type { NewMove } from "./writes.ts";

/** A move as it is sent: amounts are decimals at the metric's scale. */
export type SaidText =
  | { readonly kind: "accept" | "withdraw" | "escalate" | "remind" }
  | {
      readonly kind: "counter" | "propose";
      readonly amount: string;
      readonly reason: string;
      readonly evidence: readonly EvidenceKind[];
    }
  | { readonly kind: "grant"; readonly taker: Taker }
  | { readonly kind: "reject"; readonly reason: string }
  | {
      readonly kind: "settle";
      readonly amount: string;
      readonly reason: string;
      readonly taker: Taker;
    }
  | { readonly kind: "state"; readonly amount: string };

export type Decision = {
  readonly subject: string;
  readonly version: number;
  readonly move: SaidText;
  /** What the server read for it. */
  readonly evidence: readonly Evidence[];
};

export type SayError =
  | MoveError
  | DifferenceError
  | { readonly code: "negotiation/no_thread"; readonly subject: string }
  | {
      readonly code: "target/amount";
      readonly value: string;
      readonly scale: number;
      readonly pointer: "/amount";
    }
  | { readonly code: "version/stale"; readonly yours: number; readonly current: number };

/** A refusal with the place and the values it speaks of: decimals as text, whole numbers. */
export type SayRefusal = {
  readonly code: SayError["code"];
  readonly pointer?: string;
  readonly [fact: string]: string | number | undefined;
};
export type Outcome =
  | { readonly ok: true; readonly thread: Thread }
  | { readonly ok: false; readonly error: SayRefusal };

/** Everything that a list of decisions changes, in order. */
export type Talk = {
  readonly outcomes: readonly Outcome[];
  readonly changes: readonly ThreadChange[];
  readonly moves: readonly NewMove[];
};

type Setting = Table & {
  readonly by: string;
  readonly scale: number;
  /** The company's own number at the top; only its threads' parents are looked up. */
  readonly threads: readonly Thread[];
};

/**
 * Carries decisions out one after the other; each sees what those before it changed. A decision that
 * is refused changes nothing, and does not hinder the next.
 */
export function say(decisions: readonly Decision[], setting: Setting): Talk {
  const first = new Map(setting.threads.map((each) => [each.subject, each]));
  const now = new Map(first);
  const moves: NewMove[] = [];
  const outcomes = decisions.map((decision): Outcome => {
    const said = sayOne(decision, now, setting);
    if (!said.ok) {
      const thread = now.get(decision.subject);
      return { ok: false, error: refusalOf(said.error, decision, thread, setting.scale) };
    }
    for (const each of said.value.threads) now.set(each.subject, each);
    moves.push(...said.value.moves);
    return { ok: true, thread: must(said.value.threads[0]) };
  });
  const changes = [...now.values()].flatMap((after) => {
    const before = first.get(after.subject) ?? null;
    return before === after ? [] : [{ before, after }];
  });
  return { outcomes, changes, moves };
}

type One = { readonly threads: readonly Thread[]; readonly moves: readonly NewMove[] };

function sayOne(
  decision: Decision,
  now: ReadonlyMap<string, Thread>,
  setting: Setting,
): Result<One, SayError> {
  const { subject, version: yours } = decision;
  const thread = now.get(subject);
  if (!thread) return err({ code: "negotiation/no_thread", subject });
  // A decision before this one in the list may have moved it: only that is no staleness.
  const seen = must(setting.threads.find((each) => each.subject === subject));
  if (seen.version !== yours) {
    return err({ code: "version/stale", yours, current: seen.version });
  }
  const move = moveOf(decision.move, setting.scale);
  if (!move.ok) return move;
  const step = makeMove(thread, move.value, setting);
  if (!step.ok) return step;
  const { level, freed, thread: after } = step.value;
  const taker = "taker" in decision.move ? decision.move.taker : null;
  const around = {
    siblings: [...now.values()].filter(
      (each) => each.parent === thread.parent && each.subject !== subject,
    ),
    parent: now.get(thread.parent) ?? null,
    level,
    now: setting.now,
  };
  const taken = takeDifference(freed, taker ?? { to: "reserve" }, around);
  if (!taken.ok) return taken;
  return ok({
    threads: [after, ...taken.value],
    moves: [
      newMove(after, level, decision, setting),
      ...taken.value.map((each) => offeredMove(each, subject, level, setting)),
    ],
  });
}

function moveOf(text: SaidText, scale: number): Result<Move, SayError> {
  if (!("amount" in text)) return ok(text);
  const parsed = parseMinor(text.amount, scale);
  if (!parsed.ok) {
    return err({ code: "target/amount", value: text.amount, scale, pointer: "/amount" });
  }
  return ok({ ...text, amount: parsed.value });
}

function newMove(
  after: Thread,
  level: Level,
  { move, evidence }: Decision,
  { by, now, scale }: Setting,
): NewMove {
  return {
    ...{ subject: after.subject, number: after.version, at: now, by, level },
    kind: move.kind,
    amount: amountSaid(move, after, scale),
    taker: "taker" in move ? JSON.stringify(move.taker) : null,
    cause: null,
    evidence: evidence.length === 0 ? null : evidenceText(evidence),
    note: "reason" in move ? move.reason : null,
  };
}

/** The number that was named, signed or granted. */
function amountSaid(move: SaidText, after: Thread, scale: number): Minor | null {
  if ("amount" in move) {
    const parsed = parseMinor(move.amount, scale);
    return parsed.ok ? parsed.value : null;
  }
  const signs = move.kind === "accept" || move.kind === "grant";
  if (!signs) return null;
  return "offer" in after.standing ? after.standing.offer : standingNumber(after);
}

/** What somebody is offered because another number moved. */
function offeredMove(thread: Thread, cause: string, level: Level, { by, now }: Setting): NewMove {
  const { standing, subject, version } = thread;
  return {
    ...{ subject, number: version, at: now, by, level, kind: "propose" },
    amount: "offer" in standing ? standing.offer : standing.amount,
    ...{ taker: null, cause, evidence: null, note: null },
  };
}

/** Smallest steps as text: JSON has no bigint. */
function evidenceText(evidence: readonly Evidence[]): string {
  return JSON.stringify(evidence.map((each) => ({ ...each, amount: `${each.amount}` })));
}

/** The refusal with what stands there now, so that a reader sees both sides. */
function refusalOf(
  error: SayError,
  { subject, move }: Decision,
  thread: Thread | undefined,
  scale: number,
): SayRefusal {
  const show = (units: bigint) => formatMinor(units, scale);
  const own = "value" in error ? { ...error, value: shown(error.value, show) } : error;
  const value = "amount" in move ? { value: move.amount } : {};
  if (!thread) return { subject, ...value, ...own };
  const { standing, first } = thread;
  return {
    subject,
    state: standing.state,
    first: show(first),
    current: show("offer" in standing ? standing.offer : standing.amount),
    ...("asked" in standing ? { asked: show(standing.asked) } : {}),
    ...value,
    ...own,
    // A stale version is told what stands there now under a name of its own.
    ...(error.code === "version/stale"
      ? { current: error.current, now: show(standingNumber(thread)) }
      : {}),
  };
}

function shown(value: string | bigint, show: (units: bigint) => string): string {
  return typeof value === "bigint" ? show(value) : value;
}
