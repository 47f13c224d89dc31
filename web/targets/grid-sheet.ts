import type { SheetData } from "write-excel-file/browser";
import { must } from "../../workers/lib/assert.ts";
import { formatMinor, parseMinor } from "../../workers/lib/money.ts";
import { amountAt, typedAmount, YEAR, type GridItem, type GridLine } from "./grid-table.ts";

/** Columns before the periods; `code` finds the row again, `version` tells whether it has moved. */
export const FIXED_COLUMNS = ["code", "name", "kind", "parent", "version", YEAR] as const;
export type FixedColumn = (typeof FIXED_COLUMNS)[number];

/** What the file calls things; keys are recognised whatever the language of the rest. */
export type SheetWords = {
  readonly columns: Readonly<Record<FixedColumn, string>>;
  readonly kinds: { readonly unit: string; readonly person: string };
  readonly definitions: readonly (readonly [string, string])[];
};

type Shape = {
  readonly lines: readonly GridLine[];
  readonly periods: readonly string[];
  readonly scale: number;
};

/** The grid as a sheet: keys in the first row, words in the second, numbers as numbers. */
export function gridSheet({ lines, periods, scale }: Shape, words: SheetWords): SheetData {
  const bold = { fontWeight: "bold", backgroundColor: "#EEF0F4" } as const;
  const format = scale === 0 ? "#,##0" : `#,##0.${"0".repeat(scale)}`;
  const head = [...FIXED_COLUMNS, ...periods].map((value) => ({ value, type: String, ...bold }));
  const said = [...FIXED_COLUMNS.map((each) => words.columns[each]), ...periods];
  const number = (text: string | null) =>
    text === null ? null : { value: Number(text), type: Number, format };
  const codes = new Map(lines.map(({ row }) => [row.subject, row.code]));
  const rows = lines.map(({ row }) => [
    ...[row.code, row.name, words.kinds[row.kind], codes.get(row.parent ?? "") ?? ""].map(
      (value) => ({ value, type: String }),
    ),
    { value: row.version, type: Number, format: "0" },
    number(row.amount),
    ...periods.map((period) => number(amountAt(row, period, periods))),
  ]);
  return [head, said.map((value) => ({ value, type: String, textColor: "#646D80" })), ...rows];
}

/** The second sheet: what every column means and how the file comes back. */
export function definitionSheet(words: SheetWords): SheetData {
  return words.definitions.map(([name, meaning]) => [
    { value: name, type: String, fontWeight: "bold" },
    { value: meaning, type: String, wrap: true },
  ]);
}

/** A cell as it was read: text, or a number as it stands in the file. */
export type ReadCell = string | number | boolean | object | null;

export type CellChange = {
  readonly item: GridItem;
  readonly column: string;
  /** As a spreadsheet calls it: "G7". */
  readonly place: string;
  readonly from: string | null;
  readonly to: string;
  /** to - from, as a decimal at the scale. */
  readonly by: string;
};

export type SheetFault = {
  readonly code:
    | "no_header"
    | "unknown_column"
    | "unknown_code"
    | "repeated_code"
    | "moved_row"
    | "no_number"
    | "no_months"
    | "top_year"
    | "too_many";
  readonly place: string;
  readonly value: string;
};

/** Rows that one saving request takes. */
export const ROWS_MAX = 1_000;

/**
 * What a file would change, cell by cell, against the grid as it now is, and what is wrong with it.
 * A blank cell changes nothing. Nothing is applied here; a file with a fault is not applied at all.
 */
