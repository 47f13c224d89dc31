import { must } from "../lib/assert.ts";
import { sum } from "../lib/list.ts";
import { minor } from "../lib/money.ts";
import { ok, type Result } from "../lib/result.ts";
import { spreadYear } from "./months.ts";
import { twoWay, type Contradiction, type Table } from "./two-way.ts";

/** One child's line: its own number, its curve (0 stays 0) and the cells that keep their value. */
export type MonthLine = {
  readonly id: string;
  readonly amount: bigint;
  readonly weights: readonly bigint[];
  readonly locked: ReadonlyMap<number, bigint>;
  /** Totals by quarter that stay, for a number that is set aside; null: they are made. */
  readonly quarters: readonly bigint[] | null;
};

export type MonthRules = {
  /** Cells are whole multiples of this wherever the numbers are. */
  readonly granule: bigint;
  /** Which quarter each period belongs to, where people's totals are fixed by quarter. */
  readonly quarters: readonly number[] | null;
  /** What happens when people and months contradict each other. */
  readonly gaps: "refuse" | "accept";
};

/** Lines and periods by place; `missing` is smallest steps. */
export type MonthsClash = Omit<Contradiction, "code">;

/**
 * The months of a node's children: line i sums to its number, column j to `columns[j]`. Amounts are
 * smallest steps; `columns` sum to the sum of the lines. The children stand in an order of their own
 * (by id), so that ties never depend on a query.
 *
 * Refuses what no table can meet; where gaps are accepted the lines that clash follow their own
 * curves, and the columns that they leave open stay open for all to see.
 */
export function monthTable(
  lines: readonly MonthLine[],
  columns: readonly bigint[],
  rules: MonthRules,
): Result<Table, MonthsClash> {
  const granule = sharedGranule(lines, columns, rules.granule);
  const asked = { lines, columns, granule, quarters: rules.quarters };
  const signs = [...lines.map(({ amount }) => amount), ...columns];
  const mixed = signs.some((units) => units < 0n) && signs.some((units) => units > 0n);
  if (mixed) return ok(lines.map((line) => ownCurve(line, granule)));
  const made = tableOf(asked);
  if (made.ok || rules.gaps === "refuse") return made;
  return ok(withGaps(asked, made.error));
}

type Asked = {
  readonly lines: readonly MonthLine[];
  readonly columns: readonly bigint[];
  readonly granule: bigint;
  readonly quarters: readonly number[] | null;
};

function tableOf(asked: Asked): Result<Table, MonthsClash> {
  return asked.quarters ? byQuarter(asked, asked.quarters) : whole(asked, asked.columns);
}

/** All periods at once: a line keeps its number of the year. */
function whole({ lines, granule }: Asked, columns: readonly bigint[]): Result<Table, MonthsClash> {
  const locked = new Map<string, bigint>();
  for (const [at, line] of lines.entries())
    for (const [place, units] of line.locked) locked.set(`${at}:${place}`, units / granule);
  return inSteps(
    {
      rows: lines.map(({ amount }) => amount / granule),
      columns: columns.map((units) => units / granule),
      weights: lines.map(({ weights }) => weights),
      locked,
    },
    granule,
  );
}

/** First every line's quarters, then the months within each: a change never leaves its quarter. */
function byQuarter(asked: Asked, quarters: readonly number[]): Result<Table, MonthsClash> {
  const { lines, columns } = asked;
  const names = [...new Set(quarters)];
  const inside = (list: readonly bigint[], name: number) =>
    list.filter((_, at) => quarters[at] === name);
  const totals = quarterTotals(asked, quarters, names);
  if (!totals.ok) return totals;
  const cells = lines.map(() => columns.map(() => 0n));
  for (const [place, name] of names.entries()) {
    const places = [...columns.keys()].filter((at) => quarters[at] === name);
    const part = whole(
      {
        ...asked,
        lines: lines.map((line, at) => within(line, places, must(must(totals.value[at])[place]))),
      },
      inside(columns, name),
    );
    if (!part.ok) {
      return {
        ok: false,
        error: { ...part.error, columns: part.error.columns.map((at) => must(places[at])) },
      };
    }
    for (const [at, row] of part.value.entries())
      for (const [index, units] of row.entries()) must(cells[at])[must(places[index])] = units;
  }
  return ok(cells);
}

/**
 * Every line's totals by quarter, as its curve has them, locked cells or not: those move months
 * within the quarter. Only where locked cells ask for more than the quarter holds is it raised.
 */
