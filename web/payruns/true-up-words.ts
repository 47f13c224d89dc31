import type { Run } from "./wire.ts";

/**
 * Of how many repriced lines a word may be said now: a refusal may become an approval and the other way
 * round, until the run is approved.
 */
export function openWords({ state, trueUpApprovals }: Pick<Run, "state" | "trueUpApprovals">): {
  readonly approve: number;
  readonly refuse: number;
} {
  if (state !== "calculated" && state !== "in_review") return { approve: 0, refuse: 0 };
  const { waiting, approved, refused } = trueUpApprovals;
  return { approve: waiting + refused, refuse: waiting + approved };
}
