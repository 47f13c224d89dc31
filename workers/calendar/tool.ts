import { must } from "../lib/assert.ts";
import type { AnswerOf, InputOf } from "../lib/contract.ts";
import { dayOf, yearOf, type Day } from "../lib/day.ts";
import { lengthDays, type Interval } from "../lib/interval.ts";
import type { Flaw } from "../lib/refusals.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { workingDaysOf } from "./calendar.ts";
import { comparison } from "./compare.ts";
import { MAINLAND_KNOWN } from "./mainland.ts";
import { isKnownDay, kindsOn, periodAt, periodOf, periodsOfYear } from "./periods.ts";
import type { CalendarRule } from "./rule.ts";
import type { postCalendarTool } from "./tools-contract.ts";
import { countWorkingDays, nthWorkingDay, works, type WorkingDays } from "./working-days.ts";

type Request = InputOf<typeof postCalendarTool>["body"];
type Answer = AnswerOf<typeof postCalendarTool>;
export type ToolRefusal = {
  readonly code: "calendar/tool";
  readonly count: number;
  readonly errors: readonly Flaw[];
};

/**
 * The calendar as a tool: what is asked of one rule and one working week, answered in the order
 * asked. Refuses with every place that cannot be answered, as JSON pointers into the request.
 */
export function calendarTool(request: Request): Result<Answer, ToolRefusal> {
  const errors = flawsOf(request);
  if (errors.length > 0) return err({ code: "calendar/tool", count: errors.length, errors });
  const working = workingDaysOf({ ...request, own: request.days });
  const nth = (request.nth ?? []).map(({ from, n }) => ({
    ...{ from, n },
    on: nthWorkingDay(working, from, n),
  }));
  const missing = nth.flatMap(({ from, n, on }, at): Flaw[] =>
    on.ok ? [] : [{ pointer: `/nth/${at}`, code: "calendar/no_working_day", value: from, n }],
  );
  if (missing.length > 0)
    return err({ code: "calendar/tool", count: missing.length, errors: missing });
  const { rule, year } = request;
  return ok({
    holidaysKnown: request.holidays === "mainland" ? MAINLAND_KNOWN : null,
    periods: year === undefined ? [] : listed(rule, year, working),
    on: (request.on ?? []).map((day) => ({
      day,
      works: works(working, day),
      periods: kindsOn(rule, day).map((kind) => periodOf(rule, kind, day).key),
    })),
    count: (request.count ?? []).map((span) => {
      return { ...span, days: lengthDays(span), workingDays: countWorkingDays(working, span) };
    }),
    nth: nth.flatMap(({ from, n, on }) => (on.ok ? [{ from, n, on: on.value }] : [])),
    compare: compared(request),
    notes: notesOf(request),
  });
}

function listed(rule: CalendarRule, year: number, working: WorkingDays): Answer["periods"] {
  const whole = must(periodAt(rule, "year", year, 1), "a year of one rule exists");
  return kindsOn(rule, whole.from)
    .filter((kind) => kind !== "day")
    .flatMap((kind) => periodsOfYear(rule, kind, year))
    .map(({ kind, key, index, from, until }) => {
      const workingDays = countWorkingDays(working, { from, until });
      return { kind, key, index, from, until, workingDays };
    });
}

function compared({ rule, year, compare }: Request): Answer["compare"] {
  if (!compare || year === undefined) return null;
  const named = (name: number) => must(periodAt(rule, "year", name, 1));
  const made = comparison(rule, {
    ...{ year: named(year), base: named(compare.with), dropped: compare.dropped },
  });
  if (!made.ok) return null; // One rule cuts both years: there is nothing to refuse.
  const { dropped, months, weeks } = made.value;
  const from = dropped?.from === "base" ? ("with" as const) : ("year" as const);
  return {
    dropped: dropped && { from, week: dropped.week },
    months: [...months],
    weeks: [...weeks],
  };
}

/** Everything in the request that has no answer, in the order of the request. */
function flawsOf({ week, days, on, count, nth, year, compare }: Request): Flaw[] {
  const flaws: Flaw[] = [];
  if (!week.some(Boolean)) flaws.push({ pointer: "/week", code: "calendar/no_working_weekday" });
  const seen = new Map<Day, number>();
  days.forEach((each, at) => {
    const first = seen.get(each.on);
    if (first !== undefined)
      flaws.push({ pointer: `/days/${at}/on`, code: "calendar/day_twice", value: each.on, first });
    else seen.set(each.on, at);
  });
  const known = (pointer: string, value: Day) => {
    if (!isKnownDay(value)) flaws.push({ pointer, code: "calendar/day_unknown", value });
  };
  (on ?? []).forEach((day, at) => known(`/on/${at}`, day));
  (count ?? []).forEach((span, at) => backwards(span, `/count/${at}`, flaws));
  (nth ?? []).forEach(({ from }, at) => known(`/nth/${at}/from`, from));
  if (compare && year === undefined)
    flaws.push({ pointer: "/year", code: "calendar/compare_year", value: String(compare.with) });
  return flaws;
}

function backwards({ from, until }: Interval, pointer: string, flaws: Flaw[]): void {
  if (until < from) flaws.push({ pointer, code: "calendar/backwards", value: until, from });
}

/** What a reader of the figures should know. */
function notesOf({ holidays, year, rule, count }: Request): Answer["notes"] {
  const asked = (count ?? []).map(({ until }) => until);
  const whole = year === undefined ? null : periodAt(rule, "year", year, 1);
  const last = [...asked, ...(whole ? [whole.until] : [])].toSorted().at(-1);
  if (holidays !== "mainland" || last === undefined || last <= MAINLAND_KNOWN.until) return [];
  const from = yearOf(MAINLAND_KNOWN.until);
  return [
    {
      code: "calendar/holidays_unknown",
      zh: `${dayOf(from, 1, 1)} 起的法定节假日尚未公布，之后只按每周工作日计算。`,
      en: `Public holidays from ${dayOf(from, 1, 1)} on have not been announced; after that only the week counts.`,
    },
  ];
}
