import { err, ok, type Result } from "../lib/result.ts";
import { fit, GRAIN } from "./two-way-fit.ts";
import { contradictionOf } from "./two-way-flow.ts";
import {
  closeTable,
  openTable,
  type Contradiction,
  type Table,
  type TwoWay,
} from "./two-way-open.ts";
import { roundTable } from "./two-way-round.ts";

export type { Contradiction, Table, TwoWay } from "./two-way-open.ts";

/**
 * A table of people and periods that agrees in both directions: first fitted (two-way-fit.ts), then
 * rounded (two-way-round.ts).
 *
 * Promises: every row and every column sums to exactly its margin; zeros and locked cells stay; each
 * other cell is the granule below or above its fitted value, with the least sum of changes in all;
 * a negative table is the mirror of the positive one; integers only, so the same everywhere.
 * Refuses when no table meets both margins, with the rows and columns that contradict each other and
 * how many granules are missing.
 */
export function twoWay(of: TwoWay): Result<Table, Contradiction> {
  const made = fitAndRound(of);
  return made.ok ? ok(made.value.rounded) : made;
}

/** The table with what it was rounded from, in millionths of a granule: for the explanation. */
export function fitAndRound(
  of: TwoWay,
): Result<{ readonly fitted: Table; readonly rounded: Table }, Contradiction> {
  const open = openTable(of);
  if (!open.ok) return open;
  const contradiction = contradictionOf(open.value);
  if (contradiction) return err(contradiction);
  const cells = fit(open.value);
  const inGrain = { ...open.value, locked: new Map<number, bigint>() };
  for (const [at, units] of open.value.locked) inGrain.locked.set(at, units * GRAIN);
  const rounded = closeTable(open.value, roundTable(cells, of.columns.length));
  return ok({ fitted: closeTable(inGrain, cells), rounded });
}
