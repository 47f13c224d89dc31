// Goal: a calendar can be followed by another without a day lost, and what is special at the seam is said.
import { describe, expect, test } from "vitest";
import {
  GREGORIAN,
  periodOf,
  periodsOfYear,
  readPeriod,
  type CalendarRule,
} from "../../workers/calendar/periods.ts";
import { followedBy, seamsOf } from "../../workers/calendar/succession.ts";
import { day } from "../../workers/lib/day.ts";
import { APRIL, FOUR_WEEKS, NRF } from "./rules.ts";

const today = day("2026-11-21");
const byEnd = { ...APRIL, labelBy: "end" as const };
type Next = Parameters<typeof followedBy>[1];
const made = (now: CalendarRule, next: Next): CalendarRule => {
  const result = followedBy(now, next, today);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};
const keys = (rule: CalendarRule, on: string) =>
  (["year", "half", "quarter", "month", "week"] as const)
    .map((kind) => periodOf(rule, kind, day(on)).key)
    .join(" ");

describe("followedBy", () => {
  // prettier-ignore
  test.each<[string, CalendarRule, Next, string]>([
    ["April's year after January's: a transition of three months", GREGORIAN, { rule: APRIL, fromYear: 2027 }, "FY2027T 2027-01-01 2027-04-01"],
    ["the same named by its end: a short year of its own name",    GREGORIAN, { rule: byEnd, fromYear: 2028 }, "FY2027 2027-01-01 2027-04-01"],
    ["the same, long: fifteen months",                             GREGORIAN, { rule: APRIL, fromYear: 2027, transition: "long" }, "FY2026 2026-01-01 2027-04-01"],
    ["January's after April's: nine months",                       APRIL,     { rule: GREGORIAN, fromYear: 2028 }, "FY2027 2027-04-01 2028-01-01"],
    ["January's after April's by end: nine months before FY2028",  byEnd,     { rule: GREGORIAN, fromYear: 2028 }, "FY2028T 2027-04-01 2028-01-01"],
    ["weeks from four days later: those join the year before",     GREGORIAN, { rule: FOUR_WEEKS, fromYear: 2027 }, "FY2026 2026-01-01 2027-01-04"],
    ["another way to name years only: nothing between",            GREGORIAN, { rule: { ...GREGORIAN, weekStart: 7 }, fromYear: 2027 }, "FY2026 2026-01-01 2027-01-01"],
    ["NRF's from February",                                        GREGORIAN, { rule: NRF, fromYear: 2027 }, "FY2027T 2027-01-01 2027-01-31"],
  ])("%s", (_, now, next, expected) => {
    const [seam] = seamsOf(made(now, next));
    expect(`${seam?.last.key} ${seam?.last.from} ${seam?.last.until}`).toBe(expected);
    expect(seam?.first.year).toBe(next.fromYear);
  });

  // prettier-ignore
  test.each<[string, CalendarRule, Next, object]>([
    ["a year that has begun",                       GREGORIAN, { rule: APRIL, fromYear: 2026 }, { code: "calendar/not_future", from: "2026-04-01" }],
    ["a name that is taken",                        byEnd,     { rule: { ...GREGORIAN, firstMonth: 7 }, fromYear: 2027 }, { code: "calendar/year_name", taken: "FY2027" }],
    ["a last year of twenty-one months",            byEnd,     { rule: GREGORIAN, fromYear: 2028, transition: "long" }, { code: "calendar/transition_long", days: 275 }],
  ])("refuses %s", (_, now, next, error) => {
    const result = followedBy(now, next, today);
    expect(result).toMatchObject({ ok: false, error });
  });

  test("gives way to another wish for the same or an earlier year", () => {
    const first = made(GREGORIAN, { rule: NRF, fromYear: 2028 });
    const again = made(first, { rule: APRIL, fromYear: 2027 });
    expect(again).toMatchObject({ parts: [{ from: null }, { from: "2027-04-01", rule: APRIL }] });
  });
});

describe("a long year", () => {
  const rule = made(GREGORIAN, { rule: APRIL, fromYear: 2027, transition: "long" });
  test("counts on: fifteen months, five quarters, a third half", () => {
    expect(periodsOfYear(rule, "month", 2026).at(-1)).toMatchObject({
      key: "FY2026-M15",
      until: "2027-04-01",
    });
    expect(keys(rule, "2027-02-10")).toBe("FY2026 FY2026-H3 FY2026-Q5 FY2026-M14 FY2026-W59");
    expect(readPeriod(rule, "FY2026-Q5")).toMatchObject({ value: { from: "2027-01-01" } });
  });
});

describe("a transition", () => {
  const rule = made(GREGORIAN, { rule: APRIL, fromYear: 2027 });
  test("is a year with a key of its own, before the year it leads to", () => {
    expect(keys(rule, "2027-02-10")).toBe("FY2027T FY2027T-H1 FY2027T-Q1 FY2027T-M02 FY2027T-W06");
    expect(keys(rule, "2027-04-10")).toBe("FY2027 FY2027-H1 FY2027-Q1 FY2027-M01 FY2027-W02");
    expect(readPeriod(rule, "FY2027T-M03")).toMatchObject({
      value: { from: "2027-03-01", transition: true },
    });
    expect(readPeriod(rule, "FY2027T-M04").ok).toBe(false);
    expect(periodsOfYear(rule, "month", periodOf(rule, "year", day("2027-02-01")))).toHaveLength(3);
  });
});

test("years that simply follow on keep their four quarters, two halves and twelve months", () => {
  const sundays = made(GREGORIAN, { rule: { ...GREGORIAN, weekStart: 7 }, fromYear: 2027 });
  const count = (kind: "half" | "quarter" | "month") => periodsOfYear(sundays, kind, 2026).length;
  expect([count("half"), count("quarter"), count("month")]).toEqual([2, 4, 12]);
});

test("a week at a change of the week's first day is short or long, never lost", () => {
  const sundays = made(GREGORIAN, { rule: { ...GREGORIAN, weekStart: 7 }, fromYear: 2027 });
  // ISO's 2026 ends on Sunday 3 January; the new W01 begins on that Sunday.
  expect(periodOf(sundays, "week", day("2027-01-02"))).toMatchObject({
    key: "FY2026-W53",
    until: "2027-01-03",
  });
  expect(periodOf(sundays, "week", day("2027-01-03"))).toMatchObject({ key: "FY2027-W01" });
});
