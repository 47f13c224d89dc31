import type { Day } from "../lib/day.ts";
import { overlaps, type Interval } from "../lib/interval.ts";
import { groupBy } from "../lib/list.ts";
import type { Minor } from "../lib/money.ts";

/** Attainment is against committed; sprint and challenge are there to be reached for. */
export const LEVELS = ["committed", "sprint", "challenge"] as const;
export type Level = (typeof LEVELS)[number];

/** One subject's number of a metric for `[from, until)`. `amount` is smallest steps of the metric. */
export type Target = {
  readonly subject: string;
  readonly metric: string;
  readonly level: Level;
  /** Product line, customer tier, partner; "" is the whole. */
  readonly slice: string;
  readonly from: Day;
  readonly until: Day;
  readonly amount: Minor;
  /** "" when the metric is not money. */
  readonly currency: string;
  /** Null: it was set directly. */
  readonly plan: string | null;
  readonly planVersion: number | null;
};

export type Verdict =
  | { readonly kind: "new" | "unchanged" }
  /** Exactly this interval, another amount; the old one is closed. */
  | { readonly kind: "changed"; readonly old: Target }
  /** Some day would have two targets: the stored one, or the row before in the same list. */
  | { readonly kind: "overlap"; readonly with: Target };

/**
 * What becomes of rows that are to be set, in their order. A day has at most one target of a
 * subject, metric, level and slice; the same again changes nothing; another amount for exactly the same
 * interval is a change where `replace` allows it. A plan's targets change by publishing it.
 */
export function judgeTargets(
  rows: readonly Target[],
  stored: readonly Target[],
  replace: boolean,
): Verdict[] {
  const known = groupBy(stored, keyOf);
  const taken = new Map<string, Target[]>();
  return rows.map((row) => {
    const before = taken.get(keyOf(row)) ?? [];
    const verdict = judge(row, before, known.get(keyOf(row)) ?? [], replace);
    taken.set(keyOf(row), [...before, row]);
    return verdict;
  });
}

function judge(
  row: Target,
  before: readonly Target[],
  stored: readonly Target[],
  replace: boolean,
): Verdict {
  const twin = before.find((other) => overlaps(row, other));
  if (twin) return { kind: "overlap", with: twin };
  const clashing = stored.filter((other) => overlaps(row, other));
  const first = clashing[0];
  if (!first) return { kind: "new" };
  const same = clashing.length === 1 && sameInterval(first, row) && first.currency === row.currency;
  if (same && first.amount === row.amount) return { kind: "unchanged" };
  if (same && replace && first.plan === null) return { kind: "changed", old: first };
  return { kind: "overlap", with: first };
}

function keyOf({ subject, metric, level, slice }: Target): string {
  return `${subject} ${metric} ${level} ${slice}`;
}

function sameInterval(a: Interval, b: Interval): boolean {
  return a.from === b.from && a.until === b.until;
}
