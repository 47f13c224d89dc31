import * as v from "valibot";
import {
  Curve,
  Factor,
  Figure,
  Filter,
  FormulaText,
  Key,
  Level,
  Name,
  Ratio,
} from "./plan-parts.ts";

/**
 * What is counted, named once. From credits: the formula over each direct credit times its share,
 * summed. Given: measured elsewhere (satisfaction, days, a score) and handed in as figures.
 */
export const Metric = v.strictObject({
  key: Key,
  name: Name,
  unit: v.picklist(["money", "count", "ratio", "days", "score"]),
  /** Decimals its amounts have, 0 to 6. */
  scale: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6)),
  class: v.picklist(["result", "process", "health"]),
  /** Down: attainment is target / actual, at most `maxAttainment`, which also serves actual = 0. */
  direction: v.optional(v.picklist(["up", "down"]), "up"),
  maxAttainment: v.optional(Factor, "2"),
  from: v.union([
    v.strictObject({ credits: FormulaText, filters: v.optional(v.array(Filter), []) }),
    v.literal("given"),
  ]),
});
export type Metric = v.InferOutput<typeof Metric>;

const COMPARISONS = [">=", ">", "<=", "<", "="] as const;

/**
 * A condition is named once and used by its key: one comparison; or all, any, or the opposite of
 * other conditions. A circle is refused with its members named. A figure that does not exist (no
 * target, nothing measured) makes its comparison false.
 */
export const Condition = v.union([
  v.strictObject({
    key: Key,
    name: v.optional(Name),
    figure: Figure,
    is: v.picklist(COMPARISONS),
    than: v.union([
      v.strictObject({ number: Ratio }),
      /** The quota of the figure's own metric, window and basis, at a level, times a factor. */
      v.strictObject({ quota: Level, times: v.optional(Factor, "1") }),
    ]),
  }),
  v.strictObject({ key: Key, name: v.optional(Name), all: v.pipe(v.array(Key), v.minLength(1)) }),
  v.strictObject({ key: Key, name: v.optional(Name), any: v.pipe(v.array(Key), v.minLength(1)) }),
  v.strictObject({ key: Key, name: v.optional(Name), not: Key }),
]);
export type Condition = v.InferOutput<typeof Condition>;

/** Step 7: closed pays 0, or a stated part. */
export const Gate = v.strictObject({ when: Key, closed: v.optional(Factor, "0") });

/** Step 8: a factor while a condition holds, or a curve over a figure. All of them are multiplied. */
export const Multiplier = v.union([
  v.strictObject({
    factor: Factor,
    when: v.optional(Key),
    otherwise: v.optional(Factor, "1"),
  }),
  v.strictObject({
    figure: Figure,
    curve: Curve,
    /** Where there is no such figure. */
    missing: v.optional(Factor, "1"),
  }),
]);
export type Multiplier = v.InferOutput<typeof Multiplier>;
