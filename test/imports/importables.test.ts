// Goal: each noun takes from a file what its own API takes, and says in words what it cannot.
import { describe, expect, test } from "vitest";
import { entriesImport, missingFrom, type EntriesKnown } from "../../workers/entries/importable.ts";
import { POINT } from "../../workers/imports/cell.ts";
import { checkAll, readRows } from "../../workers/imports/check.ts";
import { mappingOf, suggest, type Mapping } from "../../workers/imports/mapping.ts";
import { importables } from "../../workers/imports/registry.ts";
import { sniffText } from "../../workers/imports/sniff.ts";
import type { Importable } from "../../workers/lib/importable.ts";
import { metricsImport } from "../../workers/metrics/importable.ts";
import {
  missingBeside,
  nameIndex,
  peopleImport,
  unitsImport,
} from "../../workers/org/importable.ts";

const LI = "0190a0a0-0000-7000-8000-000000000001";
const WU = "0190a0a0-0000-7000-8000-000000000002";
const TWIN = "0190a0a0-0000-7000-8000-000000000003";
const REVENUE = "0190a0a0-0000-7000-8000-00000000000a";
const people = nameIndex([
  { id: LI, code: "E1", name: "李娜", nameEn: "Na Li", email: "li@x.cn" },
  { id: WU, code: "E2", name: "吴迪" },
  { id: TWIN, code: "E3", name: "吴迪" },
]);
const units = nameIndex([{ id: LI, code: "east", name: "华东", nameEn: "East" }]);
const known = {
  people,
  units,
  currency: "CNY",
  metrics: [
    {
      id: REVENUE,
      code: "revenue",
      nameZh: "销售额",
      nameEn: "Revenue",
      unit: "money",
      scale: 2,
      currency: null,
    },
  ],
} as unknown as EntriesKnown; // Brands of ids aside, these are such rows.

function run<Known, Row>(
  text: string,
  noun: Importable<Known, Row>,
  facts: Known,
  extra: Mapping = {},
) {
  const sheet = sniffText(text, "utf-8");
  if (!sheet.ok) throw new Error(sheet.error.code);
  const mapping = { ...mappingOf(suggest(sheet.value, noun.fields)), ...extra };
  const plan = { mapping, dateOrder: "ymd", marks: POINT } as const;
  return { ...checkAll(sheet.value, plan, noun, facts), sheet: sheet.value, plan };
}
const codesOf = ({
  rejected,
}: {
  rejected: readonly { problems: readonly { code: string }[] }[];
}) => rejected.flatMap(({ problems }) => problems.map(({ code }) => code));
const entries = (row: string) =>
  run(`姓名,日期,金额,单号\n${row}\n吴迪X,x,x,\n`, entriesImport, known, {
    metric: { value: "revenue" },
  });

describe("an entry of a file", () => {
  test.each(["李娜", "E1", "e1", "na  li", "LI@X.CN", "Ｅ１"])("knows its person as %s", (who) => {
    expect(entries(`${who},2025-01-01,12.5,A1`).accepted[0]?.value).toEqual({
      metric: REVENUE,
      person: LI,
      on: "2025-01-01",
      amount: "12.5",
      externalId: "A1",
      source: "file:revenue",
    });
  });

  // prettier-ignore
  test.each([
    ["an unknown person",      "赵六,2025-01-01,5,A1",               "org/unknown_person"],
    ["a name two people have", "吴迪,2025-01-01,5,A1",               "org/ambiguous_person"],
    ["three decimals",         "李娜,2025-01-01,1.005,A1",           "entries/too_many_decimals"],
    ["more than 2^53 steps",   "李娜,2025-01-01,90071992547409.93,A1", "entries/too_large"],
    ["a sign of dollars",      "李娜,2025-01-01,$5,A1",              "entries/sign_differs"],
  ])("with %s is refused in words", (_, row, code) => {
    const found = entries(row);
    expect(codesOf(found)[0]).toBe(code);
    const { messages } = found.rejected[0]?.problems[0] ?? { messages: { zh: "", en: "" } };
    expect(messages.zh).not.toMatch(/[{}]|^$/);
    expect(messages.en).not.toMatch(/[{}]|^$/);
  });

  test("takes the zeros behind its decimals and the tenant's sign", () => {
    expect(entries("李娜,2025-01-01,¥1.5000,A1").accepted.length).toBe(1);
  });

  test("without an id is known by its content and its number among equals", () => {
    const text = "姓名,日期,金额\n李娜,2025-01-01,5\nE1,2025-01-01,5\n";
    const found = run(text, entriesImport, known, { metric: { value: "销售额" } });
    expect(found.accepted.map(({ value }) => value.externalId)).toEqual([
      `2025-01-01|${LI}|5|#1`,
      `2025-01-01|${LI}|5|#2`,
    ]);
  });

  test("of an unknown metric is refused", () => {
    const found = run("姓名,日期,金额,指标\n李娜,2025-01-01,5,利润\n", entriesImport, known);
    expect(codesOf(found)).toEqual(["entries/unknown_metric"]);
  });
});

