import { must } from "../lib/assert.ts";
import { ascending, sum } from "../lib/list.ts";
import { gcd } from "../lib/rate.ts";
import { err, ok } from "../lib/result.ts";
import { heap } from "./heap.ts";
import type { Counts, Task } from "./rounding.ts";

/** The method counts one by one; above this it would keep a browser waiting. */
export const QUOTA_STEPS_MAX = 250_000n;

/**
 * The quota method of Balinski and Young (1975): granule after granule to the largest
 * `part / (count + 1)` among those whom one more does not lift above the rounded-up quota.
 *
 * Promises: the sum is exact; each is within one granule of its quota; nobody loses when the total
 * grows. Those whose bound acts keep it; the method shares the rest over the others.
 * Refuses more than QUOTA_STEPS_MAX steps: it has no closed form, but after `sum of parts` granules
 * everybody has exactly the parts and it begins anew, so only the rest of that division is walked.
 */
export function roundQuota(task: Task): Counts {
  const free = task.parts.flatMap((part, at) => (part > 0n && isFree(task, at) ? [at] : []));
  const counts = task.quotas.nums.map((units) => units / task.quotas.den);
  const clamped = sum(counts) - sum(free.map((at) => must(counts[at])));
  const divisor = free.reduce((all, at) => gcd(all, must(task.parts[at])), 0n);
  if (divisor === 0n) return ok(counts);

  const parts = task.parts.map((part) => part / divisor);
  const cycle = sum(free.map((at) => must(parts[at])));
  const granules = task.granules - clamped;
  const steps = granules % cycle;
  if (steps > QUOTA_STEPS_MAX) {
    return err({ why: "too_many", granules: steps, most: QUOTA_STEPS_MAX });
  }
  for (const at of free) counts[at] = 0n;
  const tied = walk({ ...task, parts }, free, counts, steps, cycle);
  if (task.refuseTies && tied.length > 0) return err({ why: "tie", at: tied });
  for (const at of free) counts[at] = must(counts[at]) + (granules / cycle) * must(parts[at]);
  return ok(counts);
}

/** Gives `steps` granules to the free recipients, in `counts`; returns who was tied at the end. */
function walk(
  task: Task,
  free: readonly number[],
  counts: bigint[],
  steps: bigint,
  cycle: bigint,
): number[] {
  const part = (at: number) => must(task.parts[at]);
  const one = (at: number) => must(counts[at]) + 1n;
  const claim = (a: number, b: number) => ascending(one(a) * part(b), one(b) * part(a));
  const ready = heap<number>((a, b) => claim(a, b) || task.before(a, b));
  const from = new Map<bigint, number[]>([[1n, [...free]]]);
  let lastTied: number[] = [];
  for (let step = 1n; step <= steps; step += 1n) {
    for (const at of from.get(step) ?? []) ready.push(at);
    from.delete(step);
    const at = must(ready.pop(), "the upper quotas always leave somebody eligible");
    const rival = ready.peek();
    lastTied = rival !== undefined && claim(at, rival) === 0 ? [at, rival] : [];
    counts[at] = one(at);
    // Eligible again at the first step with step * part / cycle > count.
    const again = (must(counts[at]) * cycle) / part(at) + 1n;
    from.set(again, [...(from.get(again) ?? []), at]);
  }
  return lastTied;
}

function isFree(task: Task, at: number): boolean {
  const { lo, hi } = must(task.bounds[at]);
  const units = must(task.quotas.nums[at]);
  return units > lo * task.quotas.den && (hi === null || units < hi * task.quotas.den);
}
