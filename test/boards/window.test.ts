import { describe, expect, test } from "vitest";
import { GREGORIAN } from "../../workers/calendar/periods.ts";
import { grainOf, nextWake, windowOf, windowTable } from "../../workers/boards/window.ts";
import { day } from "../../workers/lib/day.ts";
import { businessDay, instant } from "../../workers/lib/instant.ts";

describe("windowOf", () => {
  // prettier-ignore
  test.each([
    ["day",     "2026-11-21", 1, "2026-11-21", "2026-11-22", "d"],
    ["day",     "2026-12-31", 1, "2026-12-31", "2027-01-01", "d"],
    ["week",    "2026-11-16", 1, "2026-11-16", "2026-11-23", "d"],
    ["week",    "2026-11-22", 1, "2026-11-16", "2026-11-23", "d"],
    ["week",    "2027-01-01", 1, "2026-12-28", "2027-01-04", "d"],
    ["month",   "2028-02-29", 1, "2028-02-01", "2028-03-01", "m"],
    ["quarter", "2026-11-21", 1, "2026-10-01", "2027-01-01", "m"],
    ["quarter", "2026-11-21", 4, "2026-10-01", "2027-01-01", "m"],
    ["quarter", "2026-11-21", 2, "2026-11-01", "2027-02-01", "m"],
    ["quarter", "2026-01-05", 2, "2025-11-01", "2026-02-01", "m"],
    ["year",    "2026-03-31", 4, "2025-04-01", "2026-04-01", "m"],
    ["year",    "2026-04-01", 4, "2026-04-01", "2027-04-01", "m"],
    ["year",    "2026-12-31", 1, "2026-01-01", "2027-01-01", "m"],
  ] as const)("%s around %s, year from month %i, is [%3$s, %4$s)", (kind, today, starts, from, until, grain) => {
    const window = windowOf(kind, day(today), { ...GREGORIAN, firstMonth: starts });
    expect(window).toEqual({ from, until });
    expect(grainOf(window)).toBe(grain);
  });

  test("lets a window that is not whole months be read from days", () => {
    expect(grainOf({ from: day("2026-11-02"), until: day("2026-12-01") })).toBe("d");
    expect(grainOf({ from: day("2026-11-01"), until: day("2026-11-30") })).toBe("d");
  });

  test("is in the table of windows under the number its calendar turns on", () => {
    const table = windowTable(day("2026-11-21"));
    expect(table["year:4"]).toEqual({ from: "2026-04-01", until: "2027-04-01", grain: "m" });
    expect(table["quarter:2"]).toMatchObject({ from: "2026-11-01", until: "2027-02-01" });
    expect(table["week:1"]).toEqual({ from: "2026-11-16", until: "2026-11-23", grain: "d" });
    expect(table["week:7"]).toMatchObject({ from: "2026-11-15", until: "2026-11-22" });
    expect(table["day:0"]).toMatchObject({ from: "2026-11-21", until: "2026-11-22" });
    expect(Object.keys(table)).toHaveLength(1 + 7 + 1 + 12 + 12);
  });
});

describe("nextWake", () => {
  test("is in two minutes on an ordinary moment", () => {
    const now = instant(Date.UTC(2026, 10, 21, 8, 0, 0));
    expect(nextWake(now, "Asia/Shanghai", 0) - now).toBe(120_000);
  });

  test.each(["Asia/Shanghai", "America/New_York", "Pacific/Chatham", "UTC"])(
    "is exactly midnight in %s when that is nearer",
    (zone) => {
      for (let hour = 0; hour < 48; hour += 1) {
        const now = instant(Date.UTC(2026, 10, 21, hour, 14, 31));
        const wake = nextWake(now, zone, 0);
        expect(wake - now).toBeGreaterThan(0);
        expect(wake - now).toBeLessThanOrEqual(120_000);
        if (wake - now === 120_000) continue;
        expect(businessDay(wake, zone)).not.toBe(businessDay(now, zone));
        expect(businessDay(instant(wake - 1), zone)).toBe(businessDay(now, zone));
      }
    },
  );

  test("finds the midnight between two checks", () => {
    const now = instant(Date.UTC(2026, 10, 21, 15, 59, 0, 500)); // 23:59:00.5 in Shanghai
    expect(nextWake(now, "Asia/Shanghai", 0)).toBe(Date.UTC(2026, 10, 21, 16, 0, 0));
    expect(nextWake(now, "Asia/Shanghai", 3)).toBe(Date.UTC(2026, 10, 21, 16, 0, 0));
  });
});
