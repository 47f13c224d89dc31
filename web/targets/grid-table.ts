import { must } from "../../workers/lib/assert.ts";
import { formatMinor, parseMinor } from "../../workers/lib/money.ts";
import type { AnswerOf } from "../../workers/lib/contract.ts";
import type { getGrid } from "../../workers/targets/grid-contract.ts";
import { inTreeOrder, type Place } from "./tree-order.ts";

export type GridPage = AnswerOf<typeof getGrid>;
export type GridItem = GridPage["items"][number];
export type GridLine = Place<GridItem>;

/** The column of the year; every other column is a period's key. */
export const YEAR = "year";

/** What was typed and not saved: per subject the version it was based on, and cells by column. */
export type RowEdit = {
  readonly version: number;
  readonly before: GridItem;
  readonly cells: ReadonlyMap<string, string>;
};
export type Edits = ReadonlyMap<string, RowEdit>;

/** One plan's numbers as a table: periods, scale, rows with their edits on top. */
export type GridTable = {
  readonly periods: readonly string[];
  readonly scale: number;
  readonly items: readonly GridItem[];
  readonly edits: Edits;
};

export function amountAt(
  item: GridItem,
  column: string,
  periods: readonly string[],
): string | null {
  if (column === YEAR) return item.amount;
  return item.months?.[periods.indexOf(column)] ?? null;
}

/** The number on screen: what was typed, else what is kept. */
export function shownAt(
  { periods, edits }: GridTable,
  item: GridItem,
  column: string,
): string | null {
  return edits.get(item.subject)?.cells.get(column) ?? amountAt(item, column, periods);
}

export function isLockedCell(item: GridItem, column: string): boolean {
  return column === YEAR ? item.locked : item.cells[column] !== undefined;
}

/** Everybody by tree, units before people; only whose name or code holds the filter. */
export function linesOf(items: readonly GridItem[], filter: string): GridLine[] {
  const lines = inTreeOrder(items);
  const wanted = filter.trim().toLowerCase();
  if (wanted === "") return lines;
  return lines.filter(({ row: { name, nameEn, code } }) =>
    [name, nameEn ?? "", code].some((text) => text.toLowerCase().includes(wanted)),
  );
}

/** A unit's column against its children's: own number, their sum; 0 apart is exact. */
export type Margin = { readonly own: bigint; readonly below: bigint };

/** Per unit and column what the children sum to, edits counted; smallest steps. */
export function marginsOf(table: GridTable): ReadonlyMap<string, ReadonlyMap<string, Margin>> {
  const columns = [YEAR, ...table.periods];
  const units = (item: GridItem, column: string) => {
    const parsed = parseMinor(shownAt(table, item, column) ?? "0", table.scale);
    return parsed.ok ? parsed.value : 0n;
  };
  const sums = new Map<string, bigint[]>();
  for (const item of table.items) {
    if (item.parent === null) continue;
    const sum = sums.get(item.parent) ?? columns.map(() => 0n);
    sums.set(item.parent, sum);
    for (const [at, column] of columns.entries()) sum[at] = must(sum[at]) + units(item, column);
  }
  const margins = new Map<string, ReadonlyMap<string, Margin>>();
  for (const item of table.items) {
    const sum = sums.get(item.subject);
    if (!sum) continue;
    const own = columns.map(
      (column, at) => [column, { own: units(item, column), below: must(sum[at]) }] as const,
    );
    margins.set(item.subject, new Map(own));
  }
  return margins;
}

/** What the periods of a row leave of its year; null where it has no periods. */
export function rowGap(table: GridTable, item: GridItem): bigint | null {
  if (!item.months) return null;
  let rest = unitsIn(shownAt(table, item, YEAR), table.scale);
  for (const period of table.periods) rest -= unitsIn(shownAt(table, item, period), table.scale);
  return rest;
}

function unitsIn(text: string | null, scale: number): bigint {
  const parsed = parseMinor(text ?? "0", scale);
  return parsed.ok ? parsed.value : 0n;
}

/** A typed number as the grid keeps it; null when it is no number at this scale. */
export function typedAmount(text: string, scale: number): string | null {
  const parsed = parseMinor(text, scale);
  return parsed.ok ? formatMinor(parsed.value, scale) : null;
}

/** Puts one cell into the edits; the number that is kept already takes the edit back. */
export function withEdit(table: GridTable, item: GridItem, column: string, amount: string): Edits {
  const edits = new Map(table.edits);
  const old = edits.get(item.subject) ?? { version: item.version, before: item, cells: new Map() };
  const cells = new Map(old.cells);
  if (amountAt(old.before, column, table.periods) === amount) cells.delete(column);
  else cells.set(column, amount);
  if (cells.size === 0) edits.delete(item.subject);
  else edits.set(item.subject, { ...old, cells });
  return edits;
}

/** One cell that two people changed: what it was, what each of them made of it. */
export type CellConflict = {
  readonly subject: string;
  readonly name: string;
  readonly column: string;
  readonly was: string | null;
  readonly mine: string;
  readonly theirs: string | null;
  /** Theirs, where they gave one. */
  readonly reason: string;
};

/**
 * The edits on rows as they now are: what nobody else touched goes over to the new version, a cell
 * that somebody else changed as well becomes a conflict and stays out of the edits until it is decided.
 */
export function rebased(
  edits: Edits,
  items: readonly GridItem[],
  periods: readonly string[],
): { readonly edits: Edits; readonly conflicts: readonly CellConflict[] } {
  const now = new Map(items.map((item) => [item.subject, item]));
  const kept = new Map<string, RowEdit>();
  const conflicts: CellConflict[] = [];
  for (const [subject, edit] of edits) {
    const item = now.get(subject);
    if (!item) continue;
    const cells = new Map<string, string>();
    for (const [column, mine] of edit.cells) {
      const was = amountAt(edit.before, column, periods);
      const theirs = amountAt(item, column, periods);
      if (theirs === mine) continue;
      if (theirs === was) cells.set(column, mine);
      else {
        const reason = item.cells[column]?.reason ?? "";
        conflicts.push({ subject, name: item.name, column, was, mine, theirs, reason });
      }
    }
    if (cells.size > 0) kept.set(subject, { version: item.version, before: item, cells });
  }
  return { edits: kept, conflicts };
}

/** The rows of a saving request, at most as many as one request takes. */
export function rowsToSave(edits: Edits) {
  return [...edits].map(([subject, { version, cells }]) => {
    const amount = cells.get(YEAR);
    const months = [...cells].filter(([column]) => column !== YEAR);
    return {
      subject,
      version,
      cells: Object.fromEntries(months),
      ...(amount === undefined ? {} : { amount }),
    };
  });
}
