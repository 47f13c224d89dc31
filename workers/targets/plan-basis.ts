import { addDays, addMonths, daysBetween, firstOfMonth, type Day } from "../lib/day.ts";
import { contains, type Interval } from "../lib/interval.ts";
import { must } from "../lib/assert.ts";
import { sum } from "../lib/list.ts";
import { err, ok, type Result } from "../lib/result.ts";
import {
  neighbour,
  periodOf,
  periodsAcross,
  periodsOfYear,
  type CalendarRule,
  type Period,
} from "../calendar/periods.ts";
import { spread, type PastMonth, type Slot, type SpreadRule } from "../calendar/spread.ts";
import type { WorkingDays } from "../calendar/working-days.ts";
import type { MonthsRule, PlanBasis } from "./plan.ts";
import { rateOf } from "./rules.ts";

/** How far back a season is looked for: whole years of months before the plan. */
const SEASON_YEARS = 3;

export type MonthsError = { readonly code: "plan/months"; readonly reason: string };

/** A day's amount of the plan's top unit. */
export type Past = readonly { readonly on: Day; readonly amount: bigint }[];

/** What was read for it: the top's past, and the tree of a day. */
type Read = {
  readonly past: Past;
  readonly on: Day;
  readonly recipients: number;
  /** Data is expected up to here: the plan's first day, or the first of this month if it is later. */
  readonly until: Day;
};

/** The same months of the year before: what a plan's history factor reads. */
export function yearBefore(rule: CalendarRule, within: Interval): Interval {
  const first = periodOf(rule, "month", within.from);
  const last = periodOf(rule, "month", addDays(within.until, -1));
  const year = periodOf(rule, "year", within.from);
  const count = periodsOfYear(rule, "month", neighbour(rule, year, -1)).length;
  // A plan that begins or ends inside a month is compared with the same part of it.
  return {
    from: addDays(neighbour(rule, first, -count).from, daysBetween(first.from, within.from)),
    until: addDays(neighbour(rule, last, -count).until, daysBetween(last.until, within.until)),
  };
}

/** The days a season is learned from; none where months are not made by season. */
export function seasonBefore({ from }: Interval, { mode }: MonthsRule): Interval {
  const learns = mode === "history" || mode === "season";
  return { from: learns ? addMonths(from, -12 * SEASON_YEARS) : from, until: from };
}

/** Whose tree a plan runs down: today's, or that of its nearest day where today lies outside. */
export function treeDay({ from, until }: Interval, today: Day): Day {
  if (today < from) return from;
  return today < until ? today : addDays(until, -1);
}

/** The fiscal months of a plan, the first and the last cut to its own days. */
export function planMonths(rule: CalendarRule, within: Interval): Period[] {
  return periodsAcross(rule, "month", within).map((month) => ({
    ...month,
    from: month.from < within.from ? within.from : month.from,
    until: month.until > within.until ? within.until : month.until,
  }));
}

/**
 * What an allocation reads beside the tree, to be stored with its numbers: the months and their
 * weights. Refuses a season that is not known well enough: a month without data is not 0.
 */
export function planBasis(
  within: Interval,
  { rule, working }: { readonly rule: CalendarRule; readonly working: WorkingDays },
  months: MonthsRule,
  { past, on, recipients, until }: Read,
): Result<PlanBasis, MonthsError> {
  const periods = planMonths(rule, within);
  const slots = periods.map(slotOf);
  const weights = spread(spreadRule(months, rule, periods, { past, until }), slots, working);
  if (!weights.ok) return err({ code: "plan/months", reason: weights.error.code });
  return ok({
    on,
    recipients,
    history: yearBefore(rule, within),
    periods: periods.map(({ key, from, until }) => ({ key, from, until })),
    weights: weights.value.map(String),
    quarters: quartersOf(rule, periods),
  });
}

function spreadRule(
  { mode, yearsMin, curve }: MonthsRule,
  rule: CalendarRule,
  periods: readonly Period[],
  { past, until }: Pick<Read, "past" | "until">,
): SpreadRule {
  switch (mode) {
    case "history":
      return { mode, yearsMin, past: pastMonths(rule, periods, past) };
    case "season": {
      const first = past.reduce((least, { on }) => (on < least ? on : least), until);
      return { mode, yearsMin, past, known: { from: firstOfMonth(first), until } };
    }
    case "curve":
      return { mode, shares: (curve ?? []).map(rateOf) };
    default:
      return { mode };
  }
}

/** The quarter of each period, counted from 0; a year without quarters is one. */
function quartersOf(rule: CalendarRule, periods: readonly Period[]): number[] {
  const keys = periods.map(({ from }) => periodOf(rule, "quarter", from).key);
  const names = [...new Set(keys)];
  return keys.map((key) => names.indexOf(key));
}

/** The months before the plan, oldest first, each with what its days brought or null. */
function pastMonths(rule: CalendarRule, periods: readonly Period[], past: Past): PastMonth[] {
  const first = must(periods[0], "a plan has a month");
  const whole = periodOf(rule, "month", first.from);
  return Array.from({ length: 12 * SEASON_YEARS }, (_, at) => {
    const month = neighbour(rule, whole, at - 12 * SEASON_YEARS);
    const days = past.filter(({ on }) => contains(month, on));
    const amount = days.length === 0 ? null : sum(days.map((each) => each.amount));
    return { ...slotOf(month), amount };
  });
}

function slotOf({ key, from, until, index }: Period): Slot {
  return { key, from, until, position: index };
}
