// Goal: what is shown is the exact figure, rounded once, and says nothing where there is nothing.
import { describe, expect, test } from "vitest";
import { GREGORIAN, periodsAcross } from "../../workers/calendar/periods.ts";
import { MONDAY_TO_FRIDAY, workingDays } from "../../workers/calendar/working-days.ts";
import { day } from "../../workers/lib/day.ts";
import { MORE_IS_BETTER } from "../../workers/reports/attainment.ts";
import { figuresOf, seriesOf, type Frame, type Holding } from "../../workers/reports/figures.ts";

const span = (from: string, until: string) => ({ from: day(from), until: day(until) });
const quarter = span("2026-01-01", "2026-04-01"); // 64 plain weekdays
const frame: Frame = {
  scale: 2,
  ...MORE_IS_BETTER,
  dataDay: day("2026-01-14"),
  basis: "working_days",
  time: { rule: GREGORIAN, days: workingDays(MONDAY_TO_FRIDAY), found: new Map() },
};
const bucket = (on: string, amount: bigint) => ({ on: day(on), amount, entries: 1 });
const holding = (more: Partial<Holding> = {}): Holding => ({
  ...quarter,
  carrying: null,
  buckets: [bucket("2026-01-01", 10_000n)],
  targets: [{ ...quarter, amount: 100_000n }],
  ...more,
});

describe("figuresOf", () => {
  test("rounds each figure once, half away from zero", () => {
    // Ten of 64 weekdays: 1000.00 x 10 / 64 = 156.25; 100.00 x 64 / 10 = 640.00; 900 / 54 days.
    expect(figuresOf(holding(), frame)).toEqual({
      target: "1000.00",
      actual: "100.00",
      entries: 1,
      attainment: "0.1",
      variance: "-900.00",
      steps: null,
      expected: "156.25",
      pace: "0.64",
      elapsed: "0.15625",
      runRate: "640.00",
      required: "16.67",
      daysElapsed: 10,
      daysLeft: 54,
    });
  });

  test("without a target there is an actual and nothing to compare it with", () => {
    expect(figuresOf(holding({ targets: [] }), frame)).toMatchObject({
      target: null,
      actual: "100.00",
      attainment: null,
      variance: null,
      expected: null,
      pace: null,
      runRate: null,
      required: null,
    });
  });

  test("a target of 0 has a variance and no attainment", () => {
    const zero = holding({ targets: [{ ...quarter, amount: 0n }] });
    expect(figuresOf(zero, frame)).toMatchObject({ attainment: null, variance: "100.00" });
  });

  test("for days on sale, less is better", () => {
    const fewer = { ...frame, direction: "down" as const };
    const half = holding({ buckets: [bucket("2026-01-01", 200_000n)] });
    expect(figuresOf(half, fewer).attainment).toBe("0.5");
  });
});

describe("seriesOf", () => {
  const months = periodsAcross(GREGORIAN, "month", quarter);

  test("the points add up to the figures, also where a child was here for a part", () => {
    const part = holding({
      ...span("2026-01-15", "2026-03-01"),
      buckets: [bucket("2026-01-20", 500n), bucket("2026-02-01", 700n)],
    });
    const points = seriesOf(part, months, frame);
    expect(points.map(({ key, from, until, actual }) => [key, from, until, actual])).toEqual([
      ["FY2026-M01", "2026-01-15", "2026-02-01", "5.00"],
      ["FY2026-M02", "2026-02-01", "2026-03-01", "7.00"],
    ]);
    expect(figuresOf(part, frame).actual).toBe("12.00");
  });

  test("a month without entries is 0, and without a target has no attainment", () => {
    const [january, february] = seriesOf(
      holding({ targets: [{ ...span("2026-01-01", "2026-02-01"), amount: 100n }] }),
      months,
      frame,
    );
    expect(january).toMatchObject({ target: "1.00", actual: "100.00", attainment: "100" });
    expect(february).toMatchObject({ target: "0.00", actual: "0.00", attainment: null });
  });
});
