// Reading .xlsx in the browser. The reader is fetched only when somebody chooses a workbook.
import { err, ok, type Result } from "../../workers/lib/result.ts";
import type { FileError } from "../../workers/imports/decode.ts";
import { ROWS_MAX, TOO_MANY } from "../../workers/imports/parse.ts";
import {
  plainNumber,
  sheetLines,
  type WorkbookCell,
  type WorkbookSheet,
} from "../../workers/imports/workbook.ts";

/** A workbook of this decade is a zip file; what else is one turns out while reading. */
export function isWorkbook([a, b, c, d]: Uint8Array): boolean {
  return a === 0x50 && b === 0x4b && c === 0x03 && d === 0x04;
}

/** The sheets that hold rows, in their order. Refuses what is no workbook, and too many rows. */
export async function readWorkbook(
  bytes: Uint8Array,
): Promise<Result<readonly WorkbookSheet[], FileError>> {
  const reader = await import("read-excel-file/browser");
  const blob = new Blob([bytes.slice().buffer]);
  const read = await reader.default(blob, { parseNumber: plainNumber }).then(
    (sheets) => ok(sheets),
    () => err(UNREADABLE),
  );
  if (!read.ok) return read;
  const sheets = read.value.flatMap(({ sheet, data }) => {
    // The library declares a cell's date as the constructor; it is a Date.
    const lines = sheetLines(data as unknown as readonly (readonly WorkbookCell[])[]);
    return lines.length > 0 ? [{ name: sheet, lines }] : [];
  });
  if (sheets.length === 0) return err(BLANK);
  return sheets.some(({ lines }) => lines.length > ROWS_MAX + 1) ? err(TOO_MANY) : ok(sheets);
}

const UNREADABLE: FileError = {
  code: "import/workbook_unreadable",
  messages: {
    zh: "无法读取这个文件：它不是 .xlsx 工作簿，或已损坏、加密。请在 Excel 中另存为 .xlsx 或“CSV UTF-8”后再导入。",
    en: "This file cannot be read: it is no .xlsx workbook, or it is damaged or encrypted. Save it as .xlsx or “CSV UTF-8” in Excel and choose it again.",
  },
};
const BLANK: FileError = {
  code: "import/file_empty",
  messages: {
    zh: "工作簿里没有任何内容。请选择包含标题行和数据行的文件。",
    en: "The workbook is empty. Choose a file with a header line and rows below it.",
  },
};
