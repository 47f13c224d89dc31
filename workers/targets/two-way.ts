import { err, ok, type Result } from "../lib/result.ts";
import { fit } from "./two-way-fit.ts";
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
  const open = openTable(of);
  if (!open.ok) return open;
  const contradiction = contradictionOf(open.value);
  if (contradiction) return err(contradiction);
  const width = of.columns.length;
  return ok(closeTable(open.value, roundTable(fit(open.value), width)));
}

/** The table before rounding, in millionths of a granule: what a cell's explanation starts from. */
export function fitTwoWay(of: TwoWay): Result<Table, Contradiction> {
  const open = openTable(of);
  if (!open.ok) return open;
  const contradiction = contradictionOf(open.value);
  return contradiction ? err(contradiction) : ok(closeTable(open.value, fit(open.value)));
}
