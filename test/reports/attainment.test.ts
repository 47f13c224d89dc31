// Goal: where somebody stands is exact, and says nothing where nothing can be said.
// Method: the cases people ask about as a table, then properties over random targets and windows.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { GREGORIAN } from "../../workers/calendar/periods.ts";
import { MAINLAND } from "../../workers/calendar/mainland.ts";
import { MONDAY_TO_FRIDAY, workingDays } from "../../workers/calendar/working-days.ts";
import { addDays, day, dayNumber, fromDayNumber, type Day } from "../../workers/lib/day.ts";
import type { OwnTarget } from "../../workers/targets/carried-target.ts";
import type { Interval } from "../../workers/lib/interval.ts";
import { addRates, formatRate, rate, ZERO, type Rate } from "../../workers/lib/rate.ts";
import {
  attainment,
  expectedToDate,
  growth,
  MORE_IS_BETTER,
  standing,
  targetWithin,
  type Clock,
  type Measure,
} from "../../workers/reports/attainment.ts";

const mainland = workingDays(MONDAY_TO_FRIDAY, MAINLAND);
const span = (from: string, until: string): Interval => ({ from: day(from), until: day(until) });
const july = span("2026-07-01", "2026-08-01"); // 23 working days
const own = (interval: Interval, amount: bigint): OwnTarget => ({ ...interval, amount });
const clock = (window: Interval, dataDay: string | null, more: Partial<Clock> = {}): Clock => ({
  window,
  dataDay: dataDay === null ? null : day(dataDay),
  carrying: null,
  basis: "working_days",
  time: { rule: GREGORIAN, days: mainland, found: new Map() },
  ...more,
});
const shown = (value: Rate | null) => (value === null ? null : formatRate(value, 6));
const down: Measure = { ...MORE_IS_BETTER, direction: "down" };
const downMinus: Measure = { ...down, downRule: "two_minus" };

describe("attainment", () => {
  // prettier-ignore
  test.each<[string, bigint, bigint, Measure, string]>([
    ["half of the target",               200n,  100n, MORE_IS_BETTER, "attainment 0.5"],
    ["more than the target",             200n,  300n, MORE_IS_BETTER, "attainment 1.5"],
    ["returns above sales",              200n, -100n, MORE_IS_BETTER, "attainment -0.5"],
    ["variance where the target is 0",     0n,  100n, MORE_IS_BETTER, "variance 100"],
    ["variance of a planned loss",      -200n,  100n, MORE_IS_BETTER, "variance 300"],
    ["half the days allowed",             20n,   10n, down,           "attainment 2"],
    ["twice the days allowed",            20n,   40n, down,           "attainment 0.5"],
    ["no days at all: the maximum",       20n,    0n, down,           "attainment 2"],
    ["a quarter of the days: bounded",    20n,    5n, down,           "attainment 2"],
    ["2 - actual / target",               20n,   30n, downMinus,      "attainment 0.5"],
    ["2 - actual / target below zero",    20n,   50n, downMinus,      "attainment -0.5"],
    ["2 - 0: the maximum",                20n,    0n, downMinus,      "attainment 2"],
  ])("is %s", (_, target, actual, measure, expected) => {
    const got = attainment(rate(target, 1n), actual, measure);
    expect(`${got.kind} ${shown(got.kind === "attainment" ? got.rate : got.amount)}`).toBe(expected);
  });
});

describe("growth", () => {
  test.each([
    [120n, 100n, "0.2"],
    [100n, -50n, "3"],
    [-50n, 100n, "-1.5"],
    [100n, 0n, null],
  ])("from %s on %s is %s", (now, before, expected) => {
    expect(shown(growth(now, before))).toBe(expected);
  });
});

describe("targetWithin", () => {
  // prettier-ignore
  test.each([
    ["the whole target in its own month",  july, july,                               "230"],
    ["nothing of another month",           july, span("2026-08-01", "2026-09-01"),   "0"],
    ["three of 23 working days",           july, span("2026-07-01", "2026-07-04"),   "30"],
    ["nothing on a weekend",               july, span("2026-07-04", "2026-07-06"),   "0"],
    ["a quota that crosses months",        span("2026-06-29", "2026-07-04"), july,   "138"],
    ["a target of a weekend by its dates", span("2026-07-04", "2026-07-06"), span("2026-07-04", "2026-07-05"), "115"],
  ])("is %s", (_, days, window, expected) => {
    expect(shown(targetWithin([own(days, 230n)], clock(window, null)).effective)).toBe(expected);
  });

  test("by calendar days where the tenant says so", () => {
    const byDate = clock(span("2026-07-01", "2026-07-11"), null, { basis: "calendar_days" });
    expect(shown(targetWithin([own(july, 310n)], byDate).effective)).toBe("100");
  });
});

