import { day } from "../lib/day.ts";
import { instant } from "../lib/instant.ts";
import { groupBy } from "../lib/list.ts";
import type { MovedRow, Notice as Sent } from "../lib/notice.ts";
import { meaningOf } from "./board.ts";
import type { Moved, Notice } from "./fold.ts";
import type { Logged } from "./truth-store.ts";

/**
 * A notice as the fold reads it. One about entries that names no rows says nothing of what it
 * moved: it is then read from the log like one that got lost.
 */
export function asNotice({ seq, at, event, rows }: Sent): Notice {
  const silent = rows.length === 0 && meaningOf(event) === "moves";
  return { seq, at: instant(at), event, rows: silent ? null : rows.map(asMoved) };
}

/** The same notices, made from the log: here a commit without rows moved nothing. */
export function fromLog(
  commits: readonly Logged[],
  rows: readonly (MovedRow & { readonly seq: number })[],
): Notice[] {
  const bySeq = groupBy(rows, ({ seq }) => seq);
  return commits.map(({ seq, at, event }) => ({
    ...{ seq, at, event },
    rows: (bySeq.get(seq) ?? []).map(asMoved),
  }));
}

function asMoved({ on, amount, ...row }: MovedRow): Moved {
  return { ...row, on: day(on), amount: BigInt(amount) };
}
