import type { Param } from "../tenancy/sql.ts";

/** One value of a statement holds at most 2 MB (D1); a batch of long texts goes in several. */
const PACKED_MAX_CHARS = 600_000;

/** Rows as one JSON parameter, or as several where one would be too large. */
export function packedParts(rows: readonly (readonly Param[])[]): Param[] {
  // Not packed(): its look at every value costs more than the rest, and amounts are numbers here.
  const all = JSON.stringify(rows);
  if (rows.length <= 1 || all.length <= PACKED_MAX_CHARS) return [all];
  const half = Math.ceil(rows.length / 2);
  return [...packedParts(rows.slice(0, half)), ...packedParts(rows.slice(half))];
}
