import { ok, type Result } from "../lib/result.ts";
import { bareNumber, COMMA, dateParts, halfWidth, POINT, tidy } from "./cell.ts";
import type { DateOrder, Marks } from "./cell.ts";
import { decode, type Encoding, type FileError } from "./decode.ts";
import { DELIMITERS, parseLines, type Delimiter, type Line } from "./parse.ts";

/** What the person may overrule. Whatever is absent is found from the file. */
export type Choices = {
  readonly encoding?: Encoding;
  readonly delimiter?: Delimiter;
  readonly header?: boolean;
  /** Which sheet of a workbook, counted from 0. */
  readonly sheet?: number;
};

/** What a column's cells look like, from the first rows. */
export type ColumnShape = {
  readonly filled: number;
  readonly days: number;
  readonly decimals: number;
  /** Some numbers have a fraction: an amount rather than an id. */
  readonly fractions: number;
  /** Written the same number of times as there are rows: an id rather than a category. */
  readonly distinct: number;
};

export type Sheet = {
  /** A workbook has cells of its own: nothing was decoded or cut. */
  readonly encoding: Encoding | "xlsx";
  readonly delimiter: Delimiter;
  /** Column names, or null when the first line is already data. */
  readonly header: readonly string[] | null;
  /** False when the header was a guess that the person should look at. */
  readonly headerSure: boolean;
  readonly lines: readonly Line[];
  readonly columns: number;
  readonly shapes: readonly ColumnShape[];
};

/** Dates of one column: "ambiguous" fits two orders, "mixed" contradicts itself; both want a decision. */
export type OrderFound = DateOrder | "ambiguous" | "mixed" | "none";
/** Number marks: "ambiguous" when 1,234 could be either. `marks` is then the likelier reading. */
export type MarksFound = { readonly marks: Marks; readonly sure: boolean };

const LOOKED_AT = 2_000;
/** Enough text to choose the delimiter by. */
const SAMPLE_CHARS = 65_536;

/** Bytes -> a table with everything that was found said beside it. Refusals are decode's and parse's. */
export function sniff(bytes: Uint8Array, choices: Choices = {}): Result<Sheet, FileError> {
  const decoded = decode(bytes, choices.encoding);
  if (!decoded.ok) return decoded;
  return sniffText(decoded.value.text, decoded.value.encoding, choices);
}

/** The same for text that was pasted: its encoding is settled. */
export function sniffText(
  text: string,
  encoding: Encoding,
  choices: Choices = {},
): Result<Sheet, FileError> {
  const delimiter = choices.delimiter ?? findDelimiter(text);
  const parsed = parseLines(text, delimiter);
  if (!parsed.ok) return parsed;
  return sheetOf(parsed.value, { encoding, delimiter, choices });
}

/** The same for the lines of a workbook's sheet. */
export function sniffLines(
  lines: readonly Line[],
  choices: Choices = {},
): Result<Sheet, FileError> {
  return sheetOf(lines, { encoding: "xlsx", delimiter: ",", choices });
}

type From = Pick<Sheet, "encoding" | "delimiter"> & { readonly choices: Choices };

function sheetOf(
  all: readonly Line[],
  { encoding, delimiter, choices }: From,
): Result<Sheet, FileError> {
  const [first, ...rest] = all;
  if (!first) return { ok: false, error: NOTHING };
  const found = findHeader(first, rest);
  const header = choices.header ?? found.header;
  const lines = header ? rest : all;
  if (lines.length === 0) return { ok: false, error: HEADER_ONLY };
  const columns = header ? first.cells.length : widest(lines);
  return ok({
    encoding,
    delimiter,
    header: header ? first.cells.map(tidy) : null,
    headerSure: choices.header !== undefined || found.sure,
    lines,
    columns,
    shapes: Array.from({ length: columns }, (_, at) => shapeOf(lines, at)),
  });
}

