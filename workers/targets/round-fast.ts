import { assert, must } from "../lib/assert.ts";
import { ok } from "../lib/result.ts";
import type { Before } from "./order.ts";
import type { Counts, Task } from "./rounding.ts";

const BUCKETS = 2048;

/**
 * Largest remainder on safe integers and with selection instead of sorting: what 100,000 recipients
 * need. Null when a product would leave 2^53, or when ties must be named: then the exact version
 * decides. A property holds that both give the same answer.
 */
export function roundFast(task: Task): Counts | null {
  const { nums, den } = task.quotas;
  const largest = nums.reduce((most, units) => (units > most ? units : most), 0n);
  if (task.refuseTies || largest + den > BigInt(Number.MAX_SAFE_INTEGER)) return null;
  const units = Float64Array.from(nums, Number);
  const counts = largestRemainder(Number(task.granules), units, 1, Number(den), task.before);
  return counts === null ? null : ok(Array.from(counts, BigInt));
}

/**
 * Whole granules for quotas of exactly `weights[i] * times / whole`.
 * Asserts that every product is a safe integer. Null when one round does not use up the granules.
 */
export function largestRemainder(
  granules: number,
  weights: Float64Array,
  times: number,
  whole: number,
  before: Before,
): Float64Array | null {
  const counts = new Float64Array(weights.length);
  const buckets = new Uint16Array(weights.length);
  const tally = new Int32Array(BUCKETS + 2);
  const scale = BUCKETS / whole;
  let largest = 0;
  let spare = granules;
  let open = 0;
  for (let at = 0; at < weights.length; at += 1) {
    const product = (weights[at] ?? 0) * times;
    if (product > largest) largest = product;
    let count = Math.floor(product / whole);
    let rest = product - count * whole;
    // A quotient just below a whole number is rounded up to it by the division; never down.
    if (rest < 0) {
      count -= 1;
      rest += whole;
    }
    counts[at] = count;
    spare -= count;
    if (rest > 0) {
      // Monotone in the remainder, which is all that the cut needs: its edge is compared exactly.
      const bucket = 1 + ((rest * scale) | 0);
      buckets[at] = bucket;
      tally[bucket] = (tally[bucket] ?? 0) + 1;
      open += 1;
    }
  }
  assert(largest + whole <= Number.MAX_SAFE_INTEGER, "a product is a safe integer");
  if (spare < 0 || spare > open) return null;
  const left = (at: number) => {
    const product = (weights[at] ?? 0) * times;
    const rest = product - Math.floor(product / whole) * whole;
    return rest < 0 ? rest + whole : rest;
  };
  if (spare > 0) giveSpare(counts, { left, buckets, tally }, spare, before);
  return counts;
}

/** The remainders, and which of the buckets by size each falls into; 0 is no remainder. */
type Left = {
  /** Made again for the few at the edge: cheaper than keeping all of them. */
  readonly left: (at: number) => number;
  readonly buckets: Uint16Array;
  readonly tally: Int32Array;
};

/** One granule to each of the `spare` largest remainders: whole buckets, then part of one. */
function giveSpare(
  counts: Float64Array,
  { left, buckets, tally }: Left,
  spare: number,
  before: Before,
): void {
  // A product of two doubles can reach the bucket behind the last.
  let cut = BUCKETS + 1;
  let above = 0;
  while (above + (tally[cut] ?? 0) < spare) {
    above += tally[cut] ?? 0;
    cut -= 1;
  }
  const edge = new Int32Array(tally[cut] ?? 0);
  let found = 0;
  for (let at = 0; at < buckets.length; at += 1) {
    const bucket = buckets[at] ?? 0;
    if (bucket > cut) counts[at] = (counts[at] ?? 0) + 1;
    else if (bucket === cut) edge[found++] = at;
  }
  const first = (a: number, b: number) => left(b) - left(a) || before(a, b);
  select(edge, spare - above, first);
  for (const at of edge.subarray(0, spare - above)) counts[at] = (counts[at] ?? 0) + 1;
}

/** Moves the first `wanted` rows in the order of `compare` to the front (quickselect, Hoare 1961). */
function select(rows: Int32Array, wanted: number, compare: Before): void {
  const at = (index: number) => must(rows[index]);
  let low = 0;
  let high = rows.length - 1;
  while (low < high) {
    const pivot = at((low + high) >> 1);
    let left = low;
    let right = high;
    while (left <= right) {
      while (compare(at(left), pivot) < 0) left += 1;
      while (compare(at(right), pivot) > 0) right -= 1;
      if (left > right) break;
      const kept = at(left);
      rows[left] = at(right);
      rows[right] = kept;
      left += 1;
      right -= 1;
    }
    if (wanted - 1 <= right) high = right;
    else if (wanted - 1 >= left) low = left;
    else return;
  }
}
