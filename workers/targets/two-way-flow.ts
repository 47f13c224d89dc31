import { must } from "../lib/assert.ts";
import { sum } from "../lib/list.ts";
import type { Contradiction, OpenTable } from "./two-way-open.ts";

/** Rows to which the same columns are open: to a flow they are one. */
type Group = {
  readonly rows: readonly number[];
  readonly open: readonly number[];
  /** Granules placed in each column. */
  readonly placed: bigint[];
  rest: bigint;
};

/**
 * Whether any table meets both margins, by maximum flow from rows to columns (Ford and Fulkerson
 * 1956, shortest paths first); if none does, the minimum cut as the contradiction. Of the two ends of
 * the cut the one with fewer names is told.
 */
export function contradictionOf(open: OpenTable): Contradiction | null {
  const groups = groupsOf(open);
  const room = [...open.columns];
  for (const group of groups) placeFreely(group, room);
  for (const group of groups) while (group.rest > 0n && placeByMoving(group, groups, room));
  if (room.every((left) => left === 0n)) return null;
  const [tooMuch, tooLittle] = [stuckRows(open, groups), emptyColumns(open, groups, room)];
  const named = (of: Contradiction) => of.rows.length + of.columns.length;
  return named(tooLittle) < named(tooMuch) ? tooLittle : tooMuch;
}

function groupsOf({ rows, columns, weights }: OpenTable): Group[] {
  const byPattern = new Map<string, { rows: number[]; open: number[] }>();
  const width = columns.length;
  for (const [row, rest] of rows.entries()) {
    if (rest === 0n) continue;
    const open = [];
    for (let column = 0; column < width; column += 1)
      if (must(weights[row * width + column]) > 0n) open.push(column);
    const key = open.join();
    const group = byPattern.get(key);
    if (group) group.rows.push(row);
    else byPattern.set(key, { rows: [row], open });
  }
  const groups = [...byPattern.values()].map((group) => ({
    ...group,
    placed: columns.map(() => 0n),
    rest: sum(group.rows.map((row) => must(rows[row]))),
  }));
  // Those with the least choice first, so that seldom anything has to be moved.
  return groups.sort((a, b) => a.open.length - b.open.length);
}

function placeFreely(group: Group, room: bigint[]): void {
  for (const column of group.open)
    place(group, column, smaller(group.rest, must(room[column])), room);
}

function place(group: Group, column: number, units: bigint, room: bigint[]): void {
  group.placed[column] = must(group.placed[column]) + units;
  group.rest -= units;
  room[column] = must(room[column]) - units;
}

/** One augmenting path: `from` takes a column whose granules move on, column by column, to room. */
function placeByMoving(from: Group, groups: readonly Group[], room: bigint[]): boolean {
  const cameBy = new Map<number, { readonly group: Group; readonly column: number | null }>();
  for (const column of from.open) cameBy.set(column, { group: from, column: null });
  for (const column of cameBy.keys()) {
    if (must(room[column]) > 0n) {
      push(column, cameBy, room);
      return true;
    }
    for (const group of groups) {
      if (must(group.placed[column]) === 0n) continue;
      for (const next of group.open) if (!cameBy.has(next)) cameBy.set(next, { group, column });
    }
  }
  return false;
}

function push(
  end: number,
  cameBy: ReadonlyMap<number, { readonly group: Group; readonly column: number | null }>,
  room: bigint[],
): void {
  const steps: { group: Group; from: number | null; to: number }[] = [];
  for (let to: number | null = end; to !== null;) {
    const { group, column: from }: { group: Group; column: number | null } = must(cameBy.get(to));
    steps.push({ group, from, to });
    to = from;
  }
  const most = steps.reduce(
    (least, { group, from }) =>
      smaller(least, from === null ? group.rest : must(group.placed[from])),
    must(room[end]),
  );
  for (const { group, from, to } of steps) {
    if (from !== null) place(group, from, -most, room);
    place(group, to, most, room);
  }
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

/** Rows that cannot place everything, and all the columns that are open to them. */
function stuckRows(open: OpenTable, groups: readonly Group[]): Contradiction {
  const stuck = new Set(groups.filter(({ rest }) => rest > 0n));
  const columns = new Set<number>();
  for (const group of stuck)
    for (const column of group.open) {
      if (columns.has(column)) continue;
      columns.add(column);
      for (const other of groups) if (must(other.placed[column]) > 0n) stuck.add(other);
    }
  return told(open, "columns", stuck, columns);
}

/** Columns that cannot be filled, and all the rows that could bring something. */
function emptyColumns(
  open: OpenTable,
  groups: readonly Group[],
  room: readonly bigint[],
): Contradiction {
  const columns = new Set([...room.keys()].filter((column) => must(room[column]) > 0n));
  const feeding = new Set<Group>();
  for (const column of columns)
    for (const group of groups) {
      if (feeding.has(group) || !group.open.includes(column)) continue;
      feeding.add(group);
      for (const other of group.open) if (must(group.placed[other]) > 0n) columns.add(other);
    }
  return told(open, "rows", feeding, columns);
}

function told(
  open: OpenTable,
  short: Contradiction["short"],
  groups: ReadonlySet<Group>,
  columnsNamed: ReadonlySet<number>,
): Contradiction {
  const up = (a: number, b: number) => a - b;
  const rows = [...groups].flatMap((group) => group.rows).sort(up);
  const columns = [...columnsNamed].sort(up);
  const brought = sum(rows.map((row) => must(open.rows[row])));
  const asked = sum(columns.map((column) => must(open.columns[column])));
  const missing = short === "columns" ? brought - asked : asked - brought;
  return { code: "allocation/contradiction", short, rows, columns, missing };
}
