import { addDays, addMonths, day, firstOfMonth, isDay } from "../../workers/lib/day.ts";
import type { Days } from "./model.ts";

/** One look takes a year at most. */
const LOOK_DAYS = 365;

/**
 * The days of entries that a rule of this day reaches although they are recorded already; null where it
 * holds from tomorrow on, and what is recorded stays as it is.
 */
export function reached(from: string, today: string): Days | null {
  if (!isDay(from) || from > today) return null;
  const first = addDays(day(today), -LOOK_DAYS + 1);
  return { from: from > first ? from : first, until: addDays(day(today), 1) };
}

/** The month before: what a rule of the future would have done. */
export function monthBefore(today: string): Days {
  const month = firstOfMonth(day(today));
  return { from: addMonths(month, -1), until: month };
}
