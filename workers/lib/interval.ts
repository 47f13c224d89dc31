import { addDays, daysBetween, type Day } from "./day.ts";

/** Half-open local dates `[from, until)`. */
export type Interval = { readonly from: Day; readonly until: Day };

/** The end of what is still running. It compares after every day that can occur. */
export const FOREVER = "9999-12-31" as Day;

export function contains({ from, until }: Interval, on: Day): boolean {
  return from <= on && on < until;
}

export function overlaps(a: Interval, b: Interval): boolean {
  return a.from < b.until && b.from < a.until;
}

/** What two intervals share, or null. */
export function intersection(a: Interval, b: Interval): Interval | null {
  const from = a.from > b.from ? a.from : b.from;
  const until = a.until < b.until ? a.until : b.until;
  return from < until ? { from, until } : null;
}

export function lengthDays({ from, until }: Interval): number {
  return daysBetween(from, until);
}

/** Every day of the interval, in order. */
export function* eachDay({ from, until }: Interval): Generator<Day> {
  for (let on = from; on < until; on = addDays(on, 1)) yield on;
}
