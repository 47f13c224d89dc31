// Goal: the season is learned where business is, not where the month happens to lie, and never from
// nothing. Method: years whose season is known by construction; then properties.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { feastDay, FEASTS, positionOf } from "../../workers/calendar/feasts.ts";
import { MAINLAND } from "../../workers/calendar/mainland.ts";
import { periodsOfYear } from "../../workers/calendar/periods.ts";
import { GREGORIAN, type CalendarRule } from "../../workers/calendar/rule.ts";
import {
  learnSeason,
  seasonIndex,
  seasonIndexes,
  type DayTotal,
} from "../../workers/calendar/season.ts";
import { spread } from "../../workers/calendar/spread.ts";
import {
  countWorkingDays,
  MONDAY_TO_FRIDAY,
  workingDays,
  works,
} from "../../workers/calendar/working-days.ts";
import { addDays, day, monthOf, type Day } from "../../workers/lib/day.ts";
import { eachDay } from "../../workers/lib/interval.ts";
import { must } from "../../workers/lib/assert.ts";
import { addRates, compareRates, rate, ZERO, type Rate } from "../../workers/lib/rate.ts";
import { FOUR_WEEKS, NRF } from "./rules.ts";

const mainland = workingDays(MONDAY_TO_FRIDAY, MAINLAND);
const span = (from: string, until: string) => ({ from: day(from), until: day(until) });
const known = span("2023-01-01", "2026-01-01");
/** Daily totals by a rule of the test's own. */
const daily = (amount: (on: Day) => bigint, within = known): DayTotal[] =>
  [...eachDay(within)].map((on) => ({ on, amount: amount(on) }));
const perWorkingDay = (on: Day) => (works(mainland, on) ? 100n : 0n);
const learned = (past: readonly DayTotal[], within = known, yearsMin = 2) => {
  const season = learnSeason(past, within, mainland, yearsMin);
  if (!season.ok) throw new Error(season.error.code);
  return season.value;
};
const indexOf = (past: readonly DayTotal[], from: string, until: string): Rate => {
  const index = seasonIndex(learned(past), span(from, until), mainland);
  if (!index.ok) throw new Error(index.error.code);
  return index.value;
};
const weightsOf = (rule: CalendarRule, past: readonly DayTotal[], year = 2026) => {
  const slots = periodsOfYear(rule, "month", year).map(({ index, ...rest }) => ({
    ...rest,
    position: index,
  }));
  const made = spread({ mode: "season", past, known }, slots, mainland);
  return made.ok ? made.value : made.error;
};

describe("feasts", () => {
  // prettier-ignore
  test.each([
    ["2026-02-17", "spring_festival:4"], // New year's day 2026.
    ["2026-02-16", "spring_festival:4"],
    ["2026-02-15", "spring_festival:3"],
    ["2026-02-10", "spring_festival:3"],
    ["2026-02-09", "spring_festival:2"],
    ["2026-02-03", "spring_festival:2"],
    ["2026-02-02", "spring_festival:1"],
    ["2026-02-24", "spring_festival:5"],
    ["2026-03-03", "spring_festival:6"],
    ["2026-03-10", "month:3"],
    ["2026-04-24", "may_day:1"],
    ["2026-05-06", "may_day:3"],
    ["2026-05-13", "month:5"],
    ["2026-05-31", "618:1"],
    ["2026-06-15", "618:2"],
    ["2026-06-19", "618:3"],
    ["2026-06-25", "month:6"],
    ["2026-09-24", "national_day:1"],
    ["2026-10-09", "national_day:3"],
    ["2026-10-16", "month:10"],
    ["2026-10-31", "double_11:1"],
    ["2026-11-12", "double_11:3"],
    ["2026-01-27", "spring_festival:1"],
    ["2026-01-26", "month:1"],
    ["2025-01-29", "spring_festival:4"], // It was in January the year before.
    ["2025-02-17", "spring_festival:6"],
    ["2026-05-01", "may_day:2"],
    ["2026-06-18", "618:2"],
    ["2026-09-30", "national_day:1"],
    ["2026-10-01", "national_day:2"],
    ["2026-11-11", "double_11:2"],
    ["2026-11-19", "month:11"],
    ["2026-07-15", "month:7"],
  ])("%s is %s", (on, expected) => {
    expect(positionOf(day(on))).toBe(expected);
  });

  test("lunar new year is where the runtime's own calendar has it, or beside it", () => {
    const lunar = new Intl.DateTimeFormat("en-u-ca-chinese", {
      month: "numeric",
      day: "numeric",
      timeZone: "UTC",
    });
    const isNewYear = (on: Day) => {
      const parts = lunar.formatToParts(Date.parse(`${on}T04:00:00Z`));
      return ["month", "day"].every(
        (type) => parts.find((part) => part.type === type)?.value === "1",
      );
    };
    const off = [];
    for (let year = 2000; year <= 2050; year += 1) {
      const on = must(feastDay("spring_festival", year));
      if (isNewYear(on)) continue;
      off.push(year);
      expect([-1, 1].some((away) => isNewYear(addDays(on, away)))).toBe(true);
    }
    // New moon within minutes of midnight in Beijing: the almanac decides, ICU's approximation does not.
    expect(off).toEqual([2027, 2030]);
  });

  test("never share a day, in any year of the table", () => {
    for (let year = 2000; year <= 2050; year += 1)
      for (const on of eachDay(span(`${year}-01-01`, `${year + 1}-01-01`))) {
        const at = FEASTS.filter((feast) => positionOf(on).startsWith(feast));
        expect(at.length).toBeLessThanOrEqual(1);
      }
  });
});

