import type { Day } from "./day.ts";

declare const brand: unique symbol;
/** A real moment: whole milliseconds since 1970, UTC. */
export type Instant = number & { readonly [brand]: "instant" };

export function instant(ms: number): Instant {
  return Math.trunc(ms) as Instant;
}

/**
 * The local date in `timeZone` at a moment, moved by `offsetDays` (a sandbox may stand on another
 * business day; instants never move). Throws for a zone the runtime does not know.
 */
export function businessDay(at: Instant, timeZone: string, offsetDays = 0): Day {
  const shifted = new Date(at + offsetDays * 86_400_000);
  // en-CA writes YYYY-MM-DD.
  return new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(shifted) as Day;
}

export function isTimeZone(name: string): boolean {
  return zones().has(name);
}

let known: ReadonlySet<string> | null = null;
function zones(): ReadonlySet<string> {
  known ??= new Set([...Intl.supportedValuesOf("timeZone"), "UTC"]);
  return known;
}
