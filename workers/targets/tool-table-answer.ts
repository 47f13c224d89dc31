import { must } from "../lib/assert.ts";
import { sum } from "../lib/list.ts";
import { divide, formatMinor } from "../lib/money.ts";
import type { TableLine, TableOutcome, TableTask } from "./tool-table-text.ts";
import type { Table, TwoWay } from "./two-way.ts";
import { GRAIN } from "./two-way-fit.ts";

export type MadeTable = {
  readonly table: TwoWay;
  readonly granule: bigint;
  readonly fitted: Table;
  readonly rounded: Table;
};

/** The table as text, every cell with what made it; a cell's lines sum to exactly its amount. */
export function answerOf(
  task: TableTask,
  { table, granule, fitted, rounded }: MadeTable,
): TableOutcome {
  const { scale, columns } = task;
  const show = (granules: bigint) => formatMinor(granules * granule, scale);
  const fine = (units: bigint) => withoutZeros(formatMinor(units * granule, scale + 6), scale);
  let changes = 0n;
  const rows = task.rows.map(({ id }, row) => {
    const own = ownCurve(table, row);
    const cells = columns.map((column, at) => {
      const amount = must(must(rounded[row])[at]);
      const [from, to] = [must(own[at]), must(must(fitted[row])[at])];
      const change = amount * GRAIN - to;
      changes += change < 0n ? -change : change;
      const lines: TableLine[] = table.locked?.has(`${row}:${at}`)
        ? [{ kind: "locked", amount: show(amount) }]
        : [
            { kind: "curve", amount: fine(from) },
            { kind: "margins", amount: fine(to - from) },
            { kind: "rounding", amount: fine(change) },
          ];
      return { column: column.id, amount: show(amount), lines };
    });
    return { id, amount: show(must(table.rows[row])), cells };
  });
  return {
    method: "two_way",
    total: show(sum(table.rows)),
    changes: fine(changes),
    columns: columns.map(({ id }, at) => ({ id, amount: show(must(table.columns[at])) })),
    rows,
    notes: [task.table.kind === "controlled" ? CONTROLLED : BIPROPORTIONAL],
  };
}

/** What the row alone would make of its total, in millionths of a granule, rounded down. */
function ownCurve({ rows, weights, locked }: TwoWay, row: number): bigint[] {
  const curve = must(weights[row]).map((weight, at) => (locked?.has(`${row}:${at}`) ? 0n : weight));
  const held = sum(curve.keys().map((at) => locked?.get(`${row}:${at}`) ?? 0n));
  const [rest, whole] = [(must(rows[row]) - held) * GRAIN, sum(curve)];
  return curve.map((weight) => (whole === 0n ? 0n : divide(rest * weight, whole, "toward_zero")));
}

/** Zeros beyond the decimals of the amount say nothing. */
function withoutZeros(text: string, scale: number): string {
  const [whole = "", part = ""] = text.split(".");
  const kept = part.slice(0, scale) + part.slice(scale).replace(/0+$/, "");
  return kept === "" ? whole : `${whole}.${kept}`;
}

const CONTROLLED = {
  code: "allocation/controlled",
  zh: "先按每人曲线拟合到行、列合计，再取整：每格取相邻的整单位，改动总和最小（Cox–Ernst 受控取整）。",
  en: "Fitted from each row's own curve to both totals, then rounded: every cell goes to a neighbouring granule, with the least sum of changes (controlled rounding, Cox and Ernst).",
};
const BIPROPORTIONAL = {
  code: "allocation/biproportional",
  zh: "双比例除数法：每行、每列各有一个乘数，格子 = 曲线 × 行乘数 × 列乘数，再按除数法取整；可能偏离拟合值超过一个单位。",
  en: "Biproportional divisor method: each row and each column has one multiplier, a cell is curve x row x column, rounded by the divisor method; it may lie more than a granule from its fitted value.",
};
