import type { Day } from "../lib/day.ts";
import { ascending } from "../lib/list.ts";
import { type Rate, ZERO } from "../lib/rate.ts";
import { greatest, isZero, least, minus, over, plus, times, whole } from "./exact.ts";
import type { DealInput } from "./input.ts";
import type { Item } from "./items.ts";
import type { Plan } from "./plan-document.ts";
import { flaw, type World } from "./world.ts";

const ONE = whole(1);

/**
 * A credit on the days it counts: on its own, or on its deal's event. By collection in parts, as the
 * money comes: of each collection what it adds to min(1, collected / due), negative where money goes
 * back. A credit whose deal has no such event (yet) does not count.
 */
export function countedItems(world: World, { events }: Plan, item: Item): readonly Item[] {
  const { counts } = events;
  if (counts === "entry") return [item];
  const happened = (item.deal?.events ?? [])
    .filter(({ event }) => event === counts.event)
    .toSorted((a, b) => ascending(a.on, b.on) || ascending(a.posting ?? a.on, b.posting ?? b.on));
  if (counts.event !== "collection") {
    const [first] = happened;
    return first ? [{ ...item, day: first.on, posting: latest(item, first) }] : [];
  }
  const due = item.deal ? dueOf(world, item.deal) : null;
  if (!due) return [];
  let collected = ZERO;
  return happened.flatMap((each, at) => {
    const before = partOf(collected, due);
    collected = plus(collected, each.amount ?? ZERO);
    const part = minus(partOf(collected, due), before);
    return isZero(part)
      ? []
      : [{ ...partial(item, part, at), day: each.on, posting: latest(item, each) }];
  });
}

function partial(item: Item, part: Rate, at: number): Item {
  const measures = Object.fromEntries(
    Object.entries(item.measures).map(([key, value]) => [key, times(value, part)]),
  );
  const place = at === 0 ? "" : `#${at + 1}`;
  return {
    ...item,
    ...{ id: item.id + place, entry: item.entry + place, measures, left: measures, part },
    // Money that went back is no loss-making deal.
    refund: item.refund || part.num < 0n,
  };
}

function latest(item: Item, { on, posting = on }: DealInput["events"][number]): Day {
  return posting > item.posting ? posting : item.posting;
}

function partOf(collected: Rate, due: Rate): Rate {
  return least(ONE, greatest(ZERO, over(collected, due)));
}

function dueOf(world: World, deal: DealInput): Rate | null {
  if (deal.due) return isZero(deal.due) ? null : deal.due;
  const pointer = `/deals/${world.input.deals.indexOf(deal)}/due`;
  const isCollected = deal.events.some(({ event }) => event === "collection");
  if (isCollected)
    flaw(world, { code: "incentives/measure_missing", pointer, credit: deal.id, measure: "due" });
  return null;
}
