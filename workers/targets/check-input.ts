import { must } from "../lib/assert.ts";
import type { Claim, Rules } from "./allocation.ts";
import type { InputError } from "./allocation-error.ts";

/** The first thing wrong with recipients and rules by themselves, or null. */
export function checkInput(
  claims: readonly Claim[],
  mirrored: readonly Claim[],
  { granule, oddTo }: Rules,
): InputError | null {
  if (claims.length === 0) return { code: "allocation/no_recipients" };
  if (granule <= 0n) return { code: "allocation/granularity", value: granule };
  const repeated = firstRepeated(claims);
  if (repeated !== null) return { code: "allocation/repeated_recipient", recipient: repeated };
  if (oddTo !== null && !claims.some(({ id, fixed }) => id === oddTo && fixed === undefined)) {
    return { code: "allocation/odd_to_unknown", recipient: oddTo };
  }
  return wrongBound(claims, mirrored);
}

function firstRepeated(claims: readonly Claim[]): string | null {
  const seen = new Set<string>();
  for (const { id } of claims) {
    if (seen.has(id)) return id;
    seen.add(id);
  }
  return null;
}

/** In the mirror a bound below 0 has the other sign than the total, and min > max is min > max. */
function wrongBound(claims: readonly Claim[], mirrored: readonly Claim[]): InputError | null {
  for (const [at, { min, max }] of mirrored.entries()) {
    const claim = must(claims[at]);
    const value = min !== undefined && min < 0n ? min : max !== undefined && max < 0n ? max : null;
    if (value !== null) {
      const asEntered = claim.min === value || claim.max === value ? value : -value;
      return { code: "allocation/bound_sign", recipient: claim.id, value: asEntered };
    }
    if (min !== undefined && max !== undefined && min > max) {
      const [low, high] = [must(claim.min), must(claim.max)];
      return { code: "allocation/bounds_crossed", recipient: claim.id, min: low, max: high };
    }
  }
  return null;
}
