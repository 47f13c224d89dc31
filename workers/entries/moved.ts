import type { MovedRow } from "../lib/notice.ts";
import type { PersonDelta } from "./fold.ts";

/** A board's catch-up reads the same rows from the log, each with the commit that wrote it. */
export type LoggedRow = MovedRow & { readonly seq: number };

/** What a commit tells boards: by how much each credited person's day changed, in smallest steps. */
export function movedRows(deltas: readonly PersonDelta[]): MovedRow[] {
  return deltas.map(({ person, metric, on, currency, amount, beside }) => ({
    person,
    metric,
    on,
    currency,
    amount: amount.toString(),
    ...(beside ? { beside: true as const } : {}),
  }));
}
