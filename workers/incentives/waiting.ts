import type { Day } from "../lib/day.ts";
import { type Rate, ZERO } from "../lib/rate.ts";
import { exactText, isZero, plus } from "./exact.ts";
import type { Waiting } from "./outcome.ts";
import type { Plan } from "./plan-document.ts";
import { once, type Run } from "./run.ts";
import { postingOf } from "./items.ts";
import type { World } from "./world.ts";

/** Cash without an order: by person, what was collected for deals that no credit is known of yet. */
export function waitingFor(run: Run, person: string): readonly Waiting[] {
  if (!run.world.plans.some(asksForMoney)) return [];
  const all = once(run, "waiting cash", () => waitingIn(run));
  return all.get(person) ?? [];
}

function asksForMoney({ release, components, events }: Plan): boolean {
  const schedules = [
    release,
    ...components.map((each) => ("release" in each ? each.release : null)),
  ];
  const named = [
    events.counts,
    events.earned,
    ...schedules.flatMap((each) => (each?.parts ?? []).map(({ on }) => on)),
  ];
  return named.some((on) => typeof on === "object" && "event" in on && on.event === "collection");
}

function waitingIn({ world, period }: Run): Map<string, Waiting[]> {
  const ordered = orderedOf(world);
  const found = new Map<string, Waiting[]>();
  for (const { id, events } of world.input.deals) {
    const order = ordered.get(id);
    if (order !== undefined && order < period.until) continue;
    const money = new Map<string, { sum: Rate; on: Day }>();
    for (const { event, person, on, posting = on, amount } of events) {
      if (event !== "collection" || person === undefined) continue;
      if (on >= period.until || posting >= period.until) continue;
      const known = money.get(person);
      const last = known && known.on > on ? known.on : on;
      money.set(person, { sum: plus(known?.sum ?? ZERO, amount ?? ZERO), on: last });
    }
    for (const [person, { sum, on }] of money)
      if (!isZero(sum))
        found.set(person, [...(found.get(person) ?? []), { deal: id, on, amount: exactText(sum) }]);
  }
  return found;
}

const orders = new WeakMap<World, ReadonlyMap<string, Day>>();

/** The day on which the first credit of each deal was known. */
function orderedOf(world: World): ReadonlyMap<string, Day> {
  const known = orders.get(world);
  if (known) return known;
  const first = new Map<string, Day>();
  for (const credit of world.credits) {
    const { deal } = credit;
    if (deal === undefined) continue;
    const [posting, before] = [postingOf(credit), first.get(deal)];
    if (before === undefined || posting < before) first.set(deal, posting);
  }
  orders.set(world, first);
  return first;
}
