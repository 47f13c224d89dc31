import type { Id } from "../lib/id.ts";
import type { Interval } from "../lib/interval.ts";
import { addRates, compareRates, ONE, parseRate, type Rate, ZERO } from "../lib/rate.ts";

export type RuleId = Id<"creditingRule">;

export const CREDIT_ROLES = ["direct", "overlay", "override"] as const;
export type CreditRole = (typeof CREDIT_ROLES)[number];

/** How far up a reporting line a credit may go: the manager, theirs, and one more. */
export const LEVEL_MAX = 3;
/** More rules than these nobody could read, and every entry is held against all of them. */
export const RULES_MAX = 100;

/** Who gets a credit: looked up on the entry's own day. */
export type Recipient =
  | { readonly kind: "participant" }
  | { readonly kind: "person"; readonly person: string }
  /** Whom the participant reports to on that day; level 2 is that one's manager. */
  | { readonly kind: "manager"; readonly level: number };

/** `share` as written, an exact part of the whole entry: "0.5", "50%" or "1/3". */
export type Give = { readonly to: Recipient; readonly role: CreditRole; readonly share: string };

/** Which entries: every list that is not empty must hold one of the entry's own. */
export type When = {
  /** Ids; the participant sits there or beneath on the entry's day. */
  readonly units: readonly string[];
  readonly positions: readonly string[];
  /** Ids of participants. */
  readonly people: readonly string[];
  /** Ids. */
  readonly metrics: readonly string[];
  /** Territory, product line, channel: a dimension and the values that are meant. */
  readonly dims: readonly { readonly name: string; readonly values: readonly string[] }[];
};

export type RuleBody = { readonly when: When; readonly gives: readonly Give[] };

/** What a rule says from a day until another. Of several the smaller rank goes first, then the id. */
export type Rule = Interval &
  RuleBody & { readonly id: RuleId; readonly name: string; readonly rank: number };

export type RuleFlaw =
  | { readonly code: "crediting/bad_share"; readonly value: string; readonly pointer: string }
  | { readonly code: "crediting/shares_not_one"; readonly value: string; readonly pointer: string }
  | { readonly code: "crediting/given_twice"; readonly pointer: string };

/**
 * What is wrong with what a rule gives, or null.
 *
 * Refuses a share that is not above 0 and at most 1, one recipient named twice, and direct shares
 * that do not sum to exactly 1. A rule without direct shares leaves them as they are.
 */
export function flawOf({ gives }: Pick<RuleBody, "gives">): RuleFlaw | null {
  const seen = new Set<string>();
  let direct: Rate | null = null;
  for (const [at, { to, role, share }] of gives.entries()) {
    const read = parseRate(share);
    const pointer = `/gives/${at}`;
    if (!read || compareRates(read, ZERO) <= 0 || compareRates(read, ONE) > 0)
      return { code: "crediting/bad_share", value: share, pointer: `${pointer}/share` };
    const who = recipientKey(to);
    if (seen.has(who)) return { code: "crediting/given_twice", pointer: `${pointer}/to` };
    seen.add(who);
    if (role === "direct") direct = addRates(direct ?? ZERO, read);
  }
  if (direct && compareRates(direct, ONE) !== 0)
    return { code: "crediting/shares_not_one", value: shareText(direct), pointer: "/gives" };
  return null;
}

function recipientKey(to: Recipient): string {
  switch (to.kind) {
    case "participant":
      return to.kind;
    case "person":
      return to.person;
    case "manager":
      return `manager ${to.level}`;
  }
}

/** A fraction as credits keep it: "1", "1/3". */
export function shareText({ num, den }: Rate): string {
  return den === 1n ? String(num) : `${num}/${den}`;
}
