// Goal: days are text that exists, intervals are half-open, ids are UUIDv7, ranks follow their rule.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as d from "../../workers/lib/day.ts";
import { derivedId, isUuid, newId } from "../../workers/lib/id.ts";
import { businessDay, instant, isTimeZone } from "../../workers/lib/instant.ts";
import { eachDay, intersection, lengthDays, overlaps } from "../../workers/lib/interval.ts";
import { ranks, type TieRule } from "../../workers/lib/rank.ts";
import { canonical } from "../../workers/lib/hash.ts";

const SEED = { seed: 20_261_121 };
const days = fc.integer({ min: -30_000, max: 60_000 }).map(d.fromDayNumber);

describe("days", () => {
  // prettier-ignore
  test.each([
    ["2024-02-29", true], ["2025-02-29", false], ["2025-13-01", false], ["2025-00-10", false],
    ["2025-04-31", false], ["2025-1-1", false], ["20250101", false], ["0000-01-01", false],
    ["2100-02-29", false], ["2000-02-29", true],
  ] as const)("%s exists: %s", (text, exists) => {
    expect(d.isDay(text)).toBe(exists);
  });

  test("numbers and text are the same days, and weekdays go round", () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -400, max: 400 }), (day, by) => {
        const there = d.addDays(day, by);
        expect(d.daysBetween(day, there)).toBe(by);
        expect(d.fromDayNumber(d.dayNumber(there))).toBe(there);
        expect((((d.weekday(day) - 1 + by) % 7) + 7) % 7).toBe(d.weekday(there) - 1);
      }),
      SEED,
    );
  });

  // prettier-ignore
  test.each([["2024-01-31", 1, "2024-02-29"], ["2024-03-31", -1, "2024-02-29"], ["2025-11-30", 3, "2026-02-28"], ["2025-05-15", -17, "2023-12-15"]])(
    "%s and %i months is %s", (from, by, to) => { expect(d.addMonths(d.day(from), by)).toBe(to); });

  test("2026-11-21 is a Saturday", () => {
    expect(d.weekday(d.day("2026-11-21"))).toBe(6);
  });
});

describe("intervals", () => {
  const interval = fc
    .tuple(days, fc.integer({ min: 1, max: 60 }))
    .map(([from, length]) => ({ from, until: d.addDays(from, length) }));

  test("what two share is what each of their days says", () => {
    fc.assert(
      fc.property(
        interval,
        fc.integer({ min: -70, max: 70 }),
        fc.integer({ min: 1, max: 60 }),
        (a, shift, length) => {
          const from = d.addDays(a.from, shift);
          const b = { from, until: d.addDays(from, length) };
          const inB = new Set(eachDay(b));
          const shared = [...eachDay(a)].filter((day) => inB.has(day));
          const both = intersection(a, b);
          expect(both ? lengthDays(both) : 0).toBe(shared.length);
          expect(overlaps(a, b)).toBe(shared.length > 0);
        },
      ),
      SEED,
    );
  });
});

describe("the business day", () => {
  test("is the tenant's, and a sandbox may stand elsewhere", () => {
    const late = instant(Date.UTC(2026, 10, 21, 17, 0));
    expect(businessDay(late, "Asia/Shanghai")).toBe("2026-11-22");
    expect(businessDay(late, "America/New_York")).toBe("2026-11-21");
    expect(businessDay(late, "Asia/Shanghai", -30)).toBe("2026-10-23");
  });
  test("zones that do not exist are known as such", () => {
    expect([isTimeZone("Asia/Shanghai"), isTimeZone("UTC"), isTimeZone("Mars/Base")]).toEqual([
      ...[true, true, false],
    ]);
  });
});

describe("ids", () => {
  test("sort by their birth and are UUIDv7", () => {
    const [a, b] = [newId(1_700_000_000_000), newId(1_700_000_000_001)];
    expect(isUuid(a) && isUuid(b) && a < b && a[14] === "7").toBe(true);
  });
  test("derived ones are the same for the same seed", async () => {
    expect(await derivedId("x", 1)).toBe(await derivedId("x", 1));
    expect(await derivedId("x", 1)).not.toBe(await derivedId("y", 1));
  });
});

describe("ranks", () => {
  const scores = [9, 7, 7, 5];
  // prettier-ignore
  test.each([
    ["standard", [1, 2, 2, 4]], ["modified", [1, 3, 3, 4]], ["dense", [1, 2, 2, 3]],
    ["fractional", [1, 2.5, 2.5, 4]], ["ordinal", [1, 2, 3, 4]],
  ] as [TieRule, number[]][])("%s", (rule, expected) => {
    expect(ranks(scores, (a, b) => a === b, rule)).toEqual(expected);
  });
});

test("equal values have equal canonical text", () => {
  expect(canonical({ b: 1n, a: [{ d: 1, c: 2 }] })).toBe(
    canonical({ a: [{ c: 2, d: 1 }], b: "1" }),
  );
});
