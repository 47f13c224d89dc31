import { unreachable } from "../lib/assert.ts";
import type { Rate } from "../lib/rate.ts";
import { ascending } from "../lib/list.ts";
import type { Divisor } from "./rounding.ts";

/**
 * Between `count` and `count + 1` granules a divisor method has one signpost: beyond it the fraction
 * is rounded up. `squared` means that the signpost is the root of the fraction given.
 */
export type Signpost = Rate & { readonly squared: boolean };

export function signpost(divisor: Divisor, count: bigint, first?: Rate): Signpost {
  const plain = (num: bigint, den = 1n) => ({ num, den, squared: false });
  switch (divisor) {
    case "adams":
      return plain(count);
    case "dean": // harmonic mean
      return plain(2n * count * (count + 1n), 2n * count + 1n);
    case "huntington_hill": // geometric mean
      return { num: count * (count + 1n), den: 1n, squared: true };
    case "webster": // arithmetic mean
      return count === 0n && first ? plain(first.num, first.den * 2n) : plain(2n * count + 1n, 2n);
    case "jefferson":
      return plain(count + 1n);
    default:
      return unreachable(divisor);
  }
}

/**
 * Compares `part / signpost` of two recipients, the larger first, exactly: roots by their squares.
 * A signpost at 0 is an endless claim. Both signposts are of one method.
 */
export function compareClaims(a: bigint, at: Signpost, b: bigint, bt: Signpost): number {
  if (at.num === 0n || bt.num === 0n) return Number(bt.num === 0n) - Number(at.num === 0n);
  const left = at.squared ? a * a : a;
  const right = bt.squared ? b * b : b;
  return ascending(right * bt.den * at.num, left * at.den * bt.num);
}
