import { must, unreachable } from "../lib/assert.ts";
import type { Minor } from "../lib/money.ts";

/** Where a thread can stand. The last two exist only once its round is closed. */
export const STATES = [
  "proposed",
  "countered",
  "escalated",
  "agreed",
  "settled",
  "no_answer",
  "not_agreed",
] as const;
export type State = (typeof STATES)[number];

/**
 * A level counts from the number upwards: 0 carries it, 1 leads the unit it was shared out of, and
 * the length of the chain is the top, where the plan's own amount is answered for.
 */
export type Level = number;

/** A counter-proposal that was turned down: what was asked, from which level, and who said no. */
export type Refused = {
  readonly asked: Minor;
  readonly asker: Level;
  readonly decider: Level;
};

export type Standing =
  | {
      readonly state: "proposed";
      /** What is on the table now, and from which level it came. */
      readonly offer: Minor;
      readonly by: Level;
      readonly refused: Refused | null;
    }
  | {
      readonly state: "countered" | "escalated";
      readonly offer: Minor;
      readonly by: Level;
      readonly asked: Minor;
      readonly asker: Level;
      /** Who is to decide. */
      readonly awaits: Level;
    }
  /** Signed by who carries it. */
  | { readonly state: "agreed"; readonly amount: Minor }
  /** Decided from above, without a signature. */
  | { readonly state: "settled"; readonly amount: Minor; readonly by: Level }
  /** Closed: silence, or an answer that came to no agreement. Never an agreement. */
  | { readonly state: "no_answer" | "not_agreed"; readonly amount: Minor };

/** The talk about one number of a plan's draft. Amounts are smallest steps of its metric. */
export type Thread = {
  readonly subject: string;
  readonly parent: string;
  readonly kind: "unit" | "person";
  /** The units above, nearest first, as the plan's tree stood when the round opened. */
  readonly chain: readonly string[];
  /** What was proposed when the round opened: silence accepts no more than this. */
  readonly first: Minor;
  readonly standing: Standing;
  /** Who carries the number has answered at least once. */
  readonly heard: boolean;
  /** The forecast or base stated for the plan's payoff; null where there is none. */
  readonly stated: Minor | null;
  /** When the state began, ms. */
  readonly enteredAt: number;
  readonly remindedAt: number | null;
  readonly version: number;
};

/**
 * The number as it would stand if nothing more were said. An offer above the first proposal counts
 * only once it is signed: nobody's silence accepts a raise.
 */
export function standingNumber({ first, standing }: Thread): Minor {
  switch (standing.state) {
    case "proposed":
    case "countered":
    case "escalated":
      return standing.offer < first ? standing.offer : first;
    case "agreed":
    case "settled":
    case "no_answer":
    case "not_agreed":
      return standing.amount;
    default:
      return unreachable(standing);
  }
}

/** The number if everything that is asked were granted and everything offered were signed. */
export function wantedNumber({ standing }: Thread): Minor {
  switch (standing.state) {
    case "proposed":
      return standing.offer;
    case "countered":
    case "escalated":
      return standing.asked;
    case "agreed":
    case "settled":
    case "no_answer":
    case "not_agreed":
      return standing.amount;
    default:
      return unreachable(standing);
  }
}

/** Whose move it is: the subject itself, a unit's owner, or nobody's any more. */
export function waitsFor({ subject, chain, standing }: Thread): string | null {
  switch (standing.state) {
    case "proposed":
      return subject;
    case "countered":
    case "escalated":
      return must(chain[standing.awaits - 1], "somebody stands at the level that decides");
    case "agreed":
    case "settled":
    case "no_answer":
    case "not_agreed":
      return null;
    default:
      return unreachable(standing);
  }
}

/** True while something may still be said. */
export function isOpen({ standing: { state } }: Thread): boolean {
  return state === "proposed" || state === "countered" || state === "escalated";
}
