import { assert, must } from "../lib/assert.ts";
import { sum } from "../lib/list.ts";
import { err, ok, type Result } from "../lib/result.ts";

/** A table of people and periods before anything is shared: margins, curves, what is locked. */
export type TwoWay = {
  /**
   * Whole granules already: row i must sum to rows[i], column j to columns[j]; both lists have the
   * same sum. All are at least 0, or all at most 0: a negative table is the mirror of the positive.
   */
  readonly rows: readonly bigint[];
  readonly columns: readonly bigint[];
  /** The people's own curves: non-negative; 0 is a zero that stays (absent, ramp 0). */
  readonly weights: readonly (readonly bigint[])[];
  /** Locked cells keep their value (granules); the key is `${row}:${column}`. */
  readonly locked?: ReadonlyMap<string, bigint>;
};

/**
 * Why no table meets both margins: the minimum cut. `short` "columns": nothing but the columns named
 * is open to the rows named, and they hold `missing` granules less than those rows. `short` "rows":
 * nothing but the rows named can fill the columns named, and they bring `missing` less than asked.
 * Where locked cells alone exceed a margin, it is that margin with those cells.
 */
export type Contradiction = {
  readonly code: "allocation/contradiction";
  readonly short: "rows" | "columns";
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  readonly missing: bigint;
};

export type Table = readonly (readonly bigint[])[];

/** What the locked cells leave: nothing negative, cells row by row in one list. */
export type OpenTable = {
  readonly rows: readonly bigint[];
  readonly columns: readonly bigint[];
  /** 0 is closed: a zero or a locked cell. */
  readonly weights: readonly bigint[];
  readonly locked: ReadonlyMap<number, bigint>;
  /** -1n when the table asked for is the mirror image of this one. */
  readonly sign: bigint;
};

/**
 * Sets the locked cells aside. Refuses when they alone exceed their row or their column.
 * Asserts what a caller must hold: a full table, equal sums, no negative weight, one sign.
 */
export function openTable(of: TwoWay): Result<OpenTable, Contradiction> {
  const sign = [...of.rows, ...of.columns].some((units) => units < 0n) ? -1n : 1n;
  const rows = of.rows.map((units) => sign * units);
  const columns = of.columns.map((units) => sign * units);
  assert(
    [...rows, ...columns].every((units) => units >= 0n),
    "the margins have one sign",
  );
  assert(sum(rows) === sum(columns), "rows and columns have the same sum");
  assert(of.weights.length === rows.length, "every row has weights");
  assert(
    of.weights.every((row) => row.length === columns.length),
    "every cell has a weight",
  );

  const weights = of.weights.flat();
  assert(
    weights.every((weight) => weight >= 0n),
    "no weight is negative",
  );
  const locked = new Map<number, bigint>();
  for (const [key, units] of of.locked ?? []) {
    const [row = -1, column = -1] = key.split(":").map(Number);
    const at = row * columns.length + column;
    assert(row in rows && column in columns, "a locked cell is in the table");
    rows[row] = must(rows[row]) - sign * units;
    columns[column] = must(columns[column]) - sign * units;
    locked.set(at, sign * units);
    weights[at] = 0n;
  }
  return overdrawn(rows, columns, locked) ?? ok({ rows, columns, weights, locked, sign });
}

function overdrawn(
  rows: readonly bigint[],
  columns: readonly bigint[],
  locked: ReadonlyMap<number, bigint>,
) {
  const places = [...locked.keys()].sort((a, b) => a - b);
  const code = "allocation/contradiction";
  const row = rows.findIndex((units) => units < 0n);
  if (row >= 0) {
    const own = places.filter((at) => Math.floor(at / columns.length) === row);
    const held = own.map((at) => at % columns.length);
    return err({ code, short: "rows", rows: [row], columns: held, missing: -must(rows[row]) });
  }
  const column = columns.findIndex((units) => units < 0n);
  if (column < 0) return null;
  const own = places.filter((at) => at % columns.length === column);
  const held = own.map((at) => Math.floor(at / columns.length));
  const missing = -must(columns[column]);
  return err({ code, short: "columns", rows: held, columns: [column], missing });
}

/** The table asked for: rows of cells, the locked ones in their places, mirrored back. */
export function closeTable(open: OpenTable, cells: readonly bigint[]): Table {
  const width = open.columns.length;
  return open.rows.map((_, row) =>
    open.columns.map((__, column) => {
      const at = row * width + column;
      return open.sign * (open.locked.get(at) ?? must(cells[at]));
    }),
  );
}
