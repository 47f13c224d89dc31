import type { Day } from "../lib/day.ts";
import type { Correction, CorrectionState } from "./correction.ts";
import type { Move } from "./states.ts";
import type { WirePlace } from "./wire.ts";

/** What is kept of a dispute, with the names behind its ids as they are now. */

export type Name = { readonly name: string | null; readonly nameEn: string | null };
export type NamedMove = Move & Name & { readonly ownerName: Name };

export type Dispute = {
  readonly id: string;
  readonly run: string;
  readonly person: string;
  readonly currency: string;
  readonly pointer: string;
  readonly hash: string;
  readonly place: WirePlace;
  /** Minor units of the currency. */
  readonly amount: bigint | null;
  readonly note: string;
  readonly dueOn: Day;
  readonly at: number;
  readonly sample: boolean;
};
export type KeptDispute = Dispute & {
  readonly personName: string;
  readonly personNameEn: string | null;
  readonly moves: readonly NamedMove[];
};

export type KeptCorrection = Correction & {
  readonly personName: string;
  readonly personNameEn: string | null;
  /** Account or key that entered it, and the account behind it. */
  readonly by: string;
  readonly account: string;
  readonly byName: Name;
  readonly at: number;
  readonly sample: boolean;
  readonly reversedBy: string | null;
  readonly state: CorrectionState;
  readonly decided:
    | (Name & {
        readonly account: string;
        readonly at: number;
        readonly alone: boolean;
        readonly note: string | null;
      })
    | null;
};

/** An approved correction, as the run of the first open period takes it. */
export type ApprovedCorrection = {
  readonly id: string;
  readonly person: string;
  readonly on: Day;
  readonly currency: string;
  /** Minor units. */
  readonly amount: bigint;
  readonly kind: Correction["kind"];
  readonly reason: string;
  /** The accounts that entered and approved it: neither approves a run with it alone. */
  readonly by: string;
  readonly approvedBy: string;
  /** The commit of its approval. */
  readonly seq: number;
  readonly reverses: string | null;
};

/** Whose pay somebody sees: everybody's, of those below a unit, or their own. */
export type Sight =
  | { readonly kind: "all" }
  | { readonly kind: "below"; readonly unit: string; readonly person: string | null }
  | { readonly kind: "own"; readonly person: string | null };