describe("learnSeason", () => {
  test("of the same amount each working day expects each month by its working days", () => {
    const slots = periodsOfYear(GREGORIAN, "month", 2026);
    const days = slots.map((slot) => BigInt(countWorkingDays(mainland, slot)));
    expect(weightsOf(GREGORIAN, daily(perWorkingDay))).toEqual(days);
  });

  test("moves what Spring Festival takes and gives to where it is that year", () => {
    // Three weeks of double sales before, a week of half sales after: January 2023 and 2025, February 2024.
    const past = daily((on) => {
      const at = positionOf(on);
      const factor = /spring_festival:[123]/.test(at) ? 20n : at === "spring_festival:5" ? 5n : 10n;
      return works(mainland, on) ? factor : 0n;
    });
    const perDay = (year: number, month: number) => {
      const slot = must(periodsOfYear(GREGORIAN, "month", year)[month - 1]);
      const index = must(weightsOf(GREGORIAN, past, year) as bigint[])[month - 1];
      return Number(must(index)) / countWorkingDays(mainland, slot);
    };
    const against = (year: number, month: number) => perDay(year, month) / perDay(year, 7);
    // New year was on 29 January 2025 and is on 17 February 2026: the three weeks move with it.
    expect(against(2025, 1)).toBeGreaterThan(1.7);
    expect(against(2025, 2)).toBeLessThan(1);
    expect(against(2026, 1)).toBeLessThan(1.2);
    expect(against(2026, 2)).toBeGreaterThan(1.4);
  });

  test("serves months of four weeks and of retail as well as Gregorian ones", () => {
    const past = daily(perWorkingDay);
    const days = (rule: CalendarRule) =>
      periodsOfYear(rule, "month", 2025).map((slot) => BigInt(countWorkingDays(mainland, slot)));
    expect(weightsOf(FOUR_WEEKS, past, 2025)).toEqual(days(FOUR_WEEKS));
    expect(weightsOf(NRF, past, 2025)).toEqual(days(NRF));
  });

  test("takes growth for no season: each year counts the same", () => {
    const steady = daily((on) => (works(mainland, on) ? BigInt(monthOf(on)) : 0n));
    const growing = steady.map(({ on, amount }) => ({
      on,
      amount: amount * (on < "2024-01-01" ? 1n : on < "2025-01-01" ? 7n : 31n),
    }));
    expect(weightsOf(GREGORIAN, growing)).toEqual(weightsOf(GREGORIAN, steady));
  });

  test("learns 双11 where people wait before and buy on the day", () => {
    const past = daily((on) => {
      const at = positionOf(on);
      return works(mainland, on) || at === "double_11:2"
        ? at === "double_11:2"
          ? 500n
          : at === "double_11:1"
            ? 50n
            : 100n
        : 0n;
    });
    const [waiting, buying] = [
      indexOf(past, "2026-11-03", "2026-11-04"),
      indexOf(past, "2026-11-11", "2026-11-12"),
    ];
    expect(Number(buying.num * waiting.den) / Number(buying.den * waiting.num)).toBeGreaterThan(6);
  });

  // prettier-ignore
  test.each([
    ["one year",            span("2025-01-01", "2026-01-01"), { code: "spread/history_short", years: 1, wanted: 2 }],
    ["two years less a day", span("2024-01-02", "2026-01-01"), { code: "spread/history_short", years: 1 }],
    ["no time at all",      span("2026-01-01", "2026-01-01"), { code: "spread/history_short", years: 0 }],
  ])("refuses %s", (_, within, error) => {
    expect(learnSeason(daily(perWorkingDay), within, mainland)).toMatchObject({ ok: false, error });
  });

  test("names a month without data and does not take it for 0", () => {
    const holes = daily(perWorkingDay).filter(
      ({ on }) => !on.startsWith("2024-08") && !on.startsWith("2025-03"),
    );
    expect(learnSeason(holes, known, mainland)).toEqual({
      ok: false,
      error: { code: "spread/history_unknown", months: ["2024-08", "2025-03"] },
    });
  });

  test("learns from the two whole years of three when a month of the third is unknown", () => {
    const hole = daily(perWorkingDay).filter(({ on }) => !on.startsWith("2023-08"));
    expect(learned(hole).years).toBe(2);
    const full = daily(perWorkingDay, span("2024-01-01", "2026-01-01"));
    expect(
      compareRates(
        indexOf(hole, "2026-08-01", "2026-09-01"),
        indexOf(full, "2026-08-01", "2026-09-01"),
      ),
    ).toBe(0);
  });

  test("refuses a stretch below zero and years of nothing", () => {
    const returns = daily((on) => (on.slice(5) === "07-15" ? -100_000n : perWorkingDay(on)));
    expect(learnSeason(returns, known, mainland)).toMatchObject({
      error: { code: "spread/no_weight" },
    });
    const july = daily((on) => (on.slice(5) === "07-15" ? -9_000n : perWorkingDay(on)));
    expect(learnSeason(july, known, mainland)).toMatchObject({
      error: { code: "spread/history_negative", month: "month:7" },
    });
    expect(
      learnSeason(
        daily(() => 0n),
        known,
        mainland,
      ),
    ).toMatchObject({ error: { code: "spread/no_weight" } });
  });
});

