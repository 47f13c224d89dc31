// Goal: every row of any file ends up accepted or rejected, exactly once, with its place and reason.
// A toy noun stands in for the real ones, which are tested where they live.
import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import { POINT } from "../../workers/imports/cell.ts";
import { checkAll, startCheck } from "../../workers/imports/check.ts";
import { mappingOf, suggest, unmapped } from "../../workers/imports/mapping.ts";
import { harmless, rejectedCsv } from "../../workers/imports/rejected.ts";
import { sniffText, type Sheet } from "../../workers/imports/sniff.ts";
import type { Field, Importable } from "../../workers/lib/importable.ts";

type Sale = { id: string; who: string; on: string; amount: string };
const field = (
  name: string,
  kind: Field["kind"],
  required: boolean,
  synonyms: string[],
): Field => ({
  name,
  kind,
  required,
  synonyms,
  label: { zh: `字段${name}`, en: name },
  charsMax: 40,
});
const sales: Importable<null, Sale> = {
  kind: "sales",
  label: { zh: "销售", en: "Sales" },
  fields: [
    field("who", "text", true, ["person", "姓名", "sales agent"]),
    field("on", "day", true, ["date", "日期"]),
    field("amount", "decimal", true, ["amount", "金额"]),
    field("id", "text", false, ["id", "单号"]),
  ],
  checkRow: ({ who = "", on = "", amount = "", id = "" }) => ({
    ok: true,
    value: { id, who, on, amount },
  }),
  keyOf: ({ id }) => id || null,
  contentOf: ({ who, on, amount }) => `${on}|${who}|${amount}`,
  numbered: (row, nth) => ({ ...row, id: `${row.on}|${row.who}|${row.amount}#${nth}` }),
};

const sheetOf = (text: string): Sheet => {
  const result = sniffText(text, "utf-8");
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};
const check = (text: string) => {
  const sheet = sheetOf(text);
  const mapping = mappingOf(suggest(sheet, sales.fields));
  return { sheet, ...checkAll(sheet, { mapping, dateOrder: "ymd", marks: POINT }, sales, null) };
};
const HEAD = "id,sales_agent,date,amount";
const reasons = (text: string) =>
  check(text).rejected.flatMap(({ row, line, problems }) =>
    problems.map(({ code, field }) => [row, line, field, code]),
  );

describe("a row", () => {
  // prettier-ignore
  test.each([
    ["with too few cells",       "1,Li,2025-01-01",                    null,     "import/too_few_cells"],
    ["with too many cells",      "1,Li,2025-01-01,5,6",                null,     "import/too_many_cells"],
    ["with an open quote",       '1,"Li,2025-01-01,5',                 null,     "import/quote_unbalanced"],
    ["with a NUL",               "1,L\u0000i,2025-01-01,5",            null,     "import/nul"],
    ["with a cell of 2 MB",      `1,${"x".repeat(2_000_000)},2025-01-01,5`, null, "import/cell_too_long"],
    ["with a name too long",     `1,${"x".repeat(41)},2025-01-01,5`,   "who",    "import/text_too_long"],
    ["with NaN",                 "1,Li,2025-01-01,NaN",                "amount", "import/not_a_number"],
    ["with 1e400",               "1,Li,2025-01-01,1e400",              "amount", "import/number_scientific"],
    ["with a day that is none",  "1,Li,2025-02-30,5",                  "on",     "import/no_such_day"],
    ["with a serial day",        "1,Li,45292,5",                       "on",     "import/day_is_serial"],
    ["with a formula as amount", "1,Li,2025-01-01,=cmd|'/C calc'!A0",  "amount", "import/not_a_number"],
    ["without a person",         "1,,2025-01-01,5",                    "who",    "import/blank"],
    ["that repeats the header",  HEAD,                                 null,     "import/header_again"],
    ["with an id used above",    "0,Li,2025-01-01,5",                  null,     "import/repeated_in_file"],
  ])("%s is rejected at its place with its code", (_, row, where, code) => {
    const found = reasons(`${HEAD}\n0,Wu,2025-01-01,1\n9,Wu,2025-01-02,1\n${row}\n`);
    expect(found).toEqual([[3, 4, where, code]]);
  });

  test("with several faults names them all", () => {
    expect(reasons(`${HEAD}\n1,,2025-13-01,x\n2,Li,2025-01-01,5`).map(([, , at]) => at)).toEqual([
      "who",
      "on",
      "amount",
    ]);
  });

  test("with a mark in the middle of the file, or blank cells behind its end, is taken", () => {
    const { accepted } = check(`${HEAD}\n1,Li,2025-01-01,5\n\ufeff2,Wu,2025-01-01,5,,\n`);
    expect(accepted.map(({ value }) => value.id)).toEqual(["1", "2"]);
  });

  test("keeps a formula as text and a cut value in its message", () => {
    const { accepted, rejected } = check(
      `${HEAD}\n1,=cmd,2025-01-01,5\n2,Li,2025-01-01,${"9".repeat(300)}x\n`,
    );
    expect(accepted[0]?.value.who).toBe("=cmd");
    expect(rejected[0]?.problems[0]?.value.length).toBe(60);
  });

  test("equal to another gets a number of its own, the same on every upload", () => {
    const text = "person,date,amount\nLi,2025-01-01,5\nLi,2025-01-01,5\nWu,2025-01-01,5\n";
    const ids = check(text).accepted.map(({ value }) => value.id);
    expect(ids).toEqual(["2025-01-01|Li|5#1", "2025-01-01|Li|5#2", "2025-01-01|Wu|5#1"]);
    expect(check(text).accepted.map(({ value }) => value.id)).toEqual(ids);
  });
});

