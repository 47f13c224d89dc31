import type { EvaluationJson } from "./input.ts";
import type { Statement } from "./outcome.ts";

export type PostedJson = NonNullable<EvaluationJson["posted"]>[number];

/**
 * A statement's lines as the next evaluation is handed them: kept when a statement is locked, and
 * all of a person's handed in again, oldest first, with `from` the first day that is not locked.
 * Promises: what is computed after them is what one evaluation over all periods would have given.
 */
export function postedOf({ participant, currency, period, lines }: Statement): PostedJson[] {
  return lines.map((line) => ({
    participant,
    currency,
    period: period.from,
    kind: line.kind,
    component: line.component,
    window: line.window,
    origin: line.origin,
    amount: String(line.amount),
    deals: Object.fromEntries(
      Object.entries(line.deals ?? {}).map(([deal, amount]) => [deal, String(amount)]),
    ),
  }));
}
