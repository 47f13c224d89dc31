import { intersection, type Interval } from "../lib/interval.ts";
import { type Rate, ZERO } from "../lib/rate.ts";
import { over, plus, times, whole } from "./exact.ts";
import type { Participant } from "./input.ts";
import type { Plan } from "./plan-document.ts";
import type { Sum } from "./plan-parts.ts";
import { activeDays, activeShare } from "./quota.ts";
import { monthsWithin, shareOf } from "../calendar/day-count.ts";
import { monthsPer, until } from "./time.ts";
import type { World } from "./world.ts";

/**
 * A sum of the plan for a person and window, exact, in the plan's currency. `prorates` is what its
 * field does where the sum does not say; a window of a single credit or deal (null) never prorates.
 */
export function sumFor(
  world: World,
  plan: Plan,
  person: Participant | undefined,
  sum: Sum,
  within: Interval | null,
  prorates = true,
): Rate {
  if ("num" in sum) return part(world, plan, person, sum, within, prorates);
  if ("amount" in sum) return part(world, plan, person, sum.amount, within, sum.prorates);
  if (!person || !within) return ZERO;
  return times(variableFor(world, plan, person, sum.variable, within, sum.prorates), sum.times);
}

function part(
  world: World,
  plan: Plan,
  person: Participant | undefined,
  amount: Rate,
  within: Interval | null,
  prorates: boolean,
): Rate {
  if (!prorates || !person || !within) return amount;
  return times(amount, activeShare(world, plan, person, within));
}

/**
 * A variable of the person over a window: each fiscal month holds an equal part of what it is per,
 * a part of a month its share by the day count, and only days the person is there count.
 */
export function variableFor(
  world: World,
  plan: Plan,
  person: Participant,
  key: string,
  within: Interval,
  prorates = true,
): Rate {
  let sum = ZERO;
  for (const each of person.variables) {
    const held =
      each.key === key && intersection(within, { from: each.from, until: until(each.until) });
    if (!held) continue;
    for (const { month, part: days } of monthsWithin(world.time, held)) {
      const monthly = over(each.amount, whole(monthsPer(world.time, each.per, month.from)));
      const there = prorates ? activeDays(person, days) : [days];
      sum = plus(sum, times(monthly, shareOf(world.time, plan.dayCount, there, month)));
    }
  }
  return sum;
}
