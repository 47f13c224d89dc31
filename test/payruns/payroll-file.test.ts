// Goal: the payroll workbook has every amount as a number, whatever its currency's digits, its sums are
// formulas, and codes stay text; the saved CSV is what its checksum is of.
// Method: sheets are written and opened by a spreadsheet that knows nothing of the code.
import { describe, expect, test } from "vitest";
import writeXlsxFile from "write-excel-file/node";
import { payruns } from "../../web/messages/zh/payruns.ts";
import { payrollSheets, placesOf } from "../../web/payruns/payroll-file.ts";
import { sheetData } from "../../web/payruns/workbook.ts";
import type { PayrollFile } from "../../web/payruns/wire.ts";
import { csvOf } from "../../workers/payruns/export.ts";
import { opened } from "./spreadsheet.ts";

const w = payruns.run.payroll;
const fileOf = (rows: string[][], totals: string[][]): PayrollFile => ({
  ...{ columns: ["Emp", "Currency", "Amount"], rows, totals, checksum: "abc", csv: "" },
  ...{ file: "payroll-sales-2026-05-01.csv", hidesAdvances: false, notAccepted: [], records: [] },
});

async function book(file: PayrollFile) {
  const sheets = payrollSheets(file, w);
  const written = sheets.map((sheet) => ({
    data: sheetData(sheet, placesOf(file)),
    sheet: sheet.name,
  }));
  return opened(new Uint8Array(await writeXlsxFile(written).toBuffer()));
}

describe("a payroll workbook", () => {
  test.each([
    ["JPY", "700000", "123456", 823_456, 0],
    ["KRW", "0", "-5", -5, 0],
    ["CNY", "700.00", "0.10", 700.1, 2],
    ["BHD", "700.125", "0.001", 700.126, 3],
  ])("counts amounts of %s", async (currency, one, other, total, places) => {
    const sum = total.toFixed(places);
    const rows = [
      ["00123", currency, one],
      ["123", currency, other],
    ];
    const file = fileOf(rows, [["合计 Total", currency, sum]]);
    expect(placesOf(file)).toBe(places);
    const { cells, valueOf } = await book(file);
    expect(cells.get(`${w.rows}!C2`)).toEqual({ value: Number(one) });
    expect(cells.get(`${w.rows}!C4`), "every row of the first sheet is a person").toBeUndefined();
    expect(cells.get(`${w.totals}!C2`)).toEqual({ formula: `SUM('${w.rows}'!C2:C3)` });
    expect(valueOf(`${w.totals}!C2`)).toBeCloseTo(total, 6);
    expect([valueOf(`${w.rows}!A2`), valueOf(`${w.rows}!A3`)]).toEqual(["00123", "123"]);
    expect(valueOf(`${w.about}!C1`)).toBe("payroll-sales-2026-05-01.csv");
  });

  test("of several currencies has each row of sums as it was said", async () => {
    const rows = [
      ["1", "CNY", "0.10"],
      ["2", "JPY", "700000"],
    ];
    const file = fileOf(rows, [
      ["合计 Total", "CNY", "0.10"],
      ["", "JPY", "700000"],
    ]);
    const { cells } = await book(file);
    const found = [`${w.rows}!C3`, `${w.totals}!C2`, `${w.totals}!C3`].map((at) => cells.get(at));
    expect(found).toEqual([{ value: 700_000 }, { value: 0.1 }, { value: 700_000 }]);
  });
});

test("a CSV begins with the mark that its checksum counts, and every row after its head is a person", () => {
  expect(csvOf({ columns: ["工号"], rows: [["1"]] })).toBe("\ufeff工号\r\n1\r\n");
});
