import { type CalendarRule, periodOf, type PeriodKind } from "../calendar/periods.ts";
import { countWorkingDays, workingDays, type WorkingDays } from "../calendar/working-days.ts";
import { addDays, addMonths, type Day } from "../lib/day.ts";
import { FOREVER, intersection, lengthDays, type Interval } from "../lib/interval.ts";
import { rate, type Rate, ZERO } from "../lib/rate.ts";
import { over, total, whole } from "./exact.ts";
import type { EvaluationInput } from "./input.ts";
import type { Plan } from "./plan-document.ts";
import type { TimeWindow } from "./plan-parts.ts";

/** The tenant's time as the engine asks it: fiscal windows and exact shares of them. */
export type Time = {
  readonly rule: CalendarRule;
  readonly days: WorkingDays;
  /** Periods that were asked for: a year is cut once, not for every credit. */
  readonly found: Map<string, Interval>;
};

export function timeOf({ rule, week, days }: EvaluationInput["calendar"]): Time {
  return { rule, days: workingDays(week, days), found: new Map() };
}

/** The fiscal period of a kind that holds a day. */
export function fiscal({ rule, found }: Time, kind: PeriodKind, on: Day): Interval {
  const key = kind + on;
  const known = found.get(key);
  if (known) return known;
  const { from, until } = periodOf(rule, kind, on);
  const made = { from, until };
  found.set(key, made);
  return made;
}

/** Fiscal periods of a kind that an interval touches, whole, in order. */
export function fiscalAcross(time: Time, kind: PeriodKind, within: Interval): Interval[] {
  const all: Interval[] = [];
  for (let on = within.from; on < within.until;) {
    const each = fiscal(time, kind, on);
    all.push(each);
    on = each.until;
  }
  return all;
}

/** The fiscal window of a kind (or the campaign) that holds a day; null for a campaign that does not. */
export function windowAt(
  time: Time,
  window: Exclude<TimeWindow, "period">,
  on: Day,
): Interval | null {
  if (typeof window !== "string") return window.from <= on && on < window.until ? window : null;
  return fiscal(time, window, on);
}

/** Text that names a window in lines and traces. */
export function windowKey({ from, until }: Interval): string {
  return `${from}/${until}`;
}

/**
 * How much of time an interval is by the plan's day count, exact. Under whole months each fiscal
 * month counts 1, and a part of one as the rule says.
 */
export function lengthOf(time: Time, dayCount: Plan["dayCount"], within: Interval): Rate {
  if (within.from >= within.until) return ZERO;
  switch (dayCount.kind) {
    case "calendar_days":
      return whole(lengthDays(within));
    case "working_days":
      return whole(countWorkingDays(time.days, within));
    case "whole_months":
      return total(
        fiscalAcross(time, "month", within).map((month) => {
          const part = intersection(month, within);
          if (!part) return ZERO;
          if (lengthDays(part) === lengthDays(month)) return whole(1);
          if (dayCount.part === "by_days")
            return rate(BigInt(lengthDays(part)), BigInt(lengthDays(month)));
          return whole(dayCount.part === "full" ? 1 : 0);
        }),
      );
  }
}

/** `part` of `within` by the day count; where `within` counts nothing (no working day), by calendar days. */
export function shareOf(
  time: Time,
  dayCount: Plan["dayCount"],
  part: readonly Interval[],
  within: Interval,
): Rate {
  const all = lengthOf(time, dayCount, within);
  if (all.num === 0n) {
    const days = part.reduce((sum, each) => sum + lengthDays(each), 0);
    return rate(BigInt(days), BigInt(lengthDays(within)));
  }
  return over(total(part.map((each) => lengthOf(time, dayCount, each))), all);
}

/** Fiscal months an interval touches, each cut to the interval. */
export function monthsWithin(time: Time, within: Interval): { month: Interval; part: Interval }[] {
  return fiscalAcross(time, "month", within).flatMap((month) => {
    const part = intersection(month, within);
    return part ? [{ month, part }] : [];
  });
}

/** How many fiscal months the period of a kind has that holds this day. */
export function monthsPer(time: Time, kind: "month" | "quarter" | "half" | "year", on: Day) {
  return kind === "month" ? 1 : fiscalAcross(time, "month", fiscal(time, kind, on)).length;
}

/** What is left of an interval without the others. */
export function without(of: Interval, others: readonly Interval[]): Interval[] {
  let left = [of];
  for (const other of others) {
    left = left.flatMap((each) => {
      if (!intersection(each, other)) return [each];
      return [
        { from: each.from, until: other.from },
        { from: other.until, until: each.until },
      ].filter(({ from, until }) => from < until);
    });
  }
  return left;
}

export function until(day: Day | null): Day {
  return day ?? FOREVER;
}

/** Statement periods that begin in [from, until), in order. */
export function payPeriods(time: Time, pay: Plan["pay"], within: Interval): Interval[] {
  const { every } = pay;
  const begun = (all: Interval[]) =>
    all.filter((each) => within.from <= each.from && each.from < within.until);
  if (typeof every !== "string") {
    if ("campaign" in every) return begun([every.campaign]);
    const step = every.weeks * 7;
    const gone = lengthDays({ from: every.from, until: within.from });
    let from = addDays(every.from, Math.ceil(gone / step) * step);
    const all: Interval[] = [];
    for (; from < within.until; from = addDays(from, step))
      all.push({ from, until: addDays(from, step) });
    return begun(all);
  }
  if (every !== "half_month") return begun(fiscalAcross(time, every, within));
  const months = fiscalAcross(time, "month", within);
  return begun(
    months.flatMap(({ from, until: end }) => {
      const middle = addDays(from, 15);
      return [
        { from, until: middle },
        { from: middle, until: end },
      ];
    }),
  );
}

/** The statement period that holds a day. */
export function payPeriodAt(time: Time, pay: Plan["pay"], on: Day): Interval {
  const { every } = pay;
  if (typeof every === "string" && every !== "half_month") return fiscal(time, every, on);
  const near = { from: addMonths(on, -13), until: addDays(on, 1) };
  const found = payPeriods(time, pay, near).findLast((each) => each.from <= on);
  return found && on < found.until ? found : { from: on, until: addDays(on, 1) };
}

/** An interval's length in a scale of its own, for cutting bounds of a restarted window. */
export function lengthShare(
  time: Time,
  dayCount: Plan["dayCount"],
  part: Interval,
  all: Interval,
): Rate {
  return shareOf(time, dayCount, [part], all);
}
