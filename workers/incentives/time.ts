import { fiscal, fiscalAcross, shareOf, type Time } from "../calendar/day-count.ts";
import { workingDays } from "../calendar/working-days.ts";
import { addDays, addMonths, type Day } from "../lib/day.ts";
import { FOREVER, lengthDays, type Interval } from "../lib/interval.ts";
import type { EvaluationInput } from "./input.ts";
import type { Plan } from "./plan-document.ts";
import type { TimeWindow } from "./plan-parts.ts";

export { shareOf, type Time };

export function timeOf({ rule, week, days }: EvaluationInput["calendar"]): Time {
  return { rule, days: workingDays(week, days), found: new Map() };
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

/** How many fiscal months the period of a kind has that holds this day. */
export function monthsPer(time: Time, kind: "month" | "quarter" | "half" | "year", on: Day) {
  return kind === "month" ? 1 : fiscalAcross(time, "month", fiscal(time, kind, on)).length;
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