describe("standing", () => {
  const at = (dataDay: string | null, actual: bigint, more: Partial<Clock> = {}) => {
    const { expected, runRate, required, daysLeft, daysElapsed } = standing(
      [own(july, 2300n)],
      actual,
      MORE_IS_BETTER,
      clock(july, dataDay, more),
    );
    return [shown(expected), shown(runRate), shown(required), daysElapsed, daysLeft];
  };

  // prettier-ignore
  test.each([
    ["before there is data",                null,         0n, ["0", null, null, 0, 23]],
    ["before the month",                    "2026-06-30", 0n, ["0", null, null, 0, 23]],
    ["after one day",                       "2026-07-01", 50n, ["100", "1150", "102.272727", 1, 22]],
    ["on a Sunday, as on the Friday",       "2026-07-05", 300n, ["300", "2300", "100", 3, 20]],
    ["on the last day: nothing left to do", "2026-07-31", 2000n, ["2300", "2000", null, 23, 0]],
    ["long after",                          "2027-03-01", 2000n, ["2300", "2000", null, 23, 0]],
    ["with the target reached early",       "2026-07-10", 2500n, ["800", "7187.5", "0", 8, 15]],
  ])("%s", (_, dataDay, actual, expected) => {
    expect(at(dataDay, actual)).toEqual(expected);
  });

  const there = (employed: Interval, leaves: readonly Interval[] = []) => ({
    carrying: { employed, leaves, reliefs: [], terms: [] },
  });
  const tenDays = span("2026-07-20", "2027-01-01"); // ten of July's 23 working days

  test("who starts in the middle of the month carries their part on the days from then on", () => {
    expect(at("2026-07-17", 0n, there(tenDays))).toEqual(["0", null, null, 0, 10]);
    expect(at("2026-07-24", 500n, there(tenDays))).toEqual(["500", "1000", "100", 5, 5]);
  });

  test("what a plan gave to a newcomer is not prorated again: it was made for their days", () => {
    const planned = [{ ...own(july, 2300n), planned: true }];
    const on = clock(july, "2026-07-24", there(tenDays));
    const got = standing(planned, 1150n, MORE_IS_BETTER, on);
    expect([shown(got.target), shown(got.expected), got.daysLeft]).toEqual(["2300", "1150", 5]);
  });

  test("days of leave carry nothing: pace waits, and the rest is for the days that are left", () => {
    const away = there(span("2020-01-01", "2030-01-01"), [span("2026-07-01", "2026-07-20")]);
    expect(at("2026-07-17", 0n, away)).toEqual(["0", null, null, 0, 10]);
    expect(at("2026-07-24", 500n, away)).toEqual(["500", "1000", "100", 5, 5]);
  });

  test("pace follows the months a year was split into", () => {
    const months = [own(span("2026-06-01", "2026-07-01"), 1000n), own(july, 3000n)];
    const half = span("2026-06-01", "2026-08-01");
    const { expected, share, runRate } = standing(
      months,
      1000n,
      MORE_IS_BETTER,
      clock(half, "2026-06-30"),
    );
    expect([shown(expected), shown(share), shown(runRate)]).toEqual(["1000", "0.25", "4000"]);
  });

  test("without a target there is no pace, but the days are still counted", () => {
    const got = standing([], 500n, MORE_IS_BETTER, clock(july, "2026-07-10"));
    expect(got).toMatchObject({ share: null, runRate: null, daysElapsed: 8, daysLeft: 15 });
    expect(shown(got.required)).toBe("0");
  });
});

const days = fc
  .integer({ min: dayNumber(day("2025-01-01")), max: dayNumber(day("2026-12-01")) })
  .map(fromDayNumber);
const spans = fc
  .tuple(days, fc.integer({ min: 1, max: 200 }))
  .map(([from, n]): Interval => ({ from, until: addDays(from, n) }));
const targets = fc.array(
  fc.tuple(spans, fc.bigInt({ min: 1n, max: 10n ** 12n })).map(([at, amount]) => own(at, amount)),
  { maxLength: 4 },
);
const settings = { seed: 20261121, numRuns: 300 };

describe("any targets in any window", () => {
  test("two windows that abut hold together what the one over both holds", () => {
    fc.assert(
      fc.property(targets, spans, fc.integer({ min: 1, max: 199 }), (all, window, n) => {
        const cut = addDays(window.from, n);
        if (cut >= window.until) return;
        const part = (days: Interval) => targetWithin(all, clock(days, null)).effective;
        const first = part({ from: window.from, until: cut });
        const second = part({ from: cut, until: window.until });
        expect(addRates(first, second)).toEqual(addRates(part(window), ZERO));
      }),
      settings,
    );
  });

  test("expected to date only grows, from 0 before the window to its target after it", () => {
    fc.assert(
      fc.property(targets, spans, days, (all, window, dataDay) => {
        const held = targetWithin(all, clock(window, null));
        const at = (on: Day) => expectedToDate(held, clock(window, on));
        expect(at(addDays(window.from, -1)).num).toBe(0n);
        expect(at(window.until)).toEqual(addRates(held.effective, ZERO));
        const today = at(dataDay);
        const tomorrow = at(addDays(dataDay, 1));
        expect(today.num * tomorrow.den <= tomorrow.num * today.den).toBe(true);
      }),
      settings,
    );
  });

  test("who brings the required rate on every day left reaches the target exactly", () => {
    fc.assert(
      fc.property(
        targets,
        spans,
        days,
        fc.bigInt({ min: 0n, max: 10n ** 11n }),
        (all, window, on, actual) => {
          const got = standing(all, actual, MORE_IS_BETTER, clock(window, on));
          if (got.required === null || got.required.num === 0n) return;
          const rest = rate(got.required.num * BigInt(got.daysLeft), got.required.den);
          expect(addRates(rest, rate(actual, 1n))).toEqual(addRates(got.target, ZERO));
        },
      ),
      settings,
    );
  });
});
