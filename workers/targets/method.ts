import { must, unreachable } from "../lib/assert.ts";
import { addRates, multiplyRates, ONE, rate, type Rate } from "../lib/rate.ts";
import type { Basis } from "./allocation.ts";
import type { Factor } from "./share.ts";

/**
 * What people call the ways to share out. Every one comes down to ratios or to given shares, so all
 * are exact, bounded, rounded and explained by the same code. Lists stand in the order of recipients.
 */
export type Method =
  | { readonly kind: "equal"; readonly recipients: number }
  | { readonly kind: "factor"; readonly key: string; readonly values: readonly Rate[] }
  | { readonly kind: "composite"; readonly factors: readonly Factor[] }
  | { readonly kind: "given"; readonly shares: readonly Rate[] }
  | { readonly kind: "keep"; readonly current: readonly bigint[] }
  | { readonly kind: "growth"; readonly last: readonly bigint[]; readonly growth: readonly Rate[] }
  | { readonly kind: "capacity"; readonly seats: readonly Seats[] }
  | { readonly kind: "copy"; readonly amounts: readonly bigint[] };

/** Productive capacity of one recipient: heads x what one sells x how far along the heads are. */
export type Seats = { readonly heads: Rate; readonly productivity: Rate; readonly ramp: Rate };

export function basisOf(method: Method): Basis {
  switch (method.kind) {
    case "equal":
      return one("equal", Array<Rate>(method.recipients).fill(ONE));
    case "factor":
      return one(method.key, method.values);
    case "composite":
      return { kind: "ratios", factors: method.factors };
    case "given":
      return { kind: "given", shares: method.shares };
    case "keep": // The locked ones are fixed amounts; the others keep their proportions.
      return one("current", method.current.map(whole));
    case "growth":
      return one(
        "growth",
        method.last.map((last, at) => grown(last, must(method.growth[at]))),
      );
    case "capacity":
      return one("capacity", method.seats.map(capacity));
    case "copy":
      return one("copied", method.amounts.map(whole));
    default:
      return unreachable(method);
  }
}

export function capacity({ heads, productivity, ramp }: Seats): Rate {
  return multiplyRates(multiplyRates(heads, productivity), ramp);
}

function grown(last: bigint, growth: Rate): Rate {
  return multiplyRates(whole(last), addRates(ONE, growth));
}

function whole(amount: bigint): Rate {
  return rate(amount, 1n);
}

function one(key: string, values: readonly Rate[]): Basis {
  return { kind: "ratios", factors: [{ key, weight: ONE, values }] };
}
