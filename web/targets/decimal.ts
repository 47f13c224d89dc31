import { plainAmount } from "../amount-text.ts";

/**
 * What people type as a number: grouping, blanks and full-width signs go, 150万 and 1.5m become
 * digits; a number that is still being typed ("1.") stays. The rest is checked where it is used.
 */
export function plainDecimal(text: string): string {
  const bare = text.normalize("NFKC").replace(/[,\s]/g, "");
  return /^[-+]?[\d.]*$/.test(bare) ? bare : plainAmount(text);
}

/** "1000.00" as people would type it: "1000"; "12.50" stays. */
export function withoutZeros(amount: string): string {
  return amount.replace(/\.0+$/, "");
}
