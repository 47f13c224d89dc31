import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import { addDays, addMonths, day, type Day } from "../../workers/lib/day.ts";

/** Days that have been, whole periods of the calendar: `[from, until)`. */
export type Span = { readonly id: SpanId; readonly from: Day; readonly until: Day };
export const SPANS = ["month", "quarter", "half", "year", "twelve"] as const;
export type SpanId = (typeof SPANS)[number];

/** The last whole month, quarter, half-year or year before a day; and the last twelve months. */
export function spanBefore(id: SpanId, today: Day): Span {
  const month = startOf(today, 1);
  if (id === "twelve") return { id, from: addMonths(month, -12), until: month };
  const months = { month: 1, quarter: 3, half: 6, year: 12 }[id];
  const until = startOf(today, months);
  return { id, from: addMonths(until, -months), until };
}

/** The pay period of a plan that one would look at first. */
export function usualSpan({ pay }: PlanJson): SpanId {
  const every = pay?.every;
  return every === "quarter" || every === "half" || every === "year" ? every : "month";
}

/**
 * From where the engine must begin so that the windows of the span are whole: the start of the
 * calendar year that holds its first day where a window is longer than the span's own periods.
 */
export function beginOf(plans: readonly PlanJson[], { from }: Span): Day {
  const windows = JSON.stringify(
    plans.map(({ components, conditions, plan }) => [components, conditions, plan]),
  );
  if (/"(window)":"(half|year)"/.test(windows)) return startOf(from, 12);
  return windows.includes('"window":"quarter"') ? startOf(from, 3) : from;
}

/** First day of the run of so many months, counted from January, that holds a day. */
function startOf(on: Day, months: number): Day {
  const [year = "2000", month = "01"] = on.split("-");
  const first = Math.floor((Number(month) - 1) / months) * months + 1;
  return day(`${year}-${String(first).padStart(2, "0")}-01`);
}

export function lastDay({ until }: Span): Day {
  return addDays(until, -1);
}
