import { assert, must } from "../lib/assert.ts";
import { sum } from "../lib/list.ts";
import { minor, MINOR_MAX, type Minor } from "../lib/money.ts";
import { ONE, type Rate } from "../lib/rate.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { Allocation, Basis, Claim, Rules, Run } from "./allocation.ts";
import type { AllocationError, TooLarge } from "./allocation-error.ts";
import { checkInput } from "./check-input.ts";
import { asGiven, boundsOf, fill, givenFully, roundField, type Field } from "./field.ts";
import { oddPart } from "./granule.ts";
import { mirror, signed } from "./mirror.ts";
import { compositeShares, dropBelow, givenShares, type FactorSum, type Shares } from "./share.ts";

/**
 * Shares `total` out over the recipients, exactly.
 *
 * Units: `total`, fixed amounts, bounds and answers are smallest steps of one metric.
 * Promises: with ratios the amounts sum to exactly `total`; bounds and fixed amounts hold; every
 * other amount is whole granules, but for the one who takes the odd part; a negative total gives the
 * mirror image of the positive one; only ids and numbers decide, never the order of the recipients.
 * Refuses by AllocationError, each naming recipient and value, in the order: recipients and rules,
 * weights, factors, fixed amounts, odd part, bounds, rounding.
 */
export function allocate(
  total: Minor,
  claims: readonly Claim[],
  basis: Basis,
  rules: Rules,
): Result<Allocation, AllocationError> {
  const sign = total < 0n ? -1n : 1n;
  const mirrored = claims.map((claim) => mirror(claim, sign));
  const wrong = checkInput(claims, mirrored, rules);
  if (wrong) return err(wrong);
  const shares = sharesOf(claims, basis);
  if (!shares.ok) return shares;
  const positive = allocatePositive(sign * total, mirrored, { ...shares.value, basis }, rules);
  if (!positive.ok) return err(signed(positive.error, sign));
  const large = tooLarge(claims, positive.value.amounts);
  if (large) return err(signed(large, sign));
  return ok(finish(total, sign, positive.value, { ...shares.value, basis }, rules));
}

type SharesAndSums = Shares & { readonly sums: readonly FactorSum[] };
type Asked = SharesAndSums & { readonly basis: Basis };
type Given = { amounts: bigint[]; level: Rate; moved: boolean; odd: bigint };

function sharesOf(claims: readonly Claim[], basis: Basis): Result<SharesAndSums, AllocationError> {
  const ids = claims.map(({ id }) => id);
  if (basis.kind === "ratios") return compositeShares(ids, basis.factors);
  const shares = givenShares(ids, basis.shares);
  // A given share is its own factor whose sum is 1, so that one card explains both.
  return shares.ok
    ? ok({ ...shares.value, sums: [{ key: "share", weight: ONE, sum: ONE }] })
    : shares;
}

function allocatePositive(
  total: bigint,
  claims: readonly Claim[],
  asked: Asked,
  rules: Rules,
): Result<Given, AllocationError> {
  const kept = dropBelow(asked, rules.minimum);
  const free = claims.flatMap(({ fixed }, at) => (fixed === undefined ? [at] : []));
  const fixed = sum(claims.map((claim) => claim.fixed ?? 0n));
  const rest = total - fixed;
  const givesAll = asked.basis.kind === "ratios" || givenFully(kept, free, claims, total, rest);
  if (rest < 0n && givesAll) return err({ code: "allocation/fixed_exceeds", fixed, total });
  const odd = givesAll ? oddPart(rest, rules.granule, rules.oddTo !== null) : ok(0n);
  if (!odd.ok) return odd;
  const bounds = boundsOf(free, claims, odd.value, rules);
  if (!bounds.ok) return bounds;

  const field: Field = {
    claims,
    free,
    parts: free.map((at) => must(kept.parts[at])),
    bounds: bounds.value,
  };
  const quotas = givesAll
    ? fill(field, (rest - odd.value) / rules.granule, rules.granule, kept.whole)
    : asGiven(field, total, rules.granule, kept.whole);
  if (!quotas.ok) return quotas;
  const counts = roundField(field, quotas.value, rules);
  if (!counts.ok) return counts;
  const amounts = claims.map((claim) => claim.fixed ?? 0n);
  for (const [index, at] of free.entries()) {
    const extra = must(claims[at]).id === rules.oddTo ? odd.value : 0n;
    amounts[at] = must(counts.value[index]) * rules.granule + extra;
  }
  const dropped = kept.parts.some((part, at) => part !== asked.parts[at]);
  const moved = free.length < claims.length || dropped || quotas.value.clamped;
  return ok({ amounts, level: quotas.value.level, moved, odd: odd.value });
}

/** Given shares and fixed amounts below 0 can ask for more than 2^53 smallest steps. */
function tooLarge(claims: readonly Claim[], amounts: readonly bigint[]): TooLarge | null {
  const beyond = (amount: bigint) => amount > MINOR_MAX || amount < -MINOR_MAX;
  const at = amounts.findIndex(beyond);
  if (at < 0 && !beyond(sum(amounts))) return null;
  const recipient = must(claims[at < 0 ? 0 : at]).id;
  const value = at < 0 ? sum(amounts) : must(amounts[at]);
  return { code: "allocation/too_large", recipient, field: "amount", value };
}

function finish(total: Minor, sign: bigint, given: Given, asked: Asked, rules: Rules): Allocation {
  const amounts = given.amounts.map((amount) => minor(sign * amount));
  const remainder = total - sum(amounts);
  assert(asked.basis.kind === "given" || remainder === 0n, "shares of a total sum to exactly it");
  const run: Run = {
    version: 1,
    kind: asked.basis.kind,
    total,
    factors: asked.sums,
    level: { num: sign * given.level.num, den: given.level.den },
    moved: given.moved,
    minimum: rules.minimum,
    granule: rules.granule,
    rounding: rules.rounding,
    odd: sign * given.odd,
    oddTo: given.odd === 0n ? null : rules.oddTo,
  };
  return { amounts, remainder, run };
}
