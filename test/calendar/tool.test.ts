// Goal: the public calendar tool answers what a planner asks, and names the place it cannot answer.
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { calendarTool } from "../../workers/calendar/tool.ts";
import { CalendarToolAnswer, CalendarToolRequest } from "../../workers/calendar/tools-contract.ts";
import { FOUR_WEEKS, NRF } from "./rules.ts";

const ask = (body: unknown) => calendarTool(v.parse(CalendarToolRequest, body));
const answer = (body: unknown) => {
  const made = ask(body);
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  expect(v.is(CalendarToolAnswer, made.value)).toBe(true);
  return made.value;
};

describe("the calendar tool", () => {
  test.each([
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])("counts the mainland's working days of %i: %i", (year, expected) => {
    const { count, periods } = answer({
      holidays: "mainland",
      year,
      count: [{ from: `${year}-01-01`, until: `${year + 1}-01-01` }],
    });
    expect(count[0]).toMatchObject({ workingDays: expected, days: year === 2024 ? 366 : 365 });
    expect(periods.find(({ key }) => key === `FY${year}`)?.workingDays).toBe(expected);
  });

  test("lists a 53-week year under its scheme and pairs it with one of 52", () => {
    const { periods, compare } = answer({ rule: NRF, year: 2023, compare: { with: 2024 } });
    expect(periods.filter(({ kind }) => kind === "week")).toHaveLength(53);
    expect(periods.find(({ key }) => key === "FY2023-M12")).toMatchObject({ until: "2024-02-04" });
    expect(compare).toMatchObject({ dropped: { from: "year", week: { from: "2023-01-29" } } });
    expect(compare?.weeks).toHaveLength(52);
    const other = answer({ rule: NRF, year: 2024, compare: { with: 2023, dropped: "last" } });
    expect(other.compare?.dropped).toEqual({
      from: "with",
      week: { from: "2024-01-28", until: "2024-02-04" },
    });
  });

  test("says which periods hold a day, and finds the n-th working day both ways", () => {
    const { on, nth } = answer({
      rule: FOUR_WEEKS,
      holidays: "mainland",
      on: ["2026-10-10"],
      nth: [
        { from: "2026-09-30", n: 3 },
        { from: "2026-02-17", n: 0 },
        { from: "2026-10-12", n: -1 },
      ],
    });
    expect(on).toEqual([
      {
        day: "2026-10-10",
        works: true,
        periods: ["FY2026", "FY2026-H2", "FY2026-Q4", "FY2026-P10", "FY2026-W40", "2026-10-10"],
      },
    ]);
    expect(nth.map((each) => each.on)).toEqual(["2026-10-10", "2026-02-24", "2026-10-10"]);
  });

  test("says so where holidays are not yet announced", () => {
    expect(answer({ holidays: "mainland", year: 2027 }).notes[0]?.code).toBe(
      "calendar/holidays_unknown",
    );
    expect(answer({ holidays: "mainland", year: 2026 }).notes).toEqual([]);
    expect(answer({ year: 2027 })).toMatchObject({ notes: [], holidaysKnown: null });
  });

  test("a day of one's own wins", () => {
    const days = [{ on: "2026-10-10", works: false }];
    const { on } = answer({ holidays: "mainland", days, on: ["2026-10-10"] });
    expect(on[0]?.works).toBe(false);
  });

  // prettier-ignore
  test.each([
    ["a week without work",       { week: Array(7).fill(false) }, "/week", "calendar/no_working_weekday"],
    ["a day said twice",          { days: [{ on: "2026-01-01", works: true }, { on: "2026-01-01", works: false }] }, "/days/1/on", "calendar/day_twice"],
    ["a day out of all years",    { on: ["2026-01-01", "1800-01-01"] }, "/on/1", "calendar/day_unknown"],
    ["a date of no known year",   { nth: [{ from: "2300-01-01", n: 1 }] }, "/nth/0/from", "calendar/day_unknown"],
    ["an interval backwards",     { count: [{ from: "2026-02-01", until: "2026-01-01" }] }, "/count/0", "calendar/backwards"],
    ["a comparison with nothing", { compare: { with: 2025 } }, "/year", "calendar/compare_year"],
  ])("refuses %s, naming the place", (_, body, pointer, code) => {
    const made = ask(body);
    expect(made).toMatchObject({ error: { code: "calendar/tool", count: 1, errors: [{ pointer, code }] } });
  });

  test("names every place at once", () => {
    const made = ask({ on: ["1800-01-01"], count: [{ from: "2026-02-01", until: "2026-01-01" }] });
    expect(made).toMatchObject({
      error: { count: 2, errors: [{ pointer: "/on/0" }, { pointer: "/count/0" }] },
    });
  });
});
