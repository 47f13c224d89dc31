import * as v from "valibot";
import type { Payoff } from "./payoff.ts";

const Decimal = v.pipe(
  v.string(),
  v.regex(/^\d{1,9}(\.\d{1,9})?$/, "A plain decimal not below 0."),
);

/** A payoff as it is sent and stored. */
export const WirePayoff = v.variant("kind", [
  v.strictObject({ kind: v.literal("none") }),
  v.strictObject({ kind: v.literal("gonik") }),
  v.strictObject({
    kind: v.literal("joint"),
    /** w, between 0 and 1. */
    weight: Decimal,
    /** P. */
    reward: Decimal,
    /** Q; w × P < Q < P. */
    penalty: Decimal,
    floor: v.optional(v.boolean(), false),
  }),
]);

export function payoffFrom(json: string): Payoff {
  return v.parse(WirePayoff, JSON.parse(json));
}
