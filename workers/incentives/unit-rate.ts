import { type Rate, ZERO } from "../lib/rate.ts";
import type { Answer, Climb, Worked } from "./climb.ts";
import { exactText, greatest, isBelow, isZero, least, minus, plus, times, whole } from "./exact.ts";
import type { Scene } from "./figures.ts";
import { fits } from "./filters.ts";
import { valueOf } from "./formula-value.ts";
import { isGone } from "./items.ts";
import type { ComponentOf } from "./plan-components.ts";
import { traced, type Tracing } from "./world.ts";

const ONE = whole(1);

/** Counted things in their places, each the same sum. */
export function units(
  scene: Scene,
  component: ComponentOf<"unit_rate">,
  worked: readonly Worked[],
  { entire }: Climb,
  trace: Tracing,
): Answer {
  const { counts, dates, minimum, firstOnly, amount } = component;
  const seen = new Set<string>();
  const things = worked.map(({ item }) => {
    const fitsHere =
      component.roles.includes(item.role) &&
      component.filters.every((filter) => fits(filter, item));
    const inDates = !dates || (dates.from <= item.day && item.day < dates.until);
    if (!fitsHere || !inDates) return { item, count: ZERO };
    const share = entire ? ONE : item.share;
    if (typeof counts !== "string" && "quantity" in counts)
      return { item, count: times(valueOf(scene.world, counts.quantity, item), share) };
    if (isGone(item) || item.refund) return { item, count: ZERO };
    const thing =
      counts === "credit"
        ? item.id
        : counts === "deal"
          ? (item.deal?.id ?? item.id)
          : item.dimensions[counts.dimension];
    if (thing === undefined || seen.has(thing)) return { item, count: ZERO };
    seen.add(thing);
    return { item, count: share };
  });
  const all = things.reduce((sum, { count }) => plus(sum, count), ZERO);
  const paidFrom =
    minimum &&
    (isBelow(all, whole(minimum.count))
      ? all
      : minimum.pays === "above"
        ? whole(minimum.count)
        : ZERO);
  const from = paidFrom ?? ZERO;
  const to = firstOnly ? least(all, whole(firstOnly)) : all;
  let at = ZERO;
  const parts = things.flatMap(({ item, count }) => {
    const before = at;
    at = plus(at, count);
    const paid = minus(clamp(at, from, to), clamp(before, from, to));
    return isZero(paid) ? [] : [{ item, pay: times(paid, amount) }];
  });
  const pay = parts.reduce((sum, part) => plus(sum, part.pay), ZERO);
  traced(trace, 6, "units", () => ({
    count: exactText(all),
    from: exactText(from),
    to: exactText(to),
    amount: exactText(amount),
    pay: exactText(pay),
  }));
  return { pay, parts };
}

/** Things between `from` and `to`; a count below 0 stays below 0. */
function clamp(count: Rate, from: Rate, to: Rate): Rate {
  if (count.num < 0n) return count;
  return greatest(ZERO, minus(least(count, greatest(from, to)), from));
}
