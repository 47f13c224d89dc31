// The people of a run as a workbook: the rows on screen as numbers, their sums as formulas, and what
// every column means.
import type { Catalogues } from "../messages/messages.ts";
import { parseRate } from "../../workers/lib/rate.ts";
import { called, inWords, minus, periodName } from "./names.ts";
import { type Cell, column, text } from "./sheet-cells.ts";
import type { Sheet } from "./statement-sheets.ts";
import type { Row, Run } from "./wire.ts";
import { saveWorkbook } from "./workbook.ts";

type RunWords = Catalogues["payruns"]["run"];

const AMOUNTS = ["earned", "pending", "payable", "pay", "change", "trueUp"] as const;
type AmountKey = (typeof AMOUNTS)[number];

export function peopleSheets(run: Run, rows: readonly Row[], w: RunWords): Sheet[] {
  const { file, totals, list } = w;
  const names: Readonly<Record<AmountKey, string>> = {
    ...{ earned: totals.earned, pending: totals.pending, payable: totals.payable },
    ...{ pay: totals.pay, change: list.change, trueUp: totals.trueUp },
  };
  const heads = [
    file.code,
    list.person,
    file.unit,
    file.currency,
    ...AMOUNTS.map((key) => names[key]),
    file.hash,
  ];
  const amountOf = (row: Row, key: AmountKey): string | null =>
    key === "change"
      ? row.before === null
        ? null
        : minus(row.pay, row.before, row.scale)
      : row[key];
  const body = rows.map((row): Cell[] => [
    text(row.code),
    text(called(row)),
    text(called({ name: row.unitName, nameEn: row.unitNameEn })),
    text(row.currency),
    ...AMOUNTS.map((key): Cell => {
      const value = parseRate(amountOf(row, key) ?? "");
      return value ? { kind: "input", value, format: "money" } : null;
    }),
    text(row.hash, "muted"),
  ]);
  const currencies = [...new Set(rows.map(({ currency }) => currency))];
  const sums = currencies.map((currency): Cell[] => [
    null,
    text(list.total, "strong"),
    null,
    text(currency, "strong"),
    ...AMOUNTS.map((_, at): Cell => {
      const range = (letter: string) => `${letter}2:${letter}${rows.length + 1}`;
      const own = range(column(4 + at));
      return {
        kind: "formula",
        formula: `SUMIF(${range("D")},"${currency}",${own})`,
        format: "money",
      };
    }),
  ]);
  const about: Cell[][] = [
    [text(inWords(run.plan.name), "strong"), text(periodName(run))],
    ...AMOUNTS.map((key) => [text(names[key], "strong"), text(file.meanings[key])]),
    [text(file.hash, "strong"), text(file.meanings.hash)],
    [text(w.record.hash, "strong"), text(run.hash ?? "")],
    [text(w.record.inputHash, "strong"), text(run.inputHash ?? "")],
  ];
  return [
    {
      name: file.people,
      rows: [heads.map((head) => text(head, "head")), ...body, ...sums],
      widths: [12, 18, 18, 8, 16, 16, 16, 16, 16, 16, 24],
    },
    { name: file.definitions, rows: about, widths: [24, 90] },
  ];
}

export async function savePeople(run: Run, rows: readonly Row[], w: RunWords): Promise<void> {
  const name = w.file.name(inWords(run.plan.name), periodName(run));
  await saveWorkbook(peopleSheets(run, rows, w), name, rows[0]?.scale ?? 2);
}
