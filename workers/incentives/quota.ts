import { addDays, addMonths, type Day } from "../lib/day.ts";
import { contains, intersection, type Interval } from "../lib/interval.ts";
import { type Rate, ZERO } from "../lib/rate.ts";
import { isZero, over, plus, times, whole } from "./exact.ts";
import type { Participant, TargetInput } from "./input.ts";
import type { Plan } from "./plan-document.ts";
import type { Ramp } from "./plan-rules.ts";
import { lengthOf, monthsWithin, shareOf, until, without } from "./time.ts";
import { endOf, flaw, type Subject, targetKey, type World } from "./world.ts";

/** The effective target of a window, each step of it exact. Zero committed and no version is "missing". */
export type Quota = {
  readonly committed: Rate;
  readonly prorated: Rate;
  readonly ramped: Rate;
  /** After relief: the only denominator. */
  readonly effective: Rate;
  readonly versions: number;
};

const NONE: Quota = { committed: ZERO, prorated: ZERO, ramped: ZERO, effective: ZERO, versions: 0 };
const ONE = whole(1);

/**
 * Quota of a window: the sum over quota versions of amount x overlap / the version's own length, by
 * the plan's day count; then what of it the person is there for (leave taken off), the ramp of each
 * fiscal month, and relief by its days. A unit has no proration, ramp or relief.
 */
export function quotaOf(
  world: World,
  plan: Plan,
  subject: Subject,
  metric: string,
  level: TargetInput["level"],
  within: Interval,
): Quota {
  if (within.from >= within.until) return NONE;
  const versions = (
    world.targets.get(targetKey({ subject: subject.id, metric, level })) ?? []
  ).filter((each) => intersection(each, within));
  checkApart(world, subject.id, metric, versions);
  const person = subject.kind === "person" ? world.people.get(subject.id) : undefined;
  let sum = NONE;
  for (const { version, of } of parts(plan, versions, within)) {
    const length = lengthOf(world.time, plan.dayCount, version);
    for (const { month, part } of monthsWithin(world.time, of)) {
      const committed = isZero(length)
        ? ZERO
        : over(times(version.amount, lengthOf(world.time, plan.dayCount, part)), length);
      sum = added(sum, monthQuota(world, plan, person, metric, month, part, committed));
    }
  }
  return { ...sum, versions: versions.length };
}

type Cut = { readonly version: TargetInput; readonly of: Interval };

/** The days a version is in force. */
function held({ from, until: to, holdsFrom, holdsUntil }: TargetInput): Interval {
  return { from: holdsFrom ?? from, until: holdsUntil ?? to };
}

/** Each version for the days it is in force; or, where the last one counts whole, it alone. */
function parts(plan: Plan, versions: readonly TargetInput[], within: Interval): Cut[] {
  const lastDay = addDays(within.until, -1);
  const counted =
    plan.quotaVersions === "last"
      ? versions.filter((each) => contains(held(each), lastDay))
      : versions;
  return counted.flatMap((version) => {
    const days = plan.quotaVersions === "last" ? version : held(version);
    const of = intersection(days, within);
    return of ? [{ version, of }] : [];
  });
}

function added(sum: Quota, more: Quota): Quota {
  return {
    committed: plus(sum.committed, more.committed),
    prorated: plus(sum.prorated, more.prorated),
    ramped: plus(sum.ramped, more.ramped),
    effective: plus(sum.effective, more.effective),
    versions: sum.versions,
  };
}

function monthQuota(
  world: World,
  plan: Plan,
  person: Participant | undefined,
  metric: string,
  month: Interval,
  part: Interval,
  committed: Rate,
): Quota {
  if (!person)
    return { ...NONE, committed, prorated: committed, ramped: committed, effective: committed };
  const there = activeDays(person, part);
  const prorated = times(committed, shareOf(world.time, plan.dayCount, there, part));
  const ramp = (person.ramps ?? plan.ramps).find(
    (each) => each.metric === undefined || each.metric === metric,
  );
  const ramped = ramp
    ? rampedOf(world, plan, ramp, person, month, part, there, prorated)
    : prorated;
  const effective = times(ramped, reliefOf(world, plan, person, metric, there, part));
  return { committed, prorated, ramped, effective, versions: 0 };
}

