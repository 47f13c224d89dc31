import { formatMinor } from "../lib/money.ts";
import { cardText, fraction, type CardText } from "./card-text.ts";
import { amountOf, cardInput } from "./draft.ts";
import { explain } from "./explain.ts";
import type { PlanRow } from "./plan.ts";
import { runOf, type RunText } from "./run-text.ts";

/**
 * The card of a row; the same code makes it in the browser. The number at the top was set by a
 * person, and a unit that carried nothing had nothing to share: there only changes by hand count.
 */
export function cardFrom(row: PlanRow, run: RunText | null, scale: number): CardText {
  if (run && row.inputs.used) return cardText(explain(runOf(run), cardInput(row, scale)), scale);
  const lines = row.inputs.changes.map(({ from, to, by, at, reason }) => {
    const amount = amountOf(to, scale) - amountOf(from, scale);
    const exact = fraction({ num: amount, den: 10n ** BigInt(scale) });
    return { kind: "manual" as const, amount: formatMinor(amount, scale), exact, by, at, reason };
  });
  return { number: row.amount ?? formatMinor(0n, scale), share: "0", lines };
}
