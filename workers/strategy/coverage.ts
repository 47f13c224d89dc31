import { rate, type Rate } from "../lib/rate.ts";
import { sum } from "../lib/list.ts";

/** What initiatives have to bring: the increase over the base, or the whole value. */
export const COVERS = ["increase", "whole"] as const;
export type Covers = (typeof COVERS)[number];

export type Coverage = {
  /** What is to be covered, what initiatives are to bring, and what nobody brings yet. */
  readonly wanted: bigint;
  readonly covered: bigint;
  /** Below 0: the initiatives together promise more than is asked. */
  readonly uncovered: bigint;
  /** Covered over wanted; null when nothing is wanted. */
  readonly share: Rate | null;
};

/**
 * How much of a target its initiatives cover: Q4 from 10 to 14 million asks for 4; 1,000 new channel
 * customers at 2,500 and 1.2 million of repeat purchase bring 3.7; 300,000 is uncovered.
 *
 * Units: everything is smallest steps of the target's metric; a contribution has been put into the
 * target's unit by whoever promised it. Promises: covered + uncovered is wanted, exactly.
 * Without a base the whole value is to be covered.
 */
export function coverageOf(
  target: { readonly amount: bigint; readonly base: bigint | null; readonly covers: Covers },
  contributions: readonly bigint[],
): Coverage {
  const increase = target.covers === "increase" && target.base !== null;
  const wanted = increase ? target.amount - (target.base ?? 0n) : target.amount;
  const covered = sum(contributions);
  const share = wanted > 0n ? rate(covered, wanted) : null;
  return { wanted, covered, uncovered: wanted - covered, share };
}
