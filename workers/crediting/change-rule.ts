import type { Day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import type { KeptRule } from "./rule-row.ts";
import type { RuleBody } from "./rule.ts";

/** What a rule says for some days, apart from the commit that says it. */
export type RuleSpan = Interval &
  RuleBody & { readonly name: string; readonly rank: number; readonly sample: boolean };

/** Rows that are known no more, and what is said in their place. */
export type RuleChange = {
  readonly close: readonly { readonly from: Day; readonly since: number }[];
  readonly open: readonly RuleSpan[];
};

/**
 * What a rule says from a day on; null ends it there. Null where the rule does not hold on that day
 * or later, so that there is nothing to change.
 *
 * Promises: days before `from` keep what they had; from then on one saying holds until the rule's
 * own end; what was said is closed, never edited.
 */
export function changedFrom(
  spans: readonly KeptRule[],
  from: Day,
  to: Partial<RuleBody & { readonly name: string; readonly rank: number }> | null,
): RuleChange | null {
  const touched = spans.filter(({ until }) => until > from);
  const [first] = touched;
  const last = touched.at(-1);
  if (!first || !last) return null;
  const begins = first.from > from ? first.from : from;
  const kept = first.from < from ? [spanOf(first, { from: first.from, until: from })] : [];
  const next =
    to === null ? [] : [{ ...spanOf(first, { from: begins, until: last.until }), ...to }];
  return {
    close: touched.map((span) => ({ from: span.from, since: span.since })),
    open: [...kept, ...next],
  };
}

function spanOf({ name, rank, when, gives, sample }: KeptRule, days: Interval): RuleSpan {
  return { ...days, name, rank, when, gives, sample };
}
