// Goal: a cell is read exactly or refused; nothing is guessed that could be read two ways.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  COMMA,
  currencyMark,
  POINT,
  readDay,
  readDecimal,
  tidy,
} from "../../workers/imports/cell.ts";
import { addDays, day } from "../../workers/lib/day.ts";

describe("readDay", () => {
  // prettier-ignore
  test.each([
    ["2025-03-31",               "mdy", "2025-03-31"],
    ["2025/3/1",                 "ymd", "2025-03-01"],
    ["2025.03.01",               "dmy", "2025-03-01"],
    ["2025年3月1日",              "mdy", "2025-03-01"],
    ["20250301",                 "ymd", "2025-03-01"],
    ["２０２５－０３－０１",         "ymd", "2025-03-01"],
    ["3/1/2017",                 "mdy", "2017-03-01"],
    ["3/1/2017",                 "dmy", "2017-01-03"],
    ["31.12.2024",               "dmy", "2024-12-31"],
    ["1/1/02 0:00",              "mdy", "2002-01-01"],
    ["1/1/99",                   "mdy", "1999-01-01"],
    ["12-Mar-2025",              "mdy", "2025-03-12"],
    ["2022-05-30 00:00:00.000",  "ymd", "2022-05-30"],
    ["2025-03-01T08:30:00Z",     "ymd", "2025-03-01"],
    ["2025-02-29",               "ymd", "import/no_such_day"],
    ["31/12/2024",               "mdy", "import/no_such_day"],
    ["0000-01-01",               "ymd", "import/no_such_day"],
    ["45292",                    "ymd", "import/day_is_serial"],
    ["45292.5",                  "ymd", "import/day_is_serial"],
    ["yesterday",                "ymd", "import/not_a_day"],
    ["2025-03",                  "ymd", "import/not_a_day"],
    ["2025/03-01",               "ymd", "import/not_a_day"],
    ["=TODAY()",                 "ymd", "import/not_a_day"],
  ] as const)("reads %s in order %s as %s", (text, order, expected) => {
    expect(readDay(text, order)).toBe(expected);
  });

  test("reads back every day it is shown, in every order", () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), (offset) => {
        const on = addDays(day("1970-01-01"), offset);
        const [year, month, date] = on.split("-").map(Number);
        expect(readDay(on, "mdy")).toBe(on);
        expect(readDay(`${date}/${month}/${year}`, "dmy")).toBe(on);
        expect(readDay(`${month}/${date}/${year}`, "mdy")).toBe(on);
      }),
      { seed: 20261121 },
    ));
});

describe("readDecimal", () => {
  // prettier-ignore
  test.each([
    ["1234.50",      POINT, "1234.50"],
    ["1,234.50",     POINT, "1234.50"],
    ["1.234,50",     COMMA, "1234.50"],
    ["1 234,50",     COMMA, "1234.50"],
    ["1\u00a0234.5", POINT, "1234.5"],
    ["1’234.50",     POINT, "1234.50"],
    ["¥1,234",       POINT, "1234"],
    ["￥１，２３４．５", POINT, "1234.5"],
    ["1234.5元",      POINT, "1234.5"],
    ["$ -12.00",     POINT, "-12.00"],
    ["-$12.00",      POINT, "-12.00"],
    ["(12.00)",      POINT, "-12.00"],
    ["−12",          POINT, "-12"],
    [".0150",        POINT, "0.0150"],
    ["1,5",          COMMA, "1.5"],
    ["9007199254740993.01", POINT, "9007199254740993.01"],
    ["731.9399999999999",   POINT, "731.9399999999999"],
  ])("reads %s exactly", (text, marks, expected) => {
    expect(readDecimal(text, marks)).toBe(expected);
  });

  // prettier-ignore
  test.each([
    ["NaN",         "import/not_a_number"],
    ["Infinity",    "import/not_a_number"],
    ["1e400",       "import/number_scientific"],
    ["1.2E+05",     "import/number_scientific"],
    ["1,23",        "import/not_a_number"],
    ["12,34,567",   "import/not_a_number"],
    ["1.2.3",       "import/not_a_number"],
    ["=1+1",        "import/not_a_number"],
    ["=cmd|' /C calc'!A0", "import/not_a_number"],
    ["--5",         "import/not_a_number"],
    ["1.2万",       "import/not_a_number"],
    ["",            "import/not_a_number"],
    [".",           "import/not_a_number"],
    ["0x1F",        "import/not_a_number"],
    ["12 34",       "import/not_a_number"],
  ])("refuses %s as %s", (text, fault) => {
    expect(readDecimal(text, POINT)).toEqual({ fault });
  });

  test("gives back every number written with thousands, to the last digit", () =>
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }),
        fc.nat(99),
        (whole, cents) => {
          const sign = whole < 0n ? "-" : "";
          const digits = (whole < 0n ? -whole : whole).toString();
          const grouped = digits.replace(/\B(?=(\d{3})+$)/g, ",");
          const fraction = String(cents).padStart(2, "0");
          expect(readDecimal(`${sign}${grouped}.${fraction}`, POINT)).toBe(
            `${sign}${digits}.${fraction}`,
          );
          const european = `${sign}${grouped.replaceAll(",", ".")},${fraction}`;
          expect(readDecimal(european, COMMA)).toBe(`${sign}${digits}.${fraction}`);
        },
      ),
      { seed: 20261121 },
    ));
});

test("tidy drops invisible edges, marks of joined files, and what databases write for nothing", () => {
  expect(tidy("\ufeff 张三\u3000")).toBe("张三");
  expect(tidy("\u00a0x\u200b")).toBe("x");
  expect(tidy("NULL")).toBe("");
  expect(tidy("null and void")).toBe("null and void");
});

test("currencyMark says which currencies a sign can stand for", () => {
  expect(currencyMark("1234.50")).toBeNull();
  expect(currencyMark("¥12")).toEqual(["CNY", "JPY"]);
  expect(currencyMark("12 EUR")).toEqual(["EUR"]);
});
