import { assert } from "../lib/assert.ts";
import { addRates, compareRates, ONE, rate, ZERO, type Rate } from "../lib/rate.ts";

/**
 * The OKR scale. It is its own: 70 % of a stretched key result is success, where a target is reached
 * at 100 %. Colours and words of this scale are used nowhere else (test/strategy/scales.test.ts).
 * Bands: John Doerr, Measure What Matters (2018): 0.7 to 1.0 delivered, 0.4 to 0.6 progress, below 0.4.
 */
export const OKR_SUCCESS: Rate = { num: 7n, den: 10n };
const OKR_PROGRESS: Rate = { num: 4n, den: 10n };

/** An objective that is one thing has two to four results that would show it. */
export const KEY_RESULTS_MIN = 2;
export const KEY_RESULTS_MAX = 4;

export const OKR_STANDINGS = ["landed", "moving", "early", "silent"] as const;
export type OkrStanding = (typeof OKR_STANDINGS)[number];

/** Exact values on the key result's own scale; `current` null until somebody checks in. */
export type KeyResultValues = {
  readonly start: Rate;
  readonly target: Rate;
  readonly current: Rate | null;
};

/**
 * How far a key result has come from its start to its target, 0 to 1; null before the first
 * check-in. It works both ways: from 12 days down to 5 is the same as from 5 up to 12. Going the
 * wrong way is 0, going beyond is 1: a key result cannot make up for its sibling.
 * Asserts that start and target differ.
 */
export function progressOf({ start, target, current }: KeyResultValues): Rate | null {
  assert(compareRates(start, target) !== 0, "a key result goes somewhere");
  if (current === null) return null;
  const [way, gone] = [difference(target, start), difference(current, start)];
  const share = rate(gone.num * way.den, gone.den * way.num);
  if (compareRates(share, ZERO) < 0) return ZERO;
  return compareRates(share, ONE) > 0 ? ONE : share;
}

/**
 * An objective's score: the mean of its key results, each counting the same; one without a check-in
 * counts 0. Null before any check-in.
 */
export function scoreOf(keyResults: readonly KeyResultValues[]): Rate | null {
  const known = keyResults.map(progressOf);
  if (known.every((each) => each === null)) return null;
  const all = known.reduce<Rate>((sum, each) => addRates(sum, each ?? ZERO), ZERO);
  return rate(all.num, all.den * BigInt(known.length));
}

/** What a score is called on this scale. */
export function okrStanding(score: Rate | null): OkrStanding {
  if (score === null) return "silent";
  if (compareRates(score, OKR_SUCCESS) >= 0) return "landed";
  return compareRates(score, OKR_PROGRESS) >= 0 ? "moving" : "early";
}

function difference(a: Rate, b: Rate): Rate {
  return addRates(a, { num: -b.num, den: b.den });
}
