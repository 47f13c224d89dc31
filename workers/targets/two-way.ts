import type { Result } from "../lib/result.ts";
import { err } from "../lib/result.ts";

/** A table of people and periods before anything is shared: margins, curves, what is locked. */
export type TwoWay = {
  /** Whole granules already: row i must sum to rows[i], column j to columns[j]. Sums are equal. */
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
 */
export type Contradiction = {
  readonly code: "allocation/contradiction";
  readonly short: "rows" | "columns";
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  readonly missing: bigint;
};

export type Table = readonly (readonly bigint[])[];

/** Nothing is returned yet but that everything contradicts: the signature others build on. */
export function twoWay({ rows, columns }: TwoWay): Result<Table, Contradiction> {
  const all = { rows: [...rows.keys()], columns: [...columns.keys()], missing: 0n };
  return err({ code: "allocation/contradiction", short: "columns", ...all });
}
