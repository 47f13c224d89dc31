// The payroll file as it is handed to the reader: the server's own CSV, or the same rows as a workbook.
import type { Catalogues } from "../messages/messages.ts";
import { moment } from "../format.ts";
import { column, elsewhere, text, type Cell } from "./sheet-cells.ts";
import type { PayrollFile } from "./wire.ts";
import type { Sheet } from "./statement-sheets.ts";
import { saveWorkbook } from "./workbook.ts";
import { parseRate } from "../../workers/lib/rate.ts";

type FileWords = Catalogues["payruns"]["run"]["payroll"];

export async function savePayroll(
  file: PayrollFile,
  format: "csv" | "xlsx",
  w: FileWords,
): Promise<void> {
  const name = file.file.replace(/\.(csv|xlsx)$/, "");
  if (format === "csv") return saveText(`${name}.csv`, file.csv);
  await saveWorkbook(payrollSheets(file, w), name, placesOf(file));
}

/** The rows, their sums on a sheet of their own, and what the file is: the checksum is the CSV's. */
export function payrollSheets(file: PayrollFile, w: FileWords): Sheet[] {
  const taken = file.records.at(-1);
  const about: Cell[][] = [
    [text(w.checksum, "strong"), text(file.checksum), text(file.file)],
    [text(w.by, "strong"), text(taken?.name ?? taken?.by ?? "")],
    [text(w.at, "strong"), text(taken ? moment(taken.at) : "")],
    ...file.notAccepted.map((each) => [text(w.notAccepted, "strong"), text(each.name)]),
  ];
  const cells = (row: readonly string[]) =>
    row.map((value, at) => (isAmount(file, at) ? payrollCell(value) : text(value)));
  const heads = file.columns.map((head) => text(head, "head"));
  return [
    {
      name: w.rows,
      rows: [heads, ...file.rows.map(cells)],
      widths: file.columns.map(() => 18),
    },
    {
      name: w.totals,
      rows: [heads, ...file.totals.map((row) => totalRow(row, file, w.rows))],
      widths: file.columns.map(() => 18),
    },
    { name: w.about, rows: about, widths: [28, 72, 40] },
  ];
}

const AMOUNT = /^-?(?:0|[1-9]\d*)(?:\.(\d+))?$/;

/** A column of money is one that is added up: a code of digits never is, a currency may have no cents. */
function isAmount({ totals }: PayrollFile, at: number): boolean {
  return AMOUNT.test(totals[0]?.[at] ?? "");
}

/** Digits after the point that all its amounts have; two where currencies differ. */
export function placesOf({ totals }: PayrollFile): number {
  const places = new Set(
    totals.flat().flatMap((value) => {
      const amount = AMOUNT.exec(value);
      return amount ? [amount[1]?.length ?? 0] : [];
    }),
  );
  return places.size === 1 ? ([...places][0] ?? 2) : 2;
}

/** Sums as formulas where there is one currency; with several each row of sums stands as it was said. */
function totalRow(row: readonly string[], file: PayrollFile, rows: string): Cell[] {
  return row.map((value, at) => {
    if (!isAmount(file, at)) return text(value);
    if (file.totals.length > 1) return payrollCell(value);
    const letter = column(at);
    const formula = `SUM(${elsewhere(rows, `${letter}2:${letter}${file.rows.length + 1}`)})`;
    return { kind: "formula", formula, format: "money" };
  });
}

function payrollCell(value: string): Cell {
  const exact = AMOUNT.test(value) ? parseRate(value) : null;
  return exact ? { kind: "input", value: exact, format: "money" } : text(value);
}

/** The very text that the checksum is of: a mark of UTF-8 stands in it already. */
function saveText(name: string, csv: string): void {
  const url = URL.createObjectURL(new Blob([csv], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun once the click is over.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
