import * as v from "valibot";
import { LINE_KINDS } from "../incentives/input.ts";
import type { AwardGiven, Line, LineKindName, Statement } from "../incentives/outcome.ts";
import { day, type Day } from "../lib/day.ts";
import { sum } from "../lib/list.ts";
import type { PostedJson } from "./basis.ts";

/** A line as it is kept: its trace is computed again from the input. */
export type KeptLine = {
  readonly kind: LineKindName;
  readonly component: string | null;
  readonly window: string;
  readonly origin: Day;
  readonly amount: bigint;
  readonly trueUp: boolean;
  readonly needsApproval: boolean;
  /** A cap of the component or of the plan took something off. */
  readonly capped: boolean;
  /** Of release lines: what it let go of each deal. */
  readonly deals: Readonly<Record<string, bigint>>;
};
export type KeptAward = Pick<AwardGiven, "component" | "award" | "place" | "window">;

/** A statement as it is kept, in minor units of its currency. */
export type Kept = {
  readonly person: string;
  readonly currency: string;
  readonly lines: readonly KeptLine[];
  readonly awards: readonly KeptAward[];
  readonly earned: bigint;
  readonly pending: bigint;
  readonly payable: bigint;
  readonly pay: bigint;
  readonly basePay: bigint | null;
  readonly debt: bigint;
  readonly drawBalance: bigint;
  /** Of the pay, what a draw had advanced at the period's start; null: kept before that was told. */
  readonly advanced: bigint | null;
  /** Sum of the lines that belong to earlier periods. */
  readonly trueUp: bigint;
  readonly payDate: Day | null;
  readonly inputHash: string;
  readonly hash: string;
};

/** What of an outcome is kept. The hash covers the trace, which is not. */
export function keptOf(
  statement: Statement,
  { inputHash, hash }: Pick<Kept, "inputHash" | "hash">,
): Kept {
  const { lines, awards } = statement;
  return {
    person: statement.participant,
    currency: statement.currency,
    lines: lines.map((line) => ({
      ...{ kind: line.kind, component: line.component, window: line.window },
      ...{ origin: line.origin, amount: line.amount },
      trueUp: line.trueUp ?? false,
      needsApproval: line.needsApproval ?? false,
      capped: isCapped(line),
      deals: line.deals ?? {},
    })),
    awards: awards.map(({ component, award, place, window }) => ({
      ...{ component, award, place, window },
    })),
    earned: statement.earned,
    pending: statement.pending,
    payable: statement.payable,
    pay: statement.pay,
    basePay: statement.basePay,
    debt: statement.debt,
    drawBalance: statement.drawBalance,
    advanced: statement.advanced ?? 0n,
    trueUp: sum(lines.filter(({ trueUp }) => trueUp).map(({ amount }) => amount)),
    payDate: statement.payDate,
    inputHash,
    hash,
  };
}

/** A component's cap leaves a step where it cuts; a plan's cap is a line of its own, below 0 where it holds. */
function isCapped({ kind, amount, result = amount, steps }: Line): boolean {
  return kind === "cap" ? result < 0n : steps.some(({ rule }) => rule === "cap");
}

/** Flags of a packed line; the reads of statement-store.ts look at them in SQL. */
export const [TRUE_UP, NEEDS_APPROVAL, CAPPED] = [1, 2, 4];

/** Lines as JSON: [kind, component, window, origin, amount, flags, deals]. */
export function packedLines(lines: readonly KeptLine[]): string {
  return JSON.stringify(
    lines.map((line) => [
      ...[LINE_KINDS.indexOf(line.kind), line.component, line.window, line.origin],
      Number(line.amount),
      (line.trueUp ? TRUE_UP : 0) +
        (line.needsApproval ? NEEDS_APPROVAL : 0) +
        (line.capped ? CAPPED : 0),
      ...(Object.keys(line.deals).length === 0
        ? []
        : [Object.fromEntries(Object.entries(line.deals).map(([d, of]) => [d, Number(of)]))]),
    ]),
  );
}

const line = [
  ...([v.number(), v.nullable(v.string()), v.string(), v.string()] as const),
  ...([v.number(), v.number()] as const),
] as const;
/** Strict: a looser tuple would drop the deals of a release, and the next period would release again. */
const Lines = v.array(
  v.union([v.strictTuple(line), v.strictTuple([...line, v.record(v.string(), v.number())])]),
);

export function linesFrom(packed: string): KeptLine[] {
  return v
    .parse(Lines, JSON.parse(packed))
    .map(([kind, component, window, origin, amount, flags, deals]) => ({
      kind: LINE_KINDS[kind] ?? "component",
      component,
      window,
      origin: day(origin),
      amount: BigInt(amount),
      trueUp: (flags & TRUE_UP) !== 0,
      needsApproval: (flags & NEEDS_APPROVAL) !== 0,
      capped: (flags & CAPPED) !== 0,
      deals: Object.fromEntries(
        Object.entries(deals ?? {}).map(([deal, of]) => [deal, BigInt(of)]),
      ),
    }));
}

/** What later evaluations are told of a locked statement. */
export function postedFrom(
  { person, currency, lines }: Pick<Kept, "person" | "currency" | "lines">,
  period: Day,
): PostedJson[] {
  return lines.map(({ kind, component, window, origin, amount, deals }) => ({
    participant: person,
    currency,
    period,
    ...{ kind, component, window, origin },
    amount: String(amount),
    ...(Object.keys(deals).length === 0
      ? {}
      : { deals: Object.fromEntries(Object.entries(deals).map(([d, of]) => [d, String(of)])) }),
  }));
}
