import { assert } from "../lib/assert.ts";
import type { Interval } from "../lib/interval.ts";
import { divide } from "../lib/money.ts";
import { compareRates, multiplyRates, ONE, rate, type Rate } from "../lib/rate.ts";
import { countWorkingDays, type WorkingDays } from "../calendar/working-days.ts";
import { periodsAcross, type CalendarRule } from "../calendar/periods.ts";
import { intersection } from "../lib/interval.ts";
import { largestRemainders } from "../targets/largest-remainders.ts";
import { plausibility } from "./plausible.ts";

export const PACES = ["day", "week", "month"] as const;
/** How often an action is counted: 3 a week. */
export type Pace = (typeof PACES)[number];

/** How many weeks and working days a month has; exact. */
export type MonthBasis = { readonly weeks: Rate; readonly days: Rate };

/** The usual month: 52 weeks over 12 months, worked by the pattern's days. 3 a week are 13 a month. */
export function usualMonth(week: readonly boolean[]): MonthBasis {
  const worked = BigInt(week.filter(Boolean).length);
  return { weeks: rate(52n, 12n), days: rate(52n * worked, 12n) };
}

/** One stretch by the tenant's own calendar: its working days, and as many weeks as they fill. */
export function ownMonth(calendar: WorkingDays, within: Interval): MonthBasis {
  const days = BigInt(countWorkingDays(calendar, within));
  const worked = BigInt(calendar.week.filter(Boolean).length);
  assert(worked > 0n, "a week has a working day");
  return { weeks: rate(days, worked), days: rate(days, 1n) };
}

/** What an action comes to in a month. */
export function perMonth(amount: Rate, pace: Pace, basis: MonthBasis): Rate {
  if (pace === "month") return amount;
  return multiplyRates(amount, pace === "week" ? basis.weeks : basis.days);
}

/** What a month of actions is in a week and on a working day. */
export function perPace(
  aMonth: Rate,
  basis: MonthBasis,
): { readonly week: Rate; readonly day: Rate } {
  const over = ({ num, den }: Rate) => rate(aMonth.num * den, aMonth.den * num);
  return { week: over(basis.weeks), day: over(basis.days) };
}

/** Until the past or the team says otherwise, more than every second lead won is not believed. */
export const CEILING: Rate = { num: 1n, den: 2n };

export type Conversion = {
  /** Results over actions: 10 customers of 13 leads is 10/13, 76.9 %. */
  readonly implied: Rate;
  readonly verdict: "plausible" | "impossible" | "above_ceiling" | "above_history";
  /** What it was held against; the usual conversion is the past's median. */
  readonly ceiling: Rate;
  readonly usual: Rate | null;
  readonly percentile: Rate | null;
};

/** Past conversions are compared at nine decimals. */
const FINE = 1_000_000_000n;

/**
 * The conversion a pair of action and result takes for granted, and whether to believe it. More
 * results than actions is impossible; above the stated ceiling (50 % where nobody stated one), or
 * above what the past makes plausible (plausible.ts), is flagged. `past` are conversions of earlier
 * months. Asserts that there is at least some action.
 */
export function conversionOf(
  aMonth: { readonly results: Rate; readonly actions: Rate },
  past: readonly Rate[],
  ceiling: Rate = CEILING,
): Conversion {
  const { results, actions } = aMonth;
  assert(actions.num > 0n, "a conversion is of some action");
  const implied = rate(results.num * actions.den, results.den * actions.num);
  const fine = ({ num, den }: Rate) => divide(num * FINE, den, "half_away");
  const history = plausibility(past.map(fine), fine(implied));
  const usual =
    history.median === null ? null : rate(history.median.num, history.median.den * FINE);
  const { percentile } = history;
  const told = { implied, ceiling, usual, percentile };
  if (compareRates(implied, ONE) > 0) return { ...told, verdict: "impossible" };
  if (history.verdict === "too_high") return { ...told, verdict: "above_history" };
  if (compareRates(implied, ceiling) > 0) return { ...told, verdict: "above_ceiling" };
  return { ...told, verdict: "plausible" };
}

/** The whole actions that a result takes at a conversion: 10 at 25 % are 40; 10 at 30 % are 34. */
export function actionsFor(results: Rate, conversion: Rate): bigint {
  assert(conversion.num > 0n, "a conversion is above 0");
  return divide(results.num * conversion.den, results.den * conversion.num, "ceiling");
}

export type ActionWeek = Interval & {
  readonly key: string;
  readonly workingDays: number;
  /** Whole actions of this week; the weeks sum to the total exactly. */
  readonly actions: bigint;
  /** Exact actions on a working day of this week; null in a week without one. */
  readonly daily: Rate | null;
};

/**
 * Whole actions over the weeks of a stretch by their working days, largest remainder, ties to the
 * earlier week: every week knows its number, and together they are the total. A week that a holiday
 * empties gets none. Null when the stretch has no working day at all.
 */
export function actionWeeks(
  total: bigint,
  within: Interval,
  { rule, calendar }: { readonly rule: CalendarRule; readonly calendar: WorkingDays },
): readonly ActionWeek[] | null {
  const weeks = periodsAcross(rule, "week", within).map((week) => {
    const days = intersection(week, within) ?? week;
    return { key: week.key, ...days, workingDays: countWorkingDays(calendar, days) };
  });
  const weights = weeks.map(({ workingDays }) => BigInt(workingDays));
  if (weights.every((weight) => weight === 0n)) return null;
  const counts = largestRemainders(total, weights);
  return weeks.map((week, at) => {
    const actions = counts[at] ?? 0n;
    const daily = week.workingDays === 0 ? null : rate(actions, BigInt(week.workingDays));
    return { ...week, actions, daily };
  });
}
