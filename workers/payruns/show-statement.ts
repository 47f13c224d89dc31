import type { InferInput } from "valibot";
import type { Line, Statement } from "../incentives/outcome.ts";
import type { Interval } from "../lib/interval.ts";
import { currencyScale } from "../lib/money.ts";
import type { Kept } from "./pack.ts";
import type { State } from "./states.ts";
import { moneyIn, type WireStatement, type WireSums, type WireTrace } from "./wire.ts";

type Summed = Omit<Kept, "lines" | "awards" | "inputHash" | "person">;

/** Sums of a statement as they travel; what is paid is its pay once the run is. */
export function sumsWire(sums: Summed, state: State | "estimate"): InferInput<typeof WireSums> {
  const money = moneyIn(sums.currency);
  return {
    currency: sums.currency,
    scale: currencyScale(sums.currency),
    earned: money(sums.earned),
    pending: money(sums.pending),
    payable: money(sums.payable),
    pay: money(sums.pay),
    paid: money(state === "paid" ? sums.pay : 0n),
    basePay: sums.basePay === null ? null : money(sums.basePay),
    debt: money(sums.debt),
    drawBalance: money(sums.drawBalance),
    advanced: money(sums.advanced ?? 0n),
    trueUp: money(sums.trueUp),
    payDate: sums.payDate,
    hash: sums.hash,
  };
}

export function statementWire(
  kept: Kept,
  { from, until }: Interval,
  state: State | "estimate",
): InferInput<typeof WireStatement> {
  const money = moneyIn(kept.currency);
  return {
    ...sumsWire(kept, state),
    period: { from, until },
    lines: kept.lines.map((line) => ({
      ...{ kind: line.kind, component: line.component, window: line.window, origin: line.origin },
      ...{ trueUp: line.trueUp, needsApproval: line.needsApproval },
      amount: money(line.amount),
    })),
    awards: kept.awards.map((award) => ({ ...award })),
  };
}

/** How each line came about, in the order of the lines. */
export function traceWire({ lines, currency }: Statement): InferInput<typeof WireTrace> {
  const money = moneyIn(currency);
  return lines.map((line: Line) => ({
    steps: line.steps.map(({ step, rule, figures }) => ({ step, rule, figures: { ...figures } })),
    parts: line.parts.map((part) => ({ ...part, amount: money(part.amount) })),
    result: line.result === undefined ? null : money(line.result),
    before: line.before === undefined ? null : money(line.before),
  }));
}
