import { assert } from "../lib/assert.ts";
import { ascending } from "../lib/list.ts";
import type { Rate } from "../lib/rate.ts";
import { absolute, isZero, total, whole } from "./exact.ts";

/**
 * How a fraction of a granule becomes whole. Every mode but the two infinities treats a refund as
 * the mirror image of its sale.
 */
export const ROUNDING_MODES = [
  "half_away",
  "half_even",
  "half_odd",
  "half_toward_zero",
  "half_up",
  "half_down",
  "toward_zero",
  "away_from_zero",
] as const;
export type RoundingMode = (typeof ROUNDING_MODES)[number];

/** `value` to a whole number. `half_up` goes to positive infinity, `half_down` to negative. */
export function rounded({ num, den }: Rate, mode: RoundingMode): bigint {
  assert(den > 0n, "a fraction's denominator is positive");
  const negative = num < 0n;
  const size = negative ? -num : num;
  const floor = size / den;
  const rest = size % den;
  const up = rest !== 0n && growsTo(floor, rest * 2n - den, mode, negative);
  const units = up ? floor + 1n : floor;
  return negative ? -units : units;
}

/** Whether the size grows; `past` is twice the rest minus one whole: 0 exactly at the half. */
function growsTo(floor: bigint, past: bigint, mode: RoundingMode, negative: boolean): boolean {
  if (mode === "toward_zero") return false;
  if (mode === "away_from_zero") return true;
  if (past !== 0n) return past > 0n;
  switch (mode) {
    case "half_away":
      return true;
    case "half_even":
      return floor % 2n === 1n;
    case "half_odd":
      return floor % 2n === 0n;
    case "half_toward_zero":
      return false;
    case "half_up":
      return !negative;
    case "half_down":
      return negative;
  }
}

/** `value` to a multiple of `granule`, both in minor units. */
export function roundedTo(value: Rate, granule: bigint, mode: RoundingMode): bigint {
  assert(granule > 0n, "a granule is above 0");
  return rounded({ num: value.num, den: value.den * granule }, mode) * granule;
}

/**
 * Shown parts follow the whole: whole numbers that sum to exactly `sum`, each less than one unit
 * from its exact share of it (largest remainder on absolute values, the sign restored). Ties go to
 * the earlier part. Parts that cancel out, or are all 0, share by their sizes, or equally.
 */
export function following(sum: bigint, parts: readonly Rate[]): bigint[] {
  if (parts.length === 0) return [];
  const all = total(parts);
  if (isZero(all)) {
    if (sum === 0n) return parts.map(() => 0n);
    const sizes = parts.map(absolute);
    return following(sum, isZero(total(sizes)) ? parts.map(() => whole(1)) : sizes);
  }
  // share = part * sum / all, as one fraction each.
  const shares = parts.map(({ num, den }) => ({ num: num * sum * all.den, den: den * all.num }));
  const floors = shares.map(({ num, den }) => num / den);
  let left = sum - floors.reduce((so, each) => so + each, 0n);
  const step = left < 0n ? -1n : 1n;
  const rests = shares.map(({ num, den }) => {
    const sign = den < 0n ? -1n : 1n;
    return { num: (num % den) * sign * step, den: den * sign };
  });
  const order = rests
    .map((_, at) => at)
    .filter((at) => (rests[at]?.num ?? 0n) > 0n)
    .sort((a, b) => byRest(rests[a], rests[b]) || a - b);
  for (const at of order) {
    if (left === 0n) break;
    floors[at] = (floors[at] ?? 0n) + step;
    left -= step;
  }
  assert(left === 0n, "parts re-add to the whole");
  return floors;
}

function byRest(a: Rate | undefined, b: Rate | undefined): number {
  if (!a || !b) return 0;
  return ascending(b.num * a.den, a.num * b.den);
}