function quarterTotals(
  { lines, columns, granule }: Asked,
  quarters: readonly number[],
  names: readonly number[],
): Result<Table, MonthsClash> {
  const inside = (list: readonly bigint[], name: number) =>
    sum(list.filter((_, at) => quarters[at] === name));
  const held = (line: MonthLine, name: number) =>
    sum([...line.locked].flatMap(([at, units]) => (quarters[at] === name ? [units] : [])));
  const locked = new Map<string, bigint>();
  for (const [at, line] of lines.entries())
    for (const [place, units] of line.quarters?.entries() ?? [])
      locked.set(`${at}:${place}`, units / granule);
  for (;;) {
    const made = inSteps(
      {
        rows: lines.map(({ amount }) => amount / granule),
        columns: names.map((name) => inside(columns, name) / granule),
        weights: lines.map(({ weights }) => names.map((name) => inside(weights, name))),
        locked,
      },
      granule,
    );
    if (!made.ok) return made;
    const before = locked.size;
    for (const [at, line] of lines.entries())
      for (const [place, name] of names.entries())
        if (size(held(line, name)) > size(must(must(made.value[at])[place])))
          locked.set(`${at}:${place}`, held(line, name) / granule);
    if (locked.size === before) return made;
  }
}

function size(units: bigint): bigint {
  return units < 0n ? -units : units;
}

function within(line: MonthLine, places: readonly number[], amount: bigint): MonthLine {
  const locked = places.flatMap((place, index) => {
    const units = line.locked.get(place);
    return units === undefined ? [] : [[index, units] as const];
  });
  return {
    ...line,
    amount,
    weights: places.map((place) => must(line.weights[place])),
    locked: new Map(locked),
  };
}

function inSteps(of: Parameters<typeof twoWay>[0], granule: bigint): Result<Table, MonthsClash> {
  const made = twoWay(of);
  if (made.ok) return ok(made.value.map((row) => row.map((count) => count * granule)));
  const { short, rows, columns, missing } = made.error;
  return { ok: false, error: { short, rows, columns, missing: missing * granule } };
}

/**
 * The lines that clash follow their own curves; the others meet what that leaves of the columns,
 * again and again, since a clash may hide another.
 */
function withGaps(asked: Asked, clash: MonthsClash): Table {
  const { lines, columns, granule } = asked;
  const own = new Set<number>();
  let now: MonthsClash | null = clash;
  let rest: Table = [];
  while (now) {
    const named = now.rows.map((at) => must(freeOf(lines, own)[at]));
    // A clash of columns alone names no line: then everybody follows the own curve.
    for (const at of named.length > 0 ? named : freeOf(lines, own)) own.add(at);
    const free = freeOf(lines, own);
    if (free.length === 0) break;
    const given = sum(free.map((at) => must(lines[at]).amount));
    const open = columns.map((units, place) => left(units, asked, own, place));
    const by = open.some((units) => units > 0n) ? open : columns.map(() => 1n);
    const made = tableOf({
      ...asked,
      lines: free.map((at) => must(lines[at])),
      columns: spreadYear(minor(given), by, given % granule === 0n ? granule : 1n),
    });
    rest = made.ok ? made.value : [];
    now = made.ok ? null : made.error;
  }
  const order = freeOf(lines, own);
  return lines.map((line, at) =>
    own.has(at) ? ownCurve(line, granule) : must(rest[order.indexOf(at)]),
  );
}

function left(units: bigint, { lines, granule }: Asked, own: ReadonlySet<number>, place: number) {
  const taken = sum([...own].map((at) => must(ownCurve(must(lines[at]), granule)[place])));
  const open = units < 0n ? taken - units : units - taken;
  return open < 0n ? 0n : open;
}

function freeOf(lines: readonly MonthLine[], own: ReadonlySet<number>): number[] {
  return [...lines.keys()].filter((at) => !own.has(at));
}

/** A number over its own curve, locked cells kept: what is asked of a line when no column binds it. */
export function ownCurve({ amount, weights, locked }: MonthLine, granule: bigint): bigint[] {
  const free = weights.map((weight, at) => (locked.has(at) ? 0n : weight));
  const rest = amount - sum(locked.values());
  const by = sum(free) > 0n ? free : weights.map((_, at) => (locked.has(at) ? 0n : 1n));
  if (sum(by) === 0n) return weights.map((_, at) => must(locked.get(at)));
  const moved = spreadYear(minor(rest), by, rest % granule === 0n ? granule : 1n);
  return weights.map((_, at) => locked.get(at) ?? must(moved[at]));
}

/** Whole granules where every number is; else smallest steps. */
function sharedGranule(
  lines: readonly MonthLine[],
  columns: readonly bigint[],
  granule: bigint,
): bigint {
  const even = (units: bigint) => units % granule === 0n;
  const cells = lines.flatMap(({ locked, quarters }) => [...locked.values(), ...(quarters ?? [])]);
  const all = [...lines.map(({ amount }) => amount), ...columns, ...cells];
  return all.every(even) ? granule : 1n;
}
