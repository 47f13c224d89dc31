// Cells of a workbook before anybody writes them: texts, inputs, and formulas over other cells. Each
// cell that counts knows its exact value, so that a formula is only written where it is true.
import { minus, plus } from "../../workers/incentives/exact.ts";
import { rate, type Rate } from "../../workers/lib/rate.ts";

export type Format = "money" | "percent" | "plain" | "count";

export type Cell =
  | { readonly kind: "text"; readonly text: string; readonly look?: "head" | "strong" | "muted" }
  | { readonly kind: "input"; readonly value: Rate; readonly format: Format }
  | { readonly kind: "formula"; readonly formula: string; readonly format: Format }
  | null;

/** Where a value stands, and what it is, exactly. */
export type Ref = { readonly at: string; readonly value: Rate };

/** A formula and what it comes to, exactly. */
export type Sum = { readonly formula: string; readonly value: Rate };

export function text(value: string, look?: "head" | "strong" | "muted"): Cell {
  return look ? { kind: "text", text: value, look } : { kind: "text", text: value };
}

export function same(a: Rate, b: Rate): boolean {
  return a.num * b.den === b.num * a.den;
}

export function refSum(refs: readonly Ref[]): Sum {
  const value = refs.reduce((sum, ref) => plus(sum, ref.value), rate(0n, 1n));
  return { formula: refs.length === 0 ? "0" : refs.map(({ at }) => at).join("+"), value };
}

/** Column by its index: 0 is A. */
export function column(index: number): string {
  return index < 26
    ? String.fromCharCode(65 + index)
    : column(Math.floor(index / 26) - 1) + column(index % 26);
}

/** "'Sheet one'!B2": how a cell of another sheet is named. */
export function elsewhere(sheet: string, at: string): string {
  return `'${sheet.replace(/'/g, "''")}'!${at}`;
}

/** One sheet as it grows: values stand in one column, what they are in the columns before it. */
export function growing(valueColumn: number) {
  const rows: Cell[][] = [];
  const push = (before: readonly string[], cell: Cell, value: Rate): Ref => {
    const row: Cell[] = Array.from({ length: valueColumn }, (_, at) => text(before[at] ?? ""));
    rows.push([...row, cell]);
    return { at: `${column(valueColumn)}${rows.length}`, value };
  };
  return {
    rows,
    words: (before: readonly string[], said: string, look?: "head" | "strong" | "muted") => {
      const cells = Array.from({ length: valueColumn }, (_, at) => text(before[at] ?? "", look));
      rows.push([...cells, text(said, look)]);
    },
    blank: () => void rows.push([]),
    input: (before: readonly string[], value: Rate, format: Format): Ref =>
      push(before, { kind: "input", value, format }, value),
    formula: (before: readonly string[], { formula, value }: Sum, format: Format): Ref =>
      push(before, { kind: "formula", formula, format }, value),
  };
}
export type Growing = ReturnType<typeof growing>;

/**
 * A formula that comes to `target`, whatever stands in `made`: what it does not explain stands as an
 * input of its own, named, and is added. So a sheet never shows a formula that gives another figure.
 */
export function settled(
  sheet: Growing,
  before: readonly string[],
  made: Sum,
  target: Rate,
  { format, other }: { readonly format: Format; readonly other: readonly string[] },
): Ref {
  if (same(made.value, target)) return sheet.formula(before, made, format);
  const rest = sheet.input(other, minus(target, made.value), format);
  return sheet.formula(before, { formula: `${made.formula}+${rest.at}`, value: target }, format);
}
