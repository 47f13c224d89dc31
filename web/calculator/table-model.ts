import { computed, signal } from "@preact/signals";
import { filled } from "../../workers/lib/refusals.ts";
import { targetRefusals } from "../../workers/targets/refusals.ts";
import { tableTool } from "../../workers/targets/tool-table.ts";
import type { TableOutcome, TableTask } from "../../workers/targets/tool-table-text.ts";
import type { Texts } from "../api.ts";
import { plainAmount } from "../amount-text.ts";
import { plainDecimal } from "../targets/decimal.ts";
import { fromLink, intoLink } from "./link-text.ts";

export const TABLE_ROUNDINGS = [
  "controlled",
  "webster",
  "huntington_hill",
  "jefferson",
  "adams",
  "dean",
] as const;
export type TableRounding = (typeof TABLE_ROUNDINGS)[number];

export type SheetColumn = { readonly name: string; readonly total: string };
/** One person: the year, and for each month a weight and, where it is locked, the number it keeps. */
export type SheetRow = {
  readonly name: string;
  readonly total: string;
  readonly curve: readonly string[];
  readonly locked: readonly string[];
};
/** All that is on the page in this mode; it travels in the URL. */
export type TableSheet = {
  readonly granularity: string;
  readonly rounding: TableRounding;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly SheetRow[];
};
export type TableResult =
  | { readonly ok: true; readonly answer: TableOutcome }
  | {
      readonly ok: false;
      readonly texts: Texts;
      readonly facts: Readonly<Record<string, unknown>>;
      /** Places that are part of it, as JSON pointers into the request. */
      readonly places: ReadonlySet<string>;
    };

export type TableModel = ReturnType<typeof tableModel>;

/** People x months: whatever is typed is fitted and rounded at once, by the server's own code. */
export function tableModel(first: TableSheet) {
  const sheet = signal(first);
  const result = computed(() => resultOf(sheet.value));
  const change = (to: Partial<TableSheet>) => {
    sheet.value = { ...sheet.value, ...to };
  };
  const changeRow = (at: number, to: Partial<SheetRow>) =>
    change({ rows: replaced(sheet.value.rows, at, to) });
  const changeColumn = (at: number, to: Partial<SheetColumn>) =>
    change({ columns: replaced(sheet.value.columns, at, to) });
  function changeCell(row: number, column: number, to: { curve?: string; locked?: string }) {
    const { curve = [], locked = [] } = sheet.value.rows[row] ?? {};
    changeRow(row, {
      ...(to.curve === undefined ? {} : { curve: curve.with(column, to.curve) }),
      ...(to.locked === undefined ? {} : { locked: locked.with(column, to.locked) }),
    });
  }
  function addRow(name: string) {
    const { columns, rows } = sheet.value;
    const row = { name, total: "0", curve: columns.map(() => "1"), locked: columns.map(() => "") };
    change({ rows: [...rows, row] });
  }
  function addColumn(name: string) {
    const { columns, rows } = sheet.value;
    const wider = rows.map((row) => ({
      ...row,
      curve: [...row.curve, "1"],
      locked: [...row.locked, ""],
    }));
    change({ columns: [...columns, { name, total: "0" }], rows: wider });
  }
  const removeRow = (at: number) => change({ rows: sheet.value.rows.toSpliced(at, 1) });
  function removeColumn(at: number) {
    const { columns, rows } = sheet.value;
    const narrower = rows.map((row) => ({
      ...row,
      curve: row.curve.toSpliced(at, 1),
      locked: row.locked.toSpliced(at, 1),
    }));
    change({ columns: columns.toSpliced(at, 1), rows: narrower });
  }
  const edits = { change, changeRow, changeColumn, changeCell };
  return { sheet, result, ...edits, addRow, addColumn, removeRow, removeColumn };
}

function replaced<Of>(list: readonly Of[], at: number, to: Partial<Of>): Of[] {
  return list.map((each, index) => (index === at ? { ...each, ...to } : each));
}

function resultOf(sheet: TableSheet): TableResult {
  const made = tableTool(taskOf(sheet));
  if (made.ok) return { ok: true, answer: made.value };
  const places = new Set((made.error.errors ?? []).map(({ pointer }) => pointer));
  return { ok: false, texts: targetRefusals[made.error.code], facts: made.error, places };
}

function taskOf({ granularity, rounding, columns, rows }: TableSheet): TableTask {
  return {
    method: "two_way",
    scale: 2,
    granularity: plainDecimal(granularity) || "0",
    table:
      rounding === "controlled"
        ? { kind: "controlled" }
        : { kind: "biproportional", divisor: rounding },
    columns: columns.map(({ name, total }, at) => ({
      id: `${at}`,
      name,
      total: plainAmount(total) || "0",
    })),
    rows: rows.map(({ name, total, curve, locked }, at) => ({
      id: `${at}`,
      name,
      total: plainAmount(total) || "0",
      curve: curve.map((weight) => plainDecimal(weight) || "0"),
      locked: Object.fromEntries(
        locked.flatMap((amount, column) =>
          amount.trim() === "" ? [] : [[`${column}`, plainAmount(amount)]],
        ),
      ),
    })),
  };
}

export type TableLabels = { readonly granularity: string };

/** The refusal with fields by their names on the page. */
export function tableRefusal(
  { texts, facts }: TableResult & { readonly ok: false },
  language: keyof Texts,
  labels: TableLabels,
): string {
  const where = facts["where"] === "granularity" ? { where: labels.granularity } : {};
  return filled(texts[language], { ...facts, ...where });
}

const FORMAT = "t1";
const ROWS_MAX = 200;
const COLUMNS_MAX = 60;

export function encodeTable({ granularity, rounding, columns, rows }: TableSheet): string {
  return intoLink([
    [FORMAT, granularity, rounding, `${columns.length}`],
    columns.flatMap(({ name, total }) => [name, total]),
    ...rows.map(({ name, total, curve, locked }) => [name, total, ...curve, ...locked]),
  ]);
}

/** A link is input like any other: what is no table is null, and the page begins with its own. */
export function decodeTable(text: string): TableSheet | null {
  const [head = [], names = [], ...lines] = fromLink(text) ?? [];
  const [format, granularity = "", rounding, count = ""] = head;
  const width = Number(count);
  if (format !== FORMAT || !/^\d{1,2}$/.test(count) || width < 1 || width > COLUMNS_MAX)
    return null;
  if (lines.length === 0) return null;
  const places = Array.from({ length: width }, (_, at) => at);
  return {
    granularity,
    rounding: TABLE_ROUNDINGS.find((each) => each === rounding) ?? "controlled",
    columns: places.map((at) => ({ name: names[2 * at] ?? "", total: names[2 * at + 1] ?? "" })),
    rows: lines.slice(0, ROWS_MAX).map(([name = "", total = "", ...rest]) => ({
      name,
      total,
      curve: places.map((at) => rest[at] ?? ""),
      locked: places.map((at) => rest[width + at] ?? ""),
    })),
  };
}
