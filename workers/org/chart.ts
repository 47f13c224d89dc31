import { assert } from "../lib/assert.ts";
import type { Day } from "../lib/day.ts";
import type { Id } from "../lib/id.ts";
import { contains, FOREVER, type Interval, overlaps } from "../lib/interval.ts";
import { ascending } from "../lib/list.ts";

export type PersonId = Id<"person">;
export type UnitId = Id<"unit">;

/** Before every day that can occur: where a range starts that nobody has dated. */
export const ALWAYS = "0001-01-01" as Day;

/** What holds of one person (or unit) from a day until another. */
export type Range<Value> = Interval & { readonly value: Value };
/** "From this day it is this", until the next thing that is said of the same person. */
export type Step<Value> = { readonly from: Day; readonly value: Value };
export type Same<Value> = (a: Value, b: Value) => boolean;

/** Where a person sits. `unit: null` closes a membership without opening another. */
export type Seat = { readonly unit: UnitId | null; readonly position: string | null };
export const sameSeat: Same<Seat> = (a, b) => a.unit === b.unit && a.position === b.position;

/** Whom a person reports to; null is nobody, said on purpose. */
export type Manager = PersonId | null;
export const sameManager: Same<Manager> = (a, b) => a === b;

/**
 * Closes the range that covers `from` and opens the next one there; it runs until whatever was
 * already said about a later day.
 *
 * Promises: ranges stay sorted and never overlap; days before `from` keep their value; the same
 * step twice changes nothing; neighbours with equal values become one range.
 * Asserts that the given ranges are sorted and do not overlap.
 */
export function setFrom<Value>(
  ranges: readonly Range<Value>[],
  { from, value }: Step<Value>,
  same: Same<Value>,
): readonly Range<Value>[] {
  assertChart(ranges);
  const before = ranges.filter((range) => range.from < from).map((range) => cut(range, from));
  const later = ranges.filter((range) => range.from > from);
  const until = later[0]?.from ?? FOREVER;
  const next = joined([...before, { from, until, value }, ...later], same);
  assertChart(next);
  return next;
}

/** Several steps, in the order of their days whatever the order of their rows. */
export function setAll<Value>(
  ranges: readonly Range<Value>[],
  steps: readonly Step<Value>[],
  same: Same<Value>,
): readonly Range<Value>[] {
  const ordered = [...steps].sort((a, b) => ascending(a.from, b.from));
  return ordered.reduce((chart, step) => setFrom(chart, step, same), ranges);
}

function cut<Value>(range: Range<Value>, until: Day): Range<Value> {
  return range.until > until ? { ...range, until } : range;
}

function joined<Value>(ranges: readonly Range<Value>[], same: Same<Value>): Range<Value>[] {
  const out: Range<Value>[] = [];
  for (const range of ranges) {
    const last = out.at(-1);
    if (last && last.until === range.from && same(last.value, range.value))
      out[out.length - 1] = { ...last, until: range.until };
    else out.push(range);
  }
  return out;
}

/** One range at a time: sorted, none empty, none over another. */
export function assertChart(ranges: readonly Interval[]): void {
  ranges.forEach((range, at) => {
    assert(range.from < range.until, "a range holds at least one day");
    const next = ranges[at + 1];
    assert(!next || (range.from < next.from && !overlaps(range, next)), "ranges never overlap");
  });
}

/** What holds on a day; undefined where nothing was ever said. */
export function at<Value>(ranges: readonly Range<Value>[], on: Day): Value | undefined {
  return ranges.find((range) => contains(range, on))?.value;
}

/** What leaves the chart and what enters it: equal ranges on both sides are not touched. */
export function difference<Value>(
  before: readonly Range<Value>[],
  after: readonly Range<Value>[],
  same: Same<Value>,
): { readonly closed: readonly Range<Value>[]; readonly opened: readonly Range<Value>[] } {
  const equal = (a: Range<Value>, b: Range<Value>) =>
    a.from === b.from && a.until === b.until && same(a.value, b.value);
  return {
    closed: before.filter((range) => !after.some((other) => equal(range, other))),
    opened: after.filter((range) => !before.some((other) => equal(range, other))),
  };
}

/** The first day on which two charts differ, or null: from there figures are folded again. */
export function changesFrom<Value>(
  before: readonly Range<Value>[],
  after: readonly Range<Value>[],
  same: Same<Value>,
): Day | null {
  const days = [...before, ...after].flatMap(({ from, until }) => [from, until]);
  const differs = (on: Day) => {
    const [a, b] = [at(before, on), at(after, on)];
    return a === undefined || b === undefined ? a !== b : !same(a, b);
  };
  return days.sort(ascending).find(differs) ?? null;
}
