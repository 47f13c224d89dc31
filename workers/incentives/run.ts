import type { Day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import { followsDeals } from "./follows-deals.ts";
import type { Scene } from "./figures.ts";
import type { CreditInput } from "./input.ts";
import { postingOf } from "./items.ts";
import { itemsKnown, type KnownItems } from "./known-items.ts";
import type { Ledger } from "./ledger.ts";
import type { Plan } from "./plan-document.ts";
import { worldSince } from "./opened.ts";
import { payPeriodAt, until } from "./time.ts";
import type { World } from "./world.ts";

/** One evaluation as it goes from statement period to statement period. */
export type Run = {
  readonly world: World;
  readonly ledger: Ledger;
  /** The period whose statements are being made; everything posted before its end is known. */
  readonly period: Interval;
  readonly itemsOf: (plan: Plan) => KnownItems;
  /** Results of this period, computed once. */
  readonly memo: Map<string, unknown>;
  /** The period before, where nothing that was posted since touches an ended window. */
  readonly quietSince: Run | null;
  /** Where credits were added up first: the same period with every credit on its own. */
  readonly opened: (() => Run) | null;
  /** The same period as if those whose windows were opened from this day on had been here since then. */
  readonly since: (from: Day) => Run;
};

/** `single` is the world of single credits where this one's are sums of them. */
export function runOf(
  { world, single }: { readonly world: World; readonly single: World | null },
  ledger: Ledger,
  period: Interval,
  before: Run | null,
): Run {
  const indexes = new Map<Plan, KnownItems>();
  const earlier = new Map<Day, Run>();
  let opened: Run | null = null;
  return {
    world,
    ledger,
    period,
    memo: new Map(),
    quietSince: before && isQuiet(world, before.period, period) ? before : null,
    opened:
      single &&
      (() => {
        const past = before?.opened?.() ?? null;
        opened ??= runOf({ world: single, single: null }, ledger, period, past);
        return opened;
      }),
    since(from) {
      const past = { world: worldSince(world, from), single: null };
      const known = earlier.get(from) ?? runOf(past, ledger, period, before?.since(from) ?? null);
      earlier.set(from, known);
      return known;
    },
    itemsOf(plan) {
      const known = indexes.get(plan);
      if (known) return known;
      const made = itemsKnown(world, plan, period.until);
      indexes.set(plan, made);
      return made;
    },
  };
}

/** Nothing was posted in this period for a day before it, and nothing was taken back. */
function isQuiet(world: World, before: Interval, { from, until }: Interval): boolean {
  const { plans } = world;
  if (
    before.until !== from ||
    plans.some(followsDeals) ||
    plans.some((plan) => plan.from >= before.from && plan.from < until && plan !== plans[0])
  )
    return false;
  return lateOf(world).every((credit) => {
    const known = postingOf(credit);
    const isNew = from <= known && known < until;
    return !isNew || (credit.reverses === undefined && credit.on >= from);
  });
}

const late = new WeakMap<World, readonly CreditInput[]>();

/** What may touch an ended window: what was not known on its own day, and what takes back. */
function lateOf(world: World): readonly CreditInput[] {
  const known =
    late.get(world) ??
    world.credits.filter((each) => each.reverses !== undefined || postingOf(each) !== each.on);
  late.set(world, known);
  return known;
}

export function sceneOf(run: Run, plan: Plan, asOf: Day): Scene {
  const { world, period } = run;
  return { world, plan, items: run.itemsOf(plan), moment: { asOf, known: period.until } };
}

/** Computed once for the key in this period. */
export function once<Value>(run: Run, key: string, make: () => Value): Value {
  // The key names what is made, so a value under it has the type of its maker.
  if (run.memo.has(key)) return run.memo.get(key) as Value;
  const made = make();
  run.memo.set(key, made);
  return made;
}

/** The version in force on a day; the first before all of them, the last after. */
export function planOn({ plans }: World, on: Day): Plan {
  const found = plans.findLast(({ from }) => from <= on) ?? plans[0];
  if (!found) throw new Error("assertion failed: there is a plan");
  return found;
}

/** Days a version is in force, its successor's begin included. */
export function reign({ plans }: World, plan: Plan): Interval {
  const next = plans[plans.indexOf(plan) + 1];
  const end = until(plan.until);
  return { from: plan.from, until: next && next.from < end ? next.from : end };
}

/** The statement period that holds a day, by the plan in force on it. */
export function periodOn({ world }: Run, on: Day): Interval {
  return payPeriodAt(world.time, planOn(world, on).pay, on);
}
