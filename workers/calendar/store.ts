import * as v from "valibot";
import { must } from "../lib/assert.ts";
import { day, type Day } from "../lib/day.ts";
import { FOREVER } from "../lib/interval.ts";
import { big, every, read, SEQ, text, whole, write } from "../tenancy/sql.ts";
import { maybe, type Read, type Row, type Statement } from "../tenancy/sql.ts";
import type { Guard } from "../tenancy/commit.ts";
import { DEFAULT_CALENDAR, weekOf, weekText } from "./calendar.ts";
import type { Calendar, CalendarSettings } from "./calendar.ts";
import { cutsOf } from "./cuts.ts";
import { WireYearRule } from "./rule-contract.ts";
import { partsOf, type CalendarPart, type CalendarRule } from "./rule.ts";

export type OwnDay = { readonly on: Day; readonly works: boolean; readonly note: string | null };
/** `works: null` takes the day back. */
export type DayChange = Omit<OwnDay, "works"> & { readonly works: boolean | null };
export type CalendarStore = typeof calendarStore;

const MAINLAND_ZONES = ["Asia/Shanghai", "Asia/Urumqi", "Asia/Chongqing", "Asia/Harbin", "PRC"];
const ALWAYS = "0001-01-01";
const OwnDays = v.array(v.tuple([v.string(), v.number()]));

export const calendarStore = {
  /** The calendar with the tenant's own days, as known now: one row for each rule in its history. */
  calendar: (): Read<Calendar> =>
    read(
      `SELECT rule, week, holidays, version, from_day, transition,
         CASE WHEN from_day = '${ALWAYS}' THEN (
           SELECT json_group_array(json_array(on_day, works)) FROM day_overrides
           WHERE tenant = ?1 AND until_seq IS NULL) END AS own
       FROM calendars WHERE tenant = ?1 AND until_seq IS NULL ORDER BY from_day`,
      [],
      calendarOf,
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
    sql: "(SELECT max(version) = ?2 FROM calendars WHERE tenant = ?1 AND until_seq IS NULL)",
    params: [version],
  }),

  /** Closes what was known and says it anew: one row for each rule, from its first day on. */
  replace: ({ rule, week, holidays }: CalendarSettings, version: number): Statement[] => {
    const parts = partsOf(rule);
    const cuts = cutsOf(rule);
    const rows = parts.map(({ from, rule: own, transition }, at) => [
      ...[from ?? ALWAYS, parts[at + 1]?.from ?? FOREVER, JSON.stringify(own), transition],
      // The first row speaks for all: whoever reads in SQL wants one.
      at === 0 && cuts ? JSON.stringify(cuts) : null,
    ]);
    return [
      write(`UPDATE calendars SET until_seq = ${SEQ} WHERE tenant = ?1 AND until_seq IS NULL`),
      write(
        `INSERT INTO calendars
           (tenant, from_day, since_seq, until_day, until_seq, rule, week, holidays, version,
            transition, cuts)
         SELECT ?1, json_extract(value, '$[0]'), ${SEQ}, json_extract(value, '$[1]'), NULL,
           json_extract(value, '$[2]'), ?3, ?4, ?5, json_extract(value, '$[3]'),
           json_extract(value, '$[4]')
         FROM json_each(?2)`,
        JSON.stringify(rows),
        weekText(week),
        holidays,
        version,
      ),
    ];
  },

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

function calendarOf(rows: readonly Row[]): Calendar {
  const row = must(rows[0], "a tenant has a calendar");
  const own = v.parse(OwnDays, JSON.parse(text(row, "own")));
  return {
    rule: ruleOf(rows),
    week: weekOf(text(row, "week")),
    holidays: text(row, "holidays") === "mainland" ? "mainland" : "none",
    own: own.map(([on, works]) => ({ on: day(on), works: works === 1 })),
    version: whole(row, "version"),
  };
}

/** Rules by their text: a rule that is the same value keeps the years it has cut. */
const rules = new Map<string, CalendarRule>();
const RULES_MAX = 1_000; // Most tenants share a handful; a kilobyte each with their years.

function ruleOf(rows: readonly Row[]): CalendarRule {
  const key = rows
    .map((row) => `${text(row, "from_day")} ${text(row, "transition")} ${text(row, "rule")}`)
    .join();
  const known = rules.get(key);
  if (known) return known;
  const parts = rows.map((row): CalendarPart => {
    const from = text(row, "from_day");
    const transition = text(row, "transition") === "long" ? "long" : "short";
    const rule = v.parse(WireYearRule, JSON.parse(text(row, "rule")));
    return { from: from === ALWAYS ? null : day(from), rule, transition };
  });
  const first = must(parts[0]).rule;
  const rule: CalendarRule = parts.length === 1 ? first : { kind: "succession", parts };
  if (rules.size >= RULES_MAX) rules.clear();
  rules.set(key, rule);
  return rule;
}
