import { firstOfMonth, type Day } from "../lib/day.ts";
import { businessDay, instant, type Instant } from "../lib/instant.ts";
import type { Interval } from "../lib/interval.ts";
import { GREGORIAN, periodOf, type CalendarRule } from "../calendar/periods.ts";
import { WINDOWS, type WindowKind } from "./board.ts";

/** The window of this kind that `today` lies in, as the tenant's calendar cuts time. */
export function windowOf(kind: WindowKind, today: Day, rule: CalendarRule = GREGORIAN): Interval {
  const { from, until } = periodOf(rule, kind, today);
  return { from, until };
}

/** Month totals can serve a window only when it begins and ends with a month. */
export function grainOf({ from, until }: Interval): "d" | "m" {
  return from === firstOfMonth(from) && until === firstOfMonth(until) ? "m" : "d";
}

/** What a window's place in time depends on, beside the day. */
const TURNS = { day: [0], week: [1, 2, 3, 4, 5, 6, 7], month: [0] } as const;
const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;

/**
 * Every window that `today` can lie in, by kind and by the one number of the calendar it depends
 * on: "week:1" begins on Mondays, "year:4" in April. So one statement reads a board whose kind of
 * window and whose calendar it only then learns, in a single trip.
 */
export function windowTable(today: Day): Record<string, Interval & { readonly grain: "d" | "m" }> {
  const rows = WINDOWS.flatMap((kind) => {
    const turns = kind === "quarter" || kind === "year" ? MONTHS : TURNS[kind];
    return turns.map((turn) => {
      const rule =
        kind === "week"
          ? { ...GREGORIAN, weekStart: turn }
          : { ...GREGORIAN, firstMonth: Math.max(1, turn) };
      const window = windowOf(kind, today, rule);
      return [`${kind}:${turn}`, { ...window, grain: grainOf(window) }] as const;
    });
  });
  return Object.fromEntries(rows);
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
