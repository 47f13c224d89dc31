import { must } from "../lib/assert.ts";
import { ascending, sum } from "../lib/list.ts";

/**
 * `granules` over positions by weight, largest remainder, ties to the earlier position.
 * For what has a natural order (months); recipients go through allocate().
 */
export function largestRemainders(granules: bigint, weights: readonly bigint[]): bigint[] {
  const whole = sum(weights);
  const counts = weights.map((weight) => (granules * weight) / whole);
  const left = weights.map((weight) => (granules * weight) % whole);
  const spare = Number(granules - sum(counts));
  const order = weights
    .map((_, at) => at)
    .sort((a, b) => ascending(must(left[b]), must(left[a])) || a - b);
  for (const at of order.slice(0, spare)) counts[at] = must(counts[at]) + 1n;
  return counts;
}
