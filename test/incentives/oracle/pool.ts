import type { Of } from "./case.ts";
import type { Asked } from "./components.ts";
import { metricAmount } from "./figures.ts";
import {
  compare,
  div,
  floor,
  most,
  mul,
  ONE,
  q,
  read,
  roundTo,
  sub,
  sum,
  ZERO,
} from "./fraction.ts";

/** A team's pool in whole minor units, shared out so that the parts sum to it (largest remainder). */
export function poolPart(component: Of<"pool">, at: Asked): bigint {
  const { of, payee, window, look } = at;
  const unit = component.unit === "own_unit" ? payee.units[0] : component.unit.unit;
  const team = of.payees.filter(({ units }) => unit !== undefined && units.includes(unit));
  if (!team.includes(payee)) return 0n;
  const { sum: asked, share } = component;
  const made = (metric: string) => team.map((each) => metricAmount(of, each, metric, window, look));
  const whole =
    "amount" in asked ? read(asked.amount) : mul(read(asked.rate), sum(made(asked.metric)));
  if (compare(whole, ZERO) <= 0) return 0n;
  if (share === "peer") throw new Error("the oracle has no votes");
  const given = share === "equal" ? [] : made(share.contribution).map((each) => most(ZERO, each));
  const weights = sum(given).n === 0n ? team.map(() => ONE) : given;
  // Whole granules go to people, so that what each is paid is a whole granule too.
  const { granule = "0.01", mode = "half_away" } = component.rounding ?? {};
  const minor = mul(read(granule), q(100)).n;
  const units = roundTo(mul(whole, q(100)), minor, mode) / minor;
  const exact = weights.map((weight) => div(mul(q(units), weight), sum(weights)));
  const floors = exact.map(floor);
  const left = units - floors.reduce((so, each) => so + each, 0n);
  const rests = exact.map((each, index) => sub(each, q(floors[index] ?? 0n)));
  const order = team.map((_, index) => index);
  order.sort((a, b) => compare(rests[b] ?? ZERO, rests[a] ?? ZERO) || a - b);
  const own = team.indexOf(payee);
  return ((floors[own] ?? 0n) + (BigInt(order.indexOf(own)) < left ? 1n : 0n)) * minor;
}
