// Goal: a month's result becomes weeks and days that re-add to it exactly, and the conversion that
// is taken for granted is said and judged. The table holds the figures of the specification.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MAINLAND } from "../../workers/calendar/mainland.ts";
import { GREGORIAN } from "../../workers/calendar/periods.ts";
import { MONDAY_TO_FRIDAY, workingDays } from "../../workers/calendar/working-days.ts";
import { day } from "../../workers/lib/day.ts";
import { formatRate, ONE, rate, type Rate } from "../../workers/lib/rate.ts";
import * as action from "../../workers/strategy/action.ts";

const calendar = workingDays(MONDAY_TO_FRIDAY, MAINLAND);
const usual = action.usualMonth(MONDAY_TO_FRIDAY);
const of = (n: number): Rate => rate(BigInt(n), 1n);
const july = { from: day("2026-07-01"), until: day("2026-08-01") };
const october = { from: day("2026-10-01"), until: day("2026-11-01") };

describe("10 A-customers a month from 3 A-leads a week", () => {
  const leads = action.perMonth(of(3), "week", usual);
  const told = (past: readonly Rate[], ceiling?: Rate) => {
    const { implied, verdict } = action.conversionOf(
      { results: of(10), actions: leads },
      past,
      ceiling,
    );
    return `${formatRate({ num: implied.num * 100n, den: implied.den }, 1)}% ${verdict}`;
  };
  const percents = (...all: number[]) => all.map((each) => rate(BigInt(each), 100n));

  test("are 13 leads a month, exactly", () => expect(leads).toEqual(of(13)));

  // prettier-ignore
  test.each([
    ["with nothing else known, is above one in two", [], undefined,                    "76.9% above_ceiling"],
    ["against a past of one in four",          percents(22, 25, 24, 27, 25, 26), ONE,  "76.9% above_history"],
    ["against a past that reached it",         percents(70, 75, 80, 72, 78, 74), ONE,  "76.9% plausible"],
    ["with a ceiling of 80 % that was stated", [], rate(8n, 10n),                      "76.9% plausible"],
  ])("%s", (_, past, ceiling, expected) => {
    expect(told(past, ceiling)).toBe(expected);
  });

  test("are impossible from 2 leads a week", () => {
    const few = action.perMonth(of(2), "week", usual);
    const { verdict } = action.conversionOf({ results: of(10), actions: few }, [], ONE);
    expect(verdict).toBe("impossible");
  });
});

describe("a month of actions", () => {
  test("is as long as the company works it", () => {
    // July 2026 has 23 working days; October loses five to the national holiday and wins one back.
    expect(action.ownMonth(calendar, july)).toEqual({ weeks: rate(23n, 5n), days: of(23) });
    expect(action.ownMonth(calendar, october).days).toEqual(of(18));
    expect(action.perMonth(of(3), "week", action.ownMonth(calendar, july))).toEqual(rate(69n, 5n));
    expect(action.perMonth(of(2), "day", usual)).toEqual(rate(130n, 3n));
    expect(action.perMonth(of(7), "month", usual)).toEqual(of(7));
  });

  test("is its week and its day, and back, without loss", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10_000n }),
        fc.bigInt({ min: 1n, max: 60n }),
        (num, den) => {
          const { week, day: daily } = action.perPace(rate(num, den), usual);
          expect(action.perMonth(week, "week", usual)).toEqual(rate(num, den));
          expect(action.perMonth(daily, "day", usual)).toEqual(rate(num, den));
        },
      ),
      { seed: 77, numRuns: 500 },
    );
  });

  // prettier-ignore
  test.each([[10, rate(1n, 4n), 40n], [10, rate(3n, 10n), 34n], [1, ONE, 1n], [0, ONE, 0n]])(
    "%s results at a conversion take whole actions, rounded up", (results, conversion, expected) => {
      expect(action.actionsFor(of(results), conversion)).toBe(expected);
    });
});

describe("weeks of a stretch", () => {
  test("share its actions by working days, and a holiday week gets fewer", () => {
    const weeks = action.actionWeeks(36n, october, { rule: GREGORIAN, calendar }) ?? [];
    expect(weeks.map(({ key, workingDays: days, actions }) => `${key} ${days} ${actions}`)).toEqual(
      ["FY2026-W40 0 0", "FY2026-W41 3 6", "FY2026-W42 5 10", "FY2026-W43 5 10", "FY2026-W44 5 10"],
    );
    expect(weeks.map(({ daily }) => daily)).toEqual([null, of(2), of(2), of(2), of(2)]);
  });

  test("sum to the total whatever it is, each within one of its share", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 5_000n }),
        fc.integer({ min: 1, max: 12 }),
        (total, month) => {
          const two = (n: number) => String(n).padStart(2, "0");
          const within = {
            from: day(`2026-${two(month)}-01`),
            until: month === 12 ? day("2027-01-01") : day(`2026-${two(month + 1)}-01`),
          };
          const weeks = action.actionWeeks(total, within, { rule: GREGORIAN, calendar }) ?? [];
          const days = weeks.reduce((all, week) => all + week.workingDays, 0);
          expect(weeks.reduce((all, { actions }) => all + actions, 0n)).toBe(total);
          for (const { actions, workingDays: own } of weeks) {
            const off = actions * BigInt(days) - total * BigInt(own);
            expect(off < 0n ? -off : off).toBeLessThan(BigInt(days));
          }
          expect(weeks[0]?.from).toBe(within.from);
          expect(weeks.at(-1)?.until).toBe(within.until);
        },
      ),
      { seed: 78, numRuns: 300 },
    );
  });

  test("of nothing but holidays there are none", () => {
    const holiday = { from: day("2026-10-01"), until: day("2026-10-03") };
    expect(action.actionWeeks(5n, holiday, { rule: GREGORIAN, calendar })).toBeNull();
  });
});
