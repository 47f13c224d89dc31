import * as v from "valibot";
import { WireDecimal } from "../lib/wire.ts";

/** How fractions of a granule are rounded, on the wire. */
export const WireRounding = v.variant("kind", [
  v.strictObject({
    kind: v.literal("remainder"),
    quota: v.optional(v.picklist(["hare", "droop", "hare_whole", "droop_whole"]), "hare"),
  }),
  v.strictObject({
    kind: v.literal("divisor"),
    divisor: v.picklist(["adams", "dean", "huntington_hill", "webster", "jefferson"]),
    /** Webster only: the first of 1, 3, 5, … */
    first: v.optional(WireDecimal),
  }),
  v.strictObject({ kind: v.literal("quota") }),
]);

export const WireTies = v.picklist(["larger_share", "smaller_share", "order", "refuse"]);

/** A rate or weight: "0.4", "40%" or "2/5". */
export const WireRate = v.pipe(
  v.string(),
  v.maxLength(70),
  v.regex(
    /^[+-]?\d{1,30}(\.\d{1,30})?\s*%?$|^[+-]?\d{1,30}\/0*[1-9]\d{0,29}$/,
    'A number as text, such as "0.4", "40%" or "2/5".',
  ),
  v.metadata({ examples: ["0.4"] }),
);
