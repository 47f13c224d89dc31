import { type DayCount, lengthOf, monthsWithin, shareOf } from "../calendar/day-count.ts";
import { type Time, without } from "../calendar/day-count.ts";
import { addDays, addMonths, type Day } from "../lib/day.ts";
import { contains, intersection, type Interval } from "../lib/interval.ts";
import { addRates, divideRates, multiplyRates, ONE, type Rate, ZERO } from "../lib/rate.ts";

/**
 * A version of a target over its own days. It is in force for them, or for [holdsFrom, holdsUntil) of
 * them: a quarter raised from its day 31 is two versions of the quarter.
 */
export type AgreedTarget = Interval & {
  readonly amount: Rate;
  readonly holdsFrom?: Day | undefined;
  readonly holdsUntil?: Day | undefined;
};

/** What the first months of somebody carry; after the list the whole. Month 1 holds the start, or begins on it. */
export type Ramp = {
  readonly by: "period" | "anniversary";
  readonly months:
    | { readonly factors: readonly Rate[] }
    /** In place of the month's target. */
    | { readonly amounts: readonly Rate[] };
};

/** How a target is cut: by which days, and which of its versions counts. */
export type CountRule = {
  readonly dayCount: DayCount;
  /** Each version by its days, or the one in force on the last day whole. */
  readonly quotaVersions: "by_days" | "last";
};

/** Who carries it, and on which days. A unit carries its own figure whole: nobody's leave lessens it. */
export type Carrier = {
  /** Employed, and under this rule. */
  readonly days: readonly Interval[];
  /** Where a ramp's first month is counted from. */
  readonly start: Day;
  readonly leaves: readonly Interval[];
  /** Those of the metric: what part stays on these days. */
  readonly reliefs: readonly (Interval & { readonly factor: Rate })[];
  readonly ramp: Ramp | null;
};

/** The figure after each step, exact; `effective` is the only denominator there is. */
export type Effective = {
  readonly committed: Rate;
  readonly prorated: Rate;
  readonly ramped: Rate;
  readonly effective: Rate;
};

/** What of it lies in one fiscal month (or the part of one), and the days on which it is carried. */
export type Piece = { readonly there: readonly Interval[]; readonly effective: Rate };

export const NO_TARGET: Effective = {
  committed: ZERO,
  prorated: ZERO,
  ramped: ZERO,
  effective: ZERO,
};

export type Asked = CountRule & {
  readonly time: Time;
  /** Those that meet the window; no day has two of them. */
  readonly versions: readonly AgreedTarget[];
  readonly within: Interval;
  /** Null is a unit. */
  readonly carrier: Carrier | null;
};

/**
 * The effective target of a window = committed x proration x ramp x relief: the sum over the versions
 * of amount x overlap / the version's own length, by the day count; then what of it the carrier is
 * there for, the ramp of each fiscal month, and relief by its days. Nothing is rounded.
 */
export function effectiveTarget(asked: Asked): Effective & { readonly pieces: readonly Piece[] } {
  const { time, versions, within, carrier } = asked;
  let sum = NO_TARGET;
  const pieces: Piece[] = [];
  for (const { version, of } of cuts(asked, versions, within)) {
    const count = countOf(asked, version);
    const length = lengthOf(time, count, version);
    for (const { month, part } of monthsWithin(time, of)) {
      const share = lengthOf(time, count, part);
      const committed =
        length.num === 0n ? ZERO : divideRates(multiplyRates(version.amount, share), length);
      const there = carrier ? daysThere(carrier, part) : [part];
      const found = ofMonth(asked, { month, part, there }, committed);
      sum = plus(sum, found);
      pieces.push({ there, effective: found.effective });
    }
  }
  return { ...sum, pieces };
}

/** A target whose own days are all free is cut by date. */
function countOf({ time, dayCount }: Asked, version: AgreedTarget): DayCount {
  const isFree = dayCount.kind === "working_days" && lengthOf(time, dayCount, version).num === 0n;
  return isFree ? { kind: "calendar_days" } : dayCount;
}

/** The sum of two, step by step. */
export function plus(a: Effective, b: Effective): Effective {
  return {
    committed: addRates(a.committed, b.committed),
    prorated: addRates(a.prorated, b.prorated),
    ramped: addRates(a.ramped, b.ramped),
    effective: addRates(a.effective, b.effective),
  };
}

/** The days of an interval on which somebody carries a target: employed, under the rule, not on leave. */
export function daysThere({ days, leaves }: Pick<Carrier, "days" | "leaves">, within: Interval) {
  return days.flatMap((each) => {
    const on = intersection(within, each);
    return on ? without(on, leaves) : [];
  });
}

