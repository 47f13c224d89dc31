// Goal: count and n-th working day agree with a calendar on the wall, at any distance.
// Method: cases from real weeks; properties.ts counts day by day.
import { describe, expect, test } from "vitest";
import { MAINLAND } from "../../workers/calendar/mainland.ts";
import {
  countWorkingDays,
  MONDAY_TO_FRIDAY,
  nthWorkingDay,
  workingDays,
  works,
  type WeekPattern,
} from "../../workers/calendar/working-days.ts";
import { day } from "../../workers/lib/day.ts";

const plain = workingDays(MONDAY_TO_FRIDAY);
const mainland = workingDays(MONDAY_TO_FRIDAY, MAINLAND);
const never: WeekPattern = [false, false, false, false, false, false, false];
const span = (from: string, until: string) => ({ from: day(from), until: day(until) });

describe("countWorkingDays", () => {
  // prettier-ignore
  test.each([
    ["a plain week",                        plain,    "2026-07-13", "2026-07-20", 5],
    ["an empty interval",                   plain,    "2026-07-13", "2026-07-13", 0],
    ["a reversed interval",                 plain,    "2026-07-20", "2026-07-13", 0],
    ["a weekend",                           plain,    "2026-07-18", "2026-07-20", 0],
    ["a weekend worked for a holiday",      mainland, "2026-02-28", "2026-03-02", 1],
    ["the week of National Day",            mainland, "2026-10-01", "2026-10-08", 0],
    ["a plain year with 261 weekdays",      plain,    "2026-01-01", "2027-01-01", 261],
    ["days before 1970",                    plain,    "1969-12-29", "1970-01-05", 5],
  ])("counts %s", (_, calendar, from, until, expected) => {
    expect(countWorkingDays(calendar, span(from, until))).toBe(expected);
  });

  test("a tenant's own day wins over the national one", () => {
    const own = workingDays(MONDAY_TO_FRIDAY, MAINLAND, [
      { on: day("2026-02-28"), works: false },
      { on: day("2026-10-01"), works: true },
    ]);
    expect(works(own, day("2026-02-28"))).toBe(false);
    expect(works(own, day("2026-10-01"))).toBe(true);
  });
});

describe("nthWorkingDay", () => {
  // prettier-ignore
  test.each([
    ["the next from a Friday",                     plain,    "2026-07-17",  1, "2026-07-20"],
    ["the first from a Saturday",                  plain,    "2026-07-18",  1, "2026-07-20"],
    ["five on from a Monday",                      plain,    "2026-07-13",  5, "2026-07-20"],
    ["0 on a worked day: that day",                plain,    "2026-07-17",  0, "2026-07-17"],
    ["0 on a Sunday: the next that works",         plain,    "2026-07-19",  0, "2026-07-20"],
    ["one back from a Monday",                     plain,    "2026-07-20", -1, "2026-07-17"],
    ["one back from a Sunday",                     plain,    "2026-07-19", -1, "2026-07-17"],
    ["across National Day, by a make-up Saturday", mainland, "2026-09-30",  3, "2026-10-10"],
    ["0 in Spring Festival",                       mainland, "2026-02-17",  0, "2026-02-24"],
    ["a year of them",                             mainland, "2025-12-31", 248, "2026-12-31"],
    ["refused when nobody ever works",             workingDays(never), "2026-07-17", 1, "calendar/no_working_day"],
    ["refused past the year 9999",                 plain,    "9999-12-30",  5, "calendar/no_working_day"],
  ])("finds %s", (_, calendar, from, n, expected) => {
    const found = nthWorkingDay(calendar, day(from), n);
    expect(found.ok ? found.value : found.error.code).toBe(expected);
  });

  test("finds the one worked day of a calendar without a working week", () => {
    const once = workingDays(never, [{ on: day("2026-07-18"), works: true }]);
    expect(nthWorkingDay(once, day("2026-07-10"), 1)).toEqual({ ok: true, value: "2026-07-18" });
    expect(nthWorkingDay(once, day("2026-07-10"), 2).ok).toBe(false);
    expect(nthWorkingDay(once, day("2026-07-10"), -1).ok).toBe(false);
  });
});
