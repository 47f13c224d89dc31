// Goal: years of whole weeks are those their owners publish, and the 53rd week goes where it was told.
// Method: published calendars (NRF 4-5-4; Apple's annual reports; the two rules of IRS Publication
// 538), then a table of where the extra week goes.
import { describe, expect, test } from "vitest";
import { periodAt, periodOf, periodsOfYear, readPeriod } from "../../workers/calendar/periods.ts";
import { type RetailWeeks } from "../../workers/calendar/rule.ts";
import { addDays, day } from "../../workers/lib/day.ts";
import { lengthDays } from "../../workers/lib/interval.ts";
import { APPLE, FOUR_WEEKS, NRF } from "./rules.ts";

const year = (rule: Parameters<typeof periodAt>[0], name: number) =>
  periodAt(rule, "year", name, 1);
const weeks = (rule: Parameters<typeof periodAt>[0], name: number) =>
  periodsOfYear(rule, "week", name).length;
const lastDay = (rule: Parameters<typeof periodAt>[0], name: number) =>
  addDays(year(rule, name)?.until ?? day("0001-01-02"), -1);

describe("the National Retail Federation's 4-5-4 calendar", () => {
  test("has 53 weeks in the years it says", () => {
    const long = Array.from({ length: 25 }, (_, at) => 2000 + at).filter(
      (name) => weeks(NRF, name) === 53,
    );
    expect(long).toEqual([2000, 2006, 2012, 2017, 2023]);
  });

  // prettier-ignore
  test.each([
    [2017, "2017-01-29"], [2018, "2018-02-04"], [2022, "2022-01-30"], [2023, "2023-01-29"],
    [2024, "2024-02-04"], [2025, "2025-02-02"], [2026, "2026-02-01"],
  ])("FY%i begins on %s", (name, from) => {
    expect(year(NRF, name)?.from).toBe(from);
  });

  test("ends FY2023 on 3 February 2024 with a fiscal January of five weeks", () => {
    expect(lastDay(NRF, 2023)).toBe("2024-02-03");
    const january = periodAt(NRF, "month", 2023, 12);
    expect(january).toMatchObject({ from: "2023-12-31", until: "2024-02-04" });
    expect(periodAt(NRF, "month", 2024, 1)).toMatchObject({ until: "2024-03-03" });
    expect(periodOf(NRF, "week", day("2024-02-03")).key).toBe("FY2023-W53");
  });

  test("has quarters of thirteen weeks and halves of twenty-six", () => {
    const inWeeks = (kind: "quarter" | "half") =>
      periodsOfYear(NRF, kind, 2024).map((each) => lengthDays(each) / 7);
    expect([inWeeks("quarter"), inWeeks("half")]).toEqual([
      [13, 13, 13, 13],
      [26, 26],
    ]);
  });
});

describe("Apple's calendar", () => {
  // prettier-ignore
  test.each([
    [2000, "2000-09-30", 53], [2005, "2005-09-24", 52], [2006, "2006-09-30", 53],
    [2012, "2012-09-29", 53], [2017, "2017-09-30", 53], [2022, "2022-09-24", 52],
    [2023, "2023-09-30", 53], [2024, "2024-09-28", 52],
  ])("ends FY%i on %s after %i weeks", (name, ends, count) => {
    expect([lastDay(APPLE, name), weeks(APPLE, name)]).toEqual([ends, count]);
  });

  test("has its fourteenth week in the first quarter", () => {
    const [first, second] = periodsOfYear(APPLE, "quarter", 2023);
    expect(first).toMatchObject({ from: "2022-09-25", until: "2023-01-01" });
    expect(second?.until).toBe("2023-04-02");
  });
});

// prettier-ignore
test.each([
  ["ends_last",    2006, "2006-08-26"], ["ends_last",    2007, "2007-08-25"], ["ends_last",    2008, "2008-08-30"],
  ["ends_nearest", 2006, "2006-09-02"], ["ends_nearest", 2007, "2007-09-01"], ["ends_nearest", 2008, "2008-08-30"],
] as const)("a year that %s Saturday of August %i ends on %s", (turns, name, ends) => {
  expect(lastDay({ ...APPLE, turns, month: 8 }, name)).toBe(ends);
});

test("a year may begin on the first Monday of January, or of April and be named by its end", () => {
  expect(year(FOUR_WEEKS, 2026)).toMatchObject({ from: "2026-01-05", until: "2027-01-04" });
  const april = { ...FOUR_WEEKS, month: 4, labelBy: "end" as const };
  expect(year(april, 2027)).toMatchObject({ from: "2026-04-06", until: "2027-04-05" });
});

describe("the 53rd week", () => {
  const lengths = (rule: RetailWeeks) =>
    periodsOfYear(rule, "month", 2023)
      .map((month) => lengthDays(month) / 7)
      .join("");
  // prettier-ignore
  test.each([
    ["4-5-4", "last",         "454454454455"],
    ["4-5-4", "next_to_last", "454454454464"],
    ["4-4-5", "last",         "445445445446"],
    ["4-4-5", "next_to_last", "445445445455"],
    ["5-4-4", "q1",           "545544544544"],
    ["5-4-4", "q2",           "544545544544"],
    ["4-5-4", "q3",           "454454455454"],
    ["4-5-4", "q4",           "454454454455"],
  ] as const)("of a %s year goes to %s: %s", (pattern, extraWeek, expected) => {
    expect(lengths({ ...NRF, pattern, extraWeek })).toBe(expected);
  });

  test("gives the last of thirteen periods five weeks", () => {
    const periods = periodsOfYear(
      { ...NRF, kind: "thirteen_periods", quarters: "none" },
      "month",
      2023,
    );
    expect(periods.map((each) => lengthDays(each) / 7)).toEqual([...Array(12).fill(4), 5]);
    expect(periods.at(-1)?.key).toBe("FY2023-P13");
  });
});

describe("thirteen periods", () => {
  test("are P01 to P13 in quarters of 3, 3, 3 and 4", () => {
    expect(periodOf(FOUR_WEEKS, "month", day("2026-12-31")).key).toBe("FY2026-P13");
    const quarters = periodsOfYear(FOUR_WEEKS, "quarter", 2026).map(
      (each) => lengthDays(each) / 28,
    );
    expect(quarters).toEqual([3, 3, 3, 4]);
  });

  test("may have no quarters: then the year is the next larger period, and a quarter's key is none", () => {
    const plain = { ...FOUR_WEEKS, quarters: "none" as const };
    expect(periodOf(plain, "quarter", day("2026-12-31")).key).toBe("FY2026");
    expect(periodsOfYear(plain, "quarter", 2026)).toEqual([]);
    expect(readPeriod(plain, "FY2026-Q1").ok).toBe(false);
    expect(readPeriod(plain, "FY2026-H1").ok).toBe(false);
  });

  test("have no months, and months no periods", () => {
    expect(readPeriod(FOUR_WEEKS, "FY2026-P13")).toMatchObject({ value: { from: "2026-12-07" } });
    expect(readPeriod(FOUR_WEEKS, "FY2026-M12").ok).toBe(false);
    expect(readPeriod(NRF, "FY2026-P12").ok).toBe(false);
    expect(readPeriod(NRF, "FY2026-M13").ok).toBe(false);
  });
});
