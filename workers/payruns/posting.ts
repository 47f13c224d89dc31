import type { Day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";

/** A period of a plan that is closed, and how far its run had read the log. */
export type Closed = Interval & { readonly cutoff: number };

/** Something of the log: its local date and its commit. */
type Logged = { readonly on: Day; readonly seq: number };

/**
 * The day on which an entry is posted to pay. Its own, while the period of its date is open or the run
 * that closed it had read the entry. Otherwise it came late: the first day of the first later period
 * whose run read it, or else the first open day.
 *
 * Promises: never before its date; once a period that holds it is closed, the day never changes again,
 * whatever is closed later.
 * @param closed the closed periods of the plan, in order, without a gap.
 */
export function postingOf({ on, seq }: Logged, closed: readonly Closed[]): Day {
  const last = closed.at(-1);
  if (!last || on >= last.until) return on;
  for (const { from, until, cutoff } of closed) {
    if (until <= on) continue;
    if (seq <= cutoff) return from > on ? from : on;
  }
  return last.until;
}

/** A stay of a person on a plan. */
type Stayed = Interval & { readonly plan: string };

/**
 * The plan that pays a correction which no locked run has paid yet, and the day it is posted there: the
 * first plan, in the order of the person's stays, with an open day of the stay on or after the
 * correction's own. Who has left is paid by their last plan. Null: on no plan at all.
 * Promises: one plan, whichever plan asks; a day that is open there.
 */
export function homeOf(
  on: Day,
  stays: readonly Stayed[],
  openFrom: (plan: string) => Day | null,
): { readonly plan: string; readonly on: Day } | null {
  const sorted = stays.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const postedIn = ({ plan, from }: Stayed) => latest(on, from, openFrom(plan) ?? on);
  for (const stay of sorted) {
    const posted = postedIn(stay);
    if (posted < stay.until) return { plan: stay.plan, on: posted };
  }
  const last = sorted.at(-1);
  return last ? { plan: last.plan, on: postedIn(last) } : null;
}

function latest(...days: readonly [Day, ...Day[]]): Day {
  return days.reduce((max, each) => (each > max ? each : max));
}
