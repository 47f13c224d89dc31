import { must } from "../lib/assert.ts";
import { ascending, sum } from "../lib/list.ts";
import { err, ok } from "../lib/result.ts";
import type { Counts, RemainderQuota, Task } from "./rounding.ts";

/**
 * Largest remainder: everyone gets the whole granules of the quota, what is left goes to the largest
 * remainders, one each, in several rounds when more is left than there are recipients.
 *
 * Promises: the sum is exact; with the Hare quota each is less than one granule from its quota.
 * Does not promise: that nobody loses when the total grows (the paradox of this method).
 * A recipient without share gets its lower bound, and nobody rises above the upper one.
 */
export function roundRemainder(task: Task, quota: RemainderQuota): Counts {
  const { num, den } = price(task, quota);
  const scaled = task.quotas.nums.map((units) => units * num);
  const unit = task.quotas.den * den;
  const counts = scaled.map((units, at) => {
    const { lo, hi } = must(task.bounds[at]);
    const whole = units / unit;
    return whole < lo ? lo : hi !== null && whole > hi ? hi : whole;
  });
  const left = scaled.map((units) => units % unit);
  const spare = task.granules - sum(counts);
  if (spare < 0n) return takeBack(task, counts);
  return giveOut(task, counts, left, spare);
}

/** How many granules one granule of quota buys: 1 for Hare, (N + 1) / N for Droop. */
function price(task: Task, quota: RemainderQuota): { num: bigint; den: bigint } {
  const { granules } = task;
  const votes = sum(task.parts);
  if (quota === "hare" || granules === 0n || votes === 0n) return { num: 1n, den: 1n };
  if (quota === "droop") return { num: granules + 1n, den: granules };
  const whole =
    quota === "hare_whole" ? (votes + granules - 1n) / granules : votes / (granules + 1n) + 1n;
  return { num: votes, den: granules * whole };
}

function giveOut(task: Task, counts: bigint[], left: readonly bigint[], spare: bigint): Counts {
  const compare = (a: number, b: number) =>
    ascending(must(left[b]), must(left[a])) || task.before(a, b);
  let open = counts.map((_, at) => at).filter((at) => must(task.parts[at]) > 0n);
  for (;;) {
    open = open.filter((at) => room(task, counts, at) !== 0n);
    const each = wholeRounds(task, counts, open, spare);
    if (each === 0n) break;
    for (const at of open) counts[at] = must(counts[at]) + each;
    spare -= each * BigInt(open.length);
  }
  if (spare === 0n) return ok(counts);
  const order = open.sort(compare);
  const cut = Number(spare);
  const tied = tiedAt(order, cut, (a, b) => left[a] === left[b]);
  if (task.refuseTies && tied.length > 0) return err({ why: "tie", at: tied });
  for (const at of order.slice(0, cut)) counts[at] = must(counts[at]) + 1n;
  return ok(counts);
}

/** How often everyone still open can be given one more before somebody is full or nothing is left. */
function wholeRounds(
  task: Task,
  counts: readonly bigint[],
  open: readonly number[],
  spare: bigint,
) {
  if (open.length === 0) return 0n;
  let each = spare / BigInt(open.length);
  for (const at of open) {
    const own = room(task, counts, at);
    if (own !== null && own < each) each = own;
  }
  return each;
}

function room(task: Task, counts: readonly bigint[], at: number): bigint | null {
  const { hi } = must(task.bounds[at]);
  return hi === null ? null : hi - must(counts[at]);
}

/** Droop's exact quota can buy one granule too many, and only when every remainder is 0: a tie. */
function takeBack(task: Task, counts: bigint[]): Counts {
  const open = counts
    .map((_, at) => at)
    .filter((at) => must(counts[at]) > must(task.bounds[at]).lo)
    .sort(task.before);
  if (task.refuseTies && open.length > 1) return err({ why: "tie", at: open });
  const last = must(open.at(-1), "who has too much can give one back");
  counts[last] = must(counts[last]) - 1n;
  return ok(counts);
}

/** Those who are equal across the cut between the last who gets one and the first who does not. */
function tiedAt(order: readonly number[], cut: number, same: (a: number, b: number) => boolean) {
  const [last, next] = [order[cut - 1], order[cut]];
  if (last === undefined || next === undefined || !same(last, next)) return [];
  return order.filter((at) => same(at, last));
}
