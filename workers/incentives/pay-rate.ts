import type { Day } from "../lib/day.ts";
import { type Rate, ZERO } from "../lib/rate.ts";
import { exactText, isZero, over, plus, times } from "./exact.ts";
import type { Scene } from "./figures.ts";
import { conversion } from "./fx.ts";
import { traced, type Tracing, type World } from "./world.ts";
import type { Plan } from "./plan-document.ts";

/** Pay of a credit of a day, exact, in the plan's currency. */
export type DatedPay = { readonly day: Day; readonly pay: Rate };

/** Whether the day of a credit decides at which rate its pay becomes the payee's. */
export function isPaidByDay({ people }: World, { rates, currency }: Plan, person: string): boolean {
  const own = people.get(person)?.currency ?? currency;
  return own !== currency && rates.kind !== "fixed" && rates.kind !== "none";
}

/**
 * The exact rate at which a sum of the plan's currency becomes the payee's, by the plan's rate rule:
 * pay of credits at the rate of each credit's own date (or of its month), so for a window their mean
 * by pay; pay without credits (a bonus, a floor) at the rate of the window's first day.
 */
export function payRate(
  scene: Scene,
  currency: string,
  first: Day,
  parts: readonly DatedPay[],
  trace: Tracing,
): Rate {
  const { world, plan } = scene;
  const by = (on: Day) => conversion(world, plan, plan.currency, currency, on);
  const isDated = plan.rates.kind !== "fixed" && plan.rates.kind !== "none";
  const days = new Map<Day, Rate>();
  if (plan.currency !== currency && isDated)
    for (const { day, pay } of parts) days.set(day, plus(days.get(day) ?? ZERO, pay));
  const all = [...days.values()].reduce(plus, ZERO);
  const tell = (day: Day) => {
    const { rate, on } = by(day);
    if (plan.currency !== currency)
      traced(trace, 11, "fx.pay", () => ({
        ...{ day, from: plan.currency, to: currency, rate: exactText(rate) },
        ...(on === null ? {} : { on }),
      }));
    return rate;
  };
  if (isZero(all)) return tell(first);
  let sum = ZERO;
  for (const [day, pay] of days) sum = plus(sum, times(pay, tell(day)));
  return over(sum, all);
}

/** What each part weighs in the payee's currency. */
export function weightsOf(
  { world, plan }: Scene,
  currency: string,
  parts: readonly DatedPay[],
): readonly Rate[] {
  const isDated = plan.rates.kind !== "fixed" && plan.rates.kind !== "none";
  if (plan.currency === currency || !isDated) return parts.map(({ pay }) => pay);
  const rates = new Map<Day, Rate>();
  return parts.map(({ day, pay }) => {
    const known = rates.get(day) ?? conversion(world, plan, plan.currency, currency, day).rate;
    rates.set(day, known);
    return isZero(pay) ? pay : times(pay, known);
  });
}
