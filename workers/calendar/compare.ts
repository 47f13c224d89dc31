import { must } from "../lib/assert.ts";
import type { Day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { CalendarRule } from "./rule.ts";
import { partsOf } from "./rule.ts";
import type { Period } from "./periods.ts";
import { weeksPerMonth, type YearCut } from "./year-cut.ts";
import { yearOn } from "./years.ts";

/** Which week of a 53-week year stands against none of a 52-week one. */
export type Dropped = "first" | "last";

/** A stretch of one year and the stretch of the other it is measured against, of equal weeks. */
export type Comparable = { readonly index: number; readonly of: Interval; readonly with: Interval };

export type Comparison = {
  /** The week left out: of the year, of its base, or of neither. */
  readonly dropped: { readonly from: "year" | "base"; readonly week: Interval } | null;
  readonly weeks: readonly Comparable[];
  readonly months: readonly Comparable[];
};

export type CompareError = {
  readonly code: "calendar/years_differ";
  readonly year: string;
  readonly base: string;
};

/**
 * What of one fiscal year is comparable with what of another. Years of 52 and 53 weeks are compared
 * over 52: without the longer year's first week (NRF's way: holidays stand in the same weeks) or
 * without its last. Months are then those of a 52-week year on both sides. Gregorian months stand
 * against the month of the same place, weeks against the week of the same number.
 * Refuses two years that different calendars have cut, and a transition.
 */
export function comparison(
  rule: CalendarRule,
  { year, base, dropped }: { readonly year: Period; readonly base: Period; dropped: Dropped },
): Result<Comparison, CompareError> {
  const part = ({ from }: Period) =>
    partsOf(rule).findLastIndex((each) => each.from === null || each.from <= from);
  const differ = { code: "calendar/years_differ", year: year.key, base: base.key } as const;
  if (part(year) !== part(base)) return err(differ);
  const [own, other] = [yearOn(rule, year.from), yearOn(rule, base.from)];
  if (own.transition || other.transition || own.months.length !== other.months.length)
    return err(differ);
  const used = must(partsOf(rule)[part(year)]).rule;
  if (used.kind === "gregorian_months")
    return ok({
      dropped: null,
      weeks: paired(own.weeks, other.weeks),
      months: paired(own.months, other.months),
    });
  const most = Math.min(own.weeks.length, other.weeks.length);
  const kept = (weeks: readonly Day[]) =>
    dropped === "first" ? weeks.slice(-most) : weeks.slice(0, most);
  const [weeks, against] = [kept(own.weeks), kept(other.weeks)];
  const lengths = weeksPerMonth(used, most - 1);
  return ok({
    dropped: droppedOf(own, other, dropped),
    weeks: paired(weeks, against),
    months: paired(grouped(weeks, lengths), grouped(against, lengths)),
  });
}

function droppedOf(own: YearCut, other: YearCut, dropped: Dropped): Comparison["dropped"] {
  if (own.weeks.length === other.weeks.length) return null;
  const from = own.weeks.length > other.weeks.length ? "year" : "base";
  const { weeks } = from === "year" ? own : other;
  const at = dropped === "first" ? 0 : weeks.length - 2;
  return { from, week: { from: must(weeks[at]), until: must(weeks[at + 1]) } };
}

/** First days of the months that so many weeks each make, and the day after the last. */
function grouped(weeks: readonly Day[], lengths: readonly number[]): Day[] {
  let passed = 0;
  return [must(weeks[0]), ...lengths.map((length) => must(weeks[(passed += length)]))];
}

function paired(of: readonly Day[], against: readonly Day[]): Comparable[] {
  const count = Math.min(of.length, against.length) - 1;
  return Array.from({ length: count }, (_, at) => ({
    index: at + 1,
    of: { from: must(of[at]), until: must(of[at + 1]) },
    with: { from: must(against[at]), until: must(against[at + 1]) },
  }));
}
