import type { CreditRole } from "../crediting/rule.ts";
import { assert, must } from "../lib/assert.ts";
import { type Minor, minor } from "../lib/money.ts";
import { apply, parseRate } from "../lib/rate.ts";
import { type Share, split } from "./credit.ts";
import type { Content } from "./entry.ts";

/** One credit of one entry, with what of its amount that is. */
export type CreditedPart = {
  readonly person: string;
  readonly role: CreditRole;
  readonly share: string;
  /** The rule that gave it; null: the row said so, or nobody said anything. */
  readonly rule: string | null;
  readonly amount: Minor;
};

/** True where the direct credit is the participant's alone, and needs no row. */
export function isOwnDirect({ credits, ruled }: Pick<Content, "credits" | "ruled">): boolean {
  return credits.length === 0 && !ruled.some(({ role }) => role === "direct");
}

/**
 * Every credit of an entry, the participant's own among them.
 *
 * Promises: direct amounts sum to exactly the entry's; an overlay or override amount is share x
 * amount, half away from zero, beside them; a negated entry has negated parts.
 */
export function creditedParts(content: Content): CreditedPart[] {
  const { amount, ruled } = content;
  const beside = ruled.filter(({ role }) => role !== "direct");
  return [
    ...directParts(content),
    ...beside.map((credit) => {
      const share = must(parseRate(credit.share), "a kept share can be read");
      return { ...credit, amount: minor(apply(amount, share, "half_away")) };
    }),
  ];
}

function directParts({ person, amount, credits, ruled }: Content): CreditedPart[] {
  const byRule = ruled.filter(({ role }) => role === "direct");
  const shares: readonly (Share & { readonly rule?: string })[] =
    credits.length > 0 ? credits : byRule;
  if (shares.length === 0) return [{ person, role: "direct", share: "1", rule: null, amount }];
  const parts = split(amount, shares);
  assert(parts.ok, "shares that were checked when they came sum to 1");
  return shares.map((each) => ({
    ...{ person: each.person, role: "direct", share: each.share, rule: each.rule ?? null },
    amount: must(parts.value.get(each.person)),
  }));
}
