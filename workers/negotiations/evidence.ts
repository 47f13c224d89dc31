import { addDays, addMonths, type Day, firstOfMonth } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import { sum } from "../lib/list.ts";

/** What of the log can be laid beside a number. */
export const EVIDENCE_KINDS = ["last_year", "trailing", "before"] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

export type Evidence = {
  readonly kind: EvidenceKind;
  readonly from: Day;
  readonly until: Day;
  readonly amount: bigint;
  readonly entries: number;
};

type Month = { readonly on: string; readonly amount: bigint; readonly entries: number };

/** The year before the plan's days; the twelve whole months before today; the twelve before those. */
export function intervalOf(kind: EvidenceKind, plan: Interval, today: Day): Interval {
  const month = firstOfMonth(today);
  switch (kind) {
    case "last_year":
      return { from: addMonths(plan.from, -12), until: addMonths(plan.until, -12) };
    case "trailing":
      return { from: addMonths(month, -12), until: month };
    case "before":
      return { from: addMonths(month, -24), until: addMonths(month, -12) };
  }
}

/** Everything that any of them reads, in one interval; null for none. */
export function readOf(
  kinds: readonly EvidenceKind[],
  plan: Interval,
  today: Day,
): Interval | null {
  const all = kinds.map((kind) => intervalOf(kind, plan, today));
  if (all.length === 0) return null;
  const froms = all.map(({ from }) => from).sort();
  const untils = all.map(({ until }) => until).sort();
  return { from: froms[0] ?? today, until: untils.at(-1) ?? today };
}

/** The figures, exactly, from a subject's months. A month in which nothing was recorded adds 0. */
export function evidenceOf(
  kinds: readonly EvidenceKind[],
  months: readonly Month[],
  plan: Interval,
  today: Day,
): Evidence[] {
  return kinds.map((kind) => {
    const { from, until } = intervalOf(kind, plan, today);
    const shown = until > today ? addDays(today, 1) : until;
    const within = months.filter(({ on }) => on >= from && on < until);
    const amount = sum(within.map((each) => each.amount));
    const entries = within.reduce((all, each) => all + each.entries, 0);
    // What has not been yet is no figure: the days end today.
    return { kind, from, until: shown, amount, entries };
  });
}
