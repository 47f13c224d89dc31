// Goal: files that others published are understood as their own description says.
// The data sets lie beside the repository and are never part of it; where they are absent this says so.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { entriesImport, missingFrom, type EntriesKnown } from "../../workers/entries/importable.ts";
import { checkAll, readRows } from "../../workers/imports/check.ts";
import { mappingOf, suggest, type Mapping } from "../../workers/imports/mapping.ts";
import { findDateOrder, findMarks, sniff, type Sheet } from "../../workers/imports/sniff.ts";
import { nameIndex, peopleImport } from "../../workers/org/importable.ts";
import { sum } from "../../workers/lib/list.ts";
import { parseMinor } from "../../workers/lib/money.ts";

const ROOT = fileURLToPath(new URL("../../../shared/data/", import.meta.url));
const present = existsSync(ROOT);
if (!present) {
  console.warn("published data is absent: sniffing of published files is not checked");
  test.skip("published data is absent: not checked", () => undefined);
}

function sheetOf(path: string): Sheet {
  const result = sniff(new Uint8Array(readFileSync(ROOT + path)));
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}
const columnOf = (sheet: Sheet, name: string) => sheet.header?.indexOf(name) ?? -1;
const named = (sheet: Sheet, fields: typeof entriesImport.fields) =>
  Object.fromEntries(
    suggest(sheet, fields).map(({ field, column }) => [field, sheet.header?.[column] ?? column]),
  );
const metric = {
  id: "m",
  code: "revenue",
  nameZh: "销售额",
  nameEn: "Revenue",
  unit: "money",
  scale: 4,
  currency: null,
};
const everybody = (names: Iterable<string>) =>
  ({
    people: nameIndex([...new Set(names)].map((name) => ({ id: name, code: name, name }))),
    units: nameIndex([]),
    metrics: [metric],
    currency: "USD",
  }) as unknown as EntriesKnown; // Plain ids stand for branded ones.

function imported(sheet: Sheet) {
  const mapping: Mapping = {
    ...mappingOf(suggest(sheet, entriesImport.fields)),
    metric: { value: "revenue" },
  };
  const [on, amount, person] = [mapping["on"], mapping["amount"], mapping["person"]];
  if (
    !on ||
    !amount ||
    !person ||
    !("column" in on) ||
    !("column" in amount) ||
    !("column" in person)
  )
    throw new Error("the file's columns are found");
  const order = findDateOrder(sheet.lines, on.column);
  if (order !== "ymd" && order !== "mdy") throw new Error(order);
  const { marks } = findMarks(sheet.lines, amount.column, sheet.delimiter);
  const known = everybody(sheet.lines.map(({ cells }) => cells[person.column] ?? ""));
  const plan = { mapping, dateOrder: order, marks } as const;
  return { ...checkAll(sheet, plan, entriesImport, known), plan };
}
const total = (rows: readonly { value: { amount: string } }[], scale: number) =>
  sum(
    rows.map(({ value }) => {
      const read = parseMinor(value.amount, scale);
      return read.ok ? read.value : 0n;
    }),
  );

