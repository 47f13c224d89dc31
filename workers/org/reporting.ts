import type { Day } from "../lib/day.ts";
import { type Interval, intersection } from "../lib/interval.ts";
import { at, type Manager, type PersonId, type Range } from "./chart.ts";

/** Whom everybody reports to, over time. */
export type Lines = ReadonlyMap<PersonId, readonly Range<Manager>[]>;

type Climb = Interval & { readonly at: PersonId };

/**
 * The first day on which `start` would stand above themselves, or null.
 *
 * A way up is followed only over the days it holds, so two people who led each other at different
 * times are no cycle.
 */
export function cycleAt(lines: Lines, start: PersonId): Day | null {
  let climbing: readonly Climb[] = ranges(lines, start, null);
  // No way up without a repetition is longer than the number of people.
  for (let steps = 0; climbing.length > 0 && steps <= lines.size; steps += 1) {
    const back = climbing.filter(({ at }) => at === start).map(({ from }) => from);
    if (back.length > 0) return back.reduce((a, b) => (a < b ? a : b));
    climbing = climbing.flatMap((climb) => ranges(lines, climb.at, climb));
  }
  return null;
}

function ranges(lines: Lines, who: PersonId, within: Interval | null): Climb[] {
  return (lines.get(who) ?? []).flatMap(({ value, from, until }) => {
    if (value === null) return [];
    const days = within === null ? { from, until } : intersection({ from, until }, within);
    return days === null ? [] : [{ at: value, ...days }];
  });
}

/** Everybody on the way from `start` up to `start` again on a day, both ends named. */
export function circleOn(lines: Lines, start: PersonId, on: Day): PersonId[] {
  const ring: PersonId[] = [start];
  for (let up = at(lines.get(start) ?? [], on); up && ring.length <= lines.size + 1;) {
    ring.push(up);
    if (up === start) break;
    up = at(lines.get(up) ?? [], on);
  }
  return ring;
}
