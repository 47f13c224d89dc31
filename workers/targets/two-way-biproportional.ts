import { must } from "../lib/assert.ts";
import { sum } from "../lib/list.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { roundDivisor } from "./round-divisor.ts";
import type { Rounding } from "./rounding.ts";
import { contradictionOf } from "./two-way-flow.ts";
import {
  closeTable,
  openTable,
  type Contradiction,
  type OpenTable,
  type Table,
  type TwoWay,
} from "./two-way-open.ts";
import { columnFactors } from "./two-way-factors.ts";
import { market, type Cell } from "./two-way-market.ts";
import { signpost } from "./signpost.ts";

export type DivisorRule = Extract<Rounding, { kind: "divisor" }>;

/** Granules are moved one by one; above this a browser would be kept waiting. */
export const MOVES_MAX = 20_000n;

export type TooManyMoves = {
  readonly code: "allocation/too_many_granules";
  readonly granules: bigint;
  readonly most: bigint;
};

/**
 * The biproportional divisor method (Balinski and Demange 1989): there are multipliers for rows and
 * for columns with which every cell is `weight x row multiplier x column multiplier`, rounded by the
 * divisor method. Unlike controlled rounding nobody's number depends on how fractions fall elsewhere,
 * and a cell may lie more than a granule from its fitted value.
 *
 * Every row is shared out alone by the one-way method under column multipliers near the right ones
 * (alternating scaling); then granules go from columns that have too many to such that have too few,
 * always on the way of the least product of signpost ratios, which keeps the table biproportional
 * (minimum-cost flow of Gaffke and Pukelsheim 2008 on logarithms, here on exact fractions).
 *
 * Promises: both margins exact, zeros and locked cells stay, exact arithmetic. Adams, Dean and
 * Huntington-Hill give every open cell at least one granule. Refuses like twoWay, and when more than
 * MOVES_MAX granules would have to move.
 */
export function biproportional(
  of: TwoWay,
  rule: DivisorRule,
): Result<Table, Contradiction | TooManyMoves> {
  const open = openTable(of);
  if (!open.ok) return open;
  const least = signpost(rule.divisor, 0n, rule.first).num === 0n ? 1n : 0n;
  const contradiction = contradictionOf(open.value) ?? tooFew(open.value, least);
  if (contradiction) return err(contradiction);
  const cells = rowsAlone(open.value, rule);
  const over = overOf(open.value, cells);
  const granules = sum(over.filter((units) => units > 0n));
  if (granules > MOVES_MAX)
    return err({ code: "allocation/too_many_granules", granules, most: MOVES_MAX });
  settle(open.value, rule, least, cells, over);
  return ok(closeTable(open.value, cells));
}

/** A method that owes every open cell one granule needs a table for the rest as well. */
function tooFew(open: OpenTable, least: bigint): Contradiction | null {
  if (least === 0n) return null;
  const width = open.columns.length;
  const owed = (at: number) => (must(open.weights[at]) > 0n ? least : 0n);
  const rowOwed = open.rows.map((_, row) =>
    sum(open.columns.map((__, column) => owed(row * width + column))),
  );
  const columnOwed = open.columns.map((_, column) =>
    sum(open.rows.map((__, row) => owed(row * width + column))),
  );
  const rows = open.rows.map((units, row) => units - must(rowOwed[row]));
  const columns = open.columns.map((units, column) => units - must(columnOwed[column]));
  const code = "allocation/contradiction";
  const row = rows.findIndex((units) => units < 0n);
  if (row >= 0) {
    const all = [...open.columns.keys()].filter((column) => owed(row * width + column) > 0n);
    return { code, short: "rows", rows: [row], columns: all, missing: -must(rows[row]) };
  }
  const column = columns.findIndex((units) => units < 0n);
  if (column < 0) return contradictionOf({ ...open, rows, columns });
  const all = [...open.rows.keys()].filter((at) => owed(at * width + column) > 0n);
  return { code, short: "columns", rows: all, columns: [column], missing: -must(columns[column]) };
}

function rowsAlone(open: OpenTable, rule: DivisorRule): bigint[] {
  const width = open.columns.length;
  const factors = columnFactors(open);
  return open.rows.flatMap((granules, row) => {
    const parts = factors.map(
      (factor, column) => factor * must(open.weights[row * width + column]),
    );
    const whole = sum(parts);
    if (whole === 0n) return parts.map(() => 0n);
    const counts = roundDivisor(
      {
        granules,
        parts,
        quotas: { nums: parts.map((part) => part * granules), den: whole },
        bounds: parts.map(() => ({ lo: 0n, hi: null })),
        before: (a, b) => a - b,
        refuseTies: false,
      },
      rule,
    );
    return must(counts.ok ? counts.value : null, "the least of every row was checked before");
  });
}

function overOf({ columns }: OpenTable, cells: readonly bigint[]): bigint[] {
  const over = columns.map((units) => -units);
  for (const [at, cell] of cells.entries())
    over[at % columns.length] = must(over[at % columns.length]) + cell;
  return over;
}

function settle(
  open: OpenTable,
  rule: DivisorRule,
  least: bigint,
  cells: bigint[],
  over: bigint[],
): void {
  const width = open.columns.length;
  const cost = (at: number, count: bigint): Cell => {
    const post = signpost(rule.divisor, count, rule.first);
    const weight = must(open.weights[at]);
    return { num: post.num, den: post.den * (post.squared ? weight * weight : weight) };
  };
  const trade = market(width, cells, {
    next: (at) => (must(open.weights[at]) > 0n ? cost(at, must(cells[at])) : null),
    last: (at) =>
      must(cells[at]) > least && must(open.weights[at]) > 0n
        ? cost(at, must(cells[at]) - 1n)
        : null,
  });
  for (let from = over.findIndex((units) => units > 0n); from >= 0;) {
    const to = trade(from, (column) => must(over[column]) < 0n);
    over[from] = must(over[from]) - 1n;
    over[to] = must(over[to]) + 1n;
    from = over.findIndex((units) => units > 0n);
  }
}
