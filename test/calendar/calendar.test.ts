// Goal: a calendar may change, but never under a target's feet.
import { describe, expect, test } from "vitest";
import {
  changeCalendar,
  DEFAULT_CALENDAR,
  periodExactly,
  weekOf,
  weekText,
  workingDaysOf,
  type CalendarSettings,
} from "../../workers/calendar/calendar.ts";
import { GREGORIAN } from "../../workers/calendar/periods.ts";
import { countWorkingDays } from "../../workers/calendar/working-days.ts";
import { day } from "../../workers/lib/day.ts";

const span = (from: string, until: string) => ({ from: day(from), until: day(until) });
const april: CalendarSettings = { ...DEFAULT_CALENDAR, rule: { ...GREGORIAN, firstMonth: 4 } };
const held = (from: string, until: string) => ({ ...span(from, until), targets: 3 });

describe("changeCalendar", () => {
  // prettier-ignore
  test.each([
    ["moves the year while nothing is agreed",     april, [], "ok"],
    ["keeps months: they are months in any year",  april, [held("2026-07-01", "2026-08-01")], "ok"],
    ["keeps quarters that are quarters again",     april, [held("2026-07-01", "2026-10-01")], "ok"],
    ["keeps what never was a period",              april, [held("2013-05-30", "2013-08-30")], "ok"],
    ["refuses to take a target's year away",       april, [held("2026-01-01", "2027-01-01")], "calendar/breaks_targets"],
    ["refuses to take a target's half away",       april, [held("2026-01-01", "2026-07-01")], "calendar/breaks_targets"],
    ["refuses a week without work",                { ...april, week: weekOf("0000000") }, [], "calendar/no_working_weekday"],
    ["takes a six-day week under any target",      { ...DEFAULT_CALENDAR, week: weekOf("1111110") }, [held("2026-01-01", "2027-01-01")], "ok"],
  ] as const)("%s", (_, change, holds, expected) => {
    const result = changeCalendar(DEFAULT_CALENDAR, change, holds);
    expect(result.ok ? "ok" : result.error.code).toBe(expected);
  });

  test("names the period, its days and how many targets it holds", () => {
    const result = changeCalendar(DEFAULT_CALENDAR, april, [held("2026-01-01", "2027-01-01")]);
    expect(result).toMatchObject({
      error: {
        count: 1,
        errors: [{ pointer: "/rule", value: "FY2026", from: "2026-01-01", targets: 3 }],
      },
    });
  });
});

test("an interval is known as the longest period it is exactly", () => {
  expect(periodExactly(GREGORIAN, span("2026-01-01", "2027-01-01"))?.key).toBe("FY2026");
  expect(periodExactly(GREGORIAN, span("2026-02-28", "2026-03-01"))?.key).toBe("2026-02-28");
  expect(periodExactly(GREGORIAN, span("2026-02-28", "2026-03-02"))).toBeNull();
});

test("a week reads back as it was written", () => {
  for (const text of ["1111100", "0000001", "1111111"]) expect(weekText(weekOf(text))).toBe(text);
});

test("a tenant without public holidays works on National Day, unless it says otherwise", () => {
  const plain = { week: DEFAULT_CALENDAR.week, holidays: "none", own: [] } as const;
  const week = span("2026-10-01", "2026-10-08");
  expect(countWorkingDays(workingDaysOf(plain), week)).toBe(5);
  const own = [{ on: day("2026-10-01"), works: false }];
  expect(countWorkingDays(workingDaysOf({ ...plain, own }), week)).toBe(4);
});
