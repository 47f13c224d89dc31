import { nthWorkingDay, works } from "../calendar/working-days.ts";
import { addDays, addMonths, type Day, daysInMonth, dayOf, monthOf, yearOf } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import type { Plan } from "./plan-document.ts";
import type { Time } from "../calendar/day-count.ts";

/** The day a statement is paid, or null where the plan does not say. */
export function payDateOf(
  { days }: Time,
  { paidOn }: Plan["pay"],
  { until }: Interval,
): Day | null {
  if (!paidOn) return null;
  const last = addDays(until, -1);
  if ("daysAfter" in paidOn) return addDays(last, paidOn.daysAfter);
  if ("workingDaysAfter" in paidOn) {
    const found = nthWorkingDay(days, last, paidOn.workingDaysAfter);
    return found.ok ? found.value : null;
  }
  const month = addMonths(until, 0);
  const [year, index] = [yearOf(month), monthOf(month)];
  const wanted = dayOf(year, index, Math.min(paidOn.dayOfMonth, daysInMonth(year, index)));
  if (paidOn.moved === "stays" || works(days, wanted)) return wanted;
  const found =
    paidOn.moved === "later" ? nthWorkingDay(days, wanted, 0) : nthWorkingDay(days, wanted, -1);
  return found.ok ? found.value : wanted;
}
