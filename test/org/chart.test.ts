// Goal: hold the chart to one range at a time, whatever is said in whatever order. Method: a table of
// what happens to people in a year, then properties over random histories.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, day, type Day } from "../../workers/lib/day.ts";
import { FOREVER } from "../../workers/lib/interval.ts";
import {
  ALWAYS,
  assertChart,
  at,
  changesFrom,
  difference,
  type Range,
  setAll,
  setFrom,
} from "../../workers/org/chart.ts";

const same = (a: string, b: string) => a === b;
const range = (from: string, until: string, value: string): Range<string> => ({
  from: day(from),
  until: until === "" ? FOREVER : day(until),
  value,
});
const step = (from: string, value: string) => ({ from: day(from), value });
const north = [range("2026-01-01", "", "north")];
const moved = [range("2026-01-01", "2026-04-01", "north"), range("2026-04-01", "", "south")];

describe("a move", () => {
  // prettier-ignore
  test.each([
    ["opens the first range",                  [],    step("2026-01-01", "north"), north],
    ["closes one range and opens the next",    north, step("2026-04-01", "south"), moved],
    ["to the same unit changes nothing",       north, step("2026-04-01", "north"), north],
    ["said again changes nothing",             moved, step("2026-04-01", "south"), moved],
    ["corrects a range from its first day",    moved, step("2026-04-01", "west"),
      [range("2026-01-01", "2026-04-01", "north"), range("2026-04-01", "", "west")]],
    ["back joins what had been parted",        moved, step("2026-04-01", "north"), north],
    ["in the past leaves what comes later",    moved, step("2026-02-01", "west"),
      [range("2026-01-01", "2026-02-01", "north"), range("2026-02-01", "2026-04-01", "west"), range("2026-04-01", "", "south")]],
    ["before the first range runs up to it",   north, step("2025-06-01", "west"),
      [range("2025-06-01", "2026-01-01", "west"), range("2026-01-01", "", "north")]],
  ])("%s", (_, before, said, after) => {
    expect(setFrom(before, said, same)).toEqual(after);
  });

  test("is asserted to start from a sound chart", () => {
    const overlapping = [range("2026-01-01", "2026-03-01", "a"), range("2026-02-01", "", "b")];
    expect(() => setFrom(overlapping, step("2026-05-01", "c"), same)).toThrow("never overlap");
    expect(() => assertChart([range("2026-01-01", "2026-01-01", "a")])).toThrow("at least one day");
  });

  test("names what is closed, what is opened and from when", () => {
    const change = difference(north, moved, same);
    expect(change).toEqual({ closed: north, opened: moved });
    expect(changesFrom(north, moved, same)).toBe("2026-04-01");
    expect(changesFrom(moved, moved, same)).toBeNull();
    expect(changesFrom([], north, same)).toBe("2026-01-01");
  });
});

const days = fc.integer({ min: 0, max: 900 }).map((n) => addDays("2025-01-01" as Day, n));
const steps = fc.uniqueArray(
  fc.record({ from: days, value: fc.constantFrom("north", "south", "west") }),
  { selector: ({ from }) => from, maxLength: 12 },
);
const seeded = { seed: 20261121 };

describe("any history", () => {
  test("never overlaps, and says of each day what was said last before it", () => {
    fc.assert(
      fc.property(steps, days, (said, on) => {
        const chart = setAll([], said, same);
        assertChart(chart);
        const last = said
          .filter(({ from }) => from <= on)
          .sort((a, b) => (a.from < b.from ? 1 : -1))[0];
        expect(at(chart, on)).toBe(last?.value);
      }),
      seeded,
    );
  });

  test("does not depend on the order of rows, and repeating it changes nothing", () => {
    fc.assert(
      fc.property(steps, (said) => {
        const chart = setAll([], said, same);
        expect(setAll([], [...said].reverse(), same)).toEqual(chart);
        const again = said.reduce((ranges, each) => setAll(ranges, [each], same), chart);
        for (const { from } of said) expect(at(again, from)).toBe(at(chart, from));
      }),
      seeded,
    );
  });

  test("keeps every day before the move", () => {
    fc.assert(
      fc.property(steps, days, (said, from) => {
        const chart = setAll([], said, same);
        const after = setFrom(chart, { from, value: "new" }, same);
        for (const { from: on } of chart) if (on < from) expect(at(after, on)).toBe(at(chart, on));
        expect(at(after, from)).toBe("new");
        expect(at(after, ALWAYS)).toBe(at(chart, ALWAYS));
      }),
      seeded,
    );
  });
});
