// The two-way table by brute force: every table that could be, one after the other.
import fc from "fast-check";
import { must } from "../../workers/lib/assert.ts";
import { sum } from "../../workers/lib/list.ts";
import type { Contradiction, Table, TwoWay } from "../../workers/targets/two-way.ts";

const GRAIN = 1_000_000n;

export const columnOf = (table: Table, column: number) =>
  sum(table.map((row) => must(row[column])));
export const isLocked = (of: TwoWay, row: number, column: number) =>
  of.locked?.has(`${row}:${column}`) ?? false;

/** The most that any table can place into open cells without exceeding a margin. */
export function mostPlaced(of: TwoWay): bigint {
  const rest = restOf(of);
  const open = of.weights.flatMap((row, at) =>
    row.flatMap((weight, column) =>
      weight > 0n && !isLocked(of, at, column) ? [{ row: at, column }] : [],
    ),
  );
  const place = (at: number, rows: readonly bigint[], columns: readonly bigint[]): bigint => {
    const cell = open[at];
    if (!cell) return 0n;
    let best = 0n;
    const room = [must(rows[cell.row]), must(columns[cell.column])];
    for (let units = 0n; units <= must(room[0]) && units <= must(room[1]); units += 1n) {
      const next = place(at + 1, take(rows, cell.row, units), take(columns, cell.column, units));
      if (next + units > best) best = next + units;
    }
    return best;
  };
  return place(0, rest.rows, rest.columns);
}

const take = (list: readonly bigint[], at: number, units: bigint) =>
  list.map((each, index) => (index === at ? each - units : each));

export function restOf(of: TwoWay): { rows: bigint[]; columns: bigint[] } {
  const [rows, columns] = [[...of.rows], [...of.columns]];
  for (const [key, units] of of.locked ?? []) {
    const [row = 0, column = 0] = key.split(":").map(Number);
    rows[row] = must(rows[row]) - units;
    columns[column] = must(columns[column]) - units;
  }
  return { rows, columns };
}

/** Whether the rows and columns named really cannot agree, by exactly what is said to be missing. */
export function isTrue(of: TwoWay, told: Contradiction): boolean {
  const rest = restOf(of);
  const brought = sum(told.rows.map((row) => must(rest.rows[row])));
  const held = sum(told.columns.map((column) => must(rest.columns[column])));
  const open = (row: number, column: number) =>
    must(must(of.weights[row])[column]) > 0n && !isLocked(of, row, column);
  if (told.short === "columns") {
    const elsewhere = told.rows.some((row) =>
      of.columns.some((_, column) => !told.columns.includes(column) && open(row, column)),
    );
    return !elsewhere && brought - held === told.missing && told.missing > 0n;
  }
  const others = told.columns.some((column) =>
    rest.rows.some((units, row) => units > 0n && !told.rows.includes(row) && open(row, column)),
  );
  return !others && held - brought === told.missing && told.missing > 0n;
}

/**
 * Among all tables of neighbouring granules with the margins of `fitted`: the least sum of changes,
 * then the one whose cells that are rounded up stand earliest, row by row.
 */
export function bestRounding(fitted: Table): bigint[] {
  const cells = fitted.flat();
  const width = must(fitted[0]).length;
  const rows = fitted.map((row) => sum(row) / GRAIN);
  const columns = must(fitted[0]).map((_, column) => columnOf(fitted, column) / GRAIN);
  let best: { readonly cost: bigint; readonly cells: bigint[] } | null = null;
  const walk = (at: number, chosen: bigint[], cost: bigint) => {
    if (at === cells.length) {
      const right =
        rows.every((units, row) => sum(chosen.slice(row * width, (row + 1) * width)) === units) &&
        columns.every((units, c) => sum(chosen.filter((_, i) => i % width === c)) === units);
      // The upper granule is tried first, so the first of equals is the earliest.
      if (right && (best === null || cost < best.cost)) best = { cost, cells: [...chosen] };
      return;
    }
    const cell = must(cells[at]);
    const down = cell / GRAIN;
    if (cell % GRAIN > 0n) walk(at + 1, [...chosen, down + 1n], cost + (down + 1n) * GRAIN - cell);
    walk(at + 1, [...chosen, down], cost + cell - down * GRAIN);
  };
  walk(0, [], 0n);
  return must<{ readonly cost: bigint; readonly cells: bigint[] }>(best).cells;
}

