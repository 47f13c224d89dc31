import { type Day } from "../lib/day.ts";
import { intersection, lengthDays, type Interval } from "../lib/interval.ts";
import { addRates, divideRates, rate, type Rate, ZERO } from "../lib/rate.ts";
import { type CalendarRule, periodOf, type PeriodKind } from "./periods.ts";
import { countWorkingDays, type WorkingDays } from "./working-days.ts";

/** How days are counted where a sum is cut. A part of a month under "whole_months" is `part`. */
export type DayCount =
  | { readonly kind: "calendar_days" | "working_days" }
  | { readonly kind: "whole_months"; readonly part: "full" | "none" | "by_days" };

/** The tenant's time as sums are cut by it: fiscal periods and working days. */
export type Time = {
  readonly rule: CalendarRule;
  readonly days: WorkingDays;
  /** Periods that were asked for: a year is cut once, not for every credit. */
  readonly found: Map<string, Interval>;
};

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

/** Fiscal months an interval touches, each cut to the interval. */
export function monthsWithin(time: Time, within: Interval): { month: Interval; part: Interval }[] {
  return fiscalAcross(time, "month", within).flatMap((month) => {
    const part = intersection(month, within);
    return part ? [{ month, part }] : [];
  });
}

/**
 * How much of time an interval is by a day count, exact. Under whole months each fiscal month counts
 * 1, and a part of one as the rule says.
 */
export function lengthOf(time: Time, dayCount: DayCount, within: Interval): Rate {
  if (within.from >= within.until) return ZERO;
  switch (dayCount.kind) {
    case "calendar_days":
      return days(lengthDays(within));
    case "working_days":
      return days(countWorkingDays(time.days, within));
    case "whole_months":
      return total(
        fiscalAcross(time, "month", within).map((month) => {
          const part = intersection(month, within);
          if (!part) return ZERO;
          if (lengthDays(part) === lengthDays(month)) return days(1);
          if (dayCount.part === "by_days")
            return rate(BigInt(lengthDays(part)), BigInt(lengthDays(month)));
          return days(dayCount.part === "full" ? 1 : 0);
        }),
      );
  }
}

/** `part` of `within` by the day count; where `within` counts nothing (no working day), by calendar days. */
export function shareOf(
  time: Time,
  dayCount: DayCount,
  part: readonly Interval[],
  within: Interval,
): Rate {
  const all = lengthOf(time, dayCount, within);
  if (all.num === 0n) {
    const there = part.reduce((sum, each) => sum + lengthDays(each), 0);
    return rate(BigInt(there), BigInt(lengthDays(within)));
  }
  return divideRates(total(part.map((each) => lengthOf(time, dayCount, each))), all);
}

/** What is left of an interval without the others, in order. */
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

function days(count: number): Rate {
  return { num: BigInt(count), den: 1n };
}

function total(of: readonly Rate[]): Rate {
  return of.reduce(addRates, ZERO);
}
