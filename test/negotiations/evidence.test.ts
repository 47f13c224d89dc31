// Goal: what is cited is taken from whole months of the log, and never claims days that have not been.
import { describe, expect, test } from "vitest";
import { day } from "../../workers/lib/day.ts";
import { evidenceOf, intervalOf, readOf } from "../../workers/negotiations/evidence.ts";

const PLAN = { from: day("2027-01-01"), until: day("2028-01-01") };
const TODAY = day("2026-11-21");
const months = [
  { on: "2024-12-01", amount: 7n, entries: 1 },
  { on: "2025-11-01", amount: 100n, entries: 2 },
  { on: "2026-10-01", amount: 20n, entries: 3 },
  { on: "2026-11-01", amount: 3n, entries: 4 },
];

describe("evidence", () => {
  test.each([
    ["last_year", "2026-01-01", "2027-01-01"],
    ["trailing", "2025-11-01", "2026-11-01"],
    ["before", "2024-11-01", "2025-11-01"],
  ] as const)("%s is read from %s until %s", (kind, from, until) => {
    expect(intervalOf(kind, PLAN, TODAY)).toEqual({ from, until });
  });

  test("adds up exactly what lies in its days, and ends today", () => {
    expect(evidenceOf(["last_year", "trailing", "before"], months, PLAN, TODAY)).toEqual([
      { kind: "last_year", from: "2026-01-01", until: "2026-11-22", amount: 23n, entries: 7 },
      { kind: "trailing", from: "2025-11-01", until: "2026-11-01", amount: 120n, entries: 5 },
      { kind: "before", from: "2024-11-01", until: "2025-11-01", amount: 7n, entries: 1 },
    ]);
  });

  test("is one read for all that is cited, and none for nothing", () => {
    expect(readOf(["last_year", "before"], PLAN, TODAY)).toEqual({
      from: "2024-11-01",
      until: "2027-01-01",
    });
    expect(readOf([], PLAN, TODAY)).toBeNull();
  });
});