// Bytes a hostile or broken file is made of.
const poison = fc.constantFrom(
  ...'\u0000|\ufeff|"|""|,|;|\n|\r\n|\r|\t|=cmd|NaN|1e400|2025-02-30|2025-01-01|12.5|-|李|x|NULL|\'| '.split(
    "|",
  ),
);

test("any text is refused whole, or every one of its rows is accepted or rejected", () =>
  fc.assert(
    fc.property(fc.array(poison, { maxLength: 120 }), (parts) => {
      const found = sniffText(`${HEAD}\n${parts.join("")}`, "utf-8", {
        delimiter: ",",
        header: true,
      });
      if (!found.ok) return;
      const mapping = mappingOf(suggest(found.value, sales.fields));
      const plan = { mapping, dateOrder: "ymd", marks: POINT } as const;
      const { accepted, rejected, done } = checkAll(found.value, plan, sales, null);
      const rows = [...accepted, ...rejected].map(({ row }) => row).sort((a, b) => a - b);
      expect(rows).toEqual(found.value.lines.map((_, at) => at + 1));
      expect(done).toBe(found.value.lines.length);
      for (const { problems } of rejected) expect(problems.length).toBeGreaterThan(0);
      for (const { problems } of rejected)
        for (const { messages } of problems)
          expect(messages.zh !== "" && messages.en !== "").toBe(true);
    }),
    { seed: 20261121, numRuns: 500 },
  ));

test("slices give what one pass gives", () => {
  const sheet = sheetOf(
    `${HEAD}\n${Array.from({ length: 50 }, (_, at) => `${at % 40},Li,2025-01-01,${at % 7 ? at : "x"}`).join("\n")}`,
  );
  const plan = {
    mapping: mappingOf(suggest(sheet, sales.fields)),
    dateOrder: "ymd",
    marks: POINT,
  } as const;
  const sliced = startCheck(sheet, plan, sales, null);
  while (sliced.result.done < sliced.total) sliced.next(7);
  expect(sliced.result).toEqual(checkAll(sheet, plan, sales, null));
});

describe("the file of rejected rows", () => {
  test("says line and reason, and can be mended and read again", () => {
    const { sheet, rejected } = check(`${HEAD}\n1,"Li, Q",2025-02-30,5\n2,Wu,2025-01-01,5\n`);
    const text = rejectedCsv(sheet, rejected, "en");
    expect(text.charCodeAt(0)).toBe(0xfeff);
    const [head, row] = Papa.parse<string[]>(text.slice(1)).data;
    expect(head).toEqual([...HEAD.split(","), "line", "reason"]);
    expect(row?.slice(0, 5)).toEqual(["1", "Li, Q", "2025-02-30", "5", "2"]);
    expect(row?.[5]).toContain("does not exist");
    expect(rejectedCsv(sheet, rejected, "zh")).toContain("这一天不存在");
  });

  test.each([
    ["=cmd|'/C calc'!A0", "'=cmd|'/C calc'!A0"],
    ["+1+1", "'+1+1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\t=1", "'\t=1"],
    ["-12.50", "-12.50"],
    ["张三", "张三"],
  ])("writes %j as %j", (cell, written) => {
    expect(harmless(cell)).toBe(written);
  });

  test("holds no cell that a spreadsheet would run", () =>
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 12 }), { minLength: 1, maxLength: 4 }),
        (cells) => {
          const sheet = sheetOf("a,b,c,d\n1,2,3,4\n");
          const text = rejectedCsv(sheet, [{ row: 1, line: 2, cells, problems: [] }], "zh");
          const rows = Papa.parse<string[]>(text.slice(1), {
            delimiter: ",",
            newline: "\r\n",
          }).data;
          for (const cell of rows.flat())
            expect(/^[=@\t\r]|^[+-](?![\d.,]*$)/.test(cell)).toBe(false);
        },
      ),
      { seed: 20261121 },
    ));
});

describe("suggested columns", () => {
  const of = (text: string) =>
    suggest(sheetOf(text), sales.fields).map(({ field, column, confidence }) => [
      field,
      column,
      confidence,
    ]);

  test("follow headers in both languages, units in brackets aside", () => {
    expect(of("单号,姓名,日期,金额（元）\nA1,李,2025-01-01,5\n")).toEqual([
      ["who", 1, "sure"],
      ["on", 2, "sure"],
      ["amount", 3, "sure"],
      ["id", 0, "sure"],
    ]);
    expect(of("Sales Agent;Close Date;Total Amount\nLi;2025-01-01;5\n")).toEqual([
      ["who", 0, "sure"],
      ["on", 1, "likely"],
      ["amount", 2, "likely"],
    ]);
  });

  test("give one column to one field and never two", () => {
    const found = of("amount,amount,date,person\n5,6,2025-01-01,Li\n");
    expect(new Set(found.map(([, column]) => column)).size).toBe(found.length);
    expect(new Set(found.map(([name]) => name)).size).toBe(found.length);
  });

  test("guess days and amounts by their look where there is no header, and never a person", () => {
    expect(of("274\t2022-05-30\t28000.0000\n275\t2022-05-31\t367000.0000\n")).toEqual([
      ["on", 1, "guess"],
      ["amount", 2, "guess"],
    ]);
  });

  test("leave a required field open rather than inventing it, and say which", () => {
    const sheet = sheetOf("foo,bar\nx,y\n");
    const open = unmapped(mappingOf(suggest(sheet, sales.fields)), sales.fields);
    expect(open.map(({ name }) => name)).toEqual(["who", "on", "amount"]);
  });
});
