// Goal: what a file is gets found, and what cannot be known is said instead of guessed.
import { describe, expect, test } from "vitest";
import { COMMA, POINT } from "../../workers/imports/cell.ts";
import { ROWS_MAX } from "../../workers/imports/parse.ts";
import {
  findDateOrder,
  findDelimiter,
  findMarks,
  sniff,
  sniffText,
} from "../../workers/imports/sniff.ts";

const sheetOf = (text: string) => {
  const result = sniffText(text, "utf-8");
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};
const orderOf = (...cells: string[]) => findDateOrder(sheetOf(["d", ...cells].join("\n")).lines, 0);
const marksOf = (delimiter: "," | ";", ...cells: string[]) =>
  findMarks(
    cells.map((cell, at) => ({ line: at, cells: [cell], quoteBroken: false })),
    0,
    delimiter,
  );

describe("the delimiter", () => {
  test.each([
    ["a,b,c\n1,2,3\n", ","],
    ["a;b;c\n1,5;2,5;3,5\n", ";"],
    ["a\tb\n1\t2\n", "\t"],
    ["a|b|c\n1|2,5|3\n", "|"],
    ["one column\nonly\n", ","],
    ['"a, b";c\n"d, e";f\n', ";"],
  ])("of %j is %j", (text, delimiter) => {
    expect(findDelimiter(text)).toBe(delimiter);
  });
});

describe("the header", () => {
  // prettier-ignore
  test.each([
    ["names above numbers",      "name,amount\nLi,5\n",              true,  true],
    ["data from the first line", "274\t2022-05-30\t28000\n275\t2022-05-30\t367000\n", false, true],
    ["words above words",        "name,team\nLi,East\n",             true,  false],
    ["a repeated name",          "name,name\nLi,5\n",                true,  false],
  ])("with %s", (_, text, header, sure) => {
    const sheet = sheetOf(text);
    expect([sheet.header !== null, sheet.headerSure]).toEqual([header, sure]);
  });
});

describe("the order of dates", () => {
  // prettier-ignore
  test.each([
    ["year first",                           ["2025-03-01", "2025/12/31"],  "ymd"],
    ["settled by a day above 12",            ["3/1/2017", "12/31/2017"],    "mdy"],
    ["settled the other way",                ["3/1/2017", "31/12/2017"],    "dmy"],
    ["that both readings fit: said",         ["3/1/2017", "12/11/2017"],    "ambiguous"],
    ["two-digit years that fit both: said",  ["1/1/02 0:00"],               "ambiguous"],
    ["that contradicts itself: said",        ["13/1/2017", "1/13/2017"],    "mixed"],
    ["of something else",                    ["abc", "5"],                  "none"],
  ])("%s", (_, cells, expected) => {
    expect(orderOf(...cells)).toBe(expected);
  });
});

describe("the decimal mark", () => {
  // prettier-ignore
  test.each([
    ["a point with cents",                   ",", ["1234.50", "7"],       POINT, true],
    ["four decimals",                        ";", ["20565.6206"],         POINT, true],
    ["a comma with cents",                   ";", ["12,5", "1.234"],      COMMA, true],
    ["both marks in one number",             ";", ["1.234,56"],           COMMA, true],
    ["groups of thousands twice",            ";", ["1,234,567"],          POINT, true],
    ["one group in a comma file",            ",", ["74,814"],             POINT, true],
    ["one group in a semicolon file: said",  ";", ["74,814", "188,411"],  POINT, false],
    ["contradictions: said",                 ";", ["1,5", "1.5"],         POINT, false],
    ["plain digits",                         ";", ["12", "-3"],           POINT, true],
  ] as const)("%s", (_, delimiter, cells, marks, sure) => {
    expect(marksOf(delimiter, ...cells)).toEqual({ marks, sure });
  });
});

describe("a poisoned file", () => {
  test.each([
    ["only blank lines", "\n \n\r\n", "import/file_empty"],
    ["a header and nothing below", "name,amount\n\n", "import/header_only"],
    ["a million rows", `n\n${"1\n".repeat(1_000_000)}`, "import/too_many_rows"],
    [
      "a letter behind every closing quote",
      `a,b\n${'x,"z"w\n'.repeat(200)}`,
      "import/quotes_everywhere",
    ],
    ["quotes open on every line", `a,b\n${'"x,y\n'.repeat(201)}`, "import/quotes_everywhere"],
  ])("with %s is refused with a remedy", (_, text, code) => {
    const result = sniff(new TextEncoder().encode(text));
    expect(result.ok ? null : result.error.code).toBe(code);
  });

  test("states its limit of rows in the refusal", () => {
    const result = sniffText("1\n".repeat(ROWS_MAX + 5), "utf-8");
    expect(result.ok ? "" : result.error.messages.en).toContain("100,000 rows");
  });

  test("with one open quote loses one line, not the rest", () => {
    const sheet = sheetOf('name,amount\nLi,1\n"Wang,2\nZhao,3\n"Qian, Y",4\n');
    expect(sheet.lines.map(({ line, quoteBroken }) => [line, quoteBroken])).toEqual([
      [2, false],
      [3, true],
      [4, false],
      [5, false],
    ]);
  });

  test("with newlines of all kinds, also inside quotes, keeps its line numbers", () => {
    const sheet = sheetOf('a,b\r\n"x\r\ny",1\rz,2\nq,3');
    expect(sheet.lines.map(({ line, cells }) => [line, cells[0]])).toEqual([
      [2, "x\ny"],
      [4, "z"],
      [5, "q"],
    ]);
  });
});
