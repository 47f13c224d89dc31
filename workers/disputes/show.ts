import type { Day } from "../lib/day.ts";
import { currencyScale, formatMinor } from "../lib/money.ts";
import { mayDecide } from "./correction.ts";
import type { Payment } from "./deps.ts";
import type { KeptCorrection, KeptDispute, Name, NamedMove } from "./dispute.ts";
import { courseOf, isLate, type Mover, movesOpen } from "./states.ts";
import type { WireCorrection, WireDispute, WireListedCorrection } from "./wire.ts";

/** Disputes and corrections as they are told, with what the one who asks may do. */

/** Who looks. */
export type Viewer = {
  readonly account: string;
  readonly person: string | null;
  readonly mayDispute: boolean;
  readonly mayResolve: boolean;
  readonly mayEnter: boolean;
  readonly mayApprove: boolean;
  /** The company lets one person enter and approve. */
  readonly alone: boolean;
  readonly today: Day;
};

export function moverOf({ person }: { readonly person: string }, viewer: Viewer): Mover {
  const isPayee = viewer.person === person;
  return { isPayee, mayResolve: viewer.mayResolve };
}

export function disputeWire(of: KeptDispute, viewer: Viewer): WireDispute {
  const course = courseOf(of.moves, of.dueOn);
  const mover = moverOf(of, viewer);
  const payees = viewer.mayDispute || !mover.isPayee;
  return {
    ...{ id: of.id, run: of.run, person: of.person, currency: of.currency, pointer: of.pointer },
    ...{ personName: of.personName, personNameEn: of.personNameEn },
    ...{ hash: of.hash, place: of.place, text: of.note, sample: of.sample },
    amount: of.amount === null ? null : formatMinor(of.amount, currencyScale(of.currency)),
    state: course.state,
    owner: ownerOf(of.moves, course.owner),
    dueOn: course.dueOn,
    late: isLate(course, viewer.today),
    raisedAt: of.at,
    movedAt: of.moves.at(-1)?.at ?? of.at,
    adjustment: course.adjustment,
    mine: mover.isPayee,
    may: payees ? movesOpen(course.state, mover) : [],
    version: of.moves.length,
  };
}

function ownerOf(moves: readonly NamedMove[], account: string | null) {
  if (account === null) return null;
  const named =
    moves.findLast(({ kind, owner }) => kind === "assigned" && owner === account)?.ownerName ??
    moves.find((move) => move.account === account);
  return { account, ...nameOf(named) };
}

function nameOf(of: Name | undefined): Name {
  return { name: of?.name ?? null, nameEn: of?.nameEn ?? null };
}

export function courseWire(moves: readonly NamedMove[]) {
  return moves.map((move, at) => ({
    n: at + 1,
    kind: move.kind,
    by: { account: move.account, ...nameOf(move) },
    at: move.at,
    note: move.note,
    owner: move.owner === null ? null : { account: move.owner, ...nameOf(move.ownerName) },
    dueOn: move.dueOn,
    adjustment: move.adjustment,
  }));
}

export function correctionWire(of: KeptCorrection, viewer: Viewer): WireCorrection {
  return {
    ...{ id: of.id, person: of.person, on: of.on, currency: of.currency, kind: of.kind },
    ...{ personName: of.personName, personNameEn: of.personNameEn, reason: of.reason },
    ...{ reverses: of.reverses, reversedBy: of.reversedBy, dispute: of.dispute, state: of.state },
    amount: formatMinor(of.amount, currencyScale(of.currency)),
    by: { account: of.account, ...nameOf(of.byName) },
    at: of.at,
    decided: of.decided,
    may: openSteps(of, viewer),
    sample: of.sample,
  };
}

/** In the list it says too what became of it. */
export function listedCorrection(
  of: KeptCorrection,
  viewer: Viewer,
  { paid, stranded }: Payment = { paid: null, stranded: null },
): WireListedCorrection {
  return { ...correctionWire(of, viewer), paid, stranded };
}

function openSteps(of: KeptCorrection, viewer: Viewer): WireCorrection["may"] {
  const facts = {
    state: of.state,
    isAuthor: viewer.account === of.account,
    isPayee: viewer.person === of.person,
    alone: viewer.alone,
  };
  const can = (decision: "approved" | "rejected" | "withdrawn") =>
    mayDecide({ ...facts, decision }).ok;
  const reversible = of.state === "approved" && of.kind !== "reversal" && of.reversedBy === null;
  return [
    ...(viewer.mayApprove && can("approved") ? (["approve"] as const) : []),
    ...(viewer.mayApprove && can("rejected") ? (["reject"] as const) : []),
    ...(viewer.mayEnter && can("withdrawn") ? (["withdraw"] as const) : []),
    ...(viewer.mayEnter && reversible && !facts.isPayee ? (["reverse"] as const) : []),
  ];
}
