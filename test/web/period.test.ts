// Goal: a period in the URL is read as one interval, and stepping never leaves a gap.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { day } from "../../workers/lib/day.ts";
import { parsePeriod, periodLabel, periodOf, step, type Grain } from "../../web/ui/period.ts";
import { withQuery } from "../../web/ui/url.ts";

describe("parsePeriod", () => {
  // prettier-ignore
  test.each([
    ["2026",       "2026-01-01", "2027-01-01"],
    ["2026-Q4",    "2026-10-01", "2027-01-01"],
    ["2026-02",    "2026-02-01", "2026-03-01"],
    ["2026-02-28", "2026-02-28", "2026-03-01"],
  ])("reads %s as [%s, %s)", (text, from, until) => {
    expect(parsePeriod(text)).toMatchObject({ text, from, until });
  });

  test.each(["", "2026-Q5", "2026-13", "2025-02-29", "x", "2026-1"])("refuses %j", (text) => {
    expect(parsePeriod(text)).toBeNull();
  });
});

test("the next period begins where this one ends, and its previous one is this one", () => {
  const grains: Grain[] = ["day", "month", "quarter", "year"];
  fc.assert(
    fc.property(
      fc.constantFrom(...grains),
      fc.date({ min: new Date("2000-01-01"), max: new Date("2080-12-31"), noInvalidDate: true }),
      (grain, at) => {
        const period = periodOf(day(at.toISOString().slice(0, 10)), grain);
        const next = step(period, 1);
        expect(next.from).toBe(period.until);
        expect(step(next, -1)).toEqual(period);
      },
    ),
    { seed: 20261121 },
  );
});

test("a period is named in both languages", () => {
  const quarter = periodOf(day("2026-11-21"), "quarter");
  expect([periodLabel(quarter, "zh"), periodLabel(quarter, "en")]).toEqual([
    "2026年第4季度",
    "Q4 2026",
  ]);
});

test("one parameter of the URL changes and the others stay", () => {
  expect(withQuery("?unit=a&period=2026", { period: "2026-Q1" })).toBe("?unit=a&period=2026-Q1");
  expect(withQuery("?unit=a&tab=x", { tab: "" })).toBe("?unit=a");
  expect(withQuery("?tab=x", { tab: "" })).toBe("");
});