/** The mark that cuts most lines into the same number of cells; a comma when none does. */
export function findDelimiter(text: string): Delimiter {
  const sample = text.slice(0, SAMPLE_CHARS);
  let best: { delimiter: Delimiter; score: number } = { delimiter: ",", score: 0 };
  for (const delimiter of DELIMITERS) {
    const parsed = parseLines(sample, delimiter);
    const lines = parsed.ok ? parsed.value : [];
    const score = evenness(lines.map(({ cells }) => cells.length));
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

/** Share of lines with the commonest width, a little more for wider tables; 0 for one column. */
function evenness(widths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  let [width, count] = [1, 0];
  for (const [at, n] of counts) if (at > 1 && n > count) [width, count] = [at, n];
  return width === 1 ? 0 : count / widths.length + Math.min(width, 50) / 1_000;
}

/** A first line with a number or a day in it is data; one above numbers or days is a header. */
function findHeader(first: Line, rest: readonly Line[]): { header: boolean; sure: boolean } {
  const names = first.cells.map(tidy);
  const typed = names.some((name) => name !== "" && (isDate(name) || isNumber(name)));
  if (typed || first.quoteBroken) return { header: false, sure: typed };
  const given = names.filter((name) => name !== "");
  if (new Set(given).size < given.length) return { header: true, sure: false };
  const below = names.some((_, at) => {
    const { filled, days, decimals } = shapeOf(rest, at);
    return filled > 0 && days + decimals > filled * 0.8;
  });
  return { header: true, sure: below };
}

function shapeOf(lines: readonly Line[], column: number): ColumnShape {
  let [filled, days, decimals, fractions] = [0, 0, 0, 0];
  const values = new Set<string>();
  for (const { cells } of lines.slice(0, LOOKED_AT)) {
    const cell = tidy(cells[column] ?? "");
    if (cell === "") continue;
    filled += 1;
    values.add(cell);
    const date = isDate(cell);
    if (date) days += 1;
    else if (isNumber(cell)) decimals += 1;
    if (!date && /\d[.,]\d{1,2}$|[.,]\d{4,}$/.test(cell)) fractions += 1;
  }
  return { filled, days, decimals, fractions, distinct: values.size };
}

function isDate(cell: string): boolean {
  const found = dateParts(cell);
  if (!found) return false;
  const [a, b, c] = found.parts.map(Number);
  const year = found.parts.find((part) => part.length === 4);
  if (year !== undefined) return Number(year) >= 1900 && Number(year) <= 2199 && (b ?? 0) <= 31;
  return (a ?? 99) <= 99 && (b ?? 99) <= 31 && (c ?? 99) <= 99 && /\D/.test(cell);
}

function isNumber(cell: string): boolean {
  return /^-?(\d[\d.,]*|[.,]\d+)$/.test(bareNumber(cell));
}

/** In which order a column writes day, month and year. */
export function findDateOrder(lines: readonly Line[], column: number): OrderFound {
  let [yearFirst, dayFirst, monthFirst, either] = [0, 0, 0, 0];
  for (const { cells } of lines) {
    const found = dateParts(tidy(cells[column] ?? ""));
    if (!found) continue;
    const [a, b] = found.parts;
    if (a.length === 4) yearFirst += 1;
    else if (Number(a) > 12) dayFirst += 1;
    else if (Number(b) > 12) monthFirst += 1;
    else either += 1;
  }
  if (dayFirst > 0 && monthFirst > 0) return "mixed";
  if (dayFirst > 0) return "dmy";
  if (monthFirst > 0) return "mdy";
  if (either > 0) return "ambiguous";
  return yearFirst > 0 ? "ymd" : "none";
}

/** Which mark is the decimal one. One cell that can be read one way only decides for the column. */
export function findMarks(
  lines: readonly Line[],
  column: number,
  delimiter: Delimiter,
): MarksFound {
  let [point, comma, either] = [0, 0, 0];
  for (const { cells } of lines) {
    const bare = bareNumber(tidy(cells[column] ?? ""));
    const vote = voteOf(bare);
    if (vote === ".") point += 1;
    else if (vote === ",") comma += 1;
    else if (vote === "either") either += 1;
  }
  if (point > 0 && comma > 0) return { marks: point >= comma ? POINT : COMMA, sure: false };
  if (comma > 0) return { marks: COMMA, sure: true };
  // Where the comma parts the cells, it is not the decimal mark of the same program.
  return { marks: POINT, sure: point > 0 || either === 0 || delimiter === "," };
}

/** The decimal mark a number proves, "either" for 1,234 or 1.234, null for plain digits. */
function voteOf(bare: string): "." | "," | "either" | null {
  const lastPoint = bare.lastIndexOf(".");
  const lastComma = bare.lastIndexOf(",");
  if (lastPoint < 0 && lastComma < 0) return null;
  if (!/^-?[\d.,]+$/.test(bare)) return null;
  if (lastPoint >= 0 && lastComma >= 0) return lastPoint > lastComma ? "." : ",";
  const mark = lastPoint >= 0 ? "." : ",";
  const other = mark === "." ? "," : ".";
  const groups = bare.replace("-", "").split(mark);
  if (groups.length > 2) return other;
  const [whole = "", fraction = ""] = groups;
  const couldGroup = fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
  return couldGroup ? "either" : mark;
}

function widest(lines: readonly Line[]): number {
  return lines.reduce((most, { cells }) => Math.max(most, cells.length), 1);
}

/** Column name for people: the header, or "Column 3" where there is none. */
export function columnName(sheet: Sheet, column: number): string {
  return sheet.header?.[column] || `${column + 1}`;
}

/** Names as they are compared: no case, spaces, marks or units in brackets. */
export function plainName(name: string): string {
  return halfWidth(name)
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[([（【][^)\]）】]*[)\]）】]/g, "")
    .replace(/[\s_\-./:：#*'"“”]/g, "");
}

const NOTHING: FileError = {
  code: "import/file_empty",
  messages: {
    zh: "文件里只有空行。请选择包含标题行和数据行的文件。",
    en: "The file has blank lines only. Choose a file with a header line and rows below it.",
  },
};
const HEADER_ONLY: FileError = {
  code: "import/header_only",
  messages: {
    zh: "文件只有标题行，没有数据行。请在标题下方加入数据后再导入。",
    en: "The file has a header line and no rows below it. Add rows and choose it again.",
  },
};
