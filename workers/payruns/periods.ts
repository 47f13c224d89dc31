import * as v from "valibot";
import { payDateOf } from "../incentives/pay-date.ts";
import type { PlanJson } from "../incentives/plan-document.ts";
import { PayCalendar } from "../incentives/plan-rules.ts";
import { type Time } from "../calendar/day-count.ts";
import { payPeriodAt, payPeriods } from "../incentives/time.ts";
import { addDays, type Day, day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import { inForce } from "../payplans/in-force.ts";

/** A version, as far as its periods ask for it. */
type Dated = {
  readonly number: number;
  readonly from: Day;
  readonly until: Day;
  readonly document: PlanJson;
};
export type PayPeriod = Interval & { readonly payDate: Day | null };

const LIMIT = 2_000;

export function payOf({ pay }: PlanJson): PayCalendar {
  return v.parse(PayCalendar, pay ?? { every: "month" });
}

/**
 * The pay periods of a plan that begin before a day, in order. A period belongs to the version in force
 * on its first day; the first one is that which holds the plan's first day.
 */
export function periodsOf(time: Time, versions: readonly Dated[], before: Day): PayPeriod[] {
  const held = inForce(versions);
  const periods: PayPeriod[] = [];
  for (const [at, { from, until, document }] of held.entries()) {
    const pay = payOf(document);
    const next = held[at + 1]?.from ?? until;
    const end = next < before ? next : before;
    const start = at === 0 ? payPeriodAt(time, pay, from).from : from;
    if (start >= end) continue;
    const last = periods.at(-1)?.until ?? day("0001-01-01");
    for (const period of payPeriods(time, pay, { from: start, until: end }))
      if (period.from >= last && periods.length < LIMIT)
        periods.push({ ...period, payDate: payDateOf(time, pay, period) });
  }
  return periods;
}

/** The period that begins on a day; null where none does. */
export function periodAt(time: Time, versions: readonly Dated[], from: Day): PayPeriod | null {
  const after = periodsOf(time, versions, addDays(from, 1));
  return after.find((period) => period.from === from) ?? null;
}

/** The first period that no locked run covers. */
export function firstOpen(
  periods: readonly PayPeriod[],
  lockedUntil: Day | null,
): PayPeriod | null {
  return periods.find(({ from }) => lockedUntil === null || from >= lockedUntil) ?? null;
}
