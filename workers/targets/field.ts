import { must } from "../lib/assert.ts";
import { sum } from "../lib/list.ts";
import { divide } from "../lib/money.ts";
import { rate, type Rate } from "../lib/rate.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { Claim, Rules } from "./allocation.ts";
import type { AllocationError } from "./allocation-error.ts";
import { drawInwards } from "./granule.ts";
import { tieOrder } from "./order.ts";
import { round } from "./round.ts";
import type { Shares } from "./share.ts";
import { waterFill, type Bounds, type CannotFill, type Quotas } from "./water-fill.ts";

/** The recipients that are not fixed; lists stand in the order of `free`. */
export type Field = {
  readonly claims: readonly Claim[];
  readonly free: readonly number[];
  readonly parts: readonly bigint[];
  readonly bounds: readonly Bounds[];
};

export type Level = Quotas & {
  readonly granules: bigint;
  /** Smallest steps for a share of 1. */
  readonly level: Rate;
  readonly clamped: boolean;
};

/** Given shares that leave nothing, and are not held by a bound, are shared out like ratios. */
export function givenFully(
  { parts, whole }: Shares,
  free: readonly number[],
  claims: readonly Claim[],
  total: bigint,
  rest: bigint,
): boolean {
  const asked = sum(free.map((at) => total * must(parts[at])));
  const bounded = free.some((at) => {
    const { min, max } = must(claims[at]);
    const own = total * must(parts[at]);
    return (min !== undefined && own < min * whole) || (max !== undefined && own > max * whole);
  });
  return !bounded && asked === rest * whole;
}

export function boundsOf(
  free: readonly number[],
  claims: readonly Claim[],
  odd: bigint,
  { granule, oddTo }: Rules,
): Result<Bounds[], AllocationError> {
  const bounds: Bounds[] = [];
  for (const at of free) {
    const { id, min, max } = must(claims[at]);
    const own = drawInwards(min, max, id === oddTo ? odd : 0n, granule);
    if (own === null) {
      const crossed = { recipient: id, min: min ?? 0n, max: max ?? 0n };
      return err({ code: "allocation/bounds_crossed", ...crossed });
    }
    bounds.push(own);
  }
  return ok(bounds);
}

export function fill(
  field: Field,
  granules: bigint,
  granule: bigint,
  whole: bigint,
): Result<Level, AllocationError> {
  const filled = waterFill(granules, field.parts, field.bounds);
  if (!filled.ok) return err(cannotFill(filled.error, field, granules * granule, granule));
  const { nums, den, level } = filled.value;
  const clamped = field.parts.some((part, at) => part * level.num !== nums[at]);
  const steps = rate(level.num * whole * granule, level.den);
  return ok({ nums, den, granules, level: steps, clamped });
}

function cannotFill(why: CannotFill, field: Field, rest: bigint, granule: bigint): AllocationError {
  if (why.why === "no_share") return { code: "allocation/no_free_share", rest };
  const high = why.why === "too_high";
  const recipients = field.free.flatMap((at, index) => {
    const { lo, hi } = must(field.bounds[index]);
    return (high ? lo > 0n : hi !== null) ? [must(field.claims[at]).id] : [];
  });
  const code = high ? "allocation/bounds_too_high" : "allocation/bounds_too_low";
  return { code, recipients, sum: why.sum * granule, rest };
}

/** Given shares times the total, held by each one's own bounds; what that leaves stays visible. */
export function asGiven(
  { parts, bounds }: Field,
  total: bigint,
  granule: bigint,
  whole: bigint,
): Result<Level, AllocationError> {
  const den = whole * granule;
  const nums = parts.map((part, at) => {
    const { lo, hi } = must(bounds[at]);
    const own = part * total;
    return own < lo * den ? lo * den : hi !== null && own > hi * den ? hi * den : own;
  });
  const granules = divide(sum(nums), den, "half_away");
  // Nobody's bound moves what another gets, so nothing is clamped for the others.
  return ok({ nums, den, granules, level: rate(total, 1n), clamped: false });
}

export function roundField(
  field: Field,
  quotas: Level,
  rules: Rules,
): Result<bigint[], AllocationError> {
  const ids = field.free.map((at) => must(field.claims[at]).id);
  const orders = field.free.map((at) => must(field.claims[at]).order ?? 0);
  const counts = round(
    {
      granules: quotas.granules,
      quotas,
      bounds: field.bounds,
      parts: field.parts,
      before: tieOrder(rules.ties, ids, field.parts, orders),
      refuseTies: rules.ties === "refuse",
    },
    rules.rounding,
  );
  if (counts.ok) return counts;
  if (counts.error.why === "too_many") {
    const { granules, most } = counts.error;
    return err({ code: "allocation/too_many_granules", granules, most });
  }
  const recipients = counts.error.at.map((at) => must(ids[at]));
  if (counts.error.why === "tie") return err({ code: "allocation/tie", recipients });
  const { granules } = quotas;
  return err({ code: "allocation/too_few_granules", granules, recipients });
}
