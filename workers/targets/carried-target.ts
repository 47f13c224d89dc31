import type { DayCount, Time } from "../calendar/day-count.ts";
import { without } from "../calendar/day-count.ts";
import type { Day } from "../lib/day.ts";
import { FOREVER, intersection, type Interval } from "../lib/interval.ts";
import { type Rate, rate } from "../lib/rate.ts";
import {
  type AgreedTarget,
  type Carrier,
  type CountRule,
  daysThere,
  type Effective,
  effectiveTarget,
  NO_TARGET,
  type Piece,
  plus,
  type Ramp,
} from "./effective-target.ts";

/** A target as it was agreed: its whole amount and its own days, which may leave the window. */
export type OwnTarget = Interval & {
  readonly amount: bigint;
  /** A target plan published it: its amount was made for the days on which the person is there. */
  readonly planned?: boolean;
};

/** The days on which a person's target is counted as an incentive plan says, and how that is. */
export type Terms = CountRule & {
  /** One interval for each stay, the first one first: a ramp begins with it. */
  readonly days: readonly Interval[];
  readonly ramp: Ramp | null;
};

/** What is known of who carries a target. A unit carries its own figure: null in place of this. */
export type Carrying = {
  readonly employed: Interval;
  readonly leaves: readonly Interval[];
  readonly reliefs: readonly (Interval & { readonly factor: Rate })[];
  /** One for each incentive plan the person is on. */
  readonly terms: readonly Terms[];
};

export type Carried = Effective & {
  readonly pieces: readonly Piece[];
  /** Days of the window on which it is carried. */
  readonly there: readonly Interval[];
};

/**
 * The effective target of a window as attainment and boards read it: on the days of an incentive plan
 * exactly what pay reads, by that plan's day count and ramp; on other days by `dayCount`, without ramp.
 */
export function carriedTarget(
  targets: readonly OwnTarget[],
  within: Interval,
  carrying: Carrying | null,
  { time, dayCount }: { readonly time: Time; readonly dayCount: DayCount },
): Carried {
  const usual: CountRule = { dayCount, quotaVersions: "by_days" };
  const asked = { time, within };
  if (!carrying) {
    const versions = targets.map(agreed);
    return { ...effectiveTarget({ ...asked, ...usual, versions, carrier: null }), there: [within] };
  }
  const { employed, leaves, reliefs, terms } = carrying;
  const versions = targets.map((each) => agreed(ownDays(each, employed.from)));
  const rules = [
    ...terms.map(({ days, ramp, ...rule }) => {
      return { rule, ramp, days, start: days[0]?.from ?? within.from };
    }),
    {
      ...{ rule: usual, ramp: null, start: within.from },
      days: without(
        ALWAYS,
        terms.flatMap(({ days }) => days),
      ),
    },
  ].filter(({ days }) => days.some((each) => intersection(each, within)));
  const found = rules.map(({ rule, ramp, days, start }) => {
    const on = days.flatMap((each) => intersection(each, employed) ?? []);
    const carrier: Carrier = { days: on, start, leaves, reliefs, ramp };
    return effectiveTarget({ ...asked, ...rule, versions, carrier });
  });
  return {
    ...found.reduce<Effective>(plus, NO_TARGET),
    // Each rule sees the whole window and carries its own days of it: what was agreed is there once.
    committed: found[0]?.committed ?? NO_TARGET.committed,
    pieces: found.flatMap(({ pieces }) => pieces),
    there: daysThere({ days: [employed], leaves }, within),
  };
}

const ALWAYS: Interval = { from: "0001-01-01" as Day, until: FOREVER };

/**
 * A plan's month was shared out over the days on which the person is there, so it is not prorated
 * again before their first day: its own days begin there.
 */
export function ownDays<Target extends Interval & { readonly planned?: boolean }>(
  target: Target,
  starts: Day,
): Target {
  const isCut = target.planned === true && target.from < starts && starts < target.until;
  return isCut ? { ...target, from: starts } : target;
}

function agreed({ from, until, amount }: OwnTarget): AgreedTarget {
  return { from, until, amount: rate(amount, 1n) };
}
