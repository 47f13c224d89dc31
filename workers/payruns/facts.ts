import type { Day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";

/** Rows that an evaluation is assembled from, as stores read them. Units and metrics are still ids. */

export type PersonFacts = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly startsOn: Day;
  readonly leftOn: Day | null;
  readonly seats: readonly {
    readonly from: Day;
    readonly until: Day;
    /** The unit's code; null is an empty seat. */
    readonly unit: string | null;
    readonly position: string | null;
  }[];
  readonly managers: readonly {
    readonly from: Day;
    readonly until: Day;
    readonly manager: string | null;
  }[];
};

export type TargetRow = {
  readonly subject: string;
  readonly metric: string;
  readonly level: string;
  readonly from: Day;
  readonly until: Day;
  /** Smallest steps of the metric. */
  readonly amount: number;
  /** A target plan published it. */
  readonly planned: boolean;
};

export type Absence = {
  readonly person: string;
  readonly kind: "leave" | "relief";
  readonly from: Day;
  readonly until: Day;
  /** What part of the target stays. */
  readonly factor: string | null;
  readonly metric: string | null;
};

export type RateRow = {
  readonly from: string;
  readonly to: string;
  readonly on: Day;
  readonly rate: string;
};

export type UnitFacts = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  /** Codes of the units above with their days, nearest first. */
  readonly above: readonly (Interval & { readonly code: string })[];
};

/** A correction of pay that a second person approved. */
export type ApprovedAdjustment = {
  readonly id: string;
  readonly person: string;
  readonly on: Day;
  readonly currency: string;
  readonly amount: bigint;
  readonly kind: string;
  readonly reason: string;
  readonly by: string;
  readonly seq: number;
  /** The correction it takes back. */
  readonly reverses?: string | null;
};
