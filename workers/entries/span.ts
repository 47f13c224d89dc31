import { addMonths, type Day, firstOfMonth } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import type { Grain } from "./fold.ts";

/** Rows of one grain whose day lies in `[from, until)`. */
export type Span = Interval & { readonly grain: Grain };

/**
 * Any interval as the fewest rows of totals: whole months inside, days at the edges.
 *
 * Promises: every day of the interval is in exactly one span; an empty interval has none.
 */
export function spans({ from, until }: Interval): readonly Span[] {
  if (until <= from) return [];
  const first = isFirst(from) ? from : addMonths(firstOfMonth(from), 1);
  const last = isFirst(until) ? until : firstOfMonth(until);
  if (last <= first) return [{ grain: "d", from, until }];
  return [
    ...(from < first ? [{ grain: "d", from, until: first } as const] : []),
    { grain: "m", from: first, until: last },
    ...(last < until ? [{ grain: "d", from: last, until } as const] : []),
  ];
}

function isFirst(on: Day): boolean {
  return on.endsWith("-01");
}
