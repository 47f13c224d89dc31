import { must } from "../lib/assert.ts";
import { addDays, daysBetween, type Day } from "../lib/day.ts";
import { partsOf, type CalendarPart, type CalendarRule, type YearRule } from "./rule.ts";
import { cutYear, firstDay, yearHolding, type YearCut } from "./year-cut.ts";

const cuts = new WeakMap<YearRule, Map<number, YearCut>>();

/** The year of one rule, cut once: periods are asked for day by day. */
function cutOf(rule: YearRule, year: number): YearCut {
  const known = cuts.get(rule) ?? new Map<number, YearCut>();
  cuts.set(rule, known);
  const cut = known.get(year) ?? cutYear(rule, year);
  known.set(year, cut);
  return cut;
}

const beginOf = ({ months }: YearCut): Day => must(months[0]);
const endOf = ({ months }: YearCut): Day => must(months.at(-1));

/** The fiscal year that a day lies in, under the rule in force and as a change of rule left it. */
export function yearOn(rule: CalendarRule, on: Day): YearCut {
  if (rule.kind !== "succession") return cutOf(rule, yearHolding(rule, on));
  const parts = partsOf(rule);
  const at = parts.findLastIndex(({ from }) => from === null || from <= on);
  const part = must(parts[Math.max(0, at)], "a calendar has a part");
  const next = parts[Math.max(0, at) + 1];
  if (next?.from) {
    const last = lastYear(part, next, next.from);
    if (on >= beginOf(last)) return last;
  }
  return cutOf(part.rule, yearHolding(part.rule, on));
}

/** The year of whole weeks that a day's week belongs to: it may begin or end beside its months. */
export function weekYearOn(rule: CalendarRule, on: Day): YearCut {
  const cut = yearOn(rule, on);
  if (on < must(cut.weeks[0])) return yearOn(rule, addDays(beginOf(cut), -1));
  return on < must(cut.weeks.at(-1)) ? cut : yearOn(rule, endOf(cut));
}

/** The year of this name; null where a change of calendar has left none. Names are unique. */
export function yearNamed(rule: CalendarRule, year: number, transition: boolean): YearCut | null {
  for (const { from, rule: own } of partsOf(rule)) {
    // A transition ends where the part that it leads to begins.
    const within = transition ? from && addDays(from, -1) : firstDay(own, year);
    const cut = within && yearOn(rule, within);
    if (cut && cut.year === year && cut.transition === transition) return cut;
  }
  return null;
}

/** What is left of a month or a week at a change joins the one before when it is shorter than this. */
const MONTH_LEAST_DAYS = 15;
const WEEK_LEAST_DAYS = 4;

const lastYears = new WeakMap<CalendarPart, YearCut>();

/** A part's last year: it ends where the next part begins, and its weeks where the next one's do. */
function lastYear(part: CalendarPart, next: CalendarPart, seam: Day): YearCut {
  const known = lastYears.get(next);
  if (known) return known;
  const remnant = cutOf(part.rule, yearHolding(part.rule, addDays(seam, -1)));
  const first = cutOf(next.rule, yearHolding(next.rule, seam));
  const weeksEnd = must(first.weeks[0]);
  const whole = endOf(remnant) === seam;
  const joins = !whole && next.transition === "long" && canJoin(part, remnant);
  const base = joins ? joined(cutOf(part.rule, remnant.year - 1), remnant) : remnant;
  const named = whole || joins || remnant.year < first.year;
  const cut = {
    ...base,
    year: named ? base.year : first.year,
    transition: !named,
    ...truncated(base, seam),
    weeks: endingOn(base.weeks, weeksEnd, WEEK_LEAST_DAYS),
  };
  lastYears.set(next, cut);
  return cut;
}

/** A remnant can run on in the year before it only if that year was cut by the same rule. */
function canJoin({ from }: CalendarPart, remnant: YearCut): boolean {
  return from === null || from < beginOf(remnant);
}

function joined(before: YearCut, remnant: YearCut): YearCut {
  const both = (a: readonly Day[], b: readonly Day[]) => [...a.slice(0, -1), ...b];
  const some = (a: readonly Day[] | null, b: readonly Day[] | null) => a && b && both(a, b);
  return {
    ...before,
    months: both(before.months, remnant.months),
    quarters: some(before.quarters, remnant.quarters),
    halves: some(before.halves, remnant.halves),
    weeks: both(before.weeks, remnant.weeks),
  };
}

function truncated({ months: all, quarters, halves }: YearCut, seam: Day) {
  const months = endingOn(all, seam, MONTH_LEAST_DAYS);
  // A quarter begins only where a month still does.
  const among = (starts: readonly Day[] | null) =>
    starts && [...starts.filter((on) => on < seam && months.includes(on)), seam];
  return { months, quarters: among(quarters), halves: among(halves) };
}

/** The same first days up to `end`, going on in weeks where they stop short of it. */
function endingOn(starts: readonly Day[], end: Day, leastDays: number): Day[] {
  const kept = starts.filter((on) => on < end);
  while (leastDays === WEEK_LEAST_DAYS && daysBetween(must(kept.at(-1)), end) > 7)
    kept.push(addDays(must(kept.at(-1)), 7));
  if (kept.length > 1 && daysBetween(must(kept.at(-1)), end) < leastDays) kept.pop();
  return [...kept, end];
}
