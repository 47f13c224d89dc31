import { unreachable } from "../lib/assert.ts";
import { roundDivisor } from "./round-divisor.ts";
import { roundFast } from "./round-fast.ts";
import { roundQuota } from "./round-quota.ts";
import { roundRemainder } from "./round-remainder.ts";
import type { Counts, Rounding, Task } from "./rounding.ts";

/** Whole granules by the rule that was chosen. */
export function round(task: Task, rule: Rounding): Counts {
  switch (rule.kind) {
    case "remainder":
      return (rule.quota === "hare" ? roundFast(task) : null) ?? roundRemainder(task, rule.quota);
    case "divisor":
      return roundDivisor(task, rule);
    case "quota":
      return roundQuota(task);
    default:
      return unreachable(rule);
  }
}
