// The payroll file as it is handed to the reader: the server's own CSV, or the same rows as a workbook.
import type { Catalogues } from "../messages/messages.ts";
import { moment } from "../format.ts";
import { column, text, type Cell } from "./sheet-cells.ts";
import type { PayrollFile } from "./wire.ts";
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
  const taken = file.records.at(-1);
  const about: Cell[][] = [
    [text(w.checksum, "strong"), text(file.checksum)],
    [text(w.by, "strong"), text(taken?.name ?? taken?.by ?? "")],
    [text(w.at, "strong"), text(taken ? moment(taken.at) : "")],
    ...file.notAccepted.map((each) => [text(w.notAccepted, "strong"), text(each.name)]),
  ];
  await saveWorkbook(
    [
      {
        name: w.rows,
        rows: [
          file.columns.map((head) => text(head, "head")),
          ...file.rows.map((row) => row.map(payrollCell)),
          ...file.totals.map((row) => totalRow(row, file)),
        ],
        widths: file.columns.map(() => 18),
      },
      { name: w.about, rows: about, widths: [28, 72] },
    ],
    name,
  );
}

/** Sums as formulas where there is one currency; with several each row of sums stands as it was said. */
function totalRow(row: readonly string[], { rows, totals }: PayrollFile): Cell[] {
  return row.map((value, at) => {
    const cell = payrollCell(value);
    if (totals.length > 1 || cell?.kind !== "input") return cell;
    const letter = column(at);
    const formula = `SUM(${letter}2:${letter}${rows.length + 1})`;
    return { kind: "formula", formula, format: "money" };
  });
}

/** Amounts become numbers; codes such as 00123 stay what they are. */
function payrollCell(value: string): Cell {
  const isAmount = /^-?(0|[1-9]\d*)\.\d+$/.test(value);
  const exact = isAmount ? parseRate(value) : null;
  return exact ? { kind: "input", value: exact, format: "money" } : text(value);
}

/** With a mark of UTF-8: Excel reads Chinese without asking. */
function saveText(name: string, csv: string): void {
  const marked = csv.startsWith("\ufeff") ? csv : `\ufeff${csv}`;
  const url = URL.createObjectURL(new Blob([marked], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun once the click is over.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
