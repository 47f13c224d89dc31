import { sum } from "../lib/list.ts";
import type { Scaling } from "./two-way-fit.ts";

/** Every number of the kernel stays below this, so that each step of `upward` is exact. */
const LARGEST = 2n ** 50n;
const HALF = 2 ** 26;

/**
 * The passes of `scale` on safe integers, for tables of thousands of people. Null where a sum could
 * leave 2^50; a property holds that both give the same table.
 */
export function scaleFast(of: Scaling, passes: number): bigint[] | null {
  const noise = BigInt(of.cells.length);
  if (sum(of.rows) + noise * 2n >= LARGEST) return null;
  const rows = Float64Array.from(of.rows, Number);
  const columns = Float64Array.from(of.columns, Number);
  const cells = Float64Array.from(of.cells, Number);
  for (let pass = 0; pass < passes; pass += 1) {
    if (scaleRows(cells, rows, columns.length) && pass > 0) break;
    scaleColumns(cells, columns);
  }
  return Array.from(cells, BigInt);
}

/** Whether every row was within two millionths a cell already. */
function scaleRows(cells: Float64Array, rows: Float64Array, width: number): boolean {
  let settled = true;
  for (let row = 0; row < rows.length; row += 1) {
    const units = rows[row] ?? 0;
    const first = row * width;
    let now = 0;
    for (let at = first; at < first + width; at += 1) now += cells[at] ?? 0;
    if (Math.abs(now - units) > 2 * width) settled = false;
    if (now === 0 || now === units) continue;
    for (let at = first; at < first + width; at += 1)
      cells[at] = upward(cells[at] ?? 0, units, now);
  }
  return settled;
}

function scaleColumns(cells: Float64Array, columns: Float64Array): void {
  const width = columns.length;
  const sums = new Float64Array(width);
  for (let at = 0, column = 0; at < cells.length; at += 1) {
    sums[column] = (sums[column] ?? 0) + (cells[at] ?? 0);
    column = column + 1 === width ? 0 : column + 1;
  }
  for (let at = 0, column = 0; at < cells.length; at += 1) {
    const now = sums[column] ?? 0;
    if (now > 0) cells[at] = upward(cells[at] ?? 0, columns[column] ?? 0, now);
    column = column + 1 === width ? 0 : column + 1;
  }
}

/**
 * `cell * units / now`, rounded up, exactly, for whole numbers below 2^50 and cell <= now.
 * The quotient of the doubles is at most one off; the remainder is made from halves of 26 bits, of
 * which no product and no sum leaves 2^53, and says which way.
 */
export function upward(cell: number, units: number, now: number): number {
  if (cell === 0 || units === 0) return 0;
  const near = Math.floor((cell / now) * units);
  const [a1, b1, q1, d1] = [high(cell), high(units), high(near), high(now)];
  const [a0, b0] = [cell - a1 * HALF, units - b1 * HALF];
  const [q0, d0] = [near - q1 * HALF, now - d1 * HALF];
  const top = a1 * b1 - q1 * d1;
  const middle = a1 * b0 + a0 * b1 - (q1 * d0 + q0 * d1);
  const rest = (top * HALF + middle) * HALF + (a0 * b0 - q0 * d0);
  if (rest <= 0) return rest > -now ? near : near - 1;
  return rest <= now ? near + 1 : near + 2;
}

function high(whole: number): number {
  return Math.floor(whole / HALF);
}
