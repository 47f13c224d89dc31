import type { Day } from "../lib/day.ts";
import type { PostedLine } from "./input.ts";
import type { Line, LineKindName } from "./outcome.ts";

/**
 * Everything that was posted before, and what is posted now: every difference and balance is a fold
 * of its lines.
 */
export type Entry = Pick<Line, "kind" | "component" | "window" | "origin" | "amount"> & {
  readonly participant: string;
  readonly period: Day;
  readonly deals: Readonly<Record<string, bigint>>;
  /** It was paid elsewhere: it counts for its window and balance, and is never computed again. */
  readonly opening?: true;
};

export type Ledger = ReturnType<typeof ledgerOf>;

export function ledgerOf(posted: readonly PostedLine[], openings: readonly Entry[] = []) {
  const byPerson = new Map<string, Entry[]>();
  const sums = new Map<string, bigint>();
  const released = new Map<string, bigint>();

  function post(entry: Entry): void {
    const lines = byPerson.get(entry.participant);
    if (lines) lines.push(entry);
    else byPerson.set(entry.participant, [entry]);
    const key = keyOf(entry.participant, entry.kind, entry.component, entry.window);
    sums.set(key, (sums.get(key) ?? 0n) + entry.amount);
    for (const [deal, amount] of Object.entries(entry.deals)) {
      const at = `${key}\n${deal}`;
      released.set(at, (released.get(at) ?? 0n) + amount);
    }
  }
  for (const { amount, deals, ...line } of posted)
    post({
      ...line,
      amount: BigInt(amount),
      deals: Object.fromEntries(Object.entries(deals).map(([deal, of]) => [deal, BigInt(of)])),
    });

  for (const entry of openings) post(entry);

  return {
    post,
    linesOf: (participant: string): readonly Entry[] => byPerson.get(participant) ?? [],
    people: () => byPerson.keys(),
    /** Sum of a person's lines of a kind, component and window. */
    sum: (participant: string, kind: LineKindName, component: string | null, window: string) =>
      sums.get(keyOf(participant, kind, component, window)) ?? 0n,
    /** What has been released of a deal by a component's window. */
    released: (participant: string, component: string, window: string, deal: string) =>
      released.get(`${keyOf(participant, "release", component, window)}\n${deal}`) ?? 0n,
  };
}

function keyOf(participant: string, kind: string, component: string | null, window: string) {
  return `${participant}\n${kind}\n${component ?? ""}\n${window}`;
}
