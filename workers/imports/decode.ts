import { err, ok, type Result } from "../lib/result.ts";
import type { Words } from "../lib/importable.ts";

export type Encoding = "utf-8" | "utf-8-bom" | "utf-16" | "gb18030";
export type FileError = { readonly code: string; readonly messages: Words };

/** Larger files are refused: a browser tab holds the text, the rows and the checked rows at once. */
export const BYTES_MAX = 32 * 1024 * 1024;

/**
 * Bytes of a file as text, with the encoding that was found.
 *
 * Reads UTF-16 by its mark, then tries UTF-8 strictly, then GB18030 strictly; `chosen` skips the
 * search. Refuses what is empty, too large, UTF-16 without a mark, a spreadsheet, or none of these,
 * each with what to do about it.
 */
export function decode(
  bytes: Uint8Array,
  chosen?: Encoding,
): Result<{ text: string; encoding: Encoding }, FileError> {
  const refused = refuse(bytes);
  if (refused) return err(refused);
  const marked = markOf(bytes);
  if (marked && (!chosen || chosen === "utf-16")) {
    const text = strictly(marked, bytes);
    return text === null ? err(ENCODING) : ok({ text, encoding: "utf-16" });
  }
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  if (chosen !== "gb18030") {
    // The decoder drops a leading BOM by itself.
    const text = strictly("utf-8", bytes);
    if (text !== null) return ok({ text, encoding: bom ? "utf-8-bom" : "utf-8" });
    if (chosen) return err(ENCODING);
  }
  const text = chosen || looksChinese(bytes) ? strictly("gb18030", bytes) : null;
  return text === null ? err(ENCODING) : ok({ text, encoding: "gb18030" });
}

function strictly(label: string, bytes: Uint8Array): string | null {
  // A fatal decoder throws for bytes that are not its encoding: that is its answer, not a fault.
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * Western single-byte files often pass as GB18030 too. In Chinese text nearly every second byte is
 * 0xA1 or more; after an accented Western letter comes an ordinary one.
 */
function looksChinese(bytes: Uint8Array): boolean {
  let pairs = 0;
  let common = 0;
  for (let at = 0; at + 1 < bytes.length && pairs < 20_000; at += 1) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x81) continue;
    pairs += 1;
    if (lead >= 0xa1 && lead <= 0xf7 && (bytes[at + 1] ?? 0) >= 0xa1) common += 1;
    at += 1;
  }
  return pairs > 0 && common * 2 >= pairs;
}

function refuse(bytes: Uint8Array): FileError | null {
  if (bytes.length === 0) return EMPTY;
  if (bytes.length > BYTES_MAX) return TOO_LARGE;
  if (markOf(bytes)) return null;
  const [a, b, c, d] = bytes;
  if (a === 0x50 && b === 0x4b && c === 0x03 && d === 0x04) return SPREADSHEET;
  if (a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0) return SPREADSHEET;
  return everySecondIsNul(bytes) ? UTF16 : null;
}

/** Spreadsheets and databases write UTF-16 with a mark that says in which order its bytes stand. */
function markOf([a, b]: Uint8Array): "utf-16le" | "utf-16be" | null {
  if (a === 0xff && b === 0xfe) return "utf-16le";
  return a === 0xfe && b === 0xff ? "utf-16be" : null;
}

/** UTF-16 without a mark: in plain text every second byte is zero. */
function everySecondIsNul(bytes: Uint8Array): boolean {
  const looked = Math.min(bytes.length, 4_000);
  const nul = [0, 0];
  for (let at = 0; at < looked; at += 1) if (bytes[at] === 0) nul[at % 2] = (nul[at % 2] ?? 0) + 1;
  return looked >= 8 && nul.some((count) => count * 4 >= looked);
}

const EMPTY: FileError = {
  code: "import/file_empty",
  messages: {
    zh: "文件是空的。请选择包含标题行和数据行的文件。",
    en: "The file is empty. Choose a file with a header line and rows below it.",
  },
};
const TOO_LARGE: FileError = {
  code: "import/file_too_large",
  messages: {
    zh: "文件超过 32 MB。请拆分成多个文件分别导入，或通过 API 分批写入。",
    en: "The file is larger than 32 MB. Cut it into several files, or send it in batches by the API.",
  },
};
const UTF16: FileError = {
  code: "import/encoding_utf16",
  messages: {
    zh: "文件编码是没有标记的 UTF-16，无法可靠读取。请在 Excel 中另存为“CSV UTF-8（逗号分隔）”后再导入。",
    en: "The file is in UTF-16 without a mark, which cannot be read for certain. Save it as “CSV UTF-8 (comma delimited)” in Excel and choose it again.",
  },
};
const SPREADSHEET: FileError = {
  code: "import/file_is_spreadsheet",
  messages: {
    zh: "这是旧版 Excel 工作簿（.xls）或其他压缩文件，不能直接读取。请另存为 .xlsx 或“CSV UTF-8（逗号分隔）”，或复制单元格后粘贴到这里。",
    en: "This is an old Excel workbook (.xls) or another packed file, which cannot be read. Save it as .xlsx or “CSV UTF-8 (comma delimited)”, or copy the cells and paste them here.",
  },
};
const ENCODING: FileError = {
  code: "import/encoding_unknown",
  messages: {
    zh: "无法识别文件编码：既不是 UTF-8，也不是 GB18030。请另存为“CSV UTF-8（逗号分隔）”后再导入。",
    en: "The encoding is neither UTF-8 nor GB18030. Save the file as “CSV UTF-8 (comma delimited)” and choose it again.",
  },
};
