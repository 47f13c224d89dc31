// A table on screen as sheets of a workbook: its rows as numbers, their sums as formulas, and a sheet
// that says what every column means.
import { rate } from "../../workers/lib/rate.ts";
import { type Cell, column, text } from "../payruns/sheet-cells.ts";
import type { Sheet } from "../payruns/statement-sheets.ts";

export type FileColumn<Row> = {
  readonly head: string;
  readonly meaning: string;
  readonly width: number;
  /** `line` is the row's own number in the sheet, for formulas. */
  readonly cell: (row: Row, line: number) => Cell;
  /** Summed below the last row. */
  readonly isSummed?: boolean;
};

type Table<Row> = {
  readonly name: string;
  readonly columns: readonly FileColumn<Row>[];
  readonly rows: readonly Row[];
  /** What the row of sums is called; no such row without it. */
  readonly total?: string;
};

/** Minor units of a currency as a number of a sheet. */
export function amount(units: bigint, scale: number): Cell {
  return { kind: "input", value: rate(units, 10n ** BigInt(scale)), format: "money" };
}

export function tableSheet<Row>({ name, columns, rows, total }: Table<Row>): Sheet {
  const last = rows.length + 1;
  const sums = columns.map(({ isSummed }, at): Cell => {
    if (at === 0) return text(total ?? "", "strong");
    if (isSummed !== true) return null;
    const letter = column(at);
    return { kind: "formula", formula: `SUM(${letter}2:${letter}${last})`, format: "money" };
  });
  return {
    name,
    rows: [
      columns.map(({ head }) => text(head, "head")),
      ...rows.map((row, at) => columns.map(({ cell }) => cell(row, at + 2))),
      ...(total === undefined || rows.length === 0 ? [] : [sums]),
    ],
    widths: columns.map(({ width }) => width),
  };
}

type Meant = Pick<FileColumn<never>, "head" | "meaning">;

/** What the file is of, and what each column of its sheets means. */
export function definitionsSheet(
  name: string,
  facts: readonly (readonly [string, string])[],
  sheets: readonly { readonly name: string; readonly columns: readonly Meant[] }[],
): Sheet {
  return {
    name,
    rows: [
      ...facts.map(([key, value]) => [text(key, "strong"), text(value)]),
      ...sheets.flatMap((sheet) => [
        [],
        [text(sheet.name, "head"), text("", "head")],
        ...sheet.columns.map(({ head, meaning }) => [text(head, "strong"), text(meaning)]),
      ]),
    ],
    widths: [26, 90],
  };
}
