import type { AnswerOf } from "../lib/contract.ts";
import { dayOf, yearOf, type Day } from "../lib/day.ts";
import { ok } from "../lib/result.ts";
import type { Api } from "../http/context.ts";
import { endpoint } from "../http/endpoint.ts";
import { workingDaysOf } from "./calendar.ts";
import type { Calendar } from "./calendar.ts";
import { changeCalendar, setDays, type WhatBreaks } from "./change-calendar.ts";
import { getCalendar, listOverrides, patchCalendar, postOverrides } from "./contract.ts";
import { MAINLAND, MAINLAND_KNOWN } from "./mainland.ts";
import { PERIOD_KINDS, periodOf, periodsOfYear, yearStart } from "./periods.ts";
import { calendarStore } from "./store.ts";
import { countWorkingDays } from "./working-days.ts";

/** `whatBreaks` asks the targets, which lie to the right. */
export function calendarRoutes(api: Api, whatBreaks: WhatBreaks): void {
  const store = calendarStore;

  endpoint(api, getCalendar, async ({ db, input, today }) => {
    const { calendar, timeZone } = await db.load({
      calendar: store.calendar(),
      timeZone: store.timeZone(),
    });
    const at = { today, timeZone, year: input.query.year };
    return ok({ body: shown(calendar, at), version: calendar.version });
  });

  endpoint(api, patchCalendar, async ({ db, input, today }) => {
    const { body, version } = input;
    const done = await changeCalendar(db, { store, whatBreaks }, { body, version, today });
    if (!done.ok) return done;
    const { timeZone } = done.value;
    return ok({ body: shown(done.value, { today, timeZone }), version: done.value.version });
  });

  endpoint(api, listOverrides, async ({ db, input, today }) => {
    // The store answers for all years around; the tenant's year is cut out once its rule is known.
    const around = input.query.year ?? yearOf(today);
    const { calendar, own } = await db.load({
      calendar: store.calendar(),
      own: store.ownDays(dayOf(around - 1, 1, 1), dayOf(around + 2, 1, 1)),
    });
    const year = input.query.year ?? periodOf(calendar.rule, "year", today).year;
    const [from, until] = [yearStart(calendar.rule, year), yearStart(calendar.rule, year + 1)];
    const inYear = ({ on }: { readonly on: Day }) => from <= on && on < until;
    const holidays = calendar.holidays === "mainland" ? MAINLAND.filter(inYear) : [];
    return ok({ body: { items: own.filter(inYear), holidays, next: null } });
  });

  endpoint(api, postOverrides, async ({ db, input }) => {
    const done = await setDays(db, store, input.body);
    return done.ok ? ok({ body: done.value }) : done;
  });
}

type Asked = { readonly today: Day; readonly timeZone: string; readonly year?: number | undefined };

function shown(calendar: Calendar, asked: Asked): AnswerOf<typeof getCalendar> {
  const { rule, week, holidays, version } = calendar;
  const { today, timeZone } = asked;
  const year = asked.year ?? periodOf(rule, "year", today).year;
  const days = workingDaysOf(calendar);
  const periods = PERIOD_KINDS.filter((kind) => kind !== "day").flatMap((kind) =>
    periodsOfYear(rule, kind, year).map(({ key, index, from, until }) => {
      return {
        kind,
        key,
        index,
        from,
        until,
        workingDays: countWorkingDays(days, { from, until }),
      };
    }),
  );
  const holidaysKnown = holidays === "mainland" ? MAINLAND_KNOWN : null;
  return {
    rule,
    holidays,
    holidaysKnown,
    timeZone,
    today,
    version,
    year,
    periods,
    week: [...week],
  };
}