export function readGrid(
  sheet: readonly (readonly ReadCell[])[],
  { lines, periods, scale }: Shape,
): { readonly changes: readonly CellChange[]; readonly faults: readonly SheetFault[] } {
  const faults: SheetFault[] = [];
  const changes: CellChange[] = [];
  const headAt = sheet.findIndex((row) => row.some((cell) => textOf(cell) === "code"));
  if (headAt < 0) return { changes, faults: [{ code: "no_header", place: "A1", value: "" }] };
  const head = must(sheet[headAt]).map(textOf);
  const known = new Map(lines.map(({ row }) => [row.code, row]));
  const named: readonly string[] = FIXED_COLUMNS;
  for (const [at, column] of head.entries())
    if (column !== "" && !named.includes(column) && !periods.includes(column))
      faults.push({ code: "unknown_column", place: placeOf(headAt, at), value: column });

  const seen = new Set<string>();
  const [codeAt, versionAt] = [head.indexOf("code"), head.indexOf("version")];
  for (const [index, row] of sheet.slice(headAt + 1).entries()) {
    const at = headAt + 1 + index;
    const code = textOf(row[codeAt] ?? null);
    const fault = (name: SheetFault["code"], column: number, value: string) =>
      faults.push({ code: name, place: placeOf(at, column), value });
    // The second row explains the keys of the first; empty rows say nothing.
    if (code === "" || (index === 0 && !known.has(code) && isWords(row, head))) continue;
    const item = known.get(code);
    if (!item) fault("unknown_code", codeAt, code);
    else if (seen.has(code)) fault("repeated_code", codeAt, code);
    else {
      const cells = changesOf(item, row, { head, at, periods, scale }, faults);
      const version = versionAt < 0 ? "" : textOf(row[versionAt] ?? null);
      if (cells.length > 0 && version !== "" && Number(version) !== item.version)
        fault("moved_row", versionAt, version);
      changes.push(...cells);
    }
    seen.add(code);
  }
  const rows = new Set(changes.map(({ item }) => item.subject)).size;
  if (rows > ROWS_MAX) faults.push({ code: "too_many", place: "", value: `${rows}` });
  return { changes, faults };
}

type RowContext = {
  readonly head: readonly string[];
  readonly at: number;
  readonly periods: readonly string[];
  readonly scale: number;
};

function changesOf(
  item: GridItem,
  row: readonly ReadCell[],
  { head, at, periods, scale }: RowContext,
  faults: SheetFault[],
): CellChange[] {
  return [YEAR, ...periods].flatMap((column): CellChange[] => {
    const index = head.indexOf(column);
    const text = index < 0 ? "" : numberText(row[index] ?? null);
    if (text === "") return [];
    const place = placeOf(at, index);
    const to = typedAmount(text, scale);
    const from = amountAt(item, column, periods);
    const fault = (code: SheetFault["code"]) => {
      faults.push({ code, place, value: text });
      return [];
    };
    if (to === null) return fault("no_number");
    if (to === from) return [];
    if (column !== YEAR && from === null) return fault("no_months");
    if (column === YEAR && item.parent === null) return fault("top_year");
    const by = formatMinor(unitsOf(to, scale) - unitsOf(from ?? "0", scale), scale);
    return [{ item, column, place, from, to, by }];
  });
}

function isWords(row: readonly ReadCell[], head: readonly string[]): boolean {
  const year = head.indexOf(YEAR);
  return year < 0 || typeof row[year] !== "number";
}

function unitsOf(text: string, scale: number): bigint {
  const parsed = parseMinor(text, scale);
  return parsed.ok ? parsed.value : 0n;
}

function textOf(cell: ReadCell): string {
  return typeof cell === "string" || typeof cell === "number" ? String(cell).trim() : "";
}

/** A spreadsheet keeps 15 digits: 347000.1 may stand in the file as 347000.09999999998. */
function numberText(cell: ReadCell): string {
  if (typeof cell !== "number") return textOf(cell).normalize("NFKC").replace(/[,\s]/g, "");
  const text = cell.toPrecision(15);
  if (text.includes("e")) return String(cell);
  return text.includes(".") ? text.replace(/0+$/, "").replace(/\.$/, "") : text;
}

/** Row and column as a spreadsheet calls them: (0, 0) is A1, (6, 27) is AB7. */
export function placeOf(row: number, column: number): string {
  let letters = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return `${letters}${row + 1}`;
}