describe.runIf(present)("published files", () => {
  // prettier-ignore
  test.each([
    ["crm-opportunities/sales_pipeline.csv",                     "utf-8",     ",",  true,  8_800],
    ["crm-opportunities/sales_pipeline_us_dates.csv",            "utf-8",     ",",  true,  8_800],
    ["northwind/employees.csv",                                  "utf-8",     ",",  true,  9],
    ["superstore/orders.csv",                                    "utf-8",     ",",  true,  9_994],
    ["superstore/Sales Commission.csv",                          "utf-8-bom", ",",  true,  41],
    ["adventureworks/SalesOrderHeader.csv",                      "utf-8",     ",",  true,  31_465],
    ["adventureworks/microsoft-original/SalesPersonQuotaHistory.csv", "utf-8", "\t", false, 163],
    ["adventureworks/microsoft-original/SalesTerritory.csv",     "utf-8",     "\t", false, 10],
    ["adventureworks/microsoft-original/FactSalesQuota.csv",     "utf-8",     "|",  false, 163],
    ["adventureworks-reseller/Targets.csv",                      "utf-8",     "|",  true,  809],
    ["adventureworks-reseller/Salesperson.csv",                  "utf-8",     "|",  true,  18],
    ["adventureworks-reseller/Sales.csv",                        "utf-8",     "|",  true,  57_851],
    ["adventureworks-reseller/ResellerSales_202006.csv",         "utf-16",    ",",  true,  3_004],
    ["adventureworks-reseller/ResellerSalesTargets.csv",         "utf-16",    ",",  true,  81],
  ])("%s: encoding, delimiter, header and rows", (path, encoding, delimiter, header, rows) => {
    const sheet = sheetOf(path);
    expect([sheet.encoding, sheet.delimiter, sheet.header !== null, sheet.lines.length]).toEqual([
      encoding,
      delimiter,
      header,
      rows,
    ]);
  });

  // prettier-ignore
  test.each([
    ["crm-opportunities/sales_pipeline.csv",          "close_date",  "ymd"],
    ["crm-opportunities/sales_pipeline_us_dates.csv", "close_date",  "mdy"],
    ["northwind/orders.csv",                          "OrderDate",   "mdy"],
    ["northwind/employees.csv",                       "HireDate",    "mdy"],
    ["superstore/Sales Commission.csv",               "Order Date",  "ambiguous"],
    ["adventureworks-reseller/Targets.csv",           "TargetMonth", "ymd"],
  ])("%s writes %s in the order %s", (path, column, order) => {
    const sheet = sheetOf(path);
    expect(findDateOrder(sheet.lines, columnOf(sheet, column))).toBe(order);
  });

  test("columns are recognised in files of five publishers", () => {
    expect(
      named(sheetOf("crm-opportunities/sales_pipeline.csv"), entriesImport.fields),
    ).toMatchObject({
      person: "sales_agent",
      on: "close_date",
      amount: "close_value",
      externalId: "opportunity_id",
      product: "product",
    });
    expect(
      named(sheetOf("adventureworks/SalesOrderHeader.csv"), entriesImport.fields),
    ).toMatchObject({
      person: "SalesPersonID",
      on: "OrderDate",
      amount: "SubTotal",
      externalId: "SalesOrderID",
    });
    expect(named(sheetOf("superstore/Sales Commission.csv"), entriesImport.fields)).toMatchObject({
      person: "Sales Person",
      on: "Order Date",
      amount: "Sales",
    });
    expect(named(sheetOf("superstore/orders.csv"), entriesImport.fields)).toMatchObject({
      on: "Order Date",
      amount: "Sales",
      externalId: "Row ID",
      deal: "Order ID",
    });
    expect(named(sheetOf("northwind/employees.csv"), peopleImport.fields)).toMatchObject({
      code: "EmployeeID",
      givenName: "FirstName",
      familyName: "LastName",
      manager: "ReportsTo",
      startsOn: "HireDate",
      position: "Title",
    });
    expect(named(sheetOf("crm-opportunities/sales_teams.csv"), peopleImport.fields)).toMatchObject({
      name: "sales_agent",
      manager: "manager",
      unit: "regional_office",
    });
    expect(
      named(sheetOf("adventureworks-reseller/Salesperson.csv"), peopleImport.fields),
    ).toMatchObject({
      name: "Salesperson",
      code: "EmployeeID",
      email: "UPN",
    });
  });

  test("both date orders of the pipeline give the same 6,711 closed deals, 10,005,534 won", () => {
    const iso = imported(sheetOf("crm-opportunities/sales_pipeline.csv"));
    const us = imported(sheetOf("crm-opportunities/sales_pipeline_us_dates.csv"));
    expect(iso.accepted.map(({ value }) => value)).toEqual(us.accepted.map(({ value }) => value));
    expect([iso.accepted.length, iso.rejected.length]).toEqual([6_711, 2_089]);
    expect(total(iso.accepted, 0)).toBe(10_005_534n);
  });

  test("AdventureWorks orders of salespeople sum to 80,487,704.18 when rounded once", () => {
    const found = imported(sheetOf("adventureworks/SalesOrderHeader.csv"));
    expect([found.accepted.length, found.rejected.length]).toEqual([3_806, 27_659]);
    const units = total(found.accepted, 4);
    expect((units + 50n) / 100n).toBe(8_048_770_418n);
  });

  test("amounts with thousands in Superstore's commission file sum to 15,357,898", () => {
    const sheet = sheetOf("superstore/Sales Commission.csv");
    const amount = columnOf(sheet, "Sales");
    const { marks, sure } = findMarks(sheet.lines, amount, sheet.delimiter);
    expect([marks.decimal, sure]).toEqual([".", true]);
    const mapping = {
      ...mappingOf(suggest(sheet, entriesImport.fields)),
      metric: { value: "revenue" },
    };
    const known = everybody(sheet.lines.map(({ cells }) => cells[2] ?? ""));
    const found = checkAll(sheet, { mapping, dateOrder: "mdy", marks }, entriesImport, known);
    expect(found.rejected).toEqual([]);
    expect(total(found.accepted, 0)).toBe(15_357_898n);
  });

  test("Northwind's nine employees come with names, managers and first days", () => {
    const sheet = sheetOf("northwind/employees.csv");
    const all = suggest(sheet, peopleImport.fields).filter(({ field }) => field !== "unit");
    const plan = {
      mapping: mappingOf(all),
      dateOrder: "mdy",
      marks: { decimal: ".", thousands: "," },
    } as const;
    const found = checkAll(sheet, plan, peopleImport, {
      people: nameIndex([]),
      units: nameIndex([]),
    });
    expect(found.rejected).toEqual([]);
    expect(found.accepted.find(({ value }) => value.code === "6")?.value).toMatchObject({
      name: "Michael Suyama",
      manager: "5",
      startsOn: "1993-10-17",
    });
  });

  test("the people a file names are found for one click: 30 agents of the pipeline", () => {
    const sheet = sheetOf("crm-opportunities/sales_pipeline.csv");
    const { plan } = imported(sheet);
    const rows = readRows(sheet, plan, entriesImport.fields);
    expect(missingFrom(rows, everybody([])).people.length).toBe(30);
  });
});
