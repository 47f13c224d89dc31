import { type Rate, ZERO } from "../lib/rate.ts";
import {
  exactText,
  greatest,
  isBelow,
  isZero,
  least,
  minus,
  over,
  plus,
  times,
  whole,
} from "./exact.ts";
import type { Climb, Worked } from "./climb.ts";
import type { Scene } from "./figures.ts";
import { fits, lookUp } from "./filters.ts";
import type { Formula } from "./formula.ts";
import { originalValueOf, valueOf } from "./formula-value.ts";
import { isGone, type Item } from "./items.ts";
import type { ComponentOf, CreditComponent } from "./plan-components.ts";
import { traced, type Tracing } from "./world.ts";

const ONE = whole(1);

/** Steps 1 to 3: filter, cap per deal, factors per credit; the window's base item by item. */
export function workedOut(
  scene: Scene,
  component: CreditComponent,
  base: Formula | null,
  { items, entire, singles }: Climb,
  trace: Tracing,
): Worked[] {
  const { world, plan } = scene;
  const asPaid = plan.late === "as_paid";
  const pointer = `/plans/${world.plans.indexOf(plan)}/components/${plan.components.findIndex(({ key }) => key === component.key)}`;
  const factors: Tracing = { steps: [], on: trace.on };
  const limit = component.dealCap && base ? dealLimit(scene, component, base) : null;
  let kept = 0;
  const worked = items.map((item): Worked => {
    const counts =
      component.roles.includes(item.role) &&
      component.filters.every((filter) => fits(filter, item));
    if (counts) kept += 1;
    if (!counts || base === null) return { item, base: ZERO, measure: ZERO };
    traceFx(item, plan.currency, factors);
    const value = asPaid ? originalValueOf(world, base, item) : valueOf(world, base, item);
    const share = entire ? ONE : item.share;
    let paid = times(limit ? limit(item, value, share, factors) : value, share);
    for (const [at, table] of component.creditFactors.entries()) {
      const before = paid;
      const factor = lookUp(world, table, item, `${pointer}/creditFactors/${at}`).value;
      paid = times(before, factor);
      traced(factors, 2, "credit_factor", () => ({
        credit: item.id,
        sum: exactText(before),
        factor: exactText(factor),
        base: exactText(paid),
      }));
    }
    return { item, base: paid, measure: ZERO, counts: asPaid || !isGone(item) };
  });
  const count = singles ?? {
    ...{ credits: items.length, kept },
    based: worked.filter((each) => !isZero(each.base)).length,
  };
  if (component.filters.length > 0 || kept < items.length)
    traced(trace, 1, "filter", () => ({
      credits: String(count.credits),
      kept: String(count.kept),
    }));
  for (const step of factors.steps) trace.steps.push(step);
  traced(trace, 3, "base", () => ({
    credits: String(count.based),
    base: exactText(sumOf(worked)),
  }));
  return worked;
}

/** The bases of what is released in this window, on the days of release, by the same steps 1 to 3. */
export function releasedBase(
  scene: Scene,
  component: ComponentOf<"flat" | "tiered">,
  climb: Climb,
  trace: Tracing,
): Worked[] {
  const moves = climb.released ?? [];
  const all = { ...climb, items: moves.map(({ item }) => item) };
  const worked = workedOut(scene, component, component.base, all, { steps: [], on: false });
  const released = worked.map(({ item, base }, at): Worked => {
    const { day, part } = moves[at] ?? { day: item.day, part: ZERO };
    return { item: { ...item, day }, base: times(base, part), measure: ZERO };
  });
  traced(trace, 3, "base.released", () => ({
    credits: String(released.length),
    base: exactText(sumOf(released)),
  }));
  return released;
}

/** Which rate turned a credit into the plan's currency, and the day of the table that it is of. */
function traceFx({ id, day, fx }: Item, currency: string, trace: Tracing): void {
  if (fx)
    traced(trace, 1, "fx", () => ({
      credit: id,
      day,
      from: fx.from,
      to: currency,
      rate: exactText(fx.rate),
      ...(fx.on === null ? {} : { on: fx.on }),
    }));
}

export function sumOf(worked: readonly Worked[]): Rate {
  return worked.reduce((sum, { base }) => plus(sum, base), ZERO);
}

type Limit = (item: Item, value: Rate, share: Rate, trace: Tracing) => Rate;
type Reached = { readonly before: Rate; readonly after: Rate };
const reachedBy = new WeakMap<Scene["items"], Map<CreditComponent, Map<string, Reached>>>();

/**
 * Step 2: of one deal at most the cap is paid for, whoever holds its entries and in whichever windows
 * they fall: each entry, in its place, has what the ones before it left. An entry without a deal has
 * the cap to itself.
 */
function dealLimit(scene: Scene, component: CreditComponent, base: Formula): Limit {
  const known = reachedBy.get(scene.items) ?? new Map<CreditComponent, Map<string, Reached>>();
  reachedBy.set(scene.items, known);
  const reached = known.get(component) ?? reachedOf(scene, component, base);
  known.set(component, reached);
  const cap = component.dealCap ?? ZERO;
  return (item, value, share, trace) => {
    const { before, after } = reached.get(item.entry) ?? { before: ZERO, after: value };
    const left = minus(least(after, cap), least(before, cap));
    if (!isZero(minus(left, value)))
      traced(trace, 2, "deal_cap", () => ({
        credit: item.id,
        cap: exactText(cap),
        deal: exactText(after),
        base: exactText(times(left, share)),
      }));
    return left;
  };
}

