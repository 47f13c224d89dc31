import type { Claim } from "./allocation.ts";
import type { AllocationError } from "./allocation-error.ts";

/** A negative total is calculated as the positive one: bounds change sides. */
export function mirror(claim: Claim, sign: bigint): Claim {
  if (sign > 0n) return claim;
  const { id, fixed, min, max, order } = claim;
  return {
    id,
    ...(fixed === undefined ? {} : { fixed: -fixed }),
    ...(max === undefined ? {} : { min: -max }),
    ...(min === undefined ? {} : { max: -min }),
    ...(order === undefined ? {} : { order }),
  };
}

/** Amounts in a refusal of the mirror image, as the asker wrote them. */
export function signed(error: AllocationError, sign: bigint): AllocationError {
  if (sign > 0n) return error;
  switch (error.code) {
    case "allocation/bounds_crossed":
      return { ...error, min: -error.max, max: -error.min };
    case "allocation/bounds_too_high":
    case "allocation/bounds_too_low":
      return { ...error, sum: -error.sum, rest: -error.rest };
    case "allocation/fixed_exceeds":
      return { ...error, fixed: -error.fixed, total: -error.total };
    case "allocation/odd_part":
    case "allocation/too_large":
      return { ...error, value: -error.value };
    case "allocation/no_free_share":
      return { ...error, rest: -error.rest };
    default:
      return error;
  }
}
