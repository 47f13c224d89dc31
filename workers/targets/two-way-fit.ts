import { must } from "../lib/assert.ts";
import { sum } from "../lib/list.ts";
import { makeExact } from "./two-way-exact.ts";
import { scaleFast } from "./two-way-fit-fast.ts";
import type { OpenTable } from "./two-way-open.ts";

/** Parts of a granule that the fit counts in. */
export const GRAIN = 1_000_000n;

/** At most so often rows and columns are scaled in turn; a table that has settled stops earlier. */
export const PASSES = 100;

/** Margins in millionths of a granule, cells row by row. */
export type Scaling = {
  readonly rows: readonly bigint[];
  readonly columns: readonly bigint[];
  readonly cells: readonly bigint[];
};

/**
 * The people's own curves, fitted to both margins: rows and columns are scaled in turn until both
 * agree (iterative proportional fitting: Deming and Stephan 1940; Sinkhorn 1964). In the limit it is
 * the table with these margins that changes the curves least in relative terms.
 *
 * It counts whole millionths of a granule, rounded up, so that what is open stays open, and is then
 * made exact: rows sum to exactly the rows, columns to exactly the columns. No floating point, so the
 * browser and the Worker agree. The caller has made sure that some table meets both margins.
 */
export function fit(open: OpenTable): bigint[] {
  const scaling = {
    rows: open.rows.map((units) => units * GRAIN),
    columns: open.columns.map((units) => units * GRAIN),
  };
  const cells = ownCurves(open, scaling.rows);
  const scaled = scaleFast({ ...scaling, cells }, PASSES) ?? scale({ ...scaling, cells }, PASSES);
  return makeExact({ ...scaling, cells: scaled }, open.weights);
}

/** Each row's total by its own curve, before any column is looked at. */
function ownCurves({ columns, weights }: OpenTable, rows: readonly bigint[]): bigint[] {
  const width = columns.length;
  return rows.flatMap((units, row) => {
    const curve = weights.slice(row * width, (row + 1) * width);
    const whole = sum(curve);
    return curve.map((weight) => (weight === 0n ? 0n : upward(units * weight, whole)));
  });
}

/** The passes, exactly; scaleFast does the same where everything is a safe integer. */
export function scale({ rows, columns, cells: start }: Scaling, passes: number): bigint[] {
  const width = columns.length;
  const cells = [...start];
  const near = BigInt(2 * width);
  for (let pass = 0; pass < passes; pass += 1) {
    let settled = true;
    for (const [row, units] of rows.entries()) {
      const first = row * width;
      const now = sum(cells.slice(first, first + width));
      if (now > units + near || now < units - near) settled = false;
      for (let at = first; at < first + width; at += 1)
        if (now > 0n) cells[at] = upward(must(cells[at]) * units, now);
    }
    if (settled && pass > 0) break;
    const sums = columns.map(() => 0n);
    for (const [at, cell] of cells.entries()) sums[at % width] = must(sums[at % width]) + cell;
    for (const [at, cell] of cells.entries()) {
      const now = must(sums[at % width]);
      if (now > 0n) cells[at] = upward(cell * must(columns[at % width]), now);
    }
  }
  return cells;
}

function upward(numerator: bigint, denominator: bigint): bigint {
  return (numerator + denominator - 1n) / denominator;
}
