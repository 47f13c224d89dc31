import { addRates, formatRate, parseRate } from "../../workers/lib/rate.ts";

/** Exact sum of decimals, with as many places as the longest. */
export function total(texts: readonly string[]): string {
  const places = Math.max(0, ...texts.map((text) => text.split(".")[1]?.length ?? 0));
  const zero = { num: 0n, den: 1n };
  const sum = texts.reduce((all, text) => addRates(all, parseRate(text) ?? zero), zero);
  return formatRate(sum, places);
}
