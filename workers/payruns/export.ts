import type { Interval } from "../lib/interval.ts";
import { groupBy, sum } from "../lib/list.ts";
import type { Payee } from "./export-store.ts";
import type { Column, Field } from "./settings.ts";
import { moneyIn } from "./wire.ts";

export type About = Interval & { readonly plan: string };
/** A statement whose advance is known. */
export type Paid = Payee & { readonly advanced: bigint };
/** Somebody who is paid a draw at a period's start. */
export type Advanced = {
  readonly person: string;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly unitName: string | null;
  readonly currency: string;
  /** Minor units. */
  readonly amount: bigint;
};

/** A column of a file: what it holds of a row, as text or as money that is added up. */
type Shown<Row> = { readonly title: string; readonly isCurrency: boolean } & (
  { readonly text: (of: Row) => string } | { readonly amount: (of: Row) => bigint }
);

/** Fields that are money, and so are added up. */
const AMOUNTS: Readonly<Partial<Record<Field, (of: Paid) => bigint>>> = {
  pay: ({ pay }) => pay,
  advance: ({ advanced }) => advanced,
  due: ({ pay, advanced }) => pay - advanced,
  basePay: ({ basePay }) => basePay ?? 0n,
  total: ({ pay, basePay }) => pay + (basePay ?? 0n),
  totalDue: ({ pay, advanced, basePay }) => pay - advanced + (basePay ?? 0n),
  earned: ({ earned }) => earned,
  pending: ({ pending }) => pending,
  payable: ({ payable }) => payable,
  debt: ({ debt }) => debt,
  drawBalance: ({ drawBalance }) => drawBalance,
  trueUp: ({ trueUp }) => trueUp,
};

function textOf(field: Field, row: Payee, about: About): string {
  switch (field) {
    case "payDate":
      return row.payDate ?? "";
    case "accepted":
      return row.signed ? "是 yes" : "否 no";
    case "hash":
      return row.hash;
    default:
      return whose(field, row, about);
  }
}

/** What a column says of whom a row pays, and for when. */
function whose(
  field: Field,
  row: Pick<Payee, "code" | "name" | "unitName" | "currency">,
  about: About,
): string {
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
    case "currency":
      return row.currency;
    case "plan":
      return about.plan;
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
  statements: readonly Paid[],
  columns: readonly Column[],
  about: About,
): PayrollFile {
  const shown = columns.map(({ title, field }): Shown<Paid> => {
    const amount = AMOUNTS[field];
    const isCurrency = field === "currency";
    if (amount) return { title, isCurrency, amount };
    return { title, isCurrency, text: (row) => textOf(field, row, about) };
  });
  return tableOf(statements, shown);
}

/** Fields that say who is paid, for when and in what: all that is known when a period begins. */
const OF_ADVANCES: readonly Field[] = ["code", "name", "unit", "from", "until", "currency", "plan"];
const ADVANCE = "期初预支 Advance";

/**
 * What is paid at a period's start: one row for each draw in advance, in those of the company's columns
 * that can be filled by then, then the sum. The pay date is the period's first day.
 */
export function advanceFile(
  advances: readonly Advanced[],
  columns: readonly Column[],
  about: About,
): PayrollFile {
  const own = columns.flatMap(({ title, field }): Shown<Advanced>[] => {
    const isCurrency = field === "currency";
    if (field === "payDate") return [{ title, isCurrency, text: () => about.from }];
    if (!OF_ADVANCES.includes(field)) return [];
    return [{ title, isCurrency, text: (row) => whose(field, row, about) }];
  });
  const title = columns.find(({ field }) => field === "advance")?.title ?? ADVANCE;
  return tableOf(advances, [...own, { title, isCurrency: false, amount: ({ amount }) => amount }]);
}

function tableOf<Row extends { readonly currency: string }>(
  rows: readonly Row[],
  columns: readonly Shown<Row>[],
): PayrollFile {
  const totalOf = (currency: string, all: readonly Row[]) =>
    columns.map((column, at) => {
      if ("amount" in column) return moneyIn(currency)(sum(all.map(column.amount)));
      if (column.isCurrency) return currency;
      return at === 0 ? "合计 Total" : "";
    });
  return {
    columns: columns.map(({ title }) => title),
    rows: rows.map((row) =>
      columns.map((column) =>
        "amount" in column ? moneyIn(row.currency)(column.amount(row)) : column.text(row),
      ),
    ),
    totals: [...groupBy(rows, ({ currency }) => currency)]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([currency, all]) => totalOf(currency, all)),
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
