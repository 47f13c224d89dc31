import { type Calendar, workingDaysOf } from "../calendar/calendar.ts";
import type { Plan } from "../incentives/plan-document.ts";
import { type Time } from "../calendar/day-count.ts";
import { payPeriodAt, payPeriods } from "../incentives/time.ts";
import { addDays, addMonths, type Day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";

/** The tenant's time as the engine asks it. */
export function timeIn(calendar: Calendar): Time {
  return { rule: calendar.rule, days: workingDaysOf(calendar), found: new Map() };
}

export function isFirstDay(time: Time, pay: Plan["pay"], on: Day): boolean {
  return payPeriods(time, pay, { from: on, until: addDays(on, 1) }).length > 0;
}

/** Whether these days are one period of the calendar. */
export function isPeriod(time: Time, pay: Plan["pay"], { from, until }: Interval): boolean {
  const period = payPeriodAt(time, pay, from);
  return period.from === from && period.until === until;
}

/** The pay periods' first days at and after a day: where a version that is refused could begin. */
export function firstDaysAround(time: Time, pay: Plan["pay"], on: Day) {
  const before = payPeriodAt(time, pay, on).from;
  const after = payPeriods(time, pay, { from: addDays(on, 1), until: addMonths(on, 13) })[0];
  return { before, after: after?.from ?? before };
}

/** How many beginnings a page offers: a year and a month of them, back and ahead. */
const OFFERED = { back: -13, ahead: 13 } as const;

/** First days on which a version may begin: of periods that are not locked, around today. */
export function beginnings(
  time: Time,
  pay: Plan["pay"],
  { today, open }: { readonly today: Day; readonly open: Day | null },
): Day[] {
  const earliest = addMonths(today, OFFERED.back);
  const within = { from: earliest, until: addMonths(today, OFFERED.ahead) };
  return payPeriods(time, pay, within)
    .map(({ from }) => from)
    .filter((from) => open === null || from >= open);
}

/** The day a version begins on unless somebody says otherwise: the plan's own, else the running period's. */
export function usualDay(begins: readonly Day[], own: Day, today: Day): Day {
  if (begins.includes(own)) return own;
  return begins.findLast((each) => each <= today) ?? begins[0] ?? own;
}
