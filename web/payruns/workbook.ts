// Writes sheets as an XLSX file; the writer is fetched only when a file is asked for.
import type { SheetData } from "write-excel-file/browser";
import { exactText } from "../../workers/incentives/exact.ts";
import type { Cell, Format } from "./sheet-cells.ts";
import type { Sheet } from "./statement-sheets.ts";
import type { Rate } from "../../workers/lib/rate.ts";

const FORMATS: Readonly<Record<Format, string>> = {
  money: "#,##0.00########",
  percent: "0.00##%",
  plain: "0.########",
  count: "0",
};
/** What is typed is blue and what is computed is black, as in any model. */
const INPUT = "#2450C4";

export function sheetData({ rows }: Pick<Sheet, "rows">, minorPlaces = 2): SheetData {
  const money = minorPlaces === 0 ? "#,##0" : `#,##0.${"0".repeat(minorPlaces)}######`;
  const formatOf = (format: Format) => (format === "money" ? money : FORMATS[format]);
  return rows.map((row) => row.map((cell) => written(cell, formatOf)));
}

function written(cell: Cell, formatOf: (format: Format) => string): SheetData[number][number] {
  if (cell === null) return null;
  if (cell.kind === "text") return textCell(cell);
  const format = formatOf(cell.format);
  if (cell.kind === "formula") return { value: cell.formula, type: "Formula", format };
  const number = decimal(cell.value);
  return number === null
    ? { value: `${cell.value.num}/${cell.value.den}`, type: "Formula", format, textColor: INPUT }
    : { value: number, type: Number, format, textColor: INPUT };
}

function textCell({ text, look }: Extract<Cell, { kind: "text" }>): SheetData[number][number] {
  if (text === "") return null;
  if (look === "head")
    return { value: text, type: String, fontWeight: "bold", backgroundColor: "#EEF0F4" };
  if (look === "strong") return { value: text, type: String, fontWeight: "bold" };
  if (look === "muted") return { value: text, type: String, textColor: "#646D80" };
  return { value: text, type: String, wrap: true };
}

/** A spreadsheet's number where the fraction ends; null where it does not (1/3). */
function decimal(value: Rate): number | null {
  const text = exactText(value);
  return text.includes("/") ? null : Number(text);
}

/** Hands the reader a workbook. */
export async function saveWorkbook(
  sheets: readonly Sheet[],
  name: string,
  minorPlaces = 2,
): Promise<void> {
  const { default: writeXlsxFile } = await import("write-excel-file/browser");
  await writeXlsxFile(
    sheets.map((sheet) => ({
      data: sheetData(sheet, minorPlaces),
      sheet: sheet.name,
      columns: sheet.widths.map((width) => ({ width })),
      stickyRowsCount: 1,
    })),
  ).toFile(`${name}.xlsx`);
}
