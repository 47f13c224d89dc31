import { signal } from "@preact/signals";
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
import type { AnswerOf } from "../../workers/lib/contract.ts";
import type { Day } from "../../workers/lib/day.ts";
import { api } from "../api.ts";
import { day as shownDay } from "../format.ts";
import { words } from "../messages/messages.ts";
import { parsePeriod } from "../ui/period.ts";

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

export function rule(): CalendarRule {
  return calendar.value?.rule ?? GREGORIAN;
}

/** The period a URL names: a fiscal key, or the calendar period another page has put there. */
export function periodFrom(text: string, today: Day, usual: PeriodKind): Period {
  const fiscal = readPeriod(rule(), text);
  if (fiscal.ok) return fiscal.value;
  const other = parsePeriod(text);
  return other ? periodOf(rule(), other.grain, other.from) : periodOf(rule(), usual, today);
}

export function step(period: Period, by: -1 | 1): Period {
  return neighbour(rule(), period, by);
}

/** The period of another kind in the same place; today stays in view when it was in view. */
export function ofKind(period: Period, kind: PeriodKind, today: Day): Period {
  const anchor = period.from <= today && today < period.until ? today : period.from;
  return periodOf(rule(), kind, anchor);
}

/** "2026年第4季度", "Q4 2026"; a year that does not begin in January is named as fiscal. */
export function periodName({ kind, year, index, from }: Period): string {
  const w = words("calendar");
  const fiscal = rule().firstMonth !== 1;
  const yearName = w.year(year, fiscal);
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
      return shownDay(from, "month");
    case "day":
      return shownDay(from, "long");
  }
}
