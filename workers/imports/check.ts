import { signOf, type Cells, type Field, type Importable } from "../lib/importable.ts";
import type { RowProblem } from "../lib/importable.ts";
import { currencyMark, readDay, readDecimal, tidy, type DateOrder, type Marks } from "./cell.ts";
import type { Mapping } from "./mapping.ts";
import type { Line } from "./parse.ts";
import type { Sheet } from "./sniff.ts";
import { blank, CELL_CHARS_MAX, faulty, HEADER_AGAIN, NUL, repeated } from "./words.ts";
import { TOO_LONG, tooFew, tooMany, UNBALANCED, whole } from "./words.ts";

/** How the file is read, as confirmed by the person. */
export type Plan = {
  readonly mapping: Mapping;
  readonly dateOrder: DateOrder;
  readonly marks: Marks;
};

export type Accepted<Row> = { readonly row: number; readonly line: number; readonly value: Row };
export type Rejected = {
  /** Counted from 1 below the header. */
  readonly row: number;
  /** Where the row begins in the file. */
  readonly line: number;
  readonly cells: readonly string[];
  readonly problems: readonly RowProblem[];
};
export type Checked<Row> = {
  readonly accepted: Accepted<Row>[];
  readonly rejected: Rejected[];
  /** Rows looked at so far; always accepted + rejected. */
  done: number;
};

export type Check<Row> = {
  readonly result: Checked<Row>;
  readonly total: number;
  /** Checks the next `count` rows. A page calls it in slices and stays alive in between. */
  readonly next: (count: number) => void;
};

/**
 * Every row of a sheet, accepted or rejected with all its problems, never neither and never both.
 * Rows are looked at in file order, since a second row of one identity is the one rejected.
 */
export function startCheck<Known, Row>(
  sheet: Sheet,
  plan: Plan,
  noun: Importable<Known, Row>,
  known: Known,
): Check<Row> {
  const reader = rowReader(sheet, plan, noun.fields);
  const all = noun.gather?.(known, cellsOf(sheet, reader)) ?? known;
  const result: Checked<Row> = { accepted: [], rejected: [], done: 0 };
  const once = identities(noun);
  function next(count: number): void {
    const until = Math.min(sheet.lines.length, result.done + count);
    for (let at = result.done; at < until; at += 1) {
      const line = sheet.lines[at];
      if (line) take(line, at + 1);
    }
    result.done = until;
  }
  function take(line: Line, row: number): void {
    const read = reader(line);
    const checked =
      read.problems.length > 0
        ? { ok: false as const, problems: read.problems }
        : noun.checkRow(read.cells, all);
    const final = checked.ok ? once(checked.value, row) : checked;
    if (final.ok) result.accepted.push({ row, line: line.line, value: final.value });
    else {
      result.rejected.push({ row, line: line.line, cells: line.cells, problems: final.problems });
    }
  }
  return { result, total: sheet.lines.length, next };
}

/** All rows at once: for files that are small, and for tests. */
export function checkAll<Known, Row>(
  sheet: Sheet,
  plan: Plan,
  noun: Importable<Known, Row>,
  known: Known,
): Checked<Row> {
  const check = startCheck(sheet, plan, noun, known);
  check.next(check.total);
  return check.result;
}

/** Rejects the second row of one identity, and numbers equal rows that have none. */
function identities<Known, Row>(noun: Importable<Known, Row>) {
  const rows = new Map<string, number>();
  const times = new Map<string, number>();
  return (value: Row, row: number) => {
    const key = noun.keyOf(value);
    if (key === null) {
      const content = noun.contentOf?.(value) ?? "";
      const nth = (times.get(content) ?? 0) + 1;
      times.set(content, nth);
      return { ok: true as const, value: noun.numbered?.(value, nth) ?? value };
    }
    const first = rows.get(key);
    if (first !== undefined) return { ok: false as const, problems: [repeated(key, first)] };
    rows.set(key, row);
    return { ok: true as const, value };
  };
}

type Reading = { readonly cells: Cells; readonly problems: readonly RowProblem[] };

/** The cells of every row as they are read, whether the row is good or not. */
export function readRows(sheet: Sheet, plan: Plan, fields: readonly Field[]): Iterable<Cells> {
  return cellsOf(sheet, rowReader(sheet, plan, fields));
}

function* cellsOf(sheet: Sheet, reader: (line: Line) => Reading): Generator<Cells> {
  for (const line of sheet.lines) yield reader(line).cells;
}

function rowReader(sheet: Sheet, plan: Plan, fields: readonly Field[]) {
  const mapped = fields.filter(({ name }) => plan.mapping[name]);
  return (line: Line): Reading => {
    const broken = brokenLine(line, sheet);
    if (broken) return { cells: {}, problems: [broken] };
    const cells: Record<string, string> = {};
    const problems: RowProblem[] = [];
    for (const field of mapped) {
      const source = plan.mapping[field.name];
      if (!source) continue;
      const raw = "value" in source ? source.value : (line.cells[source.column] ?? "");
      const read = "value" in source ? raw : readCell(tidy(raw), field, plan);
      if (typeof read === "string") cells[field.name] = read;
      else problems.push(read);
      const sign = field.kind === "decimal" ? currencyMark(raw) : null;
      if (sign) cells[signOf(field.name)] = sign.join(" ");
      if (read === "" && field.required) problems.push(blank(field));
    }
    return { cells, problems };
  };
}

/** What is wrong with the line as a whole, before any cell of it is read. */
function brokenLine(line: Line, sheet: Sheet): RowProblem | null {
  if (line.quoteBroken) return whole("import/quote_unbalanced", line.cells[0] ?? "", UNBALANCED);
  if (line.cells.length > sheet.columns && line.cells.slice(sheet.columns).some((at) => tidy(at)))
    return whole(
      "import/too_many_cells",
      String(line.cells.length),
      tooMany(line.cells.length, sheet.columns),
    );
  if (line.cells.length < sheet.columns && sheet.header)
    return whole(
      "import/too_few_cells",
      String(line.cells.length),
      tooFew(line.cells.length, sheet.columns),
    );
  const long = line.cells.find((cell) => cell.length > CELL_CHARS_MAX);
  if (long !== undefined) return whole("import/cell_too_long", long, TOO_LONG);
  const nul = line.cells.find((cell) => cell.includes("\u0000"));
  if (nul !== undefined) return whole("import/nul", nul.replaceAll("\u0000", "␀"), NUL);
  const header = sheet.header;
  if (header && line.cells.every((cell, at) => tidy(cell) === (header[at] ?? "")))
    return whole("import/header_again", line.cells.join(", "), HEADER_AGAIN);
  return null;
}

function readCell(cell: string, field: Field, plan: Plan): string | RowProblem {
  if (cell === "") return "";
  if (field.kind === "day") {
    const read = readDay(cell, plan.dateOrder);
    return read.startsWith("import/") ? faulty(field, read, cell) : read;
  }
  if (field.kind === "decimal") {
    const read = readDecimal(cell, plan.marks);
    return typeof read === "string" ? read : faulty(field, read.fault, cell);
  }
  return cell.length > field.charsMax ? faulty(field, "import/text_too_long", cell) : cell;
}
