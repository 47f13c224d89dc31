import Papa from "papaparse";
import type { Rejected } from "./check.ts";
import type { Sheet } from "./sniff.ts";

/** A cell that a spreadsheet would run as a formula is written with an apostrophe in front. */
const RUNS = /^[=+\-@\t\r]/;
const PLAIN_NUMBER = /^[+-]?\d[\d.,]*$/;

/** Text that no spreadsheet takes for a formula. Plain negative numbers stay numbers. */
export function harmless(cell: string): string {
  return RUNS.test(cell) && !PLAIN_NUMBER.test(cell) ? `'${cell}` : cell;
}

/**
 * The rejected rows as a file to mend: the columns as they came, then line and reason. It is
 * written with commas and a byte-order mark, as Excel needs to show Chinese.
 */
export function rejectedCsv(
  sheet: Sheet,
  rejected: readonly Rejected[],
  locale: "zh" | "en",
): string {
  const head = Array.from({ length: sheet.columns }, (_, at) => sheet.header?.[at] ?? "");
  const extra = locale === "zh" ? ["行号", "原因"] : ["line", "reason"];
  const rows = rejected.map(({ line, cells, problems }) => [
    ...head.map((_, at) => (cells[at] ?? "").slice(0, 32_000)),
    String(line),
    problems
      .map(({ messages, value }) => `${messages[locale]}${value ? ` [${value}]` : ""}`)
      .join(" "),
  ]);
  const table = [[...head, ...extra], ...rows].map((row) => row.map(safe));
  return `\ufeff${Papa.unparse(table, { newline: "\r\n" })}`;
}

function safe(cell: string): string {
  return harmless(cell.replaceAll("\u0000", "␀"));
}