type Size = { readonly rows: number; readonly columns: number; readonly most: number };

/** Tables of any kind: with zeros, with locked cells, most of them possible. */
export const tables = ({ rows, columns, most }: Size): fc.Arbitrary<TwoWay> =>
  fc
    .record({
      height: fc.integer({ min: 1, max: rows }),
      width: fc.integer({ min: 1, max: columns }),
    })
    .chain(({ height, width }) =>
      fc.record({
        start: grid(height, width, fc.bigInt({ min: 0n, max: BigInt(most) })),
        weights: grid(
          height,
          width,
          fc.oneof(
            { weight: 1, arbitrary: fc.constant(0n) },
            { weight: 2, arbitrary: fc.bigInt({ min: 1n, max: 4n }) },
            { weight: 2, arbitrary: fc.bigInt({ min: 1n, max: 10n ** 9n }) },
          ),
        ),
        locks: grid(height, width, fc.constantFrom(...Array<boolean>(8).fill(false), true)),
        shift: fc.integer({ min: 0, max: 3 }),
      }),
    )
    .map(({ start, weights, locks, shift }) => {
      const height = start.length;
      const width = must(start[0]).length;
      // Mostly the margins of a table with the same zeros; sometimes moved by one, then it may fail.
      const held = start.map((row, r) =>
        row.map((units, c) =>
          must(must(weights[r])[c]) > 0n || must(must(locks[r])[c]) ? units : 0n,
        ),
      );
      const rowsOf = held.map(sum);
      const columnsOf = must(held[0]).map((_, c) => columnOf(held, c));
      const first = shift % height;
      if (shift > 1 && must(rowsOf[first]) > 0n) {
        rowsOf[first] = must(rowsOf[first]) - 1n;
        rowsOf[(first + 1) % height] = must(rowsOf[(first + 1) % height]) + 1n;
      }
      if (shift > 2 && must(columnsOf[0]) > 0n) {
        columnsOf[0] = must(columnsOf[0]) - 1n;
        columnsOf[width - 1] = must(columnsOf[width - 1]) + 1n;
      }
      const locked = new Map<string, bigint>();
      for (const [r, row] of locks.entries())
        for (const [c, lock] of row.entries())
          if (lock) locked.set(`${r}:${c}`, must(must(held[r])[c]));
      return { rows: rowsOf, columns: columnsOf, weights, locked };
    });

const grid = <T>(height: number, width: number, each: fc.Arbitrary<T>) =>
  fc.array(fc.array(each, { minLength: width, maxLength: width }), {
    minLength: height,
    maxLength: height,
  });

/** Every table in whole granules with the margins of `of`, zeros kept, each open cell at least `least`. */
export function allTables(of: TwoWay, least: bigint): bigint[][] {
  const width = of.columns.length;
  const found: bigint[][] = [];
  const walk = (
    at: number,
    chosen: bigint[],
    rows: readonly bigint[],
    columns: readonly bigint[],
  ) => {
    const [row, column] = [Math.floor(at / width), at % width];
    if (row > 0 && column === 0 && rows[row - 1] !== 0n) return;
    if (row === of.rows.length) {
      if (columns.every((units) => units === 0n)) found.push(chosen);
      return;
    }
    const open = must(must(of.weights[row])[column]) > 0n;
    const most = open ? must(rows[row]) : 0n;
    for (
      let units = open ? least : 0n;
      units <= most && units <= must(columns[column]);
      units += 1n
    )
      walk(at + 1, [...chosen, units], take(rows, row, units), take(columns, column, units));
  };
  walk(0, [], of.rows, of.columns);
  return found;
}
