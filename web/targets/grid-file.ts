import type { Catalogues } from "../messages/messages.ts";
import type { GridModel } from "./grid-model.ts";
import { definitionSheet, FIXED_COLUMNS, gridSheet, type ReadCell } from "./grid-sheet.ts";
import { linesOf } from "./grid-table.ts";
import { interval } from "./interval.ts";
import type { Plan } from "./model.ts";

type FileWords = Catalogues["grid"]["file"];

/** Writes the grid and its definitions as one workbook; the writer is fetched only now. */
export async function saveGridFile(model: GridModel, plan: Plan, w: FileWords): Promise<void> {
  const { default: writeXlsxFile } = await import("write-excel-file/browser");
  const { items, keys, periods, scale } = model;
  const { name, metric, rules, amount, currency, draft } = plan;
  const columns = periods.value.map(({ key, from, until }) => `${key} [${from}, ${until})`);
  const words = {
    columns: w.columns,
    kinds: w.kinds,
    definitions: [
      [w.plan, name],
      [w.metric, `${metric.nameZh} ${metric.nameEn}`],
      [w.unit, currency ?? ""],
      [w.amount, amount],
      [w.granularity, rules.granularity],
      [w.interval, interval(plan)],
      [w.drafted, `${draft}`],
      ...FIXED_COLUMNS.map((column) => [column, w.columns[column]] as const),
      [w.periods, columns.join("\n")],
      [w.rules, w.rulesText],
    ] as const,
  };
  const shape = { lines: linesOf(items.value, ""), periods: keys.value, scale };
  const widths = [{ width: 14 }, { width: 20 }, { width: 10 }, { width: 14 }, { width: 8 }];
  const sheets = [
    {
      data: gridSheet(shape, words),
      sheet: w.sheet,
      columns: [...widths, ...[0, ...keys.value].map(() => ({ width: 16 }))],
      stickyRowsCount: 1,
      stickyColumnsCount: 2,
    },
    {
      data: definitionSheet(words),
      sheet: w.definitions,
      columns: [{ width: 24 }, { width: 90 }],
    },
  ];
  await writeXlsxFile(sheets).toFile(`${w.name(name)}.xlsx`);
}

/** The first sheet of a file that somebody chose; null when it is no workbook. */
export async function readGridFile(file: File): Promise<ReadCell[][] | null> {
  const { readSheet } = await import("read-excel-file/browser");
  // Whatever the file is, it is the reader's own: what cannot be read is said on the page.
  return await readSheet(file).then(
    (rows) => rows.map((row) => [...row]),
    () => null,
  );
}
