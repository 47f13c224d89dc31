import { divide, type Minor, minor } from "../lib/money.ts";
import { rate, type Rate } from "../lib/rate.ts";

/** Growth asked of a target against its base: 10,000,000 to 12,000,000 is +20 %. Null without base. */
export function growthOf(base: bigint, target: bigint): Rate | null {
  return base === 0n ? null : rate(target - base, base < 0n ? -base : base);
}

/** The base from which `growth` leads to `target`, to the nearest smallest step. */
export function baseFor(target: Minor, growth: Rate): Minor {
  return minor(divide(target * growth.den, growth.den + growth.num, "half_away"));
}

/** Heads that carry `target` at `perHead` each: 20 for 4,000 at 200, 17 for 3,000 at 180. */
export function headsFor(target: Minor, perHead: Minor): bigint {
  return divide(target, perHead, "ceiling");
}

/** The same for an amount in smallest steps and a productivity as it was entered, above 0. */
export function headsAt(target: bigint, scale: number, perHead: Rate): bigint {
  return divide(target * perHead.den, perHead.num * 10n ** BigInt(scale), "ceiling");
}
