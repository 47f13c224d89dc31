import { must } from "../lib/assert.ts";
import { ascending, sum } from "../lib/list.ts";
import type { Rate } from "../lib/rate.ts";
import { err, ok, type Result } from "../lib/result.ts";

/** In whole granules; `hi` null is no upper bound. `lo` is never negative. */
export type Bounds = { readonly lo: bigint; readonly hi: bigint | null };

/** What each recipient should get before rounding: `nums[i] / den` granules, in sum exactly whole. */
export type Quotas = { readonly nums: readonly bigint[]; readonly den: bigint };

export type Filled = Quotas & {
  /** The L of the formula: granules for one part. */
  readonly level: Rate;
};

export type CannotFill =
  | { readonly why: "too_high"; readonly sum: bigint }
  | { readonly why: "too_low"; readonly sum: bigint }
  | { readonly why: "no_share" };

/**
 * The one level L at which `sum of clamp(L * parts[i], lo, hi)` is exactly `granules`.
 *
 * It walks the sorted breakpoints `lo / part` and `hi / part`, so a bound acts only if it must:
 * fixing all violators at once gives 20/50/30 for 50/30/20 of 100 with the first at most 20 and the
 * third at least 25; the answer is 20/48/32.
 * A recipient without share gets its `lo`.
 * Refuses when lower bounds ask for more than there is, when upper bounds leave something over, and
 * when nobody has a share.
 */
export function waterFill(
  granules: bigint,
  parts: readonly bigint[],
  bounds: readonly Bounds[],
): Result<Filled, CannotFill> {
  const lowest = sum(bounds.map(({ lo }) => lo));
  if (lowest > granules) return err({ why: "too_high", sum: lowest });
  if (granules > lowest && parts.every((part) => part === 0n)) return err({ why: "no_share" });
  const highest = mostOf(parts, bounds);
  if (highest !== null && highest < granules) return err({ why: "too_low", sum: highest });
  return ok(quotasAt(levelFor(granules, parts, bounds), parts, bounds));
}

/** What clamp(L * part) comes to for everyone, over L's denominator. */
function quotasAt(level: Rate, parts: readonly bigint[], bounds: readonly Bounds[]): Filled {
  const nums = parts.map((part, at) => {
    const { lo, hi } = must(bounds[at]);
    const free = part * level.num;
    if (free < lo * level.den || part === 0n) return lo * level.den;
    return hi !== null && free > hi * level.den ? hi * level.den : free;
  });
  return { nums, den: level.den, level };
}

/** The sum of all upper bounds, or null when somebody has none. */
function mostOf(parts: readonly bigint[], bounds: readonly Bounds[]): bigint | null {
  let most = 0n;
  for (const [at, { lo, hi }] of bounds.entries()) {
    const own = parts[at] === 0n ? lo : hi;
    if (own === null) return null;
    most += own;
  }
  return most;
}

/** A recipient joins the free ones at `lo / part` and leaves them at `hi / part`. */
type Breakpoint = {
  readonly num: bigint;
  readonly den: bigint;
  readonly clamped: bigint;
  readonly free: bigint;
};

function levelFor(granules: bigint, parts: readonly bigint[], bounds: readonly Bounds[]): Rate {
  let clamped = sum(bounds.map(({ lo }) => lo));
  let free = 0n;
  for (const [at, { lo }] of bounds.entries()) if (lo === 0n) free += must(parts[at]);
  for (const point of breakpoints(parts, bounds)) {
    // The sum at this breakpoint, multiplied by its denominator.
    if (clamped * point.den + free * point.num >= granules * point.den) {
      return free === 0n ? point : { num: granules - clamped, den: free };
    }
    clamped += point.clamped;
    free += point.free;
  }
  // Nobody is free when there is nothing to share: any level will do.
  return free === 0n ? { num: 0n, den: 1n } : { num: granules - clamped, den: free };
}

function breakpoints(parts: readonly bigint[], bounds: readonly Bounds[]): Breakpoint[] {
  const points: Breakpoint[] = [];
  for (const [at, part] of parts.entries()) {
    const { lo, hi } = must(bounds[at]);
    if (part === 0n) continue;
    if (lo > 0n) points.push({ num: lo, den: part, clamped: -lo, free: part });
    if (hi !== null) points.push({ num: hi, den: part, clamped: hi, free: -part });
  }
  // Sorting is stable, so who has lo = hi joins before leaving.
  return points.sort((a, b) => ascending(a.num * b.den, b.num * a.den));
}
