import type { Day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import type { Result } from "../lib/result.ts";
import type { Read } from "../tenancy/sql.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { CreditRole, Rule } from "./rule.ts";

/** One credit of an entry, before or after. */
export type ShownCredit = {
  readonly person: string;
  readonly role: CreditRole;
  readonly share: string;
  readonly amount: bigint;
  readonly rule: string | null;
};
export type ChangedEntry = {
  readonly seq: number;
  readonly line: number;
  readonly on: Day;
  readonly person: string;
  readonly metric: string;
  readonly currency: string;
  readonly amount: bigint;
  readonly deal: string | null;
  readonly before: readonly ShownCredit[];
  readonly after: readonly ShownCredit[];
};
/** Entries that would be credited otherwise; `looked` of them all. */
export type CreditDifference = {
  readonly looked: number;
  readonly more: boolean;
  readonly changed: readonly ChangedEntry[];
};

/** `rules` null: what the log holds now, against the rules as they are. */
export type CompareCredits = (
  db: TenantDb,
  asked: Interval & {
    readonly rules: readonly Rule[];
    /** What to compare with; null: the credits that the entries have. */
    readonly against: readonly Rule[] | null;
  },
) => Promise<CreditDifference>;

export type Recredited = {
  readonly entries: number;
  /** Of those looked at, credited wrongly still. */
  readonly left: number;
  /** Where to go on; null: everything of these days was looked at. */
  readonly next: string | null;
};
export type Recredit = (
  db: TenantDb,
  days: Interval & { readonly cursor: string | null },
) => Promise<
  Result<
    Recredited,
    { readonly code: "commit/busy" } | { readonly code: "entries/total_too_large" }
  >
>;

/** Days of people whose pay is closed: what changes there is made up for in the next open period. */
export type ClosedStay = Interval & { readonly person: string };

/** Nouns to the right hand this in: what rules do to what is recorded already, and where pay is closed. */
export type CreditedEntries = {
  readonly compare: CompareCredits;
  readonly recredit: Recredit;
  readonly closed: (people: readonly string[], within: Interval) => Read<readonly ClosedStay[]>;
};
