import { divide } from "../lib/money.ts";
import { gcd } from "../lib/rate.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { OddPart } from "./allocation-error.ts";
import type { Bounds } from "./water-fill.ts";

/**
 * Bounds in whole granules, drawn inwards so that rounding can never break them; `odd` is what the
 * recipient gets on top. No `min` is 0. Null when no whole granule lies between.
 */
export function drawInwards(
  min: bigint | undefined,
  max: bigint | undefined,
  odd: bigint,
  granule: bigint,
): Bounds | null {
  const lowest = divide((min ?? 0n) - odd, granule, "ceiling");
  const lo = lowest < 0n ? 0n : lowest;
  const hi = max === undefined ? null : divide(max - odd, granule, "floor");
  return hi !== null && hi < lo ? null : { lo, hi };
}

/** What is left over whole granules; refused, with a granularity that would fit, if nobody takes it. */
export function oddPart(
  rest: bigint,
  granularity: bigint,
  somebodyTakesIt: boolean,
): Result<bigint, OddPart> {
  const value = rest % granularity;
  if (value === 0n || somebodyTakesIt) return ok(value);
  const offer = gcd(rest, granularity);
  return err({ code: "allocation/odd_part", value, granularity, offer });
}
