// Goal: tables and ratios in the calculator are the server's, travel in a link, and refuse in words.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  decodeMean,
  encodeMean,
  meanModel,
  meanRefusal,
  SPREADS,
  type MeanSheet,
} from "../../web/calculator/mean-model.ts";
import { calculatorModel, OWN_AT_FIRST, type Method } from "../../web/calculator/model.ts";
import {
  decodeTable,
  encodeTable,
  TABLE_ROUNDINGS,
  tableModel,
  tableRefusal,
  type TableSheet,
} from "../../web/calculator/table-model.ts";
import { calculator as en } from "../../web/messages/en/calculator.ts";
import { calculator as zh } from "../../web/messages/zh/calculator.ts";

const sheet: TableSheet = {
  granularity: "100",
  rounding: "controlled",
  columns: [
    { name: "7月", total: "900" },
    { name: "8月", total: "1,100" },
  ],
  rows: [
    { name: "张三", total: "1200", curve: ["1", "1"], locked: ["", ""] },
    { name: "李四", total: "800", curve: ["1", "1"], locked: ["", ""] },
  ],
};
const numbers = (model: ReturnType<typeof tableModel>) => {
  const result = model.result.value;
  return result.ok
    ? result.answer.rows.map(({ cells }) => cells.map(({ amount }) => Number(amount)))
    : result.facts["code"];
};
const text = fc.string({ unit: "grapheme", maxLength: 9 }).filter((each) => !/\p{Cc}/u.test(each));

describe("a table on the page", () => {
  test("is exact in both directions as soon as it is typed", () => {
    const model = tableModel(sheet);
    expect(numbers(model)).toEqual([
      [500, 700],
      [400, 400],
    ]);
    model.changeCell(1, 0, { locked: "300" });
    expect(numbers(model)).toEqual([
      [600, 600],
      [300, 500],
    ]);
    model.changeCell(1, 0, { locked: "", curve: "0" });
    expect(numbers(model)).toEqual([
      [900, 300],
      [0, 800],
    ]);
  });
  test("reads amounts as people type them", () => {
    const typed = {
      columns: [
        { name: "7月", total: "90万" },
        { name: "8月", total: "1.1m" },
      ],
      rows: sheet.rows.map((row) => ({ ...row, total: row.total === "800" ? "８０万" : "120万" })),
    };
    expect(numbers(tableModel({ ...sheet, ...typed }))).toEqual([
      [540_000, 660_000],
      [360_000, 440_000],
    ]);
  });
  test("says who contradicts whom by the names on the page, and marks the places", () => {
    const model = tableModel(sheet);
    model.changeCell(0, 1, { curve: "0" });
    const result = model.result.value;
    expect(result.ok ? "" : tableRefusal(result, "zh", zh)).toContain("张三");
    expect(result.ok ? [] : [...result.places]).toEqual(["/rows/0/total", "/columns/0/total"]);
    model.change({ granularity: "x" });
    const typed = model.result.value;
    expect(typed.ok ? "" : tableRefusal(typed, "en", en)).toContain("Round to is x");
  });
  test("takes people and months in and out", () => {
    const model = tableModel(sheet);
    model.addRow("王五");
    model.addColumn("9月");
    expect(numbers(model)).toEqual([
      [500, 700, 0],
      [400, 400, 0],
      [0, 0, 0],
    ]);
    model.removeColumn(2);
    model.removeRow(2);
    expect(model.sheet.value).toEqual(sheet);
  });
  test("travels in a link, in any script", () => {
    const tables = fc.integer({ min: 1, max: 4 }).chain((width) => {
      const list = fc.array(text, { minLength: width, maxLength: width });
      return fc.record({
        granularity: text,
        rounding: fc.constantFrom(...TABLE_ROUNDINGS),
        columns: fc.array(fc.record({ name: text, total: text }), {
          minLength: width,
          maxLength: width,
        }),
        rows: fc.array(fc.record({ name: text, total: text, curve: list, locked: list }), {
          minLength: 1,
          maxLength: 4,
        }),
      });
    });
    fc.assert(
      fc.property(tables, (made) => {
        expect(decodeTable(encodeTable(made))).toEqual(made);
      }),
      { seed: 20261121, numRuns: 300 },
    );
  });
  test.each(["", "AAAA", "%%", encodeMean({ parent: "1", how: "keep", lines: [] })])(
    "begins with the page's own where the link is none: %s",
    (link) => {
      expect(decodeTable(link)).toBeNull();
    },
  );
});

describe("a ratio on the page", () => {
  const margins: MeanSheet = {
    parent: "33",
    how: "scale",
    lines: [
      { name: "直销", base: "60", value: "36" },
      { name: "渠道", base: "40", value: "21" },
    ],
  };
  test("is scaled so that the weighted mean is the parent's", () => {
    const result = meanModel(margins).result.value;
    expect(result.ok && result.answer.recipients.map(({ value }) => value)).toEqual([
      "0.3960",
      "0.2310",
    ]);
  });
  test("names what is wrong by its name on the page", () => {
    const model = meanModel(margins);
    model.changeLine(0, { base: "-6" });
    const result = model.result.value;
    expect(result.ok ? "" : meanRefusal(result, "zh", zh.mean)).toContain(
      "直销 的因素 权重基数 为 -6",
    );
    model.change({ parent: "x" });
    const parent = model.result.value;
    expect(parent.ok ? "" : meanRefusal(parent, "en", en.mean)).toContain("Parent's ratio is x%");
  });
  test("travels in a link", () => {
    const lines = fc.array(fc.record({ name: text, base: text, value: text }), {
      minLength: 1,
      maxLength: 5,
    });
    const sheets = fc.record({ parent: text, how: fc.constantFrom(...SPREADS), lines });
    fc.assert(
      fc.property(sheets, (made) => {
        expect(decodeMean(encodeMean(made))).toEqual(made);
      }),
      { seed: 20261121, numRuns: 300 },
    );
    expect(decodeMean("AAAA")).toBeNull();
  });
});

describe("every one-way method on the page", () => {
  const line = (id: string, own: string[], locked = false) => ({
    ...{ id, name: id, values: ["1", "1", "1"], share: "50", min: "", max: "" },
    own: OWN_AT_FIRST.map((each, at) => own[at] ?? each),
    locked,
  });
  const asked = (method: Method, total: string, lines: ReturnType<typeof line>[]) => {
    const model = calculatorModel({
      ...{ total, method, granularity: "1", rounding: "hare", over: "0", oddTo: "" },
      ...{ hasBounds: false, weights: ["50%", "30%", "20%"], lines },
    });
    const outcome = model.outcome.value;
    return outcome.ok ? outcome.answer.recipients.map(({ amount }) => Number(amount)) : [];
  };
  test("keeps what is locked and shares the rest", () => {
    expect(asked("keep", "150", [line("1", ["60"], true), line("2", ["40"])])).toEqual([60, 90]);
  });
  test("grows on last year", () => {
    const rows = [line("1", ["", "100", "20"]), line("2", ["", "100", "100"])];
    expect(asked("growth", "320", rows)).toEqual([120, 200]);
  });
  test("follows capacity with its ramp in percent", () => {
    const rows = [line("1", ["", "", "", "20", "200"]), line("2", ["", "", "", "20", "300", "50"])];
    expect(asked("capacity", "700", rows)).toEqual([400, 300]);
  });
  test("copies another allocation", () => {
    const own = (amount: string) => [...OWN_AT_FIRST.slice(0, 6), amount];
    expect(asked("copy", "90", [line("1", own("1")), line("2", own("2"))])).toEqual([30, 60]);
  });
});
