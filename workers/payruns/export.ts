import type { Interval } from "../lib/interval.ts";
import { groupBy, sum } from "../lib/list.ts";
import type { Payee } from "./export-store.ts";
import type { Column, Field } from "./settings.ts";
import { moneyIn } from "./wire.ts";

export type About = Interval & { readonly plan: string };
type Amount = (of: Payee) => bigint;

/** Fields that are money, and so are added up. */
const AMOUNTS: Readonly<Partial<Record<Field, Amount>>> = {
  pay: ({ pay }) => pay,
  basePay: ({ basePay }) => basePay ?? 0n,
  total: ({ pay, basePay }) => pay + (basePay ?? 0n),
  earned: ({ earned }) => earned,
  pending: ({ pending }) => pending,
  payable: ({ payable }) => payable,
  debt: ({ debt }) => debt,
  drawBalance: ({ drawBalance }) => drawBalance,
  trueUp: ({ trueUp }) => trueUp,
};

function textOf(field: Field, row: Payee, about: About): string {
  switch (field) {
    case "code":
      return row.code;
    case "name":
      return row.name;
    case "unit":
      return row.unitName ?? "";
    case "from":
      return about.from;
    case "until":
      return about.until;
    case "payDate":
      return row.payDate ?? "";
    case "currency":
      return row.currency;
    case "plan":
      return about.plan;
    case "accepted":
      return row.signed ? "是 yes" : "否 no";
    case "hash":
      return row.hash;
    default:
      return "";
  }
}

export type PayrollFile = {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** By currency, in the order of the columns: what the rows add up to. No row of the CSV. */
  readonly totals: readonly (readonly string[])[];
};

/**
 * A payroll file: one row for each statement in the company's own columns. Beside them stand the sums of
 * each currency. Promises: every sum is exactly that of its column's rows in that currency.
 */
export function payrollFile(
  statements: readonly Payee[],
  columns: readonly Column[],
  about: About,
): PayrollFile {
  const cell = (row: Payee, field: Field) => {
    const amount = AMOUNTS[field];
    return amount ? moneyIn(row.currency)(amount(row)) : textOf(field, row, about);
  };
  const totalOf = (currency: string, rows: readonly Payee[]) =>
    columns.map(({ field }, at) => {
      const amount = AMOUNTS[field];
      if (amount) return moneyIn(currency)(sum(rows.map(amount)));
      if (field === "currency") return currency;
      return at === 0 ? "合计 Total" : "";
    });
  return {
    columns: columns.map(({ title }) => title),
    rows: statements.map((row) => columns.map(({ field }) => cell(row, field))),
    totals: [...groupBy(statements, ({ currency }) => currency)]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([currency, rows]) => totalOf(currency, rows)),
  };
}

/** A cell that a spreadsheet would run as a formula is written with an apostrophe in front. */
const RUNS = /^[=+\-@\t\r]/;
const PLAIN_NUMBER = /^-?\d+(\.\d+)?$/;

/** With it a spreadsheet reads Chinese without asking. */
const MARK = "\ufeff";

/**
 * CSV with a mark of UTF-8, commas and CRLF, whole: the SHA-256 of it is that of the saved file. A
 * payroll system takes every row for a person, so there is none of sums.
 */
export function csvOf({ columns, rows }: Pick<PayrollFile, "columns" | "rows">): string {
  return `${MARK}${[columns, ...rows].map((row) => row.map(quoted).join(",")).join("\r\n")}\r\n`;
}

function quoted(cell: string): string {
  const safe = RUNS.test(cell) && !PLAIN_NUMBER.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
