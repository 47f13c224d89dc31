// Goal: the weights by which an amount is shared over time are exact and honest about the unknown.
// Method: a table per way of sharing, then properties over random calendars and histories.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MAINLAND } from "../../workers/calendar/mainland.ts";
import { GREGORIAN, periodsAcross, periodsOfYear } from "../../workers/calendar/periods.ts";
import { spread, type PastMonth, type SpreadRule } from "../../workers/calendar/spread.ts";
import {
  countWorkingDays,
  MONDAY_TO_FRIDAY,
  workingDays,
} from "../../workers/calendar/working-days.ts";
import { day } from "../../workers/lib/day.ts";
import { sum } from "../../workers/lib/list.ts";
import { rate } from "../../workers/lib/rate.ts";

const mainland = workingDays(MONDAY_TO_FRIDAY, MAINLAND);
const slot = ({ key, index, from, until }: ReturnType<typeof periodsOfYear>[number]) => ({
  key,
  position: index,
  from,
  until,
});
const quarters = periodsOfYear(GREGORIAN, "quarter", 2026).map(slot);
const months = periodsOfYear(GREGORIAN, "month", 2026).map(slot);

/** Months from January of `year`, one per amount. */
const history = (year: number, amounts: readonly (bigint | null)[]): PastMonth[] => {
  const until = day(`${year + Math.ceil(amounts.length / 12)}-01-01`);
  return periodsAcross(GREGORIAN, "month", { from: day(`${year}-01-01`), until })
    .slice(0, amounts.length)
    .map((period, at) => ({ ...slot(period), amount: amounts[at] ?? null }));
};
const flat = (years: number) => Array.from({ length: years * 12 }, () => 100n);
const outcome = (rule: SpreadRule, slots = quarters) => {
  const result = spread(rule, slots, mainland);
  return result.ok ? [...result.value] : result.error.code;
};

describe("spread", () => {
  // prettier-ignore
  test.each<[string, SpreadRule, bigint[] | string]>([
    ["equal parts",                  { mode: "equal" }, [1n, 1n, 1n, 1n]],
    ["calendar days",                { mode: "calendar_days" }, [90n, 91n, 92n, 92n]],
    ["mainland working days",        { mode: "working_days" }, [59n, 61n, 66n, 62n]],
    ["a curve of thirds",            { mode: "curve", shares: [rate(1n, 3n), rate(1n, 6n), rate(1n, 6n), rate(1n, 3n)] }, [2n, 1n, 1n, 2n]],
    ["a curve with an empty part",   { mode: "curve", shares: [rate(0n, 1n), rate(1n, 2n), rate(1n, 4n), rate(1n, 4n)] }, [0n, 2n, 1n, 1n]],
    ["a curve of another length",    { mode: "curve", shares: [rate(1n, 1n)] }, "spread/curve_length"],
    ["a curve below zero",           { mode: "curve", shares: [rate(2n, 1n), rate(-1n, 1n), rate(0n, 1n), rate(0n, 1n)] }, "spread/curve_negative"],
    ["a curve of nothing",           { mode: "curve", shares: [rate(0n, 1n), rate(0n, 1n), rate(0n, 1n), rate(0n, 1n)] }, "spread/no_weight"],
  ])("shares by %s", (_, rule, expected) => {
    expect(outcome(rule)).toEqual(expected);
  });

  // prettier-ignore
  test.each<[string, PastMonth[], number, string]>([
    ["one year where two are asked",   history(2025, flat(1)), 2, "spread/history_short"],
    ["no history at all",              [], 1, "spread/history_short"],
    ["a month without data",           history(2024, [...flat(1), ...flat(1).map((n, at) => (at === 4 ? null : n))]), 2, "spread/history_unknown"],
    ["a month below zero",             history(2025, flat(1).map((n, at) => (at === 4 ? -n : n))), 1, "spread/history_negative"],
    ["a year of nothing",              history(2025, flat(1).map(() => 0n)), 1, "spread/no_weight"],
  ])("refuses %s", (_, past, yearsMin, expected) => {
    expect(outcome({ mode: "history", past, yearsMin }, months)).toBe(expected);
  });

  test("names the months without data", () => {
    const past = history(2024, [...flat(1), ...flat(1).map((n, at) => (at === 4 ? null : n))]);
    expect(spread({ mode: "history", past, yearsMin: 2 }, months, mainland)).toEqual({
      ok: false,
      error: { code: "spread/history_unknown", months: ["FY2025-M05"] },
    });
  });

  test("a month that really brought 0 gets nothing, which is not the same as unknown", () => {
    const past = history(
      2025,
      flat(1).map((n, at) => (at === 1 ? 0n : n)),
    );
    const weights = outcome({ mode: "history", past, yearsMin: 1 }, months);
    expect(weights[1]).toBe(0n);
  });

  test("history is learned per working day: a short month in a long history stays short", () => {
    // Sales exactly in proportion to each past month's days give weights in proportion to 2026's.
    const past = history(2024, flat(2)).map((month) => ({
      ...month,
      amount: BigInt(countWorkingDays(mainland, month)) * 1_000n,
    }));
    expect(outcome({ mode: "history", past, yearsMin: 2 }, months)).toEqual(
      outcome({ mode: "working_days" }, months),
    );
  });

  test("a year that doubles is growth, not season", () => {
    const shape = [5n, 3n, 8n, 7n, 6n, 9n, 4n, 4n, 9n, 7n, 9n, 12n];
    const past = history(2025, shape);
    const same = [
      ...history(2024, shape),
      ...past.map((m) => ({ ...m, amount: (m.amount ?? 0n) * 2n })),
    ];
    const doubled = outcome({ mode: "history", past: same, yearsMin: 2 }, months);
    const steady = outcome(
      { mode: "history", past: [...history(2024, shape), ...past], yearsMin: 2 },
      months,
    );
    expect(doubled).toEqual(steady);
  });
});

describe("weights of any history", () => {
  test("are never negative, reduced, and do not change when every amount is scaled", () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: 1n, max: 10n ** 12n }), { minLength: 24, maxLength: 24 }),
        fc.bigInt({ min: 2n, max: 1000n }),
        (amounts, factor) => {
          const at = (by: bigint) =>
            outcome(
              {
                mode: "history",
                past: history(
                  2024,
                  amounts.map((n) => n * by),
                ),
                yearsMin: 2,
              },
              months,
            ) as bigint[];
          const weights = at(1n);
          expect(weights.every((weight) => weight > 0n)).toBe(true);
          expect(sum(weights)).toBeGreaterThan(0n);
          expect(at(factor)).toEqual(weights);
        },
      ),
      { seed: 20261121, numRuns: 50 },
    );
  });
});
