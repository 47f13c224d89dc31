import type { Rate } from "../lib/rate.ts";

/**
 * Everything an allocation refuses, each naming who and what. A bigint is an amount in smallest
 * steps; a Rate is a number as entered.
 */
export type AllocationError =
  InputError | WeightError | FactorError | FillError | RoundError | TooLarge;

export type InputError =
  | { readonly code: "allocation/no_recipients" }
  | { readonly code: "allocation/repeated_recipient"; readonly recipient: string }
  | { readonly code: "allocation/granularity"; readonly value: bigint }
  | { readonly code: "allocation/odd_to_unknown"; readonly recipient: string }
  | { readonly code: "allocation/bound_sign"; readonly recipient: string; readonly value: bigint }
  | BoundsCrossed
  | { readonly code: "allocation/fixed_exceeds"; readonly fixed: bigint; readonly total: bigint }
  | OddPart;

/** No whole granule lies between a recipient's bounds. */
export type BoundsCrossed = {
  readonly code: "allocation/bounds_crossed";
  readonly recipient: string;
  readonly min: bigint;
  readonly max: bigint;
};

/** The total minus fixed amounts is not whole granules, and nobody was named for the rest. */
export type OddPart = {
  readonly code: "allocation/odd_part";
  readonly value: bigint;
  readonly granularity: bigint;
  /** A smaller granularity that leaves nothing over. */
  readonly offer: bigint;
};

export type WeightError =
  | { readonly code: "allocation/weights_sum"; readonly value: Rate }
  | { readonly code: "allocation/negative_weight"; readonly factor: string; readonly value: Rate };

export type FactorError =
  | {
      readonly code: "allocation/negative_factor";
      readonly recipient: string;
      readonly factor: string;
      readonly value: Rate;
    }
  | { readonly code: "allocation/zero_factor"; readonly factor: string; readonly value: "0" };

/** A number that neither the database nor JSON could carry exactly. */
export type TooLarge = {
  readonly code: "allocation/too_large";
  readonly recipient: string;
  readonly field: "amount";
  readonly value: bigint;
};

/** Bounds that no level can meet, or nobody to give to. */
export type FillError =
  | {
      readonly code: "allocation/bounds_too_high";
      readonly recipients: readonly string[];
      readonly sum: bigint;
      readonly rest: bigint;
    }
  | {
      readonly code: "allocation/bounds_too_low";
      readonly recipients: readonly string[];
      readonly sum: bigint;
      readonly rest: bigint;
    }
  | { readonly code: "allocation/no_free_share"; readonly rest: bigint };

export type RoundError =
  | {
      readonly code: "allocation/too_few_granules";
      readonly granules: bigint;
      readonly recipients: readonly string[];
    }
  | {
      readonly code: "allocation/too_many_granules";
      readonly granules: bigint;
      readonly most: bigint;
    }
  | { readonly code: "allocation/tie"; readonly recipients: readonly string[] };
