/** What equal scores get. "standard" is 1224, "modified" 1334, "dense" 1223, "ordinal" 1234. */
export type TieRule = "standard" | "modified" | "dense" | "fractional" | "ordinal";

/**
 * Ranks rows that are already sorted best first. `same` says whether two neighbours are equal.
 * Fractional ranks are halves (1, 2.5, 2.5, 4), exact in a double.
 */
export function ranks<Row>(
  sorted: readonly Row[],
  same: (a: Row, b: Row) => boolean,
  rule: TieRule,
): number[] {
  const out: number[] = [];
  let group = 0;
  for (let start = 0; start < sorted.length;) {
    let end = start + 1;
    while (end < sorted.length && same(sorted[start] as Row, sorted[end] as Row)) end += 1;
    group += 1;
    for (let at = start; at < end; at += 1) out.push(rankAt(rule, at, start, end, group));
    start = end;
  }
  return out;
}

function rankAt(rule: TieRule, at: number, start: number, end: number, group: number): number {
  switch (rule) {
    case "standard":
      return start + 1;
    case "modified":
      return end;
    case "dense":
      return group;
    case "fractional":
      return (start + 1 + end) / 2;
    case "ordinal":
      return at + 1;
  }
}
