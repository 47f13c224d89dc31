import type { FileError } from "../../workers/imports/decode.ts";
import { sniff, sniffLines, type Sheet } from "../../workers/imports/sniff.ts";
import type { Result } from "../../workers/lib/result.ts";
import { isWorkbook, readWorkbook } from "../imports/workbook.ts";

/** The first sheet of a workbook, or the table of a text file; its first line is the titles. */
export async function findSheet(bytes: Uint8Array): Promise<Result<Sheet, FileError>> {
  if (!isWorkbook(bytes)) return sniff(bytes, { header: true });
  const sheets = await readWorkbook(bytes);
  if (!sheets.ok) return sheets;
  return sniffLines(sheets.value[0]?.lines ?? [], { header: true });
}
