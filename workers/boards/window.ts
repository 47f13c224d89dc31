import { addDays, addMonths, firstOfMonth, monthOf, weekday } from "../lib/day.ts";
import type { Day } from "../lib/day.ts";
import { businessDay, instant, type Instant } from "../lib/instant.ts";
import type { Interval } from "../lib/interval.ts";
import { WINDOWS, type WindowKind } from "./board.ts";

/**
 * The window of this kind that `today` lies in. Weeks begin on Monday (ISO 8601); quarters and
 * years are counted from `yearStarts`, the month (1 to 12) in which the tenant's year begins.
 */
export function windowOf(kind: WindowKind, today: Day, yearStarts = 1): Interval {
  switch (kind) {
    case "day":
      return { from: today, until: addDays(today, 1) };
    case "week":
      return weekOf(today);
    case "month":
      return monthsOf(today, 1, yearStarts);
    case "quarter":
      return monthsOf(today, 3, yearStarts);
    case "year":
      return monthsOf(today, 12, yearStarts);
  }
}

function weekOf(today: Day): Interval {
  const from = addDays(today, 1 - weekday(today));
  return { from, until: addDays(from, 7) };
}

/** The block of `months` months, counted from the year's first month, that `today` lies in. */
function monthsOf(today: Day, months: number, yearStarts: number): Interval {
  const sinceStart = (monthOf(today) - yearStarts + 12) % 12;
  const from = addMonths(firstOfMonth(today), -(sinceStart % months));
  return { from, until: addMonths(from, months) };
}

/** Month totals can serve a window only when it begins and ends with a month. */
export function grainOf({ from, until }: Interval): "d" | "m" {
  return from === firstOfMonth(from) && until === firstOfMonth(until) ? "m" : "d";
}

/** All five windows of a day, for one statement that picks the board's own by its kind. */
export function windowsOf(today: Day, yearStarts = 1): Record<WindowKind, Interval> {
  const pairs = WINDOWS.map((kind) => [kind, windowOf(kind, today, yearStarts)] as const);
  return Object.fromEntries(pairs) as Record<WindowKind, Interval>; // fromEntries widens the keys.
}

const CHECK_MS = 120_000;

/**
 * When a room with sockets wakes next: at the next midnight of the tenant, or in two minutes,
 * whichever comes first. The first moment of the new day is found exactly, by halving.
 */
export function nextWake(now: Instant, timeZone: string, offsetDays: number): Instant {
  const dayAt = (at: number) => businessDay(instant(at), timeZone, offsetDays);
  let [old, fresh] = [now as number, now + CHECK_MS];
  if (dayAt(old) === dayAt(fresh)) return instant(fresh);
  while (fresh - old > 1) {
    const middle = Math.floor((old + fresh) / 2);
    if (dayAt(middle) === dayAt(now)) old = middle;
    else fresh = middle;
  }
  return instant(fresh);
}
