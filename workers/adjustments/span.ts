import type { Day } from "../lib/day.ts";
import { addDays } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import { err, ok, type Result } from "../lib/result.ts";

export type PlanPeriod = Interval & { readonly key: string };

/** Which of a plan's periods change: indexes `[first, end)` of its periods. */
export type Span = { readonly first: number; readonly end: number };

export type SpanError = {
  readonly code: "adjustment/not_a_period";
  readonly value: Day;
  readonly before: Day;
  readonly after: Day;
  readonly pointer: "/from" | "/until";
};

/**
 * The periods from one day until another (null: the plan's end). Both must be edges of the plan's own
 * periods, because a month is never cut; the refusal names the nearest edges.
 */
export function spanOf(
  periods: readonly PlanPeriod[],
  { from, until }: { readonly from: Day; readonly until: Day | null },
): Result<Span, SpanError> {
  const first = periods.findIndex((each) => each.from === from);
  if (first < 0) return err(flawAt(periods, from, "/from"));
  if (until === null) return ok({ first, end: periods.length });
  const last = periods.findIndex((each) => each.until === until);
  if (last < first) return err(flawAt(periods.slice(first), until, "/until"));
  return ok({ first, end: last + 1 });
}

function flawAt(periods: readonly PlanPeriod[], on: Day, pointer: "/from" | "/until"): SpanError {
  const edges = periods.map(pointer === "/from" ? ({ from }) => from : ({ until }) => until);
  const before = edges.findLast((edge) => edge <= on) ?? edges[0] ?? on;
  const after = edges.find((edge) => edge >= on) ?? edges.at(-1) ?? on;
  return { code: "adjustment/not_a_period", value: on, before, after, pointer };
}

/** What can still be changed: periods that are over, or locked until a day, never can. */
export function firstOpen(
  periods: readonly PlanPeriod[],
  today: Day,
  closedUntil: Day | null,
): number {
  const at = periods.findIndex(
    ({ from, until }) => until > today && (closedUntil === null || from >= closedUntil),
  );
  return at < 0 ? periods.length : at;
}

/** The days of a span. */
export function daysOf(periods: readonly PlanPeriod[], { first, end }: Span): Interval {
  const from = periods[first]?.from;
  const until = periods[end - 1]?.until;
  return from && until
    ? { from, until }
    : { from: "0001-01-01" as Day, until: addDays("0001-01-01" as Day, 1) };
}
