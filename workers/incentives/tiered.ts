import { type Rate, ZERO } from "../lib/rate.ts";
import { ascending } from "../lib/list.ts";
import { beyond, releasedBase, type Settled, thresholded } from "./base.ts";
import type { Answer, Climb, Worked } from "./climb.ts";
import { holds } from "./conditions.ts";
import { exactText, isZero, least, minus, plus, times, whole } from "./exact.ts";
import type { Scene } from "./figures.ts";
import { type Measured, measured } from "./measure.ts";
import { withoutTarget } from "./no-target.ts";
import type { ComponentOf } from "./plan-components.ts";
import { activeShare } from "./quota.ts";
import { rateFor } from "./rate-source.ts";
import { meanPrice, priced, pricesAlong, type Slice, type Tier } from "./tiers.ts";
import { traced, type Tracing } from "./world.ts";

const ONE = whole(1);

/** Tiers over a measure, see tiers.ts. */
export function tiered(
  scene: Scene,
  component: ComponentOf<"tiered">,
  { worked, below }: Settled,
  climb: Climb,
  trace: Tracing,
): Answer {
  const { threshold } = component;
  const limited = thresholded(
    threshold?.treat === "deductible" ? undefined : threshold,
    worked,
    trace,
  );
  const counted = measured(scene, component.measure, limited.worked, climb, trace);
  const found = climb.released
    ? { ...counted, steps: paidWhenReleased(scene, component, climb, counted.steps, trace) }
    : counted;
  if (found.target !== "there") return withoutTarget(scene, component, climb, found, trace);
  const tiers = tiersOf(scene, component, climb, found, trace);
  const deductible = threshold?.treat === "deductible" ? threshold.at : ZERO;
  const lookedUpAt = found.end ? least(found.lookedUpAt, found.end) : found.lookedUpAt;
  // Along its own base every order of steps comes to the same as one step.
  const [first] = found.steps;
  const isOne =
    !climb.byItem && !climb.released && component.measure.read === "base" && first !== undefined;
  const steps = isOne ? [{ ...first, base: found.at, measure: found.at }] : found.steps;
  const made = found.ratio
    ? byMean(tiers, found, lookedUpAt, deductible)
    : priced(tiers, steps, lookedUpAt, { deductible, end: found.end });
  traceSlices(made.slices, component, trace, deductible);
  if (!isZero(made.amounts))
    traced(trace, 6, "tiers.amounts", () => ({ pay: exactText(made.amounts) }));
  const lowest = tiers[0]?.rate ?? ZERO;
  const parts = [
    ...steps.flatMap(({ item }, at) => {
      const pay = made.parts[at] ?? ZERO;
      return isZero(pay) ? [] : [{ item, pay }];
    }),
    ...(climb.released ? [] : below).map(({ item, base }) => ({ item, pay: times(base, lowest) })),
  ];
  const pay = parts.reduce((sum, part) => plus(sum, part.pay), ZERO);
  // A sum for a tier that nothing was sold for belongs to no item, and is paid all the same.
  const whole = parts.length === 0 ? made.pay : pay;
  traced(trace, 6, "pay", () => ({ measure: exactText(found.at), pay: exactText(whole) }));
  const isAlong = climb.singles !== null && !found.ratio;
  const prices = isAlong ? pricesAlong(tiers, lookedUpAt, { deductible, end: found.end }) : [];
  return { pay: whole, parts, closed: limited.closed, ...(isAlong ? { prices } : {}) };
}

/** What counts moves along the tiers and pays nothing; what is released pays where the window then stands. */
function paidWhenReleased(
  scene: Scene,
  component: ComponentOf<"tiered">,
  climb: Climb,
  steps: readonly Worked[],
  trace: Tracing,
): Worked[] {
  const counted = steps.map((each) => ({ ...each, base: ZERO }));
  return [...counted, ...releasedBase(scene, component, climb, trace)].sort((a, b) =>
    ascending(a.item.day, b.item.day),
  );
}

function byMean(tiers: readonly Tier[], found: Measured, lookedUpAt: Rate, deductible: Rate) {
  const { rate, amounts } = meanPrice(tiers, found.at, lookedUpAt);
  let gone = ZERO;
  const parts = found.steps.map(({ base }) => {
    const before = gone;
    gone = plus(gone, base);
    return times(minus(beyond(gone, deductible), beyond(before, deductible)), rate);
  });
  const sum = parts.reduce(plus, ZERO);
  const slices: Slice[] = [
    { tier: -1, base: minus(beyond(gone, deductible), ZERO), rate, pay: sum },
  ];
  return { pay: plus(sum, amounts), parts, slices, amounts, top: -1 };
}

function traceSlices(
  slices: readonly Slice[],
  component: ComponentOf<"tiered">,
  trace: Tracing,
  deductible: Rate,
): void {
  if (!isZero(deductible))
    traced(trace, 4, "threshold.deductible", () => ({ at: exactText(deductible) }));
  for (const slice of slices)
    traced(trace, 6, "tiers.slice", () => ({
      tier: component.tiers[slice.tier]?.key ?? String(slice.tier + 1),
      base: exactText(slice.base),
      rate: exactText(slice.rate),
      pay: exactText(slice.pay),
    }));
}

/** Tiers in the measure's own units: bounds, reaches and rates resolved for this person and window. */
function tiersOf(
  scene: Scene,
  component: ComponentOf<"tiered">,
  climb: Climb,
  found: Measured,
  trace: Tracing,
): Tier[] {
  const { world, plan } = scene;
  const person = world.people.get(climb.person);
  const shrink =
    component.boundsProrate && person && !climb.single
      ? activeShare(world, plan, person, climb.within)
      : ONE;
  // Attainment shrinks with its quota, a ratio never does.
  const scale = found.quota !== null || found.ratio ? found.unit : times(climb.scale, shrink);
  const bound = (value: Rate) => times(value, scale);
  const baseRate = component.baseRate ? rateFor(scene, component.baseRate, climb) : ZERO;
  return component.tiers.map((tier): Tier => {
    const { reach } = tier;
    const from = bound(tier.from);
    const target =
      typeof reach === "string" ? null : component.tiers.find(({ key }) => key === reach.tier);
    return {
      from,
      boundary: tier.boundary,
      reach:
        reach === "own"
          ? from
          : reach === "zero"
            ? ZERO
            : reach === "quota"
              ? (found.quota ?? from)
              : bound(target?.from ?? tier.from),
      rate:
        "rate" in tier.pays
          ? rateFor(scene, tier.pays.rate, climb)
          : "multiplier" in tier.pays
            ? times(baseRate, tier.pays.multiplier)
            : null,
      amount: "amount" in tier.pays ? tier.pays.amount : null,
      allowed: tier.when === undefined || holds(scene, climb.person, tier.when, trace, 6),
    };
  });
}
