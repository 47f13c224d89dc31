import type { Day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import { currencyScale } from "../lib/money.ts";
import { rate, type Rate, ZERO } from "../lib/rate.ts";
import { curveNow, holds } from "./conditions.ts";
import { paysAt } from "./curve.ts";
import { exactText, isBelow, isZero, least, minus, over, plus, times, whole } from "./exact.ts";
import { figureOf, type Scene } from "./figures.ts";
import { conversion } from "./fx.ts";
import { type DatedPay, payRate } from "./pay-rate.ts";
import type { PayComponent } from "./plan-components.ts";
import type { Multiplier } from "./plan-conditions.ts";
import { roundedTo } from "./round.ts";
import { sumFor } from "./sums.ts";
import { flaw, traced, type Tracing } from "./world.ts";

/** Steps 7 to 11: what every component passes after its own arithmetic. */

export type Raw = {
  /** Exact, in the plan's currency. */
  readonly pay: Rate;
  /** A threshold of the component itself that is not reached: the gate of step 7 is closed by it. */
  readonly closed?: boolean;
  /** What earlier windows' caps cut off, where it is carried. */
  readonly carriedIn?: Rate;
  /** Pay of single credits, where their days decide the rate of conversion. */
  readonly dated?: readonly DatedPay[];
};

export type Finished = {
  /** Minor units of the payee's currency. */
  readonly amount: bigint;
  /** What the cap cut off, exact, in the plan's currency. */
  readonly cut: Rate;
};

const ONE = whole(1);

/** Gate, multipliers, floor, cap, rounding, in this order. A closed gate beats the floor. */
export function finished(
  scene: Scene,
  component: PayComponent,
  personId: string,
  within: Interval | null,
  { pay, closed = false, carriedIn = ZERO, dated = [] }: Raw,
  trace: Tracing,
): Finished {
  const { world, plan } = scene;
  const gate = gateFactor(scene, component, personId, { pay, closed }, trace);
  let sum = times(pay, gate.factor);
  for (const multiplier of component.multipliers) {
    const factor = multiplierOf(scene, multiplier, personId, trace);
    const before = sum;
    sum = times(before, factor);
    traced(trace, 8, "multiplier", () => ({
      sum: exactText(before),
      factor: exactText(factor),
      pay: exactText(sum),
    }));
  }
  const person = world.people.get(personId);
  const floor = component.floor && sumFor(world, plan, person, component.floor, within);
  const cap = component.cap && sumFor(world, plan, person, component.cap, within);
  if (floor && cap && isBelow(cap, floor)) capBelowFloor(scene, component, personId, cap, floor);
  if (floor && gate.open && isBelow(sum, floor)) {
    const before = sum;
    sum = floor;
    traced(trace, 9, "floor", () => ({
      sum: exactText(before),
      floor: exactText(floor),
      pay: exactText(floor),
    }));
  }
  sum = plus(sum, carriedIn);
  if (!isZero(carriedIn))
    traced(trace, 10, "cap.carried_in", () => ({
      carried: exactText(carriedIn),
      pay: exactText(sum),
    }));
  let cut = ZERO;
  if (cap && isBelow(cap, sum)) {
    const before = sum;
    cut = minus(sum, cap);
    sum = least(sum, cap);
    traced(trace, 10, "cap", () => ({
      sum: exactText(before),
      cap: exactText(cap),
      cut: exactText(cut),
      pay: exactText(cap),
    }));
  }
  const first = within?.from ?? dated[0]?.day ?? scene.moment.asOf;
  // Nothing needs no rate.
  const fx = isZero(sum) ? ONE : payRate(scene, payCurrency(scene, personId), first, dated, trace);
  return { amount: rounded(scene, component, personId, fx, sum, trace), cut };
}

function gateFactor(
  scene: Scene,
  { gates }: PayComponent,
  personId: string,
  { pay, closed }: { readonly pay: Rate; readonly closed: boolean },
  trace: Tracing,
): { factor: Rate; open: boolean } {
  let factor = closed ? ZERO : ONE;
  let open = !closed;
  if (closed)
    traced(trace, 7, "gate.threshold", () => ({ sum: exactText(pay), factor: "0", pay: "0" }));
  for (const gate of gates) {
    if (holds(scene, personId, gate.when, trace, 7)) continue;
    open = false;
    const before = times(pay, factor);
    factor = times(factor, gate.closed);
    traced(trace, 7, "gate.closed", () => ({
      condition: gate.when,
      sum: exactText(before),
      factor: exactText(gate.closed),
      pay: exactText(times(pay, factor)),
    }));
  }
  return { factor, open };
}

export function multiplierOf(
  scene: Scene,
  multiplier: Multiplier,
  personId: string,
  trace: Tracing,
): Rate {
  if ("figure" in multiplier) {
    const { value } = figureOf(scene, personId, multiplier.figure);
    const curve = curveNow(scene, personId, multiplier.curve, trace, 8);
    return value === null ? multiplier.missing : paysAt(curve, value);
  }
  const { when, factor, otherwise } = multiplier;
  return when === undefined || holds(scene, personId, when, trace, 8) ? factor : otherwise;
}

function capBelowFloor(
  { world, plan }: Scene,
  component: PayComponent,
  personId: string,
  cap: Rate,
  floor: Rate,
): void {
  const at = plan.components.findIndex(({ key }) => key === component.key);
  flaw(world, {
    code: "incentives/cap_below_floor",
    pointer: `/plans/${world.plans.indexOf(plan)}/components/${at}/cap`,
    component: component.key,
    person: personId,
    cap: exactText(cap),
    floor: exactText(floor),
  });
}

/** Step 11: into the payee's currency, exactly, and then once to the granule. */
function rounded(
  scene: Scene,
  component: PayComponent,
  personId: string,
  fx: Rate,
  sum: Rate,
  trace: Tracing,
): bigint {
  const currency = payCurrency(scene, personId);
  const scale = currencyScale(currency);
  const minorUnits = times(times(sum, fx), whole(10n ** BigInt(scale)));
  const granule = granuleOf(component.rounding.granule, scale);
  const amount = roundedTo(minorUnits, granule, component.rounding.mode);
  traced(trace, 11, "rounding", () => ({
    exact: exactText(sum),
    ...(isZero(minus(fx, ONE)) ? {} : { rate: exactText(fx) }),
    granule: exactText(over(whole(granule), whole(10n ** BigInt(scale)))),
    mode: component.rounding.mode,
    pay: exactText(rate(amount, 10n ** BigInt(scale))),
  }));
  return amount;
}

/** A granule in minor units; one below the minor unit is the minor unit. */
export function granuleOf(granule: Rate | undefined, scale: number): bigint {
  if (!granule) return 1n;
  const units = (granule.num * 10n ** BigInt(scale)) / granule.den;
  return units < 1n ? 1n : units;
}

export function payCurrency({ world, plan }: Scene, personId: string): string {
  return world.people.get(personId)?.currency ?? plan.currency;
}

/** Minor units of the payee's currency as an exact amount of the plan's. */
export function minorToPlan(scene: Scene, personId: string, units: bigint, on: Day): Rate {
  const { world, plan } = scene;
  const currency = payCurrency(scene, personId);
  const { rate: fx } = conversion(world, plan, plan.currency, currency, on);
  return over(rate(units, 10n ** BigInt(currencyScale(currency))), fx);
}