/** The days a version is in force. */
export function held({ from, until, holdsFrom, holdsUntil }: AgreedTarget): Interval {
  return { from: holdsFrom ?? from, until: holdsUntil ?? until };
}

type Cut = { readonly version: AgreedTarget; readonly of: Interval };

function cuts(
  { quotaVersions }: CountRule,
  versions: readonly AgreedTarget[],
  within: Interval,
): Cut[] {
  const last = quotaVersions === "last";
  const lastDay = addDays(within.until, -1);
  return versions.flatMap((version) => {
    if (last && !contains(held(version), lastDay)) return [];
    const of = intersection(last ? version : held(version), within);
    return of ? [{ version, of }] : [];
  });
}

type Month = {
  readonly month: Interval;
  readonly part: Interval;
  readonly there: readonly Interval[];
};

function ofMonth(asked: Asked, at: Month, committed: Rate): Effective {
  const { time, dayCount, carrier } = asked;
  if (!carrier) return { committed, prorated: committed, ramped: committed, effective: committed };
  const prorated = multiplyRates(committed, shareOf(time, dayCount, at.there, at.part));
  const ramped = carrier.ramp ? rampedOf(asked, carrier, carrier.ramp, at, prorated) : prorated;
  const effective = multiplyRates(ramped, reliefOf(asked, carrier, at));
  return { committed, prorated, ramped, effective };
}

function rampedOf(
  { time, dayCount }: Asked,
  { start }: Carrier,
  { by, months }: Ramp,
  { month, part, there }: Month,
  prorated: Rate,
): Rate {
  if (there.length === 0) return prorated;
  const stretches =
    by === "period"
      ? [{ index: monthIndex(time, start, month), days: part }]
      : anniversaries(start, part);
  const all = shareOf(time, dayCount, there, part);
  let sum = ZERO;
  for (const { index, days } of stretches) {
    const inside = there.flatMap((each) => intersection(each, days) ?? []);
    if (inside.length === 0 || all.num === 0n) continue;
    const share =
      stretches.length === 1 ? ONE : divideRates(shareOf(time, dayCount, inside, part), all);
    const whole = multiplyRates(prorated, share);
    if ("factors" in months)
      sum = addRates(sum, multiplyRates(whole, months.factors[index] ?? ONE));
    else {
      const stated = months.amounts[index];
      const own = stated && multiplyRates(stated, shareOf(time, dayCount, inside, month));
      sum = addRates(sum, own ?? whole);
    }
  }
  return sum;
}

/** 0 for the fiscal month that holds the start. */
function monthIndex(time: Time, start: Day, month: Interval): number {
  if (month.from <= start) return 0;
  return monthsWithin(time, { from: start, until: month.until }).length - 1;
}

/** The interval cut at each monthly return of the start's date. */
function anniversaries(start: Day, within: Interval): { index: number; days: Interval }[] {
  const found: { index: number; days: Interval }[] = [];
  for (let index = 0; ; index += 1) {
    const from = addMonths(start, index);
    if (from >= within.until) return found;
    const days = intersection(within, { from, until: addMonths(start, index + 1) });
    if (days) found.push({ index, days });
  }
}

/** What relief leaves of a month, by the days on which the carrier is there. */
function reliefOf({ time, dayCount }: Asked, carrier: Carrier, { part, there }: Month): Rate {
  const reliefs = carrier.reliefs.filter((each) => intersection(each, part));
  if (reliefs.length === 0 || there.length === 0) return ONE;
  const all = shareOf(time, dayCount, there, part);
  if (all.num === 0n) return ONE;
  let kept = ZERO;
  for (const days of cutAt(there, reliefs)) {
    const factor = reliefs
      .filter((each) => intersection(each, days))
      .reduce((product, { factor }) => multiplyRates(product, factor), ONE);
    kept = addRates(kept, multiplyRates(factor, shareOf(time, dayCount, [days], part)));
  }
  return divideRates(kept, all);
}

function cutAt(days: readonly Interval[], reliefs: readonly Interval[]): Interval[] {
  const bounds = reliefs.flatMap(({ from, until }) => [from, until]).sort();
  return days.flatMap((each) => {
    const inside = bounds.filter((bound) => each.from < bound && bound < each.until);
    const edges = [each.from, ...inside, each.until];
    return edges.slice(1).map((to, at) => ({ from: edges[at] ?? each.from, until: to }));
  });
}
