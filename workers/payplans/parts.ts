/** Tiers, points, cells and values a document may hold together: what a person can still read. */
export const PARTS_MAX = 5_000;

/** Counts every list element of a document, and stops counting above the limit. */
export function partsIn(document: unknown, most = PARTS_MAX): number {
  let count = 0;
  const waiting: unknown[] = [document];
  while (waiting.length > 0 && count <= most) {
    const next = waiting.pop();
    if (Array.isArray(next)) count += next.length;
    if (typeof next === "object" && next !== null)
      for (const each of Object.values(next)) if (typeof each === "object") waiting.push(each);
  }
  return count;
}
