import type { CalendarRule } from "../calendar/periods.ts";
import { periodOf } from "../calendar/periods.ts";
import type { Day } from "../lib/day.ts";
import { compareRates, formatRate, parseRate, type Rate, ZERO } from "../lib/rate.ts";
import type { Flaw } from "../lib/refusals.ts";
import { type AskedSize, magnitude } from "./effect.ts";
import { beginsQuarter, nextFormal } from "./quarter.ts";
import { firstOpen, type PlanPeriod, type Span } from "./span.ts";

/** What a company allows. Formal changes begin a quarter; in between small ones, seldom; closed never. */
export type Guards = {
  /** Rate: the most a number may move when the change does not begin a quarter. "0" allows none. */
  readonly monthPercentMax: string;
  /** How many of those a subject may have in one quarter or year. */
  readonly monthCountMax: number;
  readonly countPer: "quarter" | "year";
  /** Periods that begin before this day are closed, over or not; null: only those that are over. */
  readonly closedUntil: Day | null;
};

export const USUAL_GUARDS: Guards = {
  monthPercentMax: "0.1",
  monthCountMax: 2,
  countPer: "quarter",
  closedUntil: null,
};

/** An earlier request that was not turned down, with those it names. */
export type Earlier = {
  readonly id: string;
  readonly from: Day;
  readonly subjects: readonly string[];
};

type Facts = {
  readonly guards: Guards;
  readonly rule: CalendarRule;
  readonly today: Day;
  readonly periods: readonly PlanPeriod[];
  readonly span: Span;
  readonly sizes: readonly AskedSize[];
  readonly earlier: readonly Earlier[];
};

/**
 * What the company's guards say against a request, most serious first; empty is allowed. Each names
 * the place, the value and the day from which it would be possible.
 */
export function guardFlaws(facts: Facts): Flaw[] {
  const { guards, periods, today, span, rule } = facts;
  const first = periods[span.first];
  if (!first) return [];
  const open = firstOpen(periods, today, guards.closedUntil);
  if (span.first < open) {
    const next = periods[open];
    return [
      {
        pointer: "/from",
        code: next ? "adjustment/closed_period" : "adjustment/all_closed",
        value: first.key,
        until: first.until,
        open: next?.key ?? "",
        openFrom: next?.from ?? "",
      },
    ];
  }
  if (beginsQuarter(rule, first.from)) return [];
  return [...tooLarge(facts, first), ...tooOften(facts, first)];
}

function tooLarge({ guards, rule, sizes }: Facts, first: PlanPeriod): Flaw[] {
  const most = parseRate(guards.monthPercentMax) ?? ZERO;
  return sizes.flatMap(({ subject, part }, at): Flaw[] => {
    if (part !== null && compareRates(magnitude(part), most) <= 0) return [];
    return [
      {
        pointer: `/changes/${at}/size`,
        code: "adjustment/too_large",
        subject,
        value: part === null ? "∞" : percentText(part),
        most: percentText(most),
        period: first.key,
        formal: nextFormal(rule, first.from),
      },
    ];
  });
}

function tooOften({ guards, rule, sizes, earlier }: Facts, first: PlanPeriod): Flaw[] {
  const window = periodOf(rule, guards.countPer, first.from);
  const inside = earlier.filter(
    ({ from }) => from >= window.from && from < window.until && !beginsQuarter(rule, from),
  );
  return sizes.flatMap(({ subject }, at): Flaw[] => {
    const count = inside.filter(({ subjects }) => subjects.includes(subject)).length;
    if (count < guards.monthCountMax) return [];
    return [
      {
        pointer: `/changes/${at}/subject`,
        code: "adjustment/too_often",
        subject,
        value: `${count}`,
        most: guards.monthCountMax,
        window: window.key,
        formal: nextFormal(rule, first.from),
      },
    ];
  });
}

/** "20%" with at most two decimals. */
export function percentText({ num, den }: Rate): string {
  return `${formatRate({ num: num * 100n, den }, 2)}%`;
}
