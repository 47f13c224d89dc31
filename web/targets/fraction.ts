import { parseRate, type Rate } from "../../workers/lib/rate.ts";

/** Reads an exact share of any length, "2/7" or "0.4"; people's own numbers are shorter. */
export function fractionOf(text: string): Rate | null {
  const parts = /^(-?\d+)\/(\d+)$/.exec(text);
  if (!parts) return parseRate(text);
  return { num: BigInt(parts[1] ?? "0"), den: BigInt(parts[2] ?? "1") };
}
