import type { Minor } from "../lib/money.ts";
import type { Rate } from "../lib/rate.ts";
import type { TieRule } from "./order.ts";
import type { Rounding } from "./rounding.ts";
import type { Factor, FactorSum } from "./share.ts";

/** One recipient. Amounts are smallest steps; a fixed amount is set aside before anything is shared. */
export type Claim = {
  readonly id: string;
  readonly fixed?: bigint;
  readonly min?: bigint;
  readonly max?: bigint;
  /** Only for the tie rule "order". */
  readonly order?: number;
};

/** Ratios are normalised; given shares are used as they are. The two are never mixed. */
export type Basis =
  | { readonly kind: "ratios"; readonly factors: readonly Factor[] }
  | { readonly kind: "given"; readonly shares: readonly Rate[] };

export type Rules = {
  /** Every number is a multiple of this many smallest steps. */
  readonly granule: bigint;
  readonly rounding: Rounding;
  readonly ties: TieRule;
  /** A share below this gets nothing; exactly this much counts. */
  readonly minimum: Rate | null;
  /** Who takes what does not divide into granules; nobody means that it is refused. */
  readonly oddTo: string | null;
};

/** What a card needs of the whole run; with a recipient's own inputs it makes the number again. */
export type Run = {
  readonly version: 1;
  readonly kind: Basis["kind"];
  readonly total: Minor;
  readonly factors: readonly FactorSum[];
  /** Smallest steps for a share of 1, after fixed amounts and bounds. */
  readonly level: Rate;
  /** True when fixed amounts, bounds or the minimum moved what the others get. */
  readonly moved: boolean;
  readonly minimum: Rate | null;
  readonly granule: bigint;
  readonly rounding: Rounding;
  readonly odd: bigint;
  readonly oddTo: string | null;
};

export type Allocation = {
  /** In the order of the recipients. */
  readonly amounts: readonly Minor[];
  /** The total minus what was given: 0 with ratios; below 0 is over-assignment. */
  readonly remainder: bigint;
  readonly run: Run;
};
