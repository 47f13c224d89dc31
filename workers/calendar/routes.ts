import type { AnswerOf } from "../lib/contract.ts";
import { addDays, dayOf, yearOf, type Day } from "../lib/day.ts";
import { contains } from "../lib/interval.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { Api } from "../http/context.ts";
import { endpoint, openEndpoint } from "../http/endpoint.ts";
import { mayCalculate } from "../http/tools.ts";
import { workingDaysOf } from "./calendar.ts";
import type { Calendar } from "./calendar.ts";
import { changeCalendar, setDays, type WhatBreaks } from "./change-calendar.ts";
import { getCalendar, listOverrides, patchCalendar, postOverrides } from "./contract.ts";
import { MAINLAND, MAINLAND_KNOWN } from "./mainland.ts";
import { isKnownDay, kindsOn, periodOf, periodsOfYear, readPeriod } from "./periods.ts";
import type { Period, PeriodError } from "./periods.ts";
import { partsOf, ruleOn, type CalendarRule } from "./rule.ts";
import { seamsOf } from "./succession.ts";
import { calendarStore } from "./store.ts";
import { calendarTool } from "./tool.ts";
import { postCalendarTool } from "./tools-contract.ts";
import { countWorkingDays } from "./working-days.ts";

/** `whatBreaks` asks the targets, which lie to the right. */
export function calendarRoutes(api: Api, whatBreaks: WhatBreaks): void {
  const store = calendarStore;

  endpoint(api, getCalendar, async ({ db, input, today }) => {
    const { calendar, timeZone } = await db.load({
      calendar: store.calendar(),
      timeZone: store.timeZone(),
    });
    const year = yearOfQuery(calendar.rule, input.query, today);
    if (!year.ok) return year;
    const at = { today, timeZone, year: year.value };
    return ok({ body: shown(calendar, at), version: calendar.version });
  });

  endpoint(api, patchCalendar, async ({ db, input, today }) => {
    const { body, version } = input;
    const done = await changeCalendar(db, { store, whatBreaks }, { body, version, today });
    if (!done.ok) return done;
    const { timeZone } = done.value;
    const year = periodOf(done.value.rule, "year", today);
    return ok({ body: shown(done.value, { today, timeZone, year }), version: done.value.version });
  });

  endpoint(api, listOverrides, async ({ db, input, today }) => {
    // The store answers for all years around; the tenant's year is cut out once its rule is known.
    const { query } = input;
    const around = query.year ? Number(query.year.slice(0, 4)) : yearOf(query.on ?? today);
    const { calendar, own } = await db.load({
      calendar: store.calendar(),
      own: store.ownDays(dayOf(around - 2, 1, 1), dayOf(around + 3, 1, 1)),
    });
    const year = yearOfQuery(calendar.rule, query, today);
    if (!year.ok) return year;
    const inYear = ({ on }: { readonly on: Day }) => contains(year.value, on);
    const holidays = calendar.holidays === "mainland" ? MAINLAND.filter(inYear) : [];
    return ok({ body: { items: own.filter(inYear), holidays, next: null } });
  });

  endpoint(api, postOverrides, async ({ db, input }) => {
    const done = await setDays(db, store, input.body);
    return done.ok ? ok({ body: done.value }) : done;
  });
}

/** What anyone may ask of a calendar, without an account and without a trace. */
export function calendarToolRoutes(api: Api): void {
  openEndpoint(api, postCalendarTool, async ({ c, input: { body } }) => {
    const may = await mayCalculate(c);
    if (!may.ok) return may;
    const made = calendarTool(body);
    return made.ok ? ok({ body: made.value }) : made;
  });
}

type Query = { readonly year?: string | undefined; readonly on?: Day | undefined };

/** The fiscal year a query names, or the one that holds its day, or today. */
function yearOfQuery(
  rule: CalendarRule,
  { year, on }: Query,
  today: Day,
): Result<Period, PeriodError> {
  if (year !== undefined) return readPeriod(rule, `FY${year}`);
  if (on !== undefined && !isKnownDay(on)) return err({ code: "period/none_such", key: on });
  return ok(periodOf(rule, "year", on ?? today));
}

type Asked = { readonly today: Day; readonly timeZone: string; readonly year: Period };

function shown(calendar: Calendar, { today, timeZone, year }: Asked): AnswerOf<typeof getCalendar> {
  const { rule, week, holidays, version } = calendar;
  const days = workingDaysOf(calendar);
  const periods = kindsOn(rule, year.from)
    .filter((kind) => kind !== "day")
    .flatMap((kind) => periodsOfYear(rule, kind, year))
    .map(({ kind, key, index, from, until }) => {
      return {
        kind,
        key,
        index,
        from,
        until,
        workingDays: countWorkingDays(days, { from, until }),
      };
    });
  const holidaysKnown = holidays === "mainland" ? MAINLAND_KNOWN : null;
  const edge = ({ key, from, until }: Period) => ({ key, from, until });
  return {
    ...{ holidays, holidaysKnown, timeZone, today, version, periods },
    rule: ruleOn(rule, year.from),
    parts: [...partsOf(rule)],
    changes: seamsOf(rule).map(({ from, last, was, first }) => {
      return { from, last: edge(last), was: edge(was), first: edge(first) };
    }),
    year: year.year,
    named: nameOf(year),
    earlier: nameOf(periodOf(rule, "year", addDays(year.from, -1))),
    later: nameOf(periodOf(rule, "year", year.until)),
    week: [...week],
  };
}

const nameOf = ({ key }: Period): string => key.slice(2);
