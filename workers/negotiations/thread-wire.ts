import { formatMinor } from "../lib/money.ts";
import { parseJson } from "./json.ts";
import type { Evidence, EvidenceKind } from "./evidence.ts";
import { takesStatements } from "./payoff.ts";
import { makeMove, type Move, type MoveKind, type Table } from "./move.ts";
import type { AgreementRow, MoveRow, RoundPage, ThreadPage } from "./reads.ts";
import type { UnitGap } from "./sign-gap.ts";
import type { Taker } from "./difference.ts";
import { standingNumber, waitsFor, type Thread } from "./thread.ts";
import { minor } from "../lib/money.ts";

export function roundWire(round: RoundPage) {
  const { id, plan, planName, from, until, unit, state, deadline, payoff, metric } = round;
  return {
    ...{ id, unit, state, deadline, payoff },
    plan: { id: plan, name: planName, from, until },
    amount: formatMinor(round.amount, metric.scale),
    metric: { ...metric },
    currency: round.currency === "" ? null : round.currency,
    sample: round.sample,
    openedAt: round.openedAt,
    closedAt: round.closedAt,
    hash: round.hash,
    version: round.version,
  };
}

export function threadWire(thread: ThreadPage, { metric: { scale } }: Pick<RoundPage, "metric">) {
  const { standing, round, subject, kind, code, name, nameEn, parent, chain } = thread;
  const show = (units: bigint) => formatMinor(units, scale);
  const refused = standing.state === "proposed" ? standing.refused : null;
  return {
    ...{ round, subject, kind, code, name, nameEn, parent, chain: [...chain] },
    state: standing.state,
    first: show(thread.first),
    offer: show("offer" in standing ? standing.offer : standing.amount),
    asked: "asked" in standing ? show(standing.asked) : null,
    asker: "asker" in standing ? standing.asker : null,
    number: show(standingNumber(thread)),
    awaits: waitsFor(thread),
    refused: refused && { asked: show(refused.asked), decider: refused.decider },
    heard: thread.heard,
    stated: thread.stated === null ? null : show(thread.stated),
    enteredAt: thread.enteredAt,
    remindedAt: thread.remindedAt,
    note: thread.note,
    evidence: evidenceWire(thread.evidence, scale),
    version: thread.version,
  };
}

export function moveWire(move: MoveRow, scale: number, me: string) {
  const { number, at, by, level, kind, amount, taker, cause, note } = move;
  return {
    ...{ number, at, by, level, kind, cause, note },
    mine: by === me,
    amount: amount === null ? null : formatMinor(amount, scale),
    taker: taker === null ? null : parseJson<Taker>(taker),
    evidence: evidenceWire(move.evidence, scale),
  };
}

type StoredEvidence = Omit<Evidence, "amount"> & {
  readonly kind: EvidenceKind;
  readonly amount: string;
};

function evidenceWire(text: string | null, scale: number) {
  if (text === null) return [];
  return parseJson<StoredEvidence[]>(text).map((each) => ({
    ...each,
    amount: formatMinor(BigInt(each.amount), scale),
  }));
}

export function gapWire({ unit, own, shared, given, gap, wanted, signed }: UnitGap, scale: number) {
  const show = (units: bigint) => formatMinor(units, scale);
  return {
    ...{ unit, own: show(own), shared: show(shared), given: show(given) },
    ...{ gap: show(gap), wanted: show(wanted) },
    signed: signed && { gap: show(signed.gap), at: signed.at, holds: signed.gap === gap },
  };
}

export function agreementWire(row: AgreementRow, scale: number) {
  const { subject, thread, ending, amount, at, hash } = row;
  return { subject, thread, ending, amount: formatMinor(amount, scale), at, hash };
}

/** What may be said about a thread now, by trying it: the rules stand in one place. */
export function canSay(thread: Thread, table: Table): MoveKind[] {
  const { standing, first } = thread;
  const offer = "offer" in standing ? standing.offer : standing.amount;
  const lower = minor(offer > 0n ? offer - 1n : first + 1n);
  const tries: readonly Move[] = [
    { kind: "accept" },
    { kind: "counter", amount: lower, reason: "-" },
    { kind: "withdraw" },
    { kind: "escalate" },
    { kind: "propose", amount: lower, reason: "-" },
    { kind: "grant" },
    { kind: "reject", reason: "-" },
    { kind: "settle", amount: first, reason: "-" },
    { kind: "state", amount: first },
    { kind: "remind" },
  ];
  return tries.filter((move) => makeMove(thread, move, table).ok).map(({ kind }) => kind);
}

/** Under which circumstances somebody speaks in a round. */
export function tableOf(
  round: RoundPage,
  { who, now, today }: Pick<Table, "who" | "now" | "today">,
): Table {
  return {
    ...{ who, now, today, deadline: round.deadline },
    isRoundOpen: round.state === "open",
    takesStatements: takesStatements(round.payoff),
  };
}
