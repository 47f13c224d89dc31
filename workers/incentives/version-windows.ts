import type { Day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import type { Item } from "./items.ts";
import type { PayComponent } from "./plan-components.ts";
import type { Plan } from "./plan-document.ts";
import { once, planOn, reign, type Run } from "./run.ts";
import { singleSpans, type Span, windowOf } from "./spans.ts";
import { payPeriodAt, windowAt } from "./time.ts";
import type { World } from "./world.ts";

/**
 * Which version of a plan prices what of a window, where versions may look at a component in windows of
 * different length, or have it at all. A version's windows are its own: one of another length ends where
 * the next version begins, or, where that one reprices, where its own running window begins.
 */

/** A version's part of a window: the days from which and before which it says what is paid. */
export type Say = {
  readonly plan: Plan;
  readonly component: PayComponent;
  readonly from: Day;
  readonly end: Day;
  /** It has the window from its first day on, and nothing comes before. */
  readonly isWhole: boolean;
};

/** Oldest first; before `asOf` only. */
export function saysOf(
  run: Run,
  key: string,
  { key: name, days }: Span,
  asOf: Day,
): readonly Say[] {
  return once(run, `says ${key}\n${name}\n${asOf}`, () => saysBefore(run, key, days, asOf));
}

function saysBefore({ world, period }: Run, key: string, days: Interval, asOf: Day): Say[] {
  let says: Say[] = [];
  for (const plan of world.plans) {
    const component = plan.components.find((each) => each.key === key);
    if (!component || component.kind === "award") continue;
    const rules = reign(world, plan);
    if (rules.from >= period.until) continue;
    const from = rules.from > days.from ? rules.from : days.from;
    const isRanked = component.kind === "prize" || component.kind === "raffle";
    const own = isRanked ? days : ownWindow(world, plan, component, from);
    if (own && (own.from !== days.from || own.until !== days.until)) {
      const running = ownWindow(world, plan, component, rules.from);
      if (plan.change === "reprice" && running) says = endedBy(says, running.from, days.from);
      continue;
    }
    const end = rules.until < asOf ? rules.until : asOf;
    const isWhole = from === days.from || plan === world.plans[0];
    if (own && from < end) says.push({ plan, component, from, end, isWhole });
  }
  return says;
}

/** A version that repriced says the window from its first day on, whenever it began itself. */
function endedBy(says: readonly Say[], day: Day, first: Day): Say[] {
  return says
    .map((say) => (say.end < day ? say : { ...say, end: day }))
    .filter(({ plan, from, end }) => (plan.change === "reprice" ? first : from) < end);
}

/** The window of a version's component that holds a day; a single credit or deal has no length. */
function ownWindow(world: World, plan: Plan, component: PayComponent, on: Day): Interval | null {
  const window = windowOf(component);
  if (window === "credit" || window === "deal") return { from: on, until: on };
  if (window === "period") return payPeriodAt(world.time, plan.pay, on);
  return windowAt(world.time, window, on);
}

/** Single credits or deals: each item where the version of its day looks at them one by one. */
export function singlesOf(run: Run, key: string, items: () => readonly Item[]): readonly Span[] {
  const { plans } = run.world;
  const by = plans.map((plan) => {
    const component = plan.components.find((each) => each.key === key);
    const window = component && component.kind !== "award" ? windowOf(component) : null;
    return window === "credit" || window === "deal" ? window : null;
  });
  const [first] = by;
  if (plans.length === 1) return first ? singleSpans(run, first, items()) : [];
  const kinds = new Set(by.flatMap((each) => each ?? []));
  // Each item is looked at as the version of its own day does: a deal may have some of either.
  const isOf = (kind: "credit" | "deal", day: Day) =>
    by[plans.indexOf(planOn(run.world, day))] === kind && !isRepriced(run, key, day);
  return [...kinds].flatMap((kind) =>
    singleSpans(
      run,
      kind,
      items().filter(({ day }) => isOf(kind, day)),
    ),
  );
}

/** A later version prices the whole of its running window again, a credit of that day among it. */
function isRepriced({ world, period }: Run, key: string, day: Day): boolean {
  return world.plans.some((plan) => {
    const component = plan.components.find((each) => each.key === key);
    const { from } = reign(world, plan);
    if (plan.change !== "reprice" || from <= day || from >= period.until) return false;
    if (!component || component.kind === "award") return false;
    const running = ownWindow(world, plan, component, from);
    return running !== null && running.from <= day;
  });
}
