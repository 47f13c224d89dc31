/**
 * The entry's name where it came from. A file without such a column gets one made of its rows
 * (day|person|amount|#n): that is for finding a row again, and nothing to read.
 */
export function shownId(externalId: string): string {
  return /^\d{4}-\d{2}-\d{2}\|.*#\d+$/.test(externalId) ? "–" : externalId;
}

/** "file:revenue" came from a file; sources of connectors are shown as they call themselves. */
export function sourceName(source: string, names: Readonly<Record<string, string>>): string {
  return names[source.split(":")[0] ?? ""] ?? source;
}