/** The days of an interval on which the person is on the plan and not on leave. */
export function activeDays(person: Participant, within: Interval): Interval[] {
  const on = intersection(within, { from: person.from, until: until(endOf(person)) });
  return on ? without(on, person.leaves) : [];
}

/** What part of a window the person is there for: what prorated sums are multiplied with. */
export function activeShare(world: World, plan: Plan, person: Participant, within: Interval): Rate {
  return shareOf(world.time, plan.dayCount, activeDays(person, within), within);
}

function rampedOf(
  world: World,
  plan: Plan,
  ramp: Ramp,
  person: Participant,
  month: Interval,
  part: Interval,
  there: readonly Interval[],
  prorated: Rate,
): Rate {
  if (there.length === 0) return prorated;
  const stretches =
    ramp.by === "period"
      ? [{ index: monthIndex(world, person.from, month), days: part }]
      : anniversaries(person.from, part);
  const all = shareOf(world.time, plan.dayCount, there, part);
  let sum = ZERO;
  for (const { index, days } of stretches) {
    const inside = there.flatMap((each) => intersection(each, days) ?? []);
    if (inside.length === 0 || isZero(all)) continue;
    const share =
      stretches.length === 1 ? ONE : over(shareOf(world.time, plan.dayCount, inside, part), all);
    const { months } = ramp;
    if ("factors" in months)
      sum = plus(sum, times(times(prorated, share), months.factors[index] ?? ONE));
    else {
      const stated = months.amounts[index];
      const whole = stated && times(stated, shareOf(world.time, plan.dayCount, inside, month));
      sum = plus(sum, whole ?? times(prorated, share));
    }
  }
  return sum;
}

/** 0 for the fiscal month that holds the start. */
function monthIndex({ time }: World, start: Day, month: Interval): number {
  if (month.from <= start) return 0;
  return monthsWithin(time, { from: start, until: month.until }).length - 1;
}

/** The interval cut at each monthly return of the start's date. */
function anniversaries(start: Day, within: Interval): { index: number; days: Interval }[] {
  const cuts: { index: number; days: Interval }[] = [];
  for (let index = 0; ; index += 1) {
    const from = addMonths(start, index);
    if (from >= within.until) return cuts;
    const days = intersection(within, { from, until: addMonths(start, index + 1) });
    if (days) cuts.push({ index, days });
  }
}

function reliefOf(
  world: World,
  plan: Plan,
  person: Participant,
  metric: string,
  there: readonly Interval[],
  part: Interval,
): Rate {
  const reliefs = person.reliefs.filter(
    (each) => (each.metric === undefined || each.metric === metric) && intersection(each, part),
  );
  if (reliefs.length === 0 || there.length === 0) return ONE;
  const all = shareOf(world.time, plan.dayCount, there, part);
  if (isZero(all)) return ONE;
  let kept = ZERO;
  for (const days of cutAt(there, reliefs)) {
    const factor = reliefs
      .filter((each) => intersection(each, days))
      .reduce((product, { factor }) => times(product, factor), ONE);
    kept = plus(kept, times(factor, shareOf(world.time, plan.dayCount, [days], part)));
  }
  return over(kept, all);
}

function cutAt(days: readonly Interval[], reliefs: readonly Interval[]): Interval[] {
  const bounds = reliefs.flatMap(({ from, until }) => [from, until]).sort();
  return days.flatMap((each) => {
    const inside = bounds.filter((bound) => each.from < bound && bound < each.until);
    const edges = [each.from, ...inside, each.until];
    return edges.slice(1).map((to, at) => ({ from: edges[at] ?? each.from, until: to }));
  });
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
