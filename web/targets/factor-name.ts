import { words } from "../messages/messages.ts";

/** A factor by the name people have for it; one of the company's own by its key. */
export function factorName(key: string): string {
  const known: Readonly<Record<string, string>> = words("targets").card.factor;
  return known[key] ?? key;
}
