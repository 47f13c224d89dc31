import { shareOf } from "../calendar/day-count.ts";
import type { Day } from "../lib/day.ts";
import { intersection, type Interval } from "../lib/interval.ts";
import type { Rate } from "../lib/rate.ts";
import {
  type Carrier,
  daysThere,
  type Effective,
  effectiveTarget,
  held,
  NO_TARGET,
} from "../targets/effective-target.ts";
import { plus, times, whole } from "./exact.ts";
import type { Participant, TargetInput } from "./input.ts";
import type { Plan } from "./plan-document.ts";
import { daysOn, flaw, type Subject, targetKey, type World } from "./world.ts";

/** The effective target of a window, each step of it exact. Zero committed and no version is "missing". */
export type Quota = Effective & { readonly versions: number };

/**
 * Quota of a window as everybody reads it (targets/effective-target.ts), by the plan's day count and
 * ramps and the person's days on the plan. A unit has no proration, ramp or relief.
 */
export function quotaOf(
  world: World,
  plan: Plan,
  subject: Subject,
  metric: string,
  level: TargetInput["level"],
  within: Interval,
): Quota {
  if (within.from >= within.until) return { ...NO_TARGET, versions: 0 };
  const versions = (
    world.targets.get(targetKey({ subject: subject.id, metric, level })) ?? []
  ).filter((each) => intersection(each, within));
  checkApart(world, subject.id, metric, versions);
  const person = subject.kind === "person" ? world.people.get(subject.id) : undefined;
  const { committed, prorated, ramped, effective } = effectiveTarget({
    ...{ time: world.time, dayCount: plan.dayCount, quotaVersions: plan.quotaVersions },
    ...{ versions, within, carrier: person ? carrierOf(person, plan, metric) : null },
  });
  return { committed, prorated, ramped, effective, versions: versions.length };
}

function carrierOf(person: Participant, plan: Plan, metric: string): Carrier {
  const of = (each: { readonly metric?: string | undefined }) =>
    each.metric === undefined || each.metric === metric;
  return {
    days: daysOn(person),
    start: person.from,
    leaves: person.leaves,
    reliefs: person.reliefs.filter(of),
    ramp: (person.ramps ?? plan.ramps).find(of) ?? null,
  };
}

/** The days of an interval on which the person is on the plan and not on leave. */
export function activeDays(person: Participant, within: Interval): Interval[] {
  return daysThere({ days: daysOn(person), leaves: person.leaves }, within);
}

/** What part of a window the person is there for: what prorated sums are multiplied with. */
export function activeShare(world: World, plan: Plan, person: Participant, within: Interval): Rate {
  return shareOf(world.time, plan.dayCount, activeDays(person, within), within);
}

function checkApart(
  world: World,
  subject: string,
  metric: string,
  versions: readonly TargetInput[],
) {
  const sorted = versions.toSorted((a, b) => (held(a).from < held(b).from ? -1 : 1));
  for (const [at, next] of sorted.entries()) {
    const before = sorted[at - 1];
    if (before && held(next).from < held(before).until) {
      const pointer = `/targets/${world.input.targets.indexOf(next)}`;
      flaw(world, {
        code: "incentives/quota_overlap",
        pointer,
        subject,
        metric,
        from: held(next).from,
      });
    }
  }
}

/**
 * A target that is handed over on a date: two targets by the plan's day count, whose sum is exactly
 * the one before. `on` lies inside the target's interval.
 */
export function transferred(
  world: World,
  plan: Plan,
  target: TargetInput,
  on: Day,
  to: string,
): readonly [TargetInput, TargetInput] {
  const before = { from: target.from, until: on };
  const share = shareOf(world.time, plan.dayCount, [before], target);
  const first = times(target.amount, share);
  return [
    { ...target, until: on, amount: first },
    { ...target, from: on, subject: to, amount: plus(target.amount, times(first, whole(-1))) },
  ];
}
