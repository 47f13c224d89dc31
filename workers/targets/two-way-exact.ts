import { must } from "../lib/assert.ts";
import { ascending, sum } from "../lib/list.ts";
import type { Scaling } from "./two-way-fit.ts";

/**
 * The scaled table made exact at its grain: first every row to its total in its own proportions, then
 * what columns still have too much moves to columns that have too little, on the shortest way over
 * the columns, each step shared by the rows in proportion to what they hold there.
 *
 * Rows stay exact, nothing falls below 0, closed cells (weight 0) stay 0. It ends, because some table
 * meets both margins: then every surplus has a way to a column in need (max-flow, min-cut).
 */
export function makeExact(
  { rows, columns, cells: scaled }: Scaling,
  weights: readonly bigint[],
): bigint[] {
  const width = columns.length;
  const cells = rows.flatMap((units, row) =>
    proportional(units, scaled.slice(row * width, (row + 1) * width)),
  );
  const over = columns.map((units) => -units);
  for (const [at, cell] of cells.entries()) over[at % width] = must(over[at % width]) + cell;
  for (let from = over.findIndex(positive); from >= 0; from = over.findIndex(positive)) {
    const way = wayToNeed(from, over, cells, weights);
    const to = must(way.at(-1));
    const steps = way.slice(1).map((step, at) => ({ from: must(way[at]), to: step }));
    let most = must(over[from]) < -must(over[to]) ? must(over[from]) : -must(over[to]);
    for (const step of steps) {
      const holds = sum(movable(step.from, step.to, width, cells, weights).map(({ held }) => held));
      if (holds < most) most = holds;
    }
    for (const step of steps) move(most, step, width, cells, weights);
    over[from] = must(over[from]) - most;
    over[to] = must(over[to]) + most;
  }
  return cells;
}

function positive(units: bigint): boolean {
  return units > 0n;
}

/** `units` in the proportions of `parts`, in whole ones: largest remainder, ties to the earlier. */
export function proportional(units: bigint, parts: readonly bigint[]): bigint[] {
  const whole = sum(parts);
  if (whole === 0n || units === whole) return whole === 0n ? parts.map(() => 0n) : [...parts];
  const shares = parts.map((part) => (part * units) / whole);
  let spare = units - sum(shares);
  if (spare === 0n) return shares;
  const left = parts.map((part) => (part * units) % whole);
  const order = [...left.keys()].sort((a, b) => ascending(must(left[b]), must(left[a])) || a - b);
  for (const at of order) {
    if (spare === 0n) break;
    shares[at] = must(shares[at]) + 1n;
    spare -= 1n;
  }
  return shares;
}

/** The columns from `start` to the nearest one in need; ties to the earlier column. */
function wayToNeed(
  start: number,
  over: readonly bigint[],
  cells: readonly bigint[],
  weights: readonly bigint[],
): number[] {
  const width = over.length;
  const cameFrom = new Map<number, number | null>([[start, null]]);
  for (const column of cameFrom.keys()) {
    if (must(over[column]) < 0n) return wayBack(column, cameFrom);
    for (let first = 0; first < cells.length && cameFrom.size < width; first += width) {
      if (must(cells[first + column]) === 0n) continue;
      for (let next = 0; next < width; next += 1)
        if (must(weights[first + next]) > 0n && !cameFrom.has(next)) cameFrom.set(next, column);
    }
  }
  throw new Error("assertion failed: some table meets both margins");
}

function wayBack(end: number, cameFrom: ReadonlyMap<number, number | null>): number[] {
  const way = [end];
  for (let at = cameFrom.get(end); at !== null && at !== undefined; at = cameFrom.get(at))
    way.unshift(at);
  return way;
}

type Step = { readonly from: number; readonly to: number };

/** Rows that hold something in `from` and may hold more in `to`. */
function movable(
  from: number,
  to: number,
  width: number,
  cells: readonly bigint[],
  weights: readonly bigint[],
): { readonly first: number; readonly held: bigint }[] {
  const rows = [];
  for (let first = 0; first < cells.length; first += width) {
    const held = must(cells[first + from]);
    if (held > 0n && must(weights[first + to]) > 0n) rows.push({ first, held });
  }
  return rows;
}

function move(
  units: bigint,
  { from, to }: Step,
  width: number,
  cells: bigint[],
  weights: readonly bigint[],
): void {
  const rows = movable(from, to, width, cells, weights);
  const parts = proportional(
    units,
    rows.map(({ held }) => held),
  );
  for (const [at, { first }] of rows.entries()) {
    const part = must(parts[at]);
    cells[first + from] = must(cells[first + from]) - part;
    cells[first + to] = must(cells[first + to]) + part;
  }
}
