import { assert } from "../lib/assert.ts";
import type { Day } from "../lib/day.ts";
import { type Interval, intersection } from "../lib/interval.ts";
import { ascending } from "../lib/list.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { ALWAYS, at, type Range, type UnitId } from "./chart.ts";

/** A company above its regions above its teams …: this many units on one way down, at most. */
export const DEPTH_MAX = 8;

/** A unit's parents over time; null is a root. */
export type Parents = ReadonlyMap<UnitId, readonly Range<UnitId | null>[]>;

/** `above` is over `unit` by `depth` steps during the interval; depth 0 is the unit itself. */
export type Path = Interval & {
  readonly unit: UnitId;
  readonly above: UnitId;
  readonly depth: number;
};

export type TreeError =
  | { readonly code: "org/cycle"; readonly unit: string; readonly on: Day }
  | {
      readonly code: "org/too_deep";
      readonly unit: string;
      readonly on: Day;
      readonly most: number;
    };

/**
 * Every (unit, above) pair with the days it holds, the unit itself included.
 *
 * Promises: for each unit and day on which the unit stands, exactly one path of depth 0, and one
 * path for each unit above it; paths of one pair never overlap.
 * Refuses a unit above itself (`org/cycle`) and more than eight levels (`org/too_deep`), naming the
 * first unit by id and the first day.
 */
export function paths(parents: Parents): Result<readonly Path[], TreeError> {
  const out: Path[] = [];
  for (const unit of [...parents.keys()].sort(ascending)) {
    for (const range of parents.get(unit) ?? []) {
      const climbed = climb(parents, unit, range);
      if (!climbed.ok) return climbed;
      out.push(...climbed.value);
    }
  }
  return ok(merged(out));
}

/** The paths of one unit during one range of its parents. */
function climb(parents: Parents, unit: UnitId, range: Range<UnitId | null>) {
  const found: Path[] = [];
  // Each step up carries the days on which the way so far holds; a parent's own ranges split it.
  let steps: readonly Step[] = [
    { above: unit, parent: range.value, from: range.from, until: range.until },
  ];
  for (let depth = 0; steps.length > 0; depth += 1) {
    for (const { above, from, until } of steps) {
      if (depth > 0 && above === unit) return err({ code: "org/cycle", unit, on: from });
      if (depth >= DEPTH_MAX) return tooDeepOrCycle(parents, unit, from);
      found.push({ unit, above, depth, from, until });
    }
    steps = steps.flatMap((step) => upwards(parents, step));
  }
  return ok(found);
}

type Step = Interval & { readonly above: UnitId; readonly parent: UnitId | null };

function upwards(parents: Parents, { parent, from, until }: Step): readonly Step[] {
  if (parent === null) return [];
  return (parents.get(parent) ?? []).flatMap((range) => {
    const shared = intersection(range, { from, until });
    return shared ? [{ above: parent, parent: range.value, ...shared }] : [];
  });
}

/** A cycle higher up also climbs for ever: it is named as what it is. */
function tooDeepOrCycle(parents: Parents, unit: UnitId, on: Day) {
  const seen = new Set<UnitId>();
  for (let here: UnitId | null = unit; here !== null;) {
    if (seen.has(here)) return err({ code: "org/cycle", unit: here, on });
    seen.add(here);
    here = at(parents.get(here) ?? [], on) ?? null;
  }
  return err({ code: "org/too_deep", unit, on, most: DEPTH_MAX });
}

/** Neighbouring days of one pair at one depth become one path. */
function merged(found: readonly Path[]): readonly Path[] {
  const sorted = [...found].sort(
    (a, b) => ascending(a.unit, b.unit) || ascending(a.above, b.above) || ascending(a.from, b.from),
  );
  const out: Path[] = [];
  for (const path of sorted) {
    const last = out.at(-1);
    const pair = last !== undefined && last.unit === path.unit && last.above === path.above;
    assert(!pair || last.until <= path.from, "paths of one pair never overlap");
    if (pair && last.until === path.from && last.depth === path.depth)
      out[out.length - 1] = { ...last, until: path.until };
    else out.push(path);
  }
  return out;
}

/** The unit itself and everything beneath it at any time: whose paths a move may change. */
export function beneath(parents: Parents, unit: UnitId): ReadonlySet<UnitId> {
  const found = new Set<UnitId>([unit]);
  for (let grew = true; grew;) {
    grew = false;
    for (const [child, ranges] of parents) {
      if (found.has(child) || !ranges.some(({ value }) => value !== null && found.has(value)))
        continue;
      found.add(child);
      grew = true;
    }
  }
  return found;
}

/** A root that has always stood. */
export function rootFrom(from: Day = ALWAYS): Range<UnitId | null> {
  return { from, until: "9999-12-31" as Day, value: null };
}
