import { compareRates, type Rate, ZERO } from "../lib/rate.ts";
import {
  refundedShares,
  releasedBase,
  type Settled,
  settledNegatives,
  thresholded,
  workedOut,
} from "./base.ts";
import type { Answer, Climb, Climbed, Worked } from "./climb.ts";
import { absolute, exactText, isZero, least, minus, over, plus, times, whole } from "./exact.ts";
import type { Scene } from "./figures.ts";
import { lookUp } from "./filters.ts";
import type { Item } from "./items.ts";
import { holds } from "./conditions.ts";
import { measured } from "./measure.ts";
import { withoutTarget } from "./no-target.ts";
import type { ComponentOf, CreditComponent } from "./plan-components.ts";
import { rateFor } from "./rate-source.ts";
import { sumFor } from "./sums.ts";
import { tiered } from "./tiered.ts";
import { units } from "./unit-rate.ts";
import { traced, type Tracing } from "./world.ts";

const ONE = whole(1);

/** Steps 1 to 6 of a component that is paid on credits. */
export function climbed(
  scene: Scene,
  component: CreditComponent,
  climb: Climb,
  trace: Tracing,
): Climbed {
  const base = component.kind === "unit_rate" ? null : component.base;
  const worked = workedOut(scene, component, base, climb, trace);
  const refunded = scene.plan.late === "as_paid" ? refundedShares(scene, base, climb) : new Map();
  const settled = settledNegatives(component, worked, climb, trace);
  const nothing = { closed: false, carryBase: settled.carry, leftOut: false, refunded };
  switch (component.kind) {
    case "flat":
      return { ...nothing, ...flat(scene, component, settled, climb, trace) };
    case "unit_rate":
      return { ...nothing, ...units(scene, component, worked, climb, trace) };
    case "tiered":
      return { ...nothing, ...tiered(scene, component, settled, climb, trace) };
    case "interpolated":
      return { ...nothing, ...interpolated(scene, component, settled, climb, trace) };
  }
}

/** One rate, or a rate of each credit from a table. */
function flat(
  scene: Scene,
  component: ComponentOf<"flat">,
  { worked, below }: Settled,
  climb: Climb,
  trace: Tracing,
): Answer {
  const { world, plan } = scene;
  const { rate } = component;
  const paid = climb.released ? releasedBase(scene, component, climb, trace) : worked;
  const limited = thresholded(component.threshold, paid, trace);
  const table = "table" in rate ? rate.table : null;
  const pointer = `/plans/${world.plans.indexOf(plan)}/components/${plan.components.findIndex(({ key }) => key === component.key)}/rate/table`;
  const single = "table" in rate ? null : rateFor(scene, rate, climb);
  if (single) traced(trace, 6, "flat", () => ({ rate: exactText(single) }));
  const parts = [...limited.worked, ...(climb.released ? [] : below)].flatMap(({ item, base }) => {
    if (isZero(base)) return [];
    const by = table ? lookUp(world, table, item, pointer).value : (single ?? ZERO);
    const pay = times(base, by);
    if (table)
      traced(trace, 6, "table", () => ({
        credit: item.id,
        base: exactText(base),
        rate: exactText(by),
        pay: exactText(pay),
      }));
    return [{ item, pay }];
  });
  const pay = parts.reduce((sum, part) => plus(sum, part.pay), ZERO);
  traced(trace, 6, "pay", () => ({ pay: exactText(pay) }));
  // A rate of 0 gives nobody a part to measure by.
  const prices = single && !isZero(single) ? { prices: [{ from: ZERO, rate: single }] } : {};
  return { pay, parts, closed: limited.closed, ...prices };
}

function interpolated(
  scene: Scene,
  component: ComponentOf<"interpolated">,
  { worked }: Settled,
  climb: Climb,
  trace: Tracing,
): Answer {
  const { threshold } = component;
  const limited = thresholded(threshold, worked, trace);
  const found = measured(scene, component.measure, limited.worked, climb, trace);
  if (found.target !== "there") return withoutTarget(scene, component, climb, found, trace);
  const { world, plan } = scene;
  const person = world.people.get(climb.person);
  const of = component.of
    ? sumFor(world, plan, person, component.of, climb.within, !climb.single)
    : ZERO;
  const at = found.end ? least(found.lookedUpAt, found.end) : found.lookedUpAt;
  const scale = found.quota !== null || found.ratio ? found.unit : climb.scale;
  let pay = ZERO;
  for (const [index, tier] of component.tiers.entries()) {
    const [from, until] = [times(tier.from, scale), times(tier.until, scale)];
    if (compareRates(at, from) <= 0) break;
    if (tier.when !== undefined && !holds(scene, climb.person, tier.when, trace, 6)) continue;
    const done = least(ONE, over(minus(at, from), minus(until, from)));
    const full = "amount" in tier.pays ? tier.pays.amount : times(of, tier.pays.rate);
    pay = plus(pay, times(full, done));
    traced(trace, 6, "interpolated.tier", () => ({
      tier: String(index + 1),
      full: exactText(full),
      done: exactText(done),
      pay: exactText(times(full, done)),
    }));
  }
  traced(trace, 6, "pay", () => ({ measure: exactText(found.at), pay: exactText(pay) }));
  return { pay, parts: byBase(found.steps, pay), closed: limited.closed };
}

/** Pay that belongs to no single item follows their bases. */
function byBase(worked: readonly Worked[], pay: Rate): { item: Item; pay: Rate }[] {
  const counted = worked.filter(({ base }) => !isZero(base));
  const sum = counted.reduce((so, { base }) => plus(so, absolute(base)), ZERO);
  return counted.map(({ item, base }) => ({ item, pay: over(times(pay, absolute(base)), sum) }));
}
