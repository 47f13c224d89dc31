/** A name cut to the room it has; the table has it whole. Chinese characters are twice as wide. */
export function fitted(name: string, pixels: number): string {
  const room = pixels - 12;
  const letters = Array.from(name);
  let used = 0;
  for (const [at, letter] of letters.entries()) {
    used += letter > "\u2e80" ? 12 : 6.6;
    if (used > room) return `${letters.slice(0, Math.max(1, at - 1)).join("")}…`;
  }
  return name;
}
