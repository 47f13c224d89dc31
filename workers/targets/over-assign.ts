import { divide, minor, type Minor } from "../lib/money.ts";
import { addRates, multiplyRates, ONE, type Rate } from "../lib/rate.ts";

/** What the children of a node share: its own number and `over` on top, to the nearest step. */
export function sharedOut(own: Minor, over: Rate): Minor {
  const factor = addRates(ONE, over);
  return minor(divide(own * factor.num, factor.den, "half_away"));
}

/** Over-assignment multiplies down the levels: 10 % over 5 % is 15.5 % at the street. */
export function compounded(over: readonly Rate[]): Rate {
  const factor = over.reduce((all, one) => multiplyRates(all, addRates(ONE, one)), ONE);
  return addRates(factor, { num: -1n, den: 1n });
}
