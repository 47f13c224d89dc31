/** What people type as a number: grouping, blanks and full-width signs go; the rest is checked where it is used. */
export function plainDecimal(text: string): string {
  return text.normalize("NFKC").replace(/[,\s]/g, "");
}

/** "1000.00" as people would type it: "1000"; "12.50" stays. */
export function withoutZeros(amount: string): string {
  return amount.replace(/\.0+$/, "");
}
