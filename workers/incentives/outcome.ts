import type { Day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import type { LINE_KINDS } from "./input.ts";
import type { incentiveRefusals } from "./refusals.ts";
import type { StepRule } from "./sentences/step-texts.ts";

/** What an evaluation answers: statements of lines, each line with the steps that made it. */

/**
 * One step of the fixed order (1 to 17), as figures alone: exact decimals or fractions as text. The
 * words a reader sees are generated from `rule`; they are no part of any hash.
 */
export type Step = {
  readonly step: number;
  /** What was done, for example "tiers.slice", "gate.closed", "rounding". */
  readonly rule: StepRule;
  readonly figures: Readonly<Record<string, string>>;
};

/** What a credit (or a deal, or a person of a pool) has of a line; parts re-add to the line. */
export type Part = {
  readonly credit: string;
  readonly deal: string | null;
  readonly on: Day;
  readonly amount: bigint;
};

export type LineKindName = (typeof LINE_KINDS)[number];

export type Line = {
  readonly kind: LineKindName;
  readonly component: string | null;
  /** Which window's result it is a difference of: "2026-01-01/2026-04-01", "credit:c1", "deal:d1". */
  readonly window: string;
  /** First day of the statement period whose result it belongs to. */
  readonly origin: Day;
  /** Minor units of the statement's currency. */
  readonly amount: bigint;
  /** The window's whole result to date, of which `amount` is the part not yet earned before. */
  readonly result?: bigint;
  readonly before?: bigint;
  readonly parts: readonly Part[];
  readonly steps: readonly Step[];
  /** Of release lines: what this line releases of each deal (or credit, or window). */
  readonly deals?: Readonly<Record<string, bigint>>;
  /** It changes a window that had ended before this statement's period. */
  readonly trueUp?: true;
  readonly needsApproval?: true;
  /** Of a line that needs approval: the part that is another price of what came before. Minor units. */
  readonly repriced?: bigint;
};

export type AwardGiven = {
  readonly component: string;
  readonly award: "honour" | "growth" | "best_practice" | "stage";
  readonly place: number | null;
  readonly window: string;
  readonly steps: readonly Step[];
};

/** Money that has come in for a deal without an order: it pays when the order comes, whenever that is. */
export type Waiting = {
  readonly deal: string;
  /** The day of the last of it. */
  readonly on: Day;
  /** Exact decimal of the plan's currency. */
  readonly amount: string;
};

/** One statement per person, period and currency. `pay` is exactly the sum of the lines. */
export type Statement = {
  readonly participant: string;
  readonly period: Interval;
  readonly currency: string;
  /** "key@version" of every version that had a say. */
  readonly plans: readonly string[];
  readonly lines: readonly Line[];
  readonly awards: readonly AwardGiven[];
  /** Collected and waiting for an order; absent where there is none. No part of any sum or hash. */
  readonly waiting?: readonly Waiting[];
  /** Component and plan-level lines of this statement. */
  readonly earned: bigint;
  /** Earned in this and all earlier statements and not released yet. */
  readonly pending: bigint;
  /** What this statement may pay before carry and draw. */
  readonly payable: bigint;
  readonly pay: bigint;
  /** Of the pay, what a draw had advanced at the period's start: the rest is paid now. In no hash. */
  readonly advanced?: bigint;
  /** What the person owes after this statement: carried debt, and a recoverable draw. */
  readonly debt: bigint;
  readonly drawBalance: bigint;
  /** Base pay of the period, beside variable pay. */
  readonly basePay: bigint | null;
  readonly payDate: Day | null;
};

/**
 * What is wrong with the plan or the input, naming the place. `pointer` is a JSON pointer into the
 * evaluated input; the facts are texts and fill the refusal's words.
 */
export type IncentiveFlaw = {
  readonly code: IncentiveCode;
  readonly pointer: string;
  readonly [fact: string]: string | number;
};

export type IncentiveCode = keyof typeof incentiveRefusals;
