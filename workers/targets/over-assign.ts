import { divide, MINOR_MAX, minor, type Minor } from "../lib/money.ts";
import { addRates, multiplyRates, ONE, type Rate } from "../lib/rate.ts";

/**
 * What the children of a node share: its own number and `over` on top, to the nearest step. Null
 * when that is beyond what the database and JSON carry exactly.
 */
export function sharedOut(own: Minor, over: Rate): Minor | null {
  const factor = addRates(ONE, over);
  const shared = divide(own * factor.num, factor.den, "half_away");
  return shared > MINOR_MAX || shared < -MINOR_MAX ? null : minor(shared);
}

/** Over-assignment multiplies down the levels: 10 % over 5 % is 15.5 % at the street. */
export function compounded(over: readonly Rate[]): Rate {
  const factor = over.reduce((all, one) => multiplyRates(all, addRates(ONE, one)), ONE);
  return addRates(factor, { num: -1n, den: 1n });
}
