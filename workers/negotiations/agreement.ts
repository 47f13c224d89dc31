import { canonical, sha256 } from "../lib/hash.ts";
import { ascending } from "../lib/list.ts";
import type { Minor } from "../lib/money.ts";
import type { Thread } from "./thread.ts";

/** What a number ended in: a signature, a decision without one, silence, or an answer without either. */
export const ENDINGS = ["agreed", "settled", "no_answer", "not_agreed"] as const;
export type Ending = (typeof ENDINGS)[number];

/** Everything that was agreed, as it is hashed: ids, days and whole smallest steps. */
export type Agreement = {
  readonly plan: string;
  readonly round: string;
  readonly subject: string;
  readonly parent: string;
  readonly metric: string;
  readonly currency: string;
  readonly from: string;
  readonly until: string;
  readonly first: Minor;
  readonly amount: Minor;
  readonly ending: Ending;
  /** What was stated for the payoff; frozen with the round. */
  readonly stated: Minor | null;
  /** The account that signed or decided; null for silence. */
  readonly by: string | null;
  readonly at: number;
  /** The thread's version it ended with. */
  readonly thread: number;
};

export type SignedAgreement = Agreement & { readonly hash: string };

/** SHA-256 over the canonical JSON of what was agreed: equal agreements have equal hashes. */
export async function signAgreement(agreement: Agreement): Promise<SignedAgreement> {
  return { ...agreement, hash: await sha256(canonical(agreement)) };
}

/** One hash over all of a round's, in the order of the subjects. */
export async function hashOfRound(
  agreements: readonly Pick<SignedAgreement, "subject" | "hash">[],
): Promise<string> {
  const sorted = agreements.toSorted((a, b) => ascending(a.subject, b.subject));
  return await sha256(canonical(sorted.map(({ subject, hash }) => [subject, hash])));
}

/** How a thread that no longer moves ended; null while it does. */
export function endingOf({ standing }: Thread): { ending: Ending; amount: Minor } | null {
  switch (standing.state) {
    case "agreed":
    case "settled":
    case "no_answer":
    case "not_agreed":
      return { ending: standing.state, amount: standing.amount };
    case "proposed":
    case "countered":
    case "escalated":
      return null;
  }
}
