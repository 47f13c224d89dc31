import { must } from "../lib/assert.ts";
import { sum } from "../lib/list.ts";
import { largestRemainders } from "./largest-remainders.ts";

/** One granule more in all, and one less for `recipient` (an index into the parts). */
export type Paradox = {
  readonly granules: bigint;
  readonly recipient: number;
  readonly before: bigint;
  readonly after: bigint;
};

/** So many shares are calculated at most in each direction: some hundredths of a second. */
const WORK = 12_000;

/**
 * The paradox of the largest remainder (Alabama, 1880), for the very shares at hand: the total
 * nearest to `granules`, at or above it and then below, at which one granule more takes one away
 * from somebody. Null where none is found in the totals that were tried; with two recipients there
 * is none.
 */
export function paradoxNear(granules: bigint, parts: readonly bigint[]): Paradox | null {
  if (parts.length < 3 || sum(parts) === 0n) return null;
  const steps = BigInt(Math.floor(WORK / parts.length));
  const near = granules > 0n ? granules : 1n;
  const first = near > steps ? near - steps : 0n;
  return search(near, near + steps, parts) ?? search(first, near, parts);
}

function search(from: bigint, until: bigint, parts: readonly bigint[]): Paradox | null {
  let before = largestRemainders(from, parts);
  for (let granules = from; granules < until; granules += 1n) {
    const after = largestRemainders(granules + 1n, parts);
    const recipient = after.findIndex((count, at) => count < must(before[at]));
    if (recipient >= 0) {
      const [had, has] = [must(before[recipient]), must(after[recipient])];
      return { granules, recipient, before: had, after: has };
    }
    before = after;
  }
  return null;
}
