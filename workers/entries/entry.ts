import type { Day } from "../lib/day.ts";
import type { Minor } from "../lib/money.ts";
import type { RuledCredit } from "../crediting/credit-entry.ts";
import type { Share } from "./credit.ts";

export const KINDS = ["record", "reversal", "adjustment"] as const;
export type Kind = (typeof KINDS)[number];
export type Dims = Readonly<Record<string, string>>;

/** A row as it arrives. Metric and person are codes or ids; nothing of it is believed yet. */
export type EntryRow = {
  readonly id?: string | undefined;
  readonly metric?: string | undefined;
  readonly person?: string | undefined;
  readonly on?: string | undefined;
  /** A plain decimal at the metric's scale: "1234.50". */
  readonly amount?: string | undefined;
  readonly currency?: string | undefined;
  /** What the source calls it: with `source` it is the entry's identity. The id stands in for it. */
  readonly externalId?: string | undefined;
  readonly source?: string | undefined;
  /** What signing, invoice, collection and cost of one sale share. */
  readonly deal?: string | undefined;
  readonly dims?: Dims | undefined;
  readonly kind?: Kind | undefined;
  readonly credits?: readonly Share[] | undefined;
};

/** What an entry says, apart from its place in the log. Two with equal content are the same entry. */
export type Content = {
  readonly metric: string;
  readonly person: string;
  readonly on: Day;
  readonly amount: Minor;
  /** "" where the metric is not money. */
  readonly currency: string;
  readonly deal: string | null;
  readonly dims: Dims | null;
  /** What the row itself says; empty: nothing. Sorted by person. */
  readonly credits: readonly Share[];
  /**
   * What the rules of its day gave: direct shares where the row said nothing, and whoever stands
   * beside. No part of what makes two contents equal: a changed rule changes no entry.
   */
  readonly ruled: readonly RuledCredit[];
};

export type Identity = { readonly source: string; readonly externalId: string };

/** The newest revision of an entry, as the log holds it. */
export type Latest = Identity & {
  readonly seq: number;
  readonly line: number;
  readonly kind: "record" | "adjustment";
  readonly revision: number;
  /** It has been taken back and nothing stands in its place. */
  readonly reversed: boolean;
  readonly content: Content;
};

/** A line to be written. A reversal carries the content it takes back, negated. */
export type EntryLine = Identity & {
  readonly id: string;
  readonly kind: Kind;
  readonly revision: number;
  readonly content: Content;
  readonly reverses: { readonly seq: number; readonly line: number } | null;
};

export function identityKey({ source, externalId }: Identity): string {
  return JSON.stringify([source, externalId]);
}

export function sameContent(a: Content, b: Content): boolean {
  return contentKey(a) === contentKey(b);
}

function contentKey({ dims, credits, amount, ...rest }: Content): string {
  const { metric, person, on, currency, deal } = rest;
  const sorted = Object.entries(dims ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  const shares = credits.map(({ person: who, share }) => [who, share]);
  return JSON.stringify([metric, person, on, amount.toString(), currency, deal, sorted, shares]);
}
