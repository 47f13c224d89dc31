// Goal: hold the one denominator to its promises. The table holds what a payee asks about (leave, start,
// ramp, relief, a target that leaves the window); the properties, that a handover loses nothing and that
// every step only takes away.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DayCount } from "../../workers/calendar/day-count.ts";
import { MAINLAND } from "../../workers/calendar/mainland.ts";
import { GREGORIAN } from "../../workers/calendar/periods.ts";
import { MONDAY_TO_FRIDAY, workingDays } from "../../workers/calendar/working-days.ts";
import { addDays, day, dayNumber, fromDayNumber } from "../../workers/lib/day.ts";
import type { Interval } from "../../workers/lib/interval.ts";
import { addRates, compareRates, formatRate, rate, type Rate } from "../../workers/lib/rate.ts";
import {
  type AgreedTarget,
  type Carrier,
  effectiveTarget,
} from "../../workers/targets/effective-target.ts";

const span = (from: string, until: string): Interval => ({ from: day(from), until: day(until) });
const whole = (n: number): Rate => rate(BigInt(n), 1n);
const own = (days: Interval, amount: number): AgreedTarget => ({ ...days, amount: whole(amount) });
const time = () => ({
  ...{ rule: GREGORIAN, days: workingDays(MONDAY_TO_FRIDAY, MAINLAND), found: new Map() },
});
const ever = span("2020-01-01", "2040-01-01");
const june = span("2026-06-01", "2026-07-01"); // 30 days; 11 and 10 worked
const always: Carrier = {
  ...{ days: [ever], start: day("2020-01-01"), leaves: [], reliefs: [], ramp: null },
};
const CALENDAR: DayCount = { kind: "calendar_days" };
const WORKING: DayCount = { kind: "working_days" };

const steps = (
  versions: readonly AgreedTarget[],
  within: Interval,
  carrier: Carrier | null,
  dayCount: DayCount = CALENDAR,
  quotaVersions: "by_days" | "last" = "by_days",
) => {
  const of = { time: time(), dayCount, quotaVersions, versions, within, carrier };
  const { committed, prorated, ramped, effective } = effectiveTarget(of);
  return [committed, prorated, ramped, effective].map((each) => formatRate(each, 2)).join(" ");
};
const factors = (...each: string[]) => ({
  factors: each.map((text) => rate(BigInt(Math.round(Number(text) * 100)), 100n)),
});

describe("the effective target", () => {
  const leave = span("2026-06-01", "2026-06-16");
  const half = { ...leave, factor: rate(1n, 2n) };
  // prettier-ignore
  test.each<[string, Carrier | null, DayCount, string]>([
    ["of who is there is what was agreed",      always,                                    CALENDAR, "300 300 300 300"],
    ["of a unit is its own figure",             null,                                      CALENDAR, "300 300 300 300"],
    ["of half a month's leave is half",         { ...always, leaves: [leave] },            CALENDAR, "300 150 150 150"],
    ["by working days, where the plan says so", { ...always, leaves: [leave] },            WORKING,  "300 142.86 142.86 142.86"],
    ["of two leaves over one another once",     { ...always, leaves: [leave, leave] },     CALENDAR, "300 150 150 150"],
    ["of a whole month's leave is none",        { ...always, leaves: [june] },             CALENDAR, "300 0 0 0"],
    ["of who starts on the 16th is half",       { ...always, days: [span("2026-06-16", "2040-01-01")] }, CALENDAR, "300 150 150 150"],
    ["of who left on the 10th is their part",   { ...always, days: [span("2020-01-01", "2026-06-11")] }, CALENDAR, "300 100 100 100"],
    ["of relief of a half is half of its days", { ...always, reliefs: [half] },            CALENDAR, "300 300 300 225"],
    ["of relief on leave is not taken twice",   { ...always, leaves: [leave], reliefs: [half] }, CALENDAR, "300 150 150 150"],
    ["of a factor of 0 is none",                { ...always, reliefs: [{ ...june, factor: rate(0n, 1n) }] }, CALENDAR, "300 300 300 0"],
    ["of month 1 of a ramp is its factor",      { ...always, start: day("2026-06-10"), ramp: { by: "period", months: factors("0.5", "0.8") } }, CALENDAR, "300 300 150 150"],
    ["of month 2 is the second",                { ...always, start: day("2026-05-31"), ramp: { by: "period", months: factors("0.5", "0.8") } }, CALENDAR, "300 300 240 240"],
    ["after a ramp is whole",                   { ...always, start: day("2026-04-01"), ramp: { by: "period", months: factors("0.5", "0.8") } }, CALENDAR, "300 300 300 300"],
    ["by anniversary is cut on the start's date", { ...always, start: day("2026-05-16"), ramp: { by: "anniversary", months: factors("0", "0.5") } }, CALENDAR, "300 300 75 75"],
    ["of a stated amount is that amount",       { ...always, start: day("2026-06-01"), ramp: { by: "period", months: { amounts: [whole(90)] } } }, CALENDAR, "300 300 90 90"],
    ["takes every step in its order",           { ...always, days: [span("2026-06-16", "2040-01-01")], start: day("2026-06-16"), reliefs: [{ ...june, factor: rate(1n, 2n) }], ramp: { by: "period", months: factors("0.8") } }, CALENDAR, "300 150 120 60"],
  ])("%s", (_, carrier, dayCount, expected) => {
    expect(steps([own(june, 300)], june, carrier, dayCount)).toBe(expected);
  });

  test("of a quarter raised on its day 31 is 300,000 and 800,000", () => {
    const quarter = { from: day("2026-01-01"), until: day("2026-04-01") }; // 90 days
    const versions = [
      { ...own(quarter, 900_000), holdsUntil: day("2026-01-31") },
      { ...own(quarter, 1_200_000), holdsFrom: day("2026-01-31") },
    ];
    expect(steps(versions, quarter, always)).toBe("1100000 1100000 1100000 1100000");
    expect(steps(versions, quarter, always, CALENDAR, "last")).toMatch(/^1200000 /);
  });
});

