// What the calendar promises of every rule, every day and every history: run a few thousand times by
// the tests beside this file, and a million times by the nightly script.
import fc from "fast-check";
import { comparison } from "../../workers/calendar/compare.ts";
import {
  neighbour,
  PERIOD_KINDS,
  periodAt,
  periodOf,
  readPeriod,
} from "../../workers/calendar/periods.ts";
import { partsOf, type CalendarRule } from "../../workers/calendar/rule.ts";
import { followedBy } from "../../workers/calendar/succession.ts";
import {
  countWorkingDays,
  nthWorkingDay,
  workingDays,
  works,
  type WeekPattern,
} from "../../workers/calendar/working-days.ts";
import { must } from "../../workers/lib/assert.ts";
import {
  addDays,
  day,
  dayNumber,
  fromDayNumber,
  weekday,
  type Day,
} from "../../workers/lib/day.ts";
import { eachDay, lengthDays } from "../../workers/lib/interval.ts";
import { property, type Property } from "../support/property.ts";
import { retail, thirteen, yearRules } from "./rules.ts";

/** The nightly script has no test runner: what differs is said by an error. */
function same(actual: unknown, expected: unknown): void {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`is ${a}, and should be ${b}`);
}

const daysBetween = (from: string, until: string): fc.Arbitrary<Day> =>
  fc.integer({ min: dayNumber(day(from)), max: dayNumber(day(until)) }).map(fromDayNumber);
const days = daysBetween("1902-01-01", "2197-12-31");
export const kinds = fc.constantFrom(...PERIOD_KINDS);

const change = {
  rule: yearRules,
  years: fc.integer({ min: 0, max: 50 }),
  transition: fc.constantFrom("short" as const, "long" as const, undefined),
};
/** Every rule; a calendar that was changed up to twice is a rule like any other. */
export const rules: fc.Arbitrary<CalendarRule> = fc
  .tuple(yearRules, fc.array(fc.record(change), { maxLength: 2 }))
  .map(([first, changes]) =>
    changes.reduce<CalendarRule>((rule, { years, ...next }, at) => {
      const fromYear = 1990 + at * 60 + years;
      const made = followedBy(rule, { ...next, fromYear }, day("1960-01-01"));
      return made.ok ? made.value : rule;
    }, first),
  );
/** Any day, and as often one within weeks of a change of calendar. */
export const dated = rules.chain((rule) => {
  const seams = partsOf(rule).flatMap(({ from }) => (from === null ? [] : [from]));
  if (seams.length === 0) return fc.tuple(fc.constant(rule), days);
  const near = fc
    .tuple(fc.constantFrom(...seams), fc.integer({ min: -500, max: 60 }))
    .map(([from, away]) => addDays(from, away));
  return fc.tuple(fc.constant(rule), fc.oneof(days, near));
});

export const weeks: fc.Arbitrary<WeekPattern> = fc.tuple(
  fc.boolean(),
  fc.boolean(),
  fc.boolean(),
  fc.boolean(),
  fc.boolean(),
  fc.boolean(),
  fc.boolean(),
);
const winter = daysBetween("2025-12-01", "2026-03-31");
const overrides = fc.array(fc.record({ on: winter, works: fc.boolean() }), { maxLength: 20 });
const years = fc.integer({ min: 1950, max: 2150 });

const inOnePeriod = property(
  "every day lies in exactly one period of each kind",
  fc.tuple(dated, kinds),
  ([[rule, on], kind]) => {
    const at = periodOf(rule, kind, on);
    same(at.from <= on && on < at.until, true);
    same(neighbour(rule, at, 1).from, at.until);
    same(neighbour(rule, at, -1).until, at.from);
    same(periodOf(rule, kind, at.from), at);
    same(periodOf(rule, kind, addDays(at.until, -1)), at);
  },
);

const readsBack = property(
  "a key reads back as the period that wrote it",
  fc.tuple(dated, kinds),
  ([[rule, on], kind]) => {
    const at = periodOf(rule, kind, on);
    same(readPeriod(rule, at.key), { ok: true, value: at });
  },
);

const compared = property(
  "comparable stretches of two years have as many days",
  fc.tuple(
    fc.oneof(retail, thirteen),
    years,
    years,
    fc.constantFrom("first" as const, "last" as const),
  ),
  ([rule, a, b, dropped]) => {
    const named = (year: number) => must(periodAt(rule, "year", year, 1));
    const made = comparison(rule, { year: named(a), base: named(b), dropped });
    same(made.ok, true);
    if (!made.ok) return;
    const { months, weeks: all } = made.value;
    for (const each of [...all, ...months]) same(lengthDays(each.of), lengthDays(each.with));
    same(months[0]?.of.from, all[0]?.of.from);
    same(months.at(-1)?.with.until, all.at(-1)?.with.until);
    months.slice(1).forEach(({ of }, at) => same(of.from, months[at]?.of.until));
  },
);

const countedOneByOne = property(
  "working days are those counted one by one",
  fc.tuple(weeks, overrides, winter, winter),
  ([week, own, from, until]) => {
    const last = new Map(own.map(({ on, works: worked }) => [on, worked]));
    const oneByOne = [...eachDay({ from, until })].filter(
      (on) => last.get(on) ?? week[weekday(on) - 1],
    );
    same(countWorkingDays(workingDays(week, own), { from, until }), oneByOne.length);
  },
);

const nthIsInverse = property(
  "the n-th working day works, and n - 1 others lie between",
  fc.tuple(weeks, overrides, winter, fc.integer({ min: -40, max: 40 })),
  ([week, own, from, n]) => {
    const calendar = workingDays(week, own);
    const found = nthWorkingDay(calendar, from, n);
    if (!found.ok) return;
    const { value } = found;
    same(works(calendar, value), true);
    // n > 0 counts the days after the date, n < 0 those before it; 0 looks from the date itself on.
    const between =
      n > 0
        ? { from: addDays(from, 1), until: value }
        : n < 0
          ? { from: addDays(value, 1), until: from }
          : { from, until: value };
    same(countWorkingDays(calendar, between), n === 0 ? 0 : Math.abs(n) - 1);
  },
);

export const properties: readonly Property[] = [
  inOnePeriod,
  readsBack,
  compared,
  countedOneByOne,
  nthIsInverse,
];
