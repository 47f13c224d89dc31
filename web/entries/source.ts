/** "file:revenue" came from a file; sources of connectors are shown as they call themselves. */
export function sourceName(source: string, names: Readonly<Record<string, string>>): string {
  return names[source.split(":")[0] ?? ""] ?? source;
}