/** How far each entry takes its deal, by the component's own base. */
function reachedOf({ world, plan, items }: Scene, component: CreditComponent, base: Formula) {
  const reached = new Map<string, Reached>();
  const deals = new Map<string, Rate>();
  for (const item of items.all()) {
    if (reached.has(item.entry) || !component.filters.every((filter) => fits(filter, item)))
      continue;
    const value =
      plan.late === "as_paid" ? originalValueOf(world, base, item) : valueOf(world, base, item);
    const deal = item.deal ? `deal ${item.deal.id}` : `entry ${item.entry}`;
    const before = deals.get(deal) ?? ZERO;
    const after = plus(before, value);
    deals.set(deal, after);
    reached.set(item.entry, { before, after });
  }
  return reached;
}

export type Settled = {
  readonly worked: readonly Worked[];
  /** Items that left the ladder: paid at the lowest rate on their own. */
  readonly below: readonly Worked[];
  readonly carry: Rate;
};

/** Step 4: a base below 0 that is no refund. */
export function settledNegatives(
  { negative, kind }: CreditComponent,
  worked: readonly Worked[],
  { carriedBase }: Climb,
  trace: Tracing,
): Settled {
  if (kind === "unit_rate") return { worked, below: [], carry: ZERO };
  const isLoss = ({ item, base }: Worked) => base.num < 0n && !item.refund;
  if (negative.per === "credit") {
    const losses = worked.filter(isLoss);
    if (losses.length === 0 && isZero(carriedBase)) return { worked, below: [], carry: ZERO };
    const kept = worked.map((each) =>
      isLoss(each) ? { ...each, base: ZERO, counts: false } : each,
    );
    const loss = sumOf(losses);
    traced(trace, 4, `negative.${negative.pays}`, () => ({ per: "credit", base: exactText(loss) }));
    if (negative.pays === "negative") return { worked: kept, below: losses, carry: ZERO };
    if (negative.pays === "zero") return { worked: kept, below: [], carry: ZERO };
    const { left, rest } = offset(kept, carriedBase);
    return { worked: left, below: [], carry: plus(rest, loss) };
  }
  if (negative.pays === "negative") return { worked, below: [], carry: ZERO };
  const { left, rest } = offset(worked, carriedBase);
  const sum = plus(sumOf(left.filter(({ item }) => !item.refund)), rest);
  if (sum.num >= 0n) return { worked: left, below: [], carry: ZERO };
  traced(trace, 4, `negative.${negative.pays}`, () => ({ per: "window", base: exactText(sum) }));
  const none = left.map((each) =>
    each.item.refund ? each : { ...each, base: ZERO, counts: false },
  );
  return { worked: none, below: [], carry: negative.pays === "carried" ? sum : ZERO };
}

/** A debt of base is taken from the items in their places; `rest` is what they could not cover. */
function offset(worked: readonly Worked[], debt: Rate): { left: Worked[]; rest: Rate } {
  let rest = debt;
  const left = worked.map((each) => {
    if (rest.num >= 0n || each.base.num <= 0n || each.item.refund) return each;
    const taken = least(each.base, minus(ZERO, rest));
    rest = plus(rest, taken);
    return { ...each, base: minus(each.base, taken) };
  });
  return { left, rest };
}

/** How much of each item was taken back, 0 to 1, by its base. */
export function refundedShares(
  scene: Scene,
  base: Formula | null,
  { items }: Climb,
): Map<string, Rate> {
  const shares = new Map<string, Rate>();
  for (const item of items) {
    if (item.left === item.measures) continue;
    if (base === null || isGone(item)) {
      shares.set(item.id, isGone(item) ? ONE : ZERO);
      continue;
    }
    const before = originalValueOf(scene.world, base, item);
    const after = valueOf(scene.world, base, item);
    shares.set(item.id, isZero(before) ? ZERO : minus(ONE, over(after, before)));
  }
  return shares;
}

/** A threshold of the base: closed gate, base taken off the first items, or base forgotten. */
export function thresholded(
  threshold: CreditComponent["threshold"],
  worked: readonly Worked[],
  trace: Tracing,
): { worked: readonly Worked[]; closed: boolean } {
  if (!threshold) return { worked, closed: false };
  const sum = sumOf(worked);
  const { at, treat } = threshold;
  traced(trace, 4, `threshold.${treat}`, () => ({ at: exactText(at), base: exactText(sum) }));
  const short = isBelow(sum, at);
  if (treat === "gate") return { worked, closed: short };
  if (treat === "cliff")
    return {
      worked: short ? worked.map((each) => ({ ...each, base: ZERO, counts: false })) : worked,
      closed: false,
    };
  let gone = ZERO;
  const left = worked.map((each) => {
    const before = gone;
    gone = plus(gone, each.base);
    return { ...each, base: minus(beyond(gone, at), beyond(before, at)) };
  });
  return { worked: left, closed: false };
}

export function beyond(base: Rate, deductible: Rate): Rate {
  return base.num <= 0n ? base : greatest(ZERO, minus(base, deductible));
}
