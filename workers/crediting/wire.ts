import { FOREVER } from "../lib/interval.ts";
import { ascending, groupBy } from "../lib/list.ts";
import type { KeptRule } from "./rule-row.ts";
import type { Rule } from "./rule.ts";
import type { Named } from "./store.ts";

type WiredSpan = Pick<Rule, "name" | "rank" | "when" | "gives"> & {
  readonly from: string;
  readonly until: string | null;
};
/** One rule as it travels: all its times, by day. */
export type WiredRule = {
  readonly id: string;
  readonly sample: boolean;
  readonly version: number;
  readonly spans: readonly WiredSpan[];
};

/** Rows of one rule. A rule that ended before it began has none left. */
export function ruleWire(rows: readonly KeptRule[]): WiredRule {
  const spans = rows.toSorted((a, b) => ascending(a.from, b.from));
  return {
    id: rows[0]?.id ?? "",
    sample: rows.some(({ sample }) => sample),
    version: Math.max(0, ...rows.map(({ since }) => since)),
    spans: spans.map(({ from, until, name, rank, when, gives }) => ({
      ...{ from, until: until === FOREVER ? null : until },
      ...{ name, rank, when, gives },
    })),
  };
}

/** In the order in which rules are held against an entry, by their last rank. */
export function rulesWire(rows: readonly KeptRule[]): WiredRule[] {
  const rank = ({ spans }: WiredRule) => spans.at(-1)?.rank ?? 0;
  return [...groupBy(rows, ({ id }) => id).values()]
    .map(ruleWire)
    .sort((a, b) => rank(a) - rank(b) || ascending(a.id, b.id));
}

/** Every id that rules name. */
export function idsIn(rows: readonly Pick<Rule, "when" | "gives">[]): string[] {
  return rows.flatMap(({ when, gives }) => [
    ...[...when.units, ...when.people, ...when.metrics],
    ...gives.flatMap(({ to }) => (to.kind === "person" ? [to.person] : [])),
  ]);
}

export function namesWire(named: readonly Named[]) {
  const of = (kind: Named["kind"]) =>
    named
      .filter((each) => each.kind === kind)
      .map(({ id, code, name, nameEn }) => ({ id, code, name, nameEn }));
  return { units: of("unit"), people: of("person"), metrics: of("metric") };
}
