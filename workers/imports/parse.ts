import Papa from "papaparse";
import { err, ok, type Result } from "../lib/result.ts";
import type { FileError } from "./decode.ts";

export type Delimiter = "," | ";" | "\t" | "|";
export const DELIMITERS: readonly Delimiter[] = [",", ";", "\t", "|"];

/** More rows than this are refused: the remedy is several files, or the API. */
export const ROWS_MAX = 100_000;
/** Each unbalanced quote makes the rest be read again; past this many the file is not a table. */
const QUOTE_FAULTS_MAX = 50;

/** One record: `line` is where it begins in the file (1 = first). */
export type Line = {
  readonly line: number;
  readonly cells: readonly string[];
  /** A quote opens or closes where it must not; `cells` is then the bare line in one piece. */
  readonly quoteBroken: boolean;
};

/**
 * Cuts text into records. Newlines of every kind end a line, also mixed in one file.
 *
 * A line whose quotes do not balance becomes one broken record, and reading goes on at the next
 * line, so one slip never swallows the rest. Blank lines are left out. Refuses too many rows.
 */
export function parseLines(text: string, delimiter: Delimiter): Result<Line[], FileError> {
  const whole = text.replace(/\r\n?/g, "\n");
  const lines: Line[] = [];
  let at = 0;
  let line = 1;
  for (let faults = 0; at < whole.length; faults += 1) {
    if (faults > QUOTE_FAULTS_MAX) return err(QUOTES);
    const part = records(whole.slice(at), delimiter, line);
    for (const record of part.lines) lines.push(record);
    if (lines.length > ROWS_MAX + 1) return err(TOO_MANY);
    if (part.brokenLine === null) return ok(lines);
    at = startOf(whole, at, part.brokenLine - line);
    const end = newlineFrom(whole, at);
    lines.push({ line: part.brokenLine, cells: [whole.slice(at, end)], quoteBroken: true });
    at = end + 1;
    line = part.brokenLine + 1;
  }
  return ok(lines);
}

/** Records up to the first whose quotes do not balance. */
function records(text: string, delimiter: Delimiter, firstLine: number) {
  const parsed = Papa.parse<string[]>(text, {
    delimiter,
    newline: "\n",
    header: false,
    skipEmptyLines: false,
    preview: ROWS_MAX + 2,
  });
  const bad = parsed.errors
    .filter(({ type }) => type === "Quotes")
    .reduce((first, { row }) => Math.min(first, row ?? 0), Infinity);
  const lines: Line[] = [];
  let line = firstLine;
  for (const [index, cells] of parsed.data.entries()) {
    if (index >= bad) return { lines, brokenLine: line };
    if (cells.some((cell) => cell.trim() !== "")) lines.push({ line, cells, quoteBroken: false });
    line += 1 + newlinesIn(cells);
  }
  return { lines, brokenLine: null };
}

function newlinesIn(cells: readonly string[]): number {
  let count = 0;
  for (const cell of cells)
    for (let at = cell.indexOf("\n"); at >= 0; at = cell.indexOf("\n", at + 1)) count += 1;
  return count;
}

/** Where the line begins that is `skip` lines below the one at `from`. */
function startOf(text: string, from: number, skip: number): number {
  let at = from;
  for (let left = skip; left > 0; left -= 1) at = newlineFrom(text, at) + 1;
  return at;
}

function newlineFrom(text: string, from: number): number {
  const at = text.indexOf("\n", from);
  return at < 0 ? text.length : at;
}

const QUOTES: FileError = {
  code: "import/quotes_everywhere",
  messages: {
    zh: "文件中不成对的引号太多，无法可靠地分行。请重新导出为 CSV，或检查引号。",
    en: "Too many quotes do not balance, so rows cannot be told apart. Export the file as CSV again, or mend its quotes.",
  },
};
export const TOO_MANY: FileError = {
  code: "import/too_many_rows",
  messages: {
    zh: `文件超过 ${ROWS_MAX.toLocaleString("en")} 行的上限。请拆分成多个文件分别导入，或通过 API 分批写入（每次最多 1,000 行）。`,
    en: `The file has more than ${ROWS_MAX.toLocaleString("en")} rows. Cut it into several files, or send it by the API in batches of 1,000.`,
  },
};
