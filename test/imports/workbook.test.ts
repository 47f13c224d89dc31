// Goal: a workbook says to the importer what it shows to its owner: days, plain decimals, codes with
// their zeros. Method: workbooks written here and read by the page's own reader; numbers as a table
// and as a property.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import writeWorkbook from "write-excel-file/node";
import { mappingOf, suggest } from "../../workers/imports/mapping.ts";
import { importables } from "../../workers/imports/registry.ts";
import { sniffLines, sniffText } from "../../workers/imports/sniff.ts";
import { plainNumber, sheetLines } from "../../workers/imports/workbook.ts";
import { isWorkbook, readWorkbook } from "../../web/imports/workbook.ts";

describe("plainNumber", () => {
  // prettier-ignore
  test.each([
    ["1234.5",                "1234.5"],
    ["0.30000000000000004",   "0.3"],
    ["0.1",                   "0.1"],
    ["1234.5600000000001",    "1234.56"],
    ["99.999999999999986",    "100"],
    ["-0.30000000000000004",  "-0.3"],
    ["1.5E-3",                "0.0015"],
    ["1.23456789E+8",         "123456789"],
    ["1E15",                  "1000000000000000"],
    ["100",                   "100"],
    ["100.500",               "100.5"],
    ["0.0",                   "0"],
    ["-0",                    "0"],
    ["12345678901234567",     "12345678901234600"],
    ["1E+99",                 "1E+99"],
    ["#N/A",                  "#N/A"],
  ])("reads %s as %s", (stored, expected) => {
    expect(plainNumber(stored)).toBe(expected);
  });

  test("gives back any amount of up to fifteen digits, through a double and out again", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 15n) + 1n, max: 10n ** 15n - 1n }),
        fc.integer({ min: 0, max: 4 }),
        (units, places) => {
          const digits = (units < 0n ? -units : units).toString().padStart(places + 1, "0");
          const text =
            places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
          const stored = Number(text).toPrecision(17);
          const plain = plainNumber(units < 0n ? `-${stored}` : stored);
          expect(Number(plain)).toBe(Number(units < 0n ? `-${text}` : text));
          expect(plain.replace(/^-/, "")).toBe(
            text.includes(".") ? text.replace(/\.?0+$/, "") : text,
          );
        },
      ),
      { seed: 20261121, numRuns: 2_000 },
    );
  });
});

const day = (text: string) => ({
  value: new Date(`${text}T00:00:00Z`),
  type: Date,
  format: "yyyy-mm-dd",
});
const HEAD = ["工号", "日期", "金额", "订单号"].map((value) => ({ value }));
const ROWS = [
  [{ value: "007" }, day("2026-03-01"), { value: 0.1 + 0.2 }, { value: "A-1" }],
  [{ value: "008" }, day("2024-02-29"), { value: -1234.56 }, { value: "A-2" }],
  [],
  [{ value: "009" }, day("2026-12-31"), { value: 1e9 }, { value: "1.2E+05" }],
];

async function workbook(sheets: readonly { sheet: string; data: unknown[][] }[]) {
  const made = await writeWorkbook(
    sheets.map(({ sheet, data }) => ({ sheet, data })) as never,
  ).toBuffer();
  return new Uint8Array(made);
}

describe("readWorkbook", () => {
  test("says the same as the text file of the same table", async () => {
    const bytes = await workbook([{ sheet: "实绩", data: [HEAD, ...ROWS] }]);
    expect(isWorkbook(bytes)).toBe(true);
    const read = await readWorkbook(bytes);
    const lines = read.ok ? (read.value[0]?.lines ?? []) : [];
    const csv =
      "工号,日期,金额,订单号\n007,2026-03-01,0.3,A-1\n008,2024-02-29,-1234.56,A-2\n\n009,2026-12-31,1000000000,1.2E+05";
    const [sheet, text] = [sniffLines(lines), sniffText(csv, "utf-8")];
    if (!sheet.ok || !text.ok) throw new Error("understood");
    expect(sheet.value.lines).toEqual(text.value.lines);
    expect(sheet.value.header).toEqual(text.value.header);
    const fields = importables.entries.fields;
    expect(mappingOf(suggest(sheet.value, fields))).toEqual(mappingOf(suggest(text.value, fields)));
  });

  test("lists the sheets that hold something, and lets one be chosen", async () => {
    const bytes = await workbook([
      { sheet: "空", data: [[]] },
      { sheet: "一月", data: [HEAD, ...ROWS] },
      { sheet: "二月", data: [HEAD, ...ROWS.slice(0, 1)] },
    ]);
    const read = await readWorkbook(bytes);
    expect(read.ok && read.value.map(({ name, lines }) => `${name} ${lines.length}`)).toEqual([
      "一月 4",
      "二月 2",
    ]);
  });

  test("refuses what only looks like a workbook, and an empty one, saying what to do", async () => {
    const broken = new Uint8Array([0x50, 0x4b, 0x03, 0x04, 1, 2, 3, 4]);
    expect(await readWorkbook(broken)).toMatchObject({
      error: { code: "import/workbook_unreadable" },
    });
    expect(await readWorkbook(await workbook([{ sheet: "空", data: [[]] }]))).toMatchObject({
      error: { code: "import/file_empty" },
    });
  });
});

test("rows keep their place in the sheet; blanks and the columns behind the last are left out", () => {
  const lines = sheetLines([
    ["a", "b", null, " "],
    [],
    [null, true, null, null],
    [new Date(Date.UTC(2026, 0, 31, 15, 30)), null],
  ]);
  expect(lines).toEqual([
    { line: 1, cells: ["a", "b"], quoteBroken: false },
    { line: 3, cells: ["", "TRUE"], quoteBroken: false },
    { line: 4, cells: ["2026-01-31", ""], quoteBroken: false },
  ]);
});
