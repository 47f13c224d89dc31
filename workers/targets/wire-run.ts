import * as v from "valibot";
import { WireRounding } from "./wire-rules.ts";

/** RunText as it is read back from the database. */
export const WireRun = v.object({
  version: v.literal(1),
  kind: v.picklist(["ratios", "given"]),
  total: v.string(),
  factors: v.array(v.object({ key: v.string(), weight: v.string(), sum: v.string() })),
  level: v.string(),
  moved: v.boolean(),
  minimum: v.nullable(v.string()),
  granule: v.string(),
  rounding: WireRounding,
  odd: v.string(),
  oddTo: v.nullable(v.string()),
});
