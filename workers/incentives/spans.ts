import { addDays, type Day } from "../lib/day.ts";
import { intersection, type Interval } from "../lib/interval.ts";
import type { Item } from "./items.ts";
import type { PayComponent } from "./plan-components.ts";
import type { Plan } from "./plan-document.ts";
import type { Window } from "./plan-parts.ts";
import { once, periodOn, reign, type Run } from "./run.ts";
import { payPeriodAt, windowAt, windowKey } from "./time.ts";
import type { World } from "./world.ts";

/** One window of one ladder: what has a result of its own. */
export type Span = {
  readonly key: string;
  readonly days: Interval;
  /** The first day on which nothing more can happen in it by its date. */
  readonly ends: Day;
  /** A single credit or deal, by the items it is made of. */
  readonly items: readonly Item[] | null;
};

export function windowOf(component: PayComponent): Window {
  return "window" in component ? component.window : "period";
}

/** A prize's windows are its board's, when they are over: before, nobody has won, and no floor is paid. */
function windowsFor(world: World, component: PayComponent, before: Day): Window[] {
  if (component.kind !== "prize" && component.kind !== "raffle") return [windowOf(component)];
  const boards = world.boards.get(component.board) ?? [];
  return boards.filter(({ until }) => until <= before).map(({ from, until }) => ({ from, until }));
}

/** Every window of a component that has begun before the period ends, oldest first. */
export function timeSpans(run: Run, key: string): readonly Span[] {
  return once(run, `spans ${key}`, () => spansBefore(run.world, key, run.period.until));
}

/** The same up to a day. */
export function spansBefore(world: World, key: string, before: Day): Span[] {
  const spans = new Map<string, Span>();
  for (const plan of world.plans) {
    const component = plan.components.find((each) => each.key === key);
    if (!component || component.kind === "award") continue;
    const days = intersection(reign(world, plan), { from: plan.from, until: before });
    if (!days) continue;
    const windows = windowsFor(world, component, before).flatMap((window) =>
      window === "credit" || window === "deal" ? [] : windowsWithin(world, plan, window, days),
    );
    for (const each of windows)
      spans.set(windowKey(each), {
        key: windowKey(each),
        days: each,
        ends: each.until,
        items: null,
      });
  }
  return [...spans.values()].sort((a, b) => (a.days.from < b.days.from ? -1 : 1));
}

function windowsWithin(
  { time }: World,
  plan: Plan,
  window: Exclude<Window, "credit" | "deal">,
  days: Interval,
): Interval[] {
  const found: Interval[] = [];
  for (let on = days.from; on < days.until;) {
    const each = window === "period" ? payPeriodAt(time, plan.pay, on) : windowAt(time, window, on);
    if (each) found.push(each);
    else if (typeof window !== "string" && window.from > on && window.from < days.until) {
      on = window.from;
      continue;
    } else break;
    on = each.until;
  }
  return found;
}

/** Each credit, or each deal, as a window of its own. Items without a deal are one each. */
export function singleSpans(run: Run, by: "credit" | "deal", items: readonly Item[]): Span[] {
  const { period } = run;
  const spans = new Map<string, Item[]>();
  for (const item of items) {
    if (item.day >= period.until) continue;
    const key = by === "deal" && item.deal ? `deal:${item.deal.id}` : `credit:${item.id}`;
    const known = spans.get(key);
    if (known) known.push(item);
    else spans.set(key, [item]);
  }
  return [...spans].flatMap(([key, of]) => {
    const [first, last] = [of[0], of.at(-1)];
    if (!first || !last) return [];
    return [
      { key, days: periodOn(run, first.day), ends: periodOn(run, last.day).until, items: of },
    ];
  });
}

/** First day of the statement period whose result a window's line belongs to. */
export function originOf(run: Run, { ends }: Pick<Span, "ends">): Day {
  const { period } = run;
  return ends > period.from ? period.from : periodOn(run, addDays(ends, -1)).from;
}
