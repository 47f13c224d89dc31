import type { AnswerOf, InputOf } from "../lib/contract.ts";
import type { Day } from "../lib/day.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import type { Read } from "../tenancy/sql.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import {
  changeCalendar as decide,
  type Calendar,
  type CalendarRefusal,
  type CalendarSettings,
  type HeldInterval,
} from "./calendar.ts";
import type { patchCalendar, postOverrides } from "./contract.ts";
import { GREGORIAN, partsOf, type CalendarRule, type YearRule } from "./rule.ts";
import type { CalendarStore } from "./store.ts";
import { followedBy, type SuccessionError } from "./succession.ts";

/** Which intervals running or future targets hold: answered by targets, handed in by http/app.ts. */
export type WhatBreaks = (today: Day) => Read<readonly HeldInterval[]>;

type Stale = { readonly code: "version/stale"; readonly yours: number; readonly current: number };
type Change = Pick<InputOf<typeof patchCalendar>, "body" | "version"> & { readonly today: Day };
type Deps = {
  readonly store: CalendarStore;
  readonly whatBreaks: WhatBreaks;
};

type Changed = Calendar & { readonly timeZone: string };

/** Changes the calendar if no running target loses its period. */
export async function changeCalendar(
  db: TenantDb,
  { store, whatBreaks }: Deps,
  { body, version, today }: Change,
): Promise<Result<Changed, CalendarRefusal | SuccessionError | Stale>> {
  const { calendar, timeZone, held } = await db.load({
    calendar: store.calendar(),
    timeZone: store.timeZone(),
    held: whatBreaks(today),
  });
  if (calendar.version !== version)
    return err({ code: "version/stale", yours: version, current: calendar.version });
  const change = changed(calendar, body, today);
  if (!change.ok) return change;
  const decided = decide(calendar, change.value, held);
  if (!decided.ok) return decided;
  const next = version + 1;
  const done = await commit(db, {
    event: "calendar/changed",
    subject: null,
    detail: { version: next, rule: decided.value.rule },
    expect: [store.isAt(version)],
    writes: store.replace(decided.value, next),
  });
  if (!done.ok) return err({ code: "version/stale", yours: version, current: next });
  return ok({ ...calendar, ...decided.value, version: next, timeZone });
}

function changed(
  now: CalendarSettings,
  body: Change["body"],
  today: Day,
): Result<CalendarSettings, SuccessionError> {
  const { week = now.week, holidays = now.holidays, fromYear, transition } = body;
  const wanted = wantedRule(now.rule, body);
  if (wanted === null) return ok({ week, holidays, rule: now.rule });
  if (fromYear === undefined) return ok({ week, holidays, rule: wanted });
  const rule = followedBy(now.rule, { rule: wanted, fromYear, transition }, today);
  return rule.ok ? ok({ week, holidays, rule: rule.value }) : rule;
}

/** The whole rule that is asked for; null where the change leaves the cut of the year alone. */
function wantedRule(now: CalendarRule, body: Change["body"]): YearRule | null {
  if (body.rule) return body.rule;
  const { firstMonth, labelBy, weekStart, weekOne } = body;
  const fields = defined({ firstMonth, labelBy, weekStart, weekOne });
  if (Object.keys(fields).length === 0) return null;
  const last = partsOf(now).at(-1)?.rule;
  return { ...(last?.kind === "gregorian_months" ? last : GREGORIAN), ...fields };
}

function defined<T extends object>(given: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const present = Object.entries(given).filter(([, value]) => value !== undefined);
  // Only the undefined ones are gone; the names and types of the others stand in T.
  return Object.fromEntries(present) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** Says of single days that they are worked or not. Saying what is already so writes nothing. */
export async function setDays(
  db: TenantDb,
  store: CalendarStore,
  { days }: InputOf<typeof postOverrides>["body"],
): Promise<Result<AnswerOf<typeof postOverrides>, { readonly code: "commit/busy" }>> {
  const { calendar } = await db.load({ calendar: store.calendar() });
  const known = new Map(calendar.own.map(({ on, works }) => [on, works]));
  const news = days.filter(({ on, works }) => (known.get(on) ?? null) !== works);
  if (news.length === 0) return ok({ changed: 0 });
  const done = await commit(db, {
    event: "calendar/days_set",
    subject: null,
    detail: { days: news.map(({ on, works }) => [on, works]) },
    writes: store.setDays(news.map(({ note = null, ...rest }) => ({ ...rest, note }))),
    answer: { status: 200, body: { changed: news.length } },
  });
  return done.ok ? ok({ changed: news.length }) : err({ code: "commit/busy" });
}
