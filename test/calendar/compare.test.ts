// Goal: two years are compared week for week, and the 53rd week stands against nothing.
import { describe, expect, test } from "vitest";
import { comparison } from "../../workers/calendar/compare.ts";
import { GREGORIAN, periodAt, type CalendarRule } from "../../workers/calendar/periods.ts";
import { followedBy } from "../../workers/calendar/succession.ts";
import { day } from "../../workers/lib/day.ts";
import { must } from "../../workers/lib/assert.ts";
import { NRF } from "./rules.ts";

const compared = (rule: CalendarRule, year: number, base: number, dropped: "first" | "last") =>
  comparison(rule, {
    year: must(periodAt(rule, "year", year, 1)),
    base: must(periodAt(rule, "year", base, 1)),
    dropped,
  });

describe("a year of 52 weeks against one of 53", () => {
  test("leaves out the first week of the longer, as NRF restates 2023 for 2024", () => {
    const made = compared(NRF, 2024, 2023, "first");
    expect(made).toMatchObject({
      value: { dropped: { from: "base", week: { from: "2023-01-29", until: "2023-02-05" } } },
    });
    expect(made.ok && made.value.weeks[0]).toEqual({
      index: 1,
      of: { from: "2024-02-04", until: "2024-02-11" },
      with: { from: "2023-02-05", until: "2023-02-12" },
    });
    expect(made.ok && made.value.months.at(-1)?.with).toEqual({
      from: "2024-01-07",
      until: "2024-02-04",
    });
  });

  test("or the last week", () => {
    const made = compared(NRF, 2023, 2022, "last");
    expect(made).toMatchObject({
      value: { dropped: { from: "year", week: { from: "2024-01-28" } } },
    });
    expect(made.ok && made.value.weeks.at(-1)?.of).toEqual({
      from: "2024-01-21",
      until: "2024-01-28",
    });
  });
});

test("years of one length and Gregorian months leave nothing out", () => {
  expect(compared(NRF, 2026, 2025, "first")).toMatchObject({ value: { dropped: null } });
  const plain = compared(GREGORIAN, 2024, 2023, "first");
  expect(plain.ok && plain.value.months[1]).toEqual({
    index: 2,
    of: { from: "2024-02-01", until: "2024-03-01" },
    with: { from: "2023-02-01", until: "2023-03-01" },
  });
});

test("years that two calendars have cut are not compared", () => {
  const next = followedBy(GREGORIAN, { rule: NRF, fromYear: 2027 }, day("2026-11-21"));
  const rule = next.ok ? next.value : GREGORIAN;
  expect(compared(rule, 2027, 2026, "first")).toMatchObject({
    error: { code: "calendar/years_differ", base: "FY2026" },
  });
  expect(compared(rule, 2028, 2027, "first").ok).toBe(true);
});
