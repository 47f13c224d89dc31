import type { Rate } from "../lib/rate.ts";
import type { Result } from "../lib/result.ts";
import type { Before } from "./order.ts";
import type { Bounds, Quotas } from "./water-fill.ts";

/** Where the cut between rounding down and up lies, for the divisor methods. */
export type Divisor = "adams" | "dean" | "huntington_hill" | "webster" | "jefferson";

/** What one granule costs: exact quotas, or the same rounded to whole units of the shares. */
export type RemainderQuota = "hare" | "droop" | "hare_whole" | "droop_whole";

/** How fractions of a granule become whole granules. */
export type Rounding =
  | { readonly kind: "remainder"; readonly quota: RemainderQuota }
  | {
      readonly kind: "divisor";
      readonly divisor: Divisor;
      /** Webster only: the first of 1, 3, 5, …; 1.4 is the modified Sainte-Laguë method. */
      readonly first?: Rate;
    }
  | { readonly kind: "quota" };

/** One sharing out of whole granules. Everything stands in the order of the recipients. */
export type Task = {
  readonly granules: bigint;
  readonly quotas: Quotas;
  readonly bounds: readonly Bounds[];
  readonly parts: readonly bigint[];
  readonly before: Before;
  readonly refuseTies: boolean;
};

export type CannotRound =
  | { readonly why: "tie"; readonly at: readonly number[] }
  | { readonly why: "too_few"; readonly at: readonly number[] }
  | { readonly why: "too_many"; readonly granules: bigint; readonly most: bigint };

/** Whole granules for each recipient, in sum exactly `task.granules`. */
export type Counts = Result<bigint[], CannotRound>;
