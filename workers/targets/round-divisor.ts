import { must } from "../lib/assert.ts";
import { sum } from "../lib/list.ts";
import { err, ok } from "../lib/result.ts";
import { heap } from "./heap.ts";
import type { Counts, Rounding, Task } from "./rounding.ts";
import { compareClaims, signpost, type Signpost } from "./signpost.ts";

type DivisorRule = Extract<Rounding, { kind: "divisor" }>;

/** One granule of one recipient: the next to get, or the last it got. */
type Claim = { readonly at: number; readonly count: bigint; readonly post: Signpost };

/**
 * Divisor methods: granule after granule to the largest `part / signpost`.
 *
 * Promises: the sum is exact; nobody loses when the total grows; bounds hold.
 * Refuses when the method owes everyone with a share one granule and there are too few.
 * Starts at the quotas rounded down, gives or takes until the sum is right, then moves granules from
 * the weakest claim to the strongest until none is stronger: the same answer as from nothing.
 */
export function roundDivisor(task: Task, rule: DivisorRule): Counts {
  const start = startingCounts(task, rule);
  if (!start.ok) return start;
  const board = claimBoard(task, rule, start.value);
  for (let left = task.granules - sum(board.counts); left > 0n; left -= 1n) board.give();
  for (let over = sum(board.counts) - task.granules; over > 0n; over -= 1n) board.take();
  while (board.canImprove()) {
    board.give();
    board.take();
  }
  const tied = task.refuseTies ? board.tied() : [];
  return tied.length > 0 ? err({ why: "tie", at: tied }) : ok(board.counts);
}

function startingCounts(task: Task, rule: DivisorRule): Counts {
  const least = task.parts.map((_, at) => leastOf(task, rule, at));
  if (sum(least) > task.granules) {
    const at = task.parts.flatMap((part, index) => (part > 0n ? [index] : []));
    return err({ why: "too_few", at });
  }
  const counts = task.quotas.nums.map((units, at) => {
    const whole = units / task.quotas.den;
    return whole < must(least[at]) ? must(least[at]) : whole;
  });
  return ok(counts);
}

/** The lower bound, or 1 where the method's first signpost is 0. */
function leastOf(task: Task, rule: DivisorRule, at: number): bigint {
  const { lo, hi } = must(task.bounds[at]);
  const owed = must(task.parts[at]) > 0n && signpost(rule.divisor, 0n, rule.first).num === 0n;
  return owed && lo === 0n && hi !== 0n ? 1n : lo;
}

function claimBoard(task: Task, rule: DivisorRule, counts: bigint[]) {
  const part = (at: number) => must(task.parts[at]);
  const same = (a: Claim, b: Claim) => compareClaims(part(a.at), a.post, part(b.at), b.post) === 0;
  const compare = (a: Claim, b: Claim) =>
    compareClaims(part(a.at), a.post, part(b.at), b.post) || task.before(a.at, b.at);
  const next = heap<Claim>(compare);
  const last = heap<Claim>((a, b) => compare(b, a));

  function nextOf(at: number): Claim | null {
    const count = must(counts[at]);
    if (part(at) === 0n || count === must(task.bounds[at]).hi) return null;
    return { at, count, post: signpost(rule.divisor, count, rule.first) };
  }
  function lastOf(at: number): Claim | null {
    const count = must(counts[at]);
    if (part(at) === 0n || count <= leastOf(task, rule, at)) return null;
    return { at, count, post: signpost(rule.divisor, count - 1n, rule.first) };
  }
  function enter(at: number) {
    const [gets, got] = [nextOf(at), lastOf(at)];
    if (gets) next.push(gets);
    if (got) last.push(got);
  }
  /** The first claim that still stands: a recipient whose count has moved left old ones behind. */
  function valid(claims: typeof next): Claim | undefined {
    while (claims.peek() && must(claims.peek()).count !== counts[must(claims.peek()).at])
      claims.pop();
    return claims.peek();
  }
  function move(claim: Claim, by: bigint) {
    counts[claim.at] = claim.count + by;
    enter(claim.at);
  }
  for (const at of counts.keys()) enter(at);
  return {
    counts,
    give: () => move(must(valid(next), "somebody may still be given one"), 1n),
    take: () => move(must(valid(last), "somebody may still give one back"), -1n),
    canImprove: () => {
      const [best, worst] = [valid(next), valid(last)];
      return best !== undefined && worst !== undefined && compare(best, worst) < 0;
    },
    /** Those with exactly the claim at which the granules ran out. */
    tied: (): number[] => {
      const [best, worst] = [valid(next), valid(last)];
      if (!best || !worst || !same(best, worst)) return [];
      return [...counts.keys()].filter((at) =>
        [nextOf(at), lastOf(at)].some((claim) => claim !== null && same(claim, worst)),
      );
    },
  };
}
