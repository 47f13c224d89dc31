import { ascending } from "../lib/list.ts";
import { contains } from "../lib/interval.ts";
import type { ChangedEntry, ClosedStay, ShownCredit } from "./deps.ts";

/** Sums of one person in one metric and currency, over the entries that differ. */
export type PersonDifference = {
  readonly person: string;
  readonly metric: string;
  readonly currency: string;
  readonly direct: { before: bigint; after: bigint };
  readonly beside: { before: bigint; after: bigint };
};

/**
 * Who gains and loses how much, by person, metric and currency.
 *
 * Promises: of each metric and currency the direct sums after re-add to those before: an entry is
 * shared otherwise, never more or less; the largest move comes first; who neither gains nor loses is
 * left out.
 */
export function byPerson(changed: readonly ChangedEntry[]): PersonDifference[] {
  const people = new Map<string, PersonDifference>();
  const add = (entry: ChangedEntry, credit: ShownCredit, side: "before" | "after") => {
    const { metric, currency } = entry;
    const key = `${credit.person} ${metric} ${currency}`;
    const zero = () => ({ before: 0n, after: 0n });
    const row = people.get(key) ?? {
      ...{ person: credit.person, metric, currency },
      ...{ direct: zero(), beside: zero() },
    };
    people.set(key, row);
    row[credit.role === "direct" ? "direct" : "beside"][side] += credit.amount;
  };
  for (const entry of changed) {
    for (const credit of entry.before) add(entry, credit, "before");
    for (const credit of entry.after) add(entry, credit, "after");
  }
  const size = ({ direct, beside }: PersonDifference) => {
    const by = direct.after - direct.before + beside.after - beside.before;
    return by < 0n ? -by : by;
  };
  return [...people.values()]
    .filter(
      ({ direct, beside }) => direct.before !== direct.after || beside.before !== beside.after,
    )
    .sort((a, b) => ascending(size(b), size(a)) || ascending(a.person, b.person));
}

/** Everybody who has a credit of these entries, before or after. */
export function peopleOf(changed: readonly ChangedEntry[]): string[] {
  const all = changed.flatMap(({ before, after }) => [...before, ...after]);
  return [...new Set(all.map(({ person }) => person))];
}

/** How many entries lie in a closed period of somebody whose credit of them changes. */
export function inClosed(changed: readonly ChangedEntry[], stays: readonly ClosedStay[]): number {
  return changed.filter(({ on, before, after }) => {
    const people = new Set([...before, ...after].map(({ person }) => person));
    return stays.some((stay) => people.has(stay.person) && contains(stay, on));
  }).length;
}
