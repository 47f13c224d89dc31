import { computed, signal } from "@preact/signals";
import type { getCalendar } from "../../workers/calendar/contract.ts";
import {
  GREGORIAN,
  neighbour,
  periodOf,
  readPeriod,
  type CalendarRule,
  type Period,
  type PeriodKind,
} from "../../workers/calendar/periods.ts";
import { ruleOn } from "../../workers/calendar/rule.ts";
import type { AnswerOf } from "../../workers/lib/contract.ts";
import { day as dayOf, type Day } from "../../workers/lib/day.ts";
import { api } from "../api.ts";
import { day as shownDay } from "../format.ts";
import { words } from "../messages/messages.ts";

export type Calendar = AnswerOf<typeof getCalendar>;

/** The company's calendar, asked once; until it is here the page waits, as periods depend on it. */
export const calendar = signal<Calendar | null>(null);

let asked: Promise<void> | null = null;

export function loadCalendar(again = false): Promise<void> {
  if (again || asked === null) {
    asked = api<typeof getCalendar>("GET", "/calendar").then((answer) => {
      if (answer.ok) calendar.value = answer.body;
      else asked = null;
    });
  }
  return asked;
}

const whole = computed<CalendarRule>(() => ruleOf(calendar.value?.parts ?? []));

/** The one rule that the wire's parts add up to. */
export function ruleOf(parts: Calendar["parts"]): CalendarRule {
  if (parts.length <= 1) return parts[0]?.rule ?? GREGORIAN;
  const dated = parts.map((part) => ({
    ...part,
    from: part.from === null ? null : dayOf(part.from),
  }));
  return { kind: "succession", parts: dated };
}

/** How the company cuts time, over all years. */
export function rule(): CalendarRule {
  return whole.value;
}

/** The fiscal period a URL names, or the usual one that holds today. */
export function periodFrom(text: string, today: Day, usual: PeriodKind): Period {
  const fiscal = readPeriod(rule(), text);
  return fiscal.ok ? fiscal.value : periodOf(rule(), usual, today);
}

export function step(period: Period, by: -1 | 1): Period {
  return neighbour(rule(), period, by);
}

/** The period of another kind in the same place; today stays in view when it was in view. */
export function ofKind(period: Period, kind: PeriodKind, today: Day): Period {
  const anchor = period.from <= today && today < period.until ? today : period.from;
  return periodOf(rule(), kind, anchor);
}

/** "2026年第4季度", "Q4 2026"; a year that is not the Gregorian one is named as fiscal. */
export function periodName(
  { kind, year, index, from, transition }: Omit<Period, "key" | "until">,
  of: CalendarRule = rule(),
): string {
  const w = words("calendar");
  const cut = ruleOn(of, from);
  const gregorian = cut.kind === "gregorian_months";
  const plain = w.year(year, !gregorian || cut.firstMonth !== 1);
  const yearName = transition ? w.transition(plain) : plain;
  switch (kind) {
    case "year":
      return yearName;
    case "half":
      return w.half(yearName, index);
    case "quarter":
      return w.quarter(yearName, index);
    case "week":
      return w.week(yearName, index);
    case "month":
      if (gregorian) return shownDay(from, "month");
      return cut.kind === "retail_weeks" ? w.month(yearName, index) : w.period(yearName, index);
    case "day":
      return shownDay(from, "long");
  }
}

/** A month as the head of a column: "2026年7月", or P07 where months are weeks. */
export function monthName({ key, from }: { readonly key: string; readonly from: string }): string {
  const on = dayOf(from);
  return ruleOn(rule(), on).kind === "gregorian_months" ? shownDay(on, "month") : key.slice(-3);
}
