import type { Day } from "../lib/day.ts";

export type Dated = { readonly number: number; readonly from: Day };

/**
 * The versions that hold, in the order of their days: a later version that begins on an earlier one's
 * first day or before stands in its place, so that one never holds.
 * Promises: numbers and first days both rise; the newest version is always among them.
 */
export function inForce<Version extends Dated>(versions: readonly Version[]): Version[] {
  const held: Version[] = [];
  const newestFirst = [...versions].sort((a, b) => b.number - a.number);
  for (const version of newestFirst) {
    const after = held[0];
    if (!after || version.from < after.from) held.unshift(version);
  }
  return held;
}

/** The one that holds on a day; null before the first. */
export function heldOn<Version extends Dated>(
  versions: readonly Version[],
  on: Day,
): Version | null {
  return inForce(versions).findLast(({ from }) => from <= on) ?? null;
}

/**
 * What an evaluation of the statements of [from, until) reads: every version that holds and has begun
 * by then. Earlier ones stay, because a running window and a true-up are computed under theirs.
 */
export function inForceOver<Version extends Dated>(
  versions: readonly Version[],
  { until }: { readonly until: Day },
): Version[] {
  return inForce(versions).filter(({ from }) => from < until);
}
