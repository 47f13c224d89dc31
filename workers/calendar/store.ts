import * as v from "valibot";
import { must } from "../lib/assert.ts";
import { day, type Day } from "../lib/day.ts";
import { FOREVER } from "../lib/interval.ts";
import { big, every, read, SEQ, text, whole, write } from "../tenancy/sql.ts";
import { maybe, type Read, type Row, type Statement } from "../tenancy/sql.ts";
import type { Guard } from "../tenancy/commit.ts";
import { DEFAULT_CALENDAR, weekOf, weekText } from "./calendar.ts";
import type { Calendar, CalendarSettings } from "./calendar.ts";
import { WireRule } from "./contract.ts";

export type OwnDay = { readonly on: Day; readonly works: boolean; readonly note: string | null };
/** `works: null` takes the day back. */
export type DayChange = Omit<OwnDay, "works"> & { readonly works: boolean | null };
export type CalendarStore = typeof calendarStore;

const MAINLAND_ZONES = ["Asia/Shanghai", "Asia/Urumqi", "Asia/Chongqing", "Asia/Harbin", "PRC"];
const ALWAYS = "0001-01-01";
const OwnDays = v.array(v.tuple([v.string(), v.number()]));

export const calendarStore = {
  /** The calendar with the tenant's own days, as known now: one row. */
  calendar: (): Read<Calendar> =>
    read(
      `SELECT rule, week, holidays, version,
         (SELECT json_group_array(json_array(on_day, works)) FROM day_overrides
          WHERE tenant = ?1 AND until_seq IS NULL) AS own
       FROM calendars WHERE tenant = ?1 AND until_seq IS NULL ORDER BY from_day LIMIT 1`,
      [],
      (rows) => calendarOf(must(rows[0], "a tenant has a calendar")),
    ),

  timeZone: (): Read<string> =>
    read("SELECT time_zone FROM tenant_here WHERE tenant = ?1", [], (rows) =>
      text(must(rows[0]), "time_zone"),
    ),

  ownDays: (from: Day, until: Day): Read<OwnDay[]> =>
    read(
      `SELECT on_day, works, note FROM day_overrides
       WHERE tenant = ?1 AND on_day >= ?2 AND on_day < ?3 AND until_seq IS NULL ORDER BY on_day`,
      [from, until],
      every((row) => ({
        on: day(text(row, "on_day")),
        works: big(row, "works") === 1n,
        note: maybe(row, "note"),
      })),
    ),

  isAt: (version: number): Guard => ({
    what: "calendar/version",
    sql: "(SELECT version = ?2 FROM calendars WHERE tenant = ?1 AND until_seq IS NULL)",
    params: [version],
  }),

  /** Closes what was known and says it anew. */
  replace: ({ rule, week, holidays }: CalendarSettings, version: number): Statement[] => [
    write(`UPDATE calendars SET until_seq = ${SEQ} WHERE tenant = ?1 AND until_seq IS NULL`),
    write(
      `INSERT INTO calendars
         (tenant, from_day, since_seq, until_day, until_seq, rule, week, holidays, version)
       SELECT ?1, '${ALWAYS}', ${SEQ}, '${FOREVER}', NULL, ?2, ?3, ?4, ?5`,
      JSON.stringify(rule),
      weekText(week),
      holidays,
      version,
    ),
  ],

  setDays: (days: readonly DayChange[]): Statement[] => {
    const rows = JSON.stringify(
      days.map(({ on, works, note }) => [on, works === null ? null : Number(works), note]),
    );
    return [
      write(
        `UPDATE day_overrides SET until_seq = ${SEQ}
         WHERE tenant = ?1 AND until_seq IS NULL
           AND on_day IN (SELECT json_extract(value, '$[0]') FROM json_each(?2))`,
        rows,
      ),
      write(
        `INSERT INTO day_overrides (tenant, on_day, since_seq, until_seq, works, note)
         SELECT ?1, json_extract(value, '$[0]'), ${SEQ}, NULL,
           json_extract(value, '$[1]'), json_extract(value, '$[2]')
         FROM json_each(?2) WHERE json_extract(value, '$[1]') IS NOT NULL`,
        rows,
      ),
    ];
  },
};

/** A new tenant's calendar: mainland holidays in the mainland's zones, elsewhere the plain week. */
export function defaultCalendar({ timeZone }: { readonly timeZone: string }): Statement[] {
  const { rule, week } = DEFAULT_CALENDAR;
  const holidays = MAINLAND_ZONES.includes(timeZone) ? "mainland" : "none";
  return [
    write(
      `INSERT OR IGNORE INTO calendars
         (tenant, from_day, since_seq, until_day, until_seq, rule, week, holidays, version)
       SELECT ?1, '${ALWAYS}', 1, '${FOREVER}', NULL, ?2, ?3, ?4, 1`,
      JSON.stringify(rule),
      weekText(week),
      holidays,
    ),
  ];
}

function calendarOf(row: Row): Calendar {
  const own = v.parse(OwnDays, JSON.parse(text(row, "own")));
  return {
    rule: v.parse(WireRule, JSON.parse(text(row, "rule"))),
    week: weekOf(text(row, "week")),
    holidays: text(row, "holidays") === "mainland" ? "mainland" : "none",
    own: own.map(([on, works]) => ({ on: day(on), works: works === 1 })),
    version: whole(row, "version"),
  };
}