test("one click's worth of people and teams is what the file names and nobody is", () => {
  const text =
    "姓名,团队,日期,金额\n李娜,华东,2025-01-01,5\n赵六,华西,2025-01-01,5\n赵六,华西,2025-01-02,5\n孙七,East,2025-01-02,x\n";
  const found = run(text, entriesImport, known, { metric: { value: "revenue" } });
  expect(missingFrom(readRows(found.sheet, found.plan, entriesImport.fields), known)).toEqual({
    people: [
      { name: "赵六", team: "华西" },
      { name: "孙七", team: "East" },
    ],
    teams: ["华西"],
  });
});

describe("a person of a file", () => {
  const none = { people: nameIndex([]), units };
  test("may name a manager who stands further down", () => {
    const text =
      "工号,姓名,部门,上级,入职日期\n7,王五,华东,8,2025-01-01\n8,陈四,east,,2024-01-01\n";
    expect(run(text, peopleImport, none).accepted.map(({ value }) => value)).toEqual([
      { code: "7", name: "王五", unit: "east", manager: "8", startsOn: "2025-01-01" },
      { code: "8", name: "陈四", unit: "east", startsOn: "2024-01-01" },
    ]);
  });

  test("joins two columns of names as each script does", () => {
    const text = "Employee ID,First Name,Last Name\n1,Nancy,Davolio\n2,娜,李\n";
    expect(run(text, peopleImport, none).accepted.map(({ value }) => value.name)).toEqual([
      "Nancy Davolio",
      "李娜",
    ]);
  });

  test("whose manager or team nobody knows names what one click creates first", () => {
    const text = "姓名,团队,上级\n王五,华南,周经理\n陈四,华东,王五\n孙七,华南,周经理\n";
    const found = run(text, peopleImport, none);
    const rows = [...readRows(found.sheet, found.plan, peopleImport.fields)];
    expect(missingBeside(rows, none)).toEqual({
      people: [{ name: "周经理", team: "华南" }],
      teams: ["华南"],
    });
  });

  // prettier-ignore
  test.each([
    ["an unknown team",          "1,王五,华南,,",                     "org/unknown_unit"],
    ["an unknown manager",       "1,王五,,nobody,",                   "org/unknown_manager"],
    ["no mail address",          "1,王五,,,wang",                     "org/not_an_email"],
    ["no name though new",       "1,,,,",                             "org/name_missing"],
  ])("with %s is refused", (_, row, code) => {
    expect(codesOf(run(`工号,姓名,团队,上级,邮箱\n${row}\n`, peopleImport, none))).toEqual([code]);
  });

  test("who is known keeps the code when the file has none", () => {
    expect(
      run("姓名,邮箱\n李娜,na@x.cn\n", peopleImport, { people, units }).accepted[0]?.value.code,
    ).toBe("E1");
  });
});

test("a team of a file may stand before its parent", () => {
  const found = run("团队,上级团队\n上海组,华东二部\n华东二部,华东\n", unitsImport, {
    people,
    units,
  });
  expect(found.accepted.map(({ value }) => [value.code, value.parent])).toEqual([
    ["上海组", "华东二部"],
    ["华东二部", "east"],
  ]);
});

describe("a metric of a file", () => {
  test("has unit, decimals and direction in either language", () => {
    const text = "编码,名称,单位,小数位,方向\nvisits,拜访,次,0,越大越好\nchurn,流失,count,,down\n";
    expect(
      run(text, metricsImport, null).accepted.map(({ value }) => [
        value.unit,
        value.scale,
        value.direction,
      ]),
    ).toEqual([
      ["count", 0, "up"],
      ["count", 0, "down"],
    ]);
  });
  test("with a unit nobody knows, seven decimals or a ratio is refused", () => {
    const text = "code,name,unit,decimals\na,A,furlong,0\nb,B,money,7\nc,C,ratio,4\n";
    expect(codesOf(run(text, metricsImport, null))).toEqual([
      "metrics/unknown_unit",
      "metrics/scale",
      "metrics/ratio_by_hand",
    ]);
  });
});

test("no synonym stands for two required fields of one noun", () => {
  for (const { fields } of Object.values(importables)) {
    const required = fields.filter((field) => field.required).flatMap(({ synonyms }) => synonyms);
    expect(new Set(required).size).toBe(required.length);
  }
});