const FROM = dayNumber(day("2025-01-01"));
const days = fc.integer({ min: 0, max: 700 }).map((n) => fromDayNumber(FROM + n));
const spans = fc
  .tuple(days, fc.integer({ min: 1, max: 120 }))
  .map(([from, n]): Interval => ({ from, until: addDays(from, n) }));
const factorOf = fc.integer({ min: 0, max: 100 }).map((n) => rate(BigInt(n), 100n));
const carriers: fc.Arbitrary<Carrier> = fc.record({
  days: spans.map((each) => [each]),
  start: days,
  leaves: fc.array(spans, { maxLength: 3 }),
  reliefs: fc.array(
    fc.tuple(spans, factorOf).map(([each, factor]) => ({ ...each, factor })),
    { maxLength: 2 },
  ),
  ramp: fc.option(
    fc.record({
      by: fc.constantFrom("period" as const, "anniversary" as const),
      months: fc.array(factorOf, { minLength: 1, maxLength: 6 }).map((each) => ({ factors: each })),
    }),
  ),
});
const counts = fc.constantFrom(CALENDAR, WORKING);
const settings = { seed: 20261122, numRuns: 300 };

describe("any target of anybody", () => {
  const of = (target: AgreedTarget, within: Interval, carrier: Carrier, dayCount: DayCount) =>
    effectiveTarget({
      ...{ time: time(), dayCount, quotaVersions: "by_days", versions: [target], within, carrier },
    });

  test("is split by a transfer into two whose sum is unchanged, in every step", () =>
    fc.assert(
      fc.property(spans, carriers, counts, fc.nat(), (target, carrier, dayCount, cut) => {
        const on = addDays(target.from, cut % (dayNumber(target.until) - dayNumber(target.from)));
        const all = of(own(target, 1_000_003), target, carrier, dayCount);
        const before = of(own(target, 1_000_003), { ...target, until: on }, carrier, dayCount);
        const after = of(own(target, 1_000_003), { ...target, from: on }, carrier, dayCount);
        for (const step of ["committed", "prorated", "ramped", "effective"] as const)
          expect(compareRates(addRates(before[step], after[step]), all[step])).toBe(0);
      }),
      settings,
    ));

  test("never grows by proration, a ramp of at most 1 or relief, and never falls below 0", () =>
    fc.assert(
      fc.property(spans, spans, carriers, counts, (target, within, carrier, dayCount) => {
        const found = of(own(target, 777), within, carrier, dayCount);
        const order = [found.committed, found.prorated, found.ramped, found.effective, whole(0)];
        order.slice(1).forEach((each, at) => {
          expect(compareRates(order[at] ?? whole(0), each)).toBeGreaterThanOrEqual(0);
        });
      }),
      settings,
    ));

  test("is the sum of its pieces, and a piece without a day is nothing", () =>
    fc.assert(
      fc.property(spans, spans, carriers, counts, (target, within, carrier, dayCount) => {
        const { effective, pieces } = of(own(target, 777), within, carrier, dayCount);
        const sum = pieces.reduce((all, each) => addRates(all, each.effective), whole(0));
        expect(compareRates(sum, effective)).toBe(0);
        for (const piece of pieces)
          if (piece.there.length === 0) expect(piece.effective.num).toBe(0n);
      }),
      settings,
    ));
});
