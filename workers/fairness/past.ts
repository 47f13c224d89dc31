import type { Rate } from "../lib/rate.ts";

/** How far back the panel reads: two years for season and growth, one more to test forecasts on. */
export const PAST_MONTHS = 36;

/** One person as the forecast knows them. Amounts are smallest steps of the plan's metric. */
export type Past = {
  readonly id: string;
  /** The units above, the nearest first, the plan's own last. */
  readonly above: readonly string[];
  /** Oldest first, the last one ends where the forecast is made. Null is unknown, never 0. */
  readonly months: readonly (bigint | null)[];
  /** Months of the same axis: the first one worked, and the first one no longer worked. */
  readonly starts: number;
  readonly ends: number;
  /** How large the territory is; null where nobody said. */
  readonly size: Rate | null;
};

/** A calendar month of the plan: how many months after the last known one, and how much of it. */
export type Ahead = { readonly months: number; readonly part: Rate };

/** What is to be forecast. */
export type Question = {
  /** Which month of the year (0 to 11) the first month of the past is. */
  readonly first: number;
  readonly ahead: readonly Ahead[];
  /** What a newcomer brings in the first month, the second ...; afterwards all of it. */
  readonly ramp: readonly Rate[];
};

/** A fifth more each month until the sixth; a tenant that knows better says so. */
export const USUAL_RAMP: readonly Rate[] = [0n, 1n, 2n, 3n, 4n].map((num) => ({ num, den: 5n }));
