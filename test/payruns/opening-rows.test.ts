// Goal: a file of opening balances is read whole or not at all, and whatever cannot be used is named with its
// line, column and value. Method: small files as people write them, in both languages.
import { describe, expect, test } from "vitest";
import { en } from "../../web/messages/en/index.ts";
import { zh } from "../../web/messages/zh/index.ts";
import {
  type Known,
  OPENING_FIELDS,
  placeOf,
  readOpenings,
  sumsOf,
  type Titles,
} from "../../web/payruns/opening-rows.ts";
import { sniffText } from "../../workers/imports/sniff.ts";

const [inZh, inEn] = await Promise.all([zh.paysettings(), en.paysettings()]);
const titles = Object.fromEntries(
  OPENING_FIELDS.map((field) => [
    field,
    [inZh, inEn].map(({ openings }) => openings.file.titles[field]),
  ]),
) as unknown as Titles; // One entry for each field.
const member = (code: string, name: string, currency: string | null = null) => ({
  ...{ person: `id-${code}`, code, name, nameEn: null, email: `${code}@x.cn` },
  ...{ unit: null, unitName: null, unitNameEn: null, position: null },
  ...{ from: "2026-01-01" as const, until: null },
  terms: { variables: [], currency, successor: null },
});
const running = (component: string, zhName: string, waits = false) => ({
  ...{ component, name: { zh: zhName, en: component }, waits },
  ...{ from: "2026-04-01" as const, until: "2026-07-01" as const },
});
const known = {
  members: [
    member("e1", "安娜"),
    member("e2", "王伟"),
    member("e3", "王伟"),
    member("j1", "Jo", "JPY"),
  ],
  running: [running("commission", "提成"), running("collected", "回款提成", true)],
  currency: "CNY",
} as unknown as Known; // Days are brands.
const HEAD = "工号,姓名,组成部分,窗口首日,窗口末日,已发,成交,欠款,预支余额";
const read = (rows: readonly string[], head = HEAD) => {
  const sheet = sniffText([head, ...rows].join("\n"), "utf-8", { header: true });
  if (!sheet.ok) throw new Error("a table");
  return readOpenings(sheet.value, titles, known);
};
const faults = (rows: readonly string[], head = HEAD) =>
  read(rows, head).faults.map(({ line, field, code, beside }) => [line, field, code, beside]);

describe("a file of opening balances", () => {
  test("is summed up currency by currency", () => {
    const made = read(["e1,,提成,,,100.50,,1000,", "j1,,提成,,,700,,,30", "e2,,提成,,,1.25,,20,"]);
    expect(sumsOf(made)).toEqual([
      { currency: "CNY", debt: "1020", draw: "0", paid: "101.75" },
      { currency: "JPY", debt: "0", draw: "30", paid: "700" },
    ]);
  });

  test("makes one row of a person's windows, debt and draw; rows without a sum say nothing", () => {
    const made = read([
      'e1,安娜,提成,,,"8,000.00",,1000,',
      "e1,安娜,回款提成,2026/4/1,2026-6-30,300,d1,,500.5",
      "E1@x.cn,,collected,2026年4月1日,2026年6月30日,200.50,d2,,",
      "e2,王伟,提成,2026-04-01,2026-06-30,,,,",
    ]);
    expect(made.faults).toEqual([]);
    const window = { from: "2026-04-01", until: "2026-07-01" };
    expect(made.rows).toEqual([
      {
        ...{ person: "id-e1", debt: "1000", drawBalance: "500.5" },
        earned: [
          { component: "commission", window, amount: "8000.00" },
          { component: "collected", window, amount: "500.5", deals: { d1: "300", d2: "200.50" } },
        ],
      },
    ]);
  });

  test("is read by English titles, in another order, with columns of somebody else's", () => {
    const made = read(["x;12,50;王伟;e2"], "Remark;Debt;Name;Employee number");
    expect(made).toMatchObject({
      rows: [{ person: "id-e2", debt: "12.50", earned: [] }],
      ...{ faults: [], unread: ["Remark"] },
    });
  });

  // prettier-ignore
  test.each<[string, readonly string[], readonly unknown[]]>([
    ["somebody unknown",            ["e9,,提成,,,1,,,"],                    [2, "person", "person_unknown", ""]],
    ["a name that two people have", [",王伟,提成,,,1,,,"],                  [2, "name", "person_many", "e2, e3"]],
    ["nobody",                      [",,提成,,,1,,,"],                      [2, "person", "person_missing", ""]],
    ["an unknown component",        ["e1,,奖金,,,1,,,"],                    [2, "component", "component_unknown", "提成, 回款提成"]],
    ["no component among several",  ["e1,,,,,1,,,"],                        [2, "component", "component_missing", "提成, 回款提成"]],
    ["half a window",               ["e1,,提成,2026-04-01,,1,,,"],          [2, "last", "window_half", ""]],
    ["a day that is none",          ["e1,,提成,2026-02-30,2026-06-30,1,,,"],[2, "from", "day", ""]],
    ["a sum that is no number",     ["e1,,提成,,,八千,,,"],                 [2, "earned", "number", ""]],
    ["yen with cents",              ["j1,,提成,,,1.5,,,"],                  [2, "earned", "places", "JPY 0"]],
    ["a debt below 0",              ["e1,,,,,,,-5,"],                       [2, "debt", "negative", ""]],
    ["a debt said twice",           ["e1,,,,,,,5,", "e1,,,,,,,5,"],         [3, "debt", "twice", "2"]],
    ["a window said twice",         ["e1,,提成,,,1,,,", "e1,,提成,,,1,,,"], [3, "deal", "twice", "2"]],
    ["a deal said twice",           ["e1,,回款提成,,,1,d1,,", "e1,,回款提成,,,1,d1,,"], [3, "deal", "twice", "2"]],
    ["deals beside a whole sum",    ["e1,,回款提成,,,1,,,", "e1,,回款提成,,,1,d1,,"],   [3, "deal", "deal_mixed", "2"]],
    ["a deal without a sum",        ["e1,,回款提成,,,,d1,,"],               [2, "earned", "earned_missing", ""]],
    ["no sum at all",               ["e1,,提成,,,,,,"],                     [0, null, "nothing", ""]],
  ])("names %s", (_, rows, fault) => {
    expect(faults(rows)).toEqual([fault]);
  });

  test("names every fault of every row, and that a column of people is missing", () => {
    expect(faults(["e9,,提成,,,1,,,", "e1,,提成,,,x,,-1,"]).map(([line]) => line)).toEqual([
      2, 3, 3,
    ]);
    expect(faults(["1"], "欠款")).toEqual([[0, null, "no_person_column", ""]]);
  });

  test("finds the line of what the server refuses", () => {
    const { lines } = read(["e2,,提成,,,1,,,", "e1,,,,,,,5,", "e1,,提成,,,1,,,"]);
    expect(placeOf("/rows/1/person", lines)).toEqual({ line: 3, field: "person" });
    expect(placeOf("/rows/1/earned/0/window", lines)).toEqual({ line: 4, field: "from" });
    expect(placeOf("/rows/0/earned/0/deals", lines)).toEqual({ line: 2, field: "deal" });
    expect(placeOf("/note", lines)).toEqual({ line: 0, field: null });
  });
});
