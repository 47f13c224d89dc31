// Goal: a day is never in two periods of a kind or in none, and a key always finds its period.
// Method: the cases a finance head asks about as a table, then properties over all rules and days.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  GREGORIAN,
  kindsOn,
  periodOf,
  periodsAcross,
  periodsOfYear,
  readPeriod,
  type CalendarRule,
  type Period,
} from "../../workers/calendar/periods.ts";
import { addDays, day, dayNumber, fromDayNumber } from "../../workers/lib/day.ts";
import { kinds, rules } from "./properties.ts";

const april: CalendarRule = { ...GREGORIAN, firstMonth: 4 };
const aprilByEnd: CalendarRule = { ...april, labelBy: "end" };
const sundays: CalendarRule = { ...GREGORIAN, weekStart: 7, weekOne: "first_day" };
const shown = ({ key, from, until }: Period) => `${key} ${from} ${until}`;

describe("periodOf", () => {
  // prettier-ignore
  test.each([
    ["a calendar year",                        GREGORIAN,  "year",    "2026-07-15", "FY2026 2026-01-01 2027-01-01"],
    ["a half",                                 GREGORIAN,  "half",    "2026-07-01", "FY2026-H2 2026-07-01 2027-01-01"],
    ["a quarter",                              GREGORIAN,  "quarter", "2026-09-30", "FY2026-Q3 2026-07-01 2026-10-01"],
    ["a month",                                GREGORIAN,  "month",   "2026-07-15", "FY2026-M07 2026-07-01 2026-08-01"],
    ["a leap February",                        GREGORIAN,  "month",   "2028-02-29", "FY2028-M02 2028-02-01 2028-03-01"],
    ["the day itself",                         GREGORIAN,  "day",     "2026-07-15", "2026-07-15 2026-07-15 2026-07-16"],
    ["March, still the old year in April's",   april,      "year",    "2026-03-31", "FY2025 2025-04-01 2026-04-01"],
    ["the same year, named by its end",        aprilByEnd, "year",    "2026-03-31", "FY2026 2025-04-01 2026-04-01"],
    ["a year from February, named by its end", { ...GREGORIAN, firstMonth: 2, labelBy: "end" }, "year", "2026-03-31", "FY2027 2026-02-01 2027-02-01"],
    ["a calendar year, named by its end",      { ...GREGORIAN, labelBy: "end" }, "year", "2026-07-15", "FY2026 2026-01-01 2027-01-01"],
    ["July, the fourth month of April's year", april,      "month",   "2026-07-15", "FY2026-M04 2026-07-01 2026-08-01"],
    ["ISO week 53 on New Year's Day",          GREGORIAN,  "week",    "2027-01-01", "FY2026-W53 2026-12-28 2027-01-04"],
    ["ISO week 1 in the old year",             GREGORIAN,  "week",    "2025-12-29", "FY2026-W01 2025-12-29 2026-01-05"],
    ["the week of the year's first day",       sundays,    "week",    "2026-12-31", "FY2027-W01 2026-12-27 2027-01-03"],
  ] as const)("gives %s", (_, rule, kind, on, expected) => {
    expect(shown(periodOf(rule, kind, day(on)))).toBe(expected);
  });
});

describe("readPeriod", () => {
  // prettier-ignore
  test.each([
    ["FY2026",      "2026-01-01 2027-01-01"],
    ["FY2026-H1",   "2026-01-01 2026-07-01"],
    ["FY2026-Q4",   "2026-10-01 2027-01-01"],
    ["FY2026-M12",  "2026-12-01 2027-01-01"],
    ["FY2026-W53",  "2026-12-28 2027-01-04"],
    ["2026-07-15",  "2026-07-15 2026-07-16"],
    ["FY2025-W53",  "period/none_such"],
    ["FY2026-M13",  "period/none_such"],
    ["FY2026-M00",  "period/none_such"],
    ["FY9999",      "period/none_such"],
    ["1899-01-01",  "period/none_such"],
    ["2026-02-30",  "period/malformed"],
    ["FY2026-Q5",   "period/none_such"],
    ["FY2026-P05",  "period/none_such"],
    ["FY2026T",     "period/none_such"],
    ["FY2026-Q9",   "period/malformed"],
    ["FY26-Q1",     "period/malformed"],
    ["2026Q1",      "period/malformed"],
    ["",            "period/malformed"],
  ])("reads %j as %s", (key, expected) => {
    const read = readPeriod(GREGORIAN, key);
    expect(read.ok ? `${read.value.from} ${read.value.until}` : read.error.code).toBe(expected);
  });
});

const days = fc
  .integer({ min: dayNumber(day("1902-01-01")), max: dayNumber(day("2197-12-31")) })
  .map(fromDayNumber);
const settings = { seed: 20261121, numRuns: 1_000 };

describe("periods of every rule", () => {
  test("a year's periods are numbered without a gap and follow on", () => {
    fc.assert(
      fc.property(
        rules,
        fc.constantFrom("half", "quarter", "month", "week", "day"),
        fc.integer({ min: 1950, max: 2150 }),
        (rule, kind, year) => {
          const all = periodsOfYear(rule, kind, year);
          expect(all.map(({ index }) => index)).toEqual(all.map((_, at) => at + 1));
          all.slice(1).forEach(({ from }, at) => expect(from).toBe(all[at]?.until));
          if (rule.kind !== "succession" && kind === "week") expect([52, 53]).toContain(all.length);
        },
      ),
      { ...settings, numRuns: 60 },
    );
  });

  test("the years 1950 to 2150 are cut without gap or overlap, and no key comes twice", () => {
    fc.assert(
      fc.property(rules, (rule) => {
        for (const kind of kindsOn(rule, day("2150-06-01")).filter((each) => each !== "day")) {
          const all = periodsAcross(rule, kind, {
            from: day("1950-01-01"),
            until: day("2151-01-01"),
          });
          all.slice(1).forEach(({ from }, at) => expect(from).toBe(all[at]?.until));
          expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
          expect(all.every(({ from, until }) => from < until)).toBe(true);
        }
      }),
      { ...settings, numRuns: 15 },
    );
  });

  test("the periods across an interval hold its first and last day, and none is beside it", () => {
    fc.assert(
      fc.property(rules, kinds, days, fc.integer({ min: 1, max: 90 }), (rule, kind, from, n) => {
        const until = addDays(from, n);
        const all = periodsAcross(rule, kind, { from, until });
        expect(all[0]?.from !== undefined && all[0].from <= from && from < all[0].until).toBe(true);
        expect((all.at(-1)?.until ?? "") >= until).toBe(true);
        expect(all.every((at) => at.from < until && at.until > from)).toBe(true);
      }),
      { ...settings, numRuns: 200 },
    );
  });
});