test("an interval's index is the sum of its parts', whatever the season", () => {
  const amounts = fc.array(fc.bigInt({ min: 1n, max: 10n ** 12n }), {
    minLength: 12,
    maxLength: 12,
  });
  const cut = fc.integer({ min: 1, max: 364 });
  fc.assert(
    fc.property(amounts, cut, fc.bigInt({ min: 2n, max: 1000n }), (byMonth, at, factor) => {
      const past = daily(
        (on) => (works(mainland, on) ? must(byMonth[monthOf(on) - 1]) : 0n),
        span("2024-01-01", "2026-01-01"),
      );
      const season = learnSeason(past, span("2024-01-01", "2026-01-01"), mainland);
      const scaled = learnSeason(
        past.map(({ on, amount }) => ({ on, amount: amount * factor })),
        span("2024-01-01", "2026-01-01"),
        mainland,
      );
      if (!season.ok || !scaled.ok) throw new Error("learned");
      const [from, middle, until] = [
        day("2026-01-01"),
        addDays(day("2026-01-01"), at),
        day("2027-01-01"),
      ];
      const parts = seasonIndexes(
        season.value,
        [
          { from, until: middle },
          { from: middle, until },
        ],
        mainland,
      );
      const whole = seasonIndex(scaled.value, { from, until }, mainland);
      if (!parts.ok || !whole.ok) throw new Error("indexed");
      expect(compareRates(parts.value.reduce(addRates, ZERO), whole.value)).toBe(0);
      expect(compareRates(whole.value, rate(0n, 1n))).toBeGreaterThan(0);
    }),
    { seed: 20261121, numRuns: 15 },
  );
});
