import { parseRate, type Rate, ZERO } from "../lib/rate.ts";
import { exactText, isZero, over, plus } from "./exact.ts";

/** The share of one of a list: its own, or what the list as people write it says. */
export function shareAt(own: string | undefined, list: string | undefined, at: number): string {
  return own ?? (list === undefined ? undefined : sharesOf(list)?.[at]) ?? "0";
}

/**
 * A ratio list as people write one, "1:1:1" or "60:40": exact shares that sum to 1, as the text that
 * a plan or credit takes ("1/3", "0.6"). Null where it is no list of numbers from 0 with a sum above 0.
 */
export function sharesOf(text: string): readonly string[] | null {
  const parts = text.split(/[:：]/).map((part) => parseRate(part));
  if (parts.length < 2 || parts.length > 100) return null;
  const rates: Rate[] = [];
  for (const part of parts) {
    if (!part || part.num < 0n) return null;
    rates.push(part);
  }
  const all = rates.reduce(plus, ZERO);
  return isZero(all) ? null : rates.map((each) => exactText(over(each, all)));
}
