import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import { type CalendarRule, periodOf } from "../../workers/calendar/periods.ts";
import { addDays, type Day } from "../../workers/lib/day.ts";

/** Days that have been, whole periods of the calendar: `[from, until)`. */
export type Span = { readonly id: SpanId; readonly from: Day; readonly until: Day };
export const SPANS = ["month", "quarter", "half", "year", "twelve"] as const;
export type SpanId = (typeof SPANS)[number];

/**
 * The last whole month, quarter, half-year or year of the company's calendar before a day; and its
 * last twelve months.
 */
export function spanBefore(id: SpanId, today: Day, rule: CalendarRule): Span {
  const kind = id === "twelve" ? "month" : id;
  const { from: until } = periodOf(rule, kind, today);
  let from = until;
  for (let count = id === "twelve" ? 12 : 1; count > 0; count -= 1)
    from = periodOf(rule, kind, addDays(from, -1)).from;
  return { id, from, until };
}

/** The pay period of a plan that one would look at first. */
export function usualSpan({ pay }: PlanJson): SpanId {
  const every = pay?.every;
  return every === "quarter" || every === "half" || every === "year" ? every : "month";
}

/**
 * From where the engine must begin so that the windows of the span are whole: the start of the
 * fiscal year that holds its first day where a window is longer than the span's own periods.
 */
export function beginOf(plans: readonly PlanJson[], { from }: Span, rule: CalendarRule): Day {
  const windows = JSON.stringify(
    plans.map(({ components, conditions, plan }) => [components, conditions, plan]),
  );
  if (/"(window)":"(half|year)"/.test(windows)) return periodOf(rule, "year", from).from;
  return windows.includes('"window":"quarter"') ? periodOf(rule, "quarter", from).from : from;
}

export function lastDay({ until }: Span): Day {
  return addDays(until, -1);
}
