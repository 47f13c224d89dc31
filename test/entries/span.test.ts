// Goal: any interval is read in the fewest rows: every day once, months where they are whole.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { spans } from "../../workers/entries/span.ts";
import { addDays, addMonths, day, type Day } from "../../workers/lib/day.ts";
import { eachDay } from "../../workers/lib/interval.ts";

const of = (from: string, until: string) =>
  spans({ from: day(from), until: day(until) }).map(
    (span) => `${span.grain} ${span.from} ${span.until}`,
  );

describe("spans", () => {
  // prettier-ignore
  test.each([
    ["a year is months",                 "2026-01-01", "2027-01-01", ["m 2026-01-01 2027-01-01"]],
    ["days stand at both edges",         "2026-01-15", "2026-04-10", ["d 2026-01-15 2026-02-01", "m 2026-02-01 2026-04-01", "d 2026-04-01 2026-04-10"]],
    ["within a month there are days",    "2026-01-15", "2026-01-20", ["d 2026-01-15 2026-01-20"]],
    ["over one month's end too",         "2026-01-15", "2026-02-20", ["d 2026-01-15 2026-02-20"]],
    ["up to a month's end",              "2026-01-15", "2026-02-01", ["d 2026-01-15 2026-02-01"]],
    ["from a month's first day",         "2026-01-01", "2026-01-20", ["d 2026-01-01 2026-01-20"]],
    ["nothing is nothing",               "2026-01-15", "2026-01-15", []],
    ["the wrong way round is nothing",   "2026-02-15", "2026-01-15", []],
  ])("%s", (_, from, until, expected) => {
    expect(of(from, until)).toEqual(expected);
  });

  test("hold every day exactly once, and months only whole", () => {
    const days = fc.integer({ min: 0, max: 800 }).map((n) => addDays("2025-01-01" as Day, n));
    fc.assert(
      fc.property(days, days, (from, until) => {
        const found = spans({ from, until });
        expect(found.flatMap((span) => [...eachDay(span)])).toEqual([...eachDay({ from, until })]);
        for (const { grain, from: first, until: last } of found) {
          if (grain === "d") continue;
          expect(first.endsWith("-01") && last.endsWith("-01")).toBe(true);
          expect(addMonths(first, 1) <= last).toBe(true);
        }
      }),
      { seed: 20261121 },
    );
  });
});
