import { addDays } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import { type Rate, ZERO } from "../lib/rate.ts";
import { isZero, least, over, plus, times } from "./exact.ts";
import { valueOf } from "./formula-value.ts";
import { fits } from "./filters.ts";
import type { Item } from "./items.ts";
import type { KnownItems } from "./known-items.ts";
import type { Metric } from "./plan-conditions.ts";
import type { Plan } from "./plan-document.ts";
import type { Figure, TimeWindow } from "./plan-parts.ts";
import { type Quota, quotaOf } from "./quota.ts";
import { subjectNamed } from "./subject.ts";
import { payPeriodAt, windowAt } from "./time.ts";
import { isWithin, metricOf, type Moment, type Subject, unitOn, type World } from "./world.ts";

/** What a run of the engine looks things up in: the world and the items as known at the moment. */
export type Scene = {
  readonly world: World;
  readonly plan: Plan;
  readonly items: KnownItems;
  readonly moment: Moment;
  /** The days that a new version restarted the component's window for, of which, and their part of it. */
  readonly restart?: { readonly days: Interval; readonly of: Interval; readonly part: Rate } | null;
};

/** The window of a kind as it stands at the moment: it holds the last day before `asOf`. */
export function windowNow({ world, plan, moment }: Scene, window: TimeWindow): Interval | null {
  const last = addDays(moment.asOf, -1);
  return window === "period"
    ? payPeriodAt(world.time, plan.pay, last)
    : windowAt(world.time, window, last);
}

/** Up to the moment. */
export function toDate(window: Interval, { asOf }: Moment): Interval {
  return asOf < window.until ? { from: window.from, until: asOf } : window;
}

/** An amount of a metric of a person or unit in an interval; null where nothing was measured. */
export function amountOf(
  scene: Scene,
  subject: Subject,
  metric: Metric,
  within: Interval,
): Rate | null {
  const { world } = scene;
  if (metric.from === "given") {
    const found = world.figures
      .get(`${subject.id}\n${metric.key}`)
      ?.find((each) => each.from === within.from && each.until === within.until);
    return found?.value ?? null;
  }
  const { credits: formula, filters } = metric.from;
  const items = subject.kind === "person" ? scene.items.of(subject.id) : scene.items.all();
  let sum = ZERO;
  for (const item of items) {
    if (item.role !== "direct" || item.day < within.from || item.day >= within.until) continue;
    if (subject.kind === "unit" && !countsFor(world, item, subject.id)) continue;
    if (!filters.every((filter) => fits(filter, item))) continue;
    sum = plus(sum, times(valueOf(world, formula, item), item.share));
  }
  return sum;
}

/** Where a credit's unit lay on the credit's own day, whenever it became known. */
function countsFor(world: World, { unit, day, at }: Item, above: string): boolean {
  return unit !== null && isWithin(world, unit, above, world.credits[at]?.on ?? day);
}

/** The interval whose quota a basis means. */
export function basisInterval(
  scene: Scene,
  basis: "own" | "elapsed" | "whole",
  window: Interval,
): Interval {
  if (basis === "whole") return window;
  if (basis === "elapsed") return toDate(window, scene.moment);
  return payPeriodAt(scene.world.time, scene.plan.pay, addDays(scene.moment.asOf, -1));
}

/** Actual over target, or for metrics that should be low target over actual; none without a target. */
export function attainment(metric: Metric, amount: Rate, { effective }: Quota): Rate | null {
  if (effective.num <= 0n) return null;
  if (metric.direction === "up") return over(amount, effective);
  if (amount.num <= 0n) return metric.maxAttainment;
  return least(metric.maxAttainment, over(effective, amount));
}

export type FigureValue = {
  /** Null where there is no such figure: nothing measured, or no target. */
  readonly value: Rate | null;
  readonly amount: Rate | null;
  readonly quota: Quota | null;
  readonly window: Interval | null;
  /** A target exists, but ramp, leave or relief made it 0. */
  readonly noTarget: boolean;
};

/**
 * A figure of a person (or the named unit) at the moment, with what it was made of. `isMeasure`: it is
 * what a component looks up, and begins anew with it where a new version restarts its window.
 */
export function figureOf(
  scene: Scene,
  personId: string,
  figure: Figure,
  isMeasure = false,
): FigureValue {
  const nothing = { value: null, amount: null, quota: null, window: null, noTarget: false };
  const metric = metricOf(scene.plan, figure.metric);
  const window = begunAnew(scene, windowNow(scene, figure.window), metric, isMeasure);
  const subject = subjectOf(scene, personId, figure.of);
  if (!window || !metric || !subject) return nothing;
  const amount = amountOf(scene, subject, metric, toDate(window, scene.moment));
  if (figure.read === "amount") return { ...nothing, value: amount, amount, window };
  const quota = quotaOf(
    scene.world,
    scene.plan,
    subject,
    metric.key,
    figure.level,
    basisInterval(scene, figure.basis, window),
  );
  const value = amount === null ? null : attainment(metric, amount, quota);
  return { value, amount, quota, window, noTarget: isReleased(quota) };
}

/** What is given is measured over the whole window, whatever begins anew in it. */
function begunAnew(
  scene: Scene,
  window: Interval | null,
  metric: Metric | undefined,
  isMeasure: boolean,
): Interval | null {
  const { restart } = scene;
  if (!window || !restart || !isMeasure || metric?.from === "given") return window;
  const isOwn = window.from === restart.of.from && window.until === restart.of.until;
  return isOwn ? restart.days : window;
}

/** Committed above 0, effective 0: ramp, leave or relief took it. */
export function isReleased({ committed, effective }: Quota): boolean {
  return !isZero(committed) && isZero(effective);
}

export function subjectOf(
  { world, moment }: Scene,
  personId: string,
  of: Figure["of"],
): Subject | null {
  const own = subjectNamed(personId);
  if (of === "person" || (of === "own_unit" && own.kind === "unit")) return own;
  if (of !== "own_unit") return { kind: "unit", id: of.unit };
  const person = world.people.get(personId);
  const unit = person ? unitOn(person, addDays(moment.asOf, -1)) : null;
  return unit === null ? null : { kind: "unit", id: unit };
}

/** A figure as tiers and curves read it: exact, or a whole percent (half away from zero). */
export function lookedUp(value: Rate, rounding: "exact" | "percent"): Rate {
  if (rounding === "exact") return value;
  const negative = value.num < 0n;
  const size = negative ? -value.num : value.num;
  const percent = (size * 200n + value.den) / (value.den * 2n);
  return { num: negative ? -percent : percent, den: 100n };
}
