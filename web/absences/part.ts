/** "60" in a field for percent as the exact text that is stored; null where it is no part of a whole. */
export function partText(typed: string): string | null {
  const text = typed.trim().replace(/%$/, "").trim();
  if (!/^\d{1,3}(\.\d{1,6})?$/.test(text)) return null;
  const isWhole = /^100(\.0+)?$/.test(text);
  return isWhole || /^\d{1,2}(\.\d+)?$/.test(text) ? `${text}%` : null;
}
