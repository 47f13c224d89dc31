import type { Instant } from "../lib/instant.ts";

/** When mail is sent, in the company's own zone. Clock changes may move a moment by their hour. */

const MINUTE = 60_000;
const DAY = 1_440;
/** From nine in the evening until eight in the morning nothing is sent; what waits then goes first. */
const QUIET_FROM = 21 * 60;
const QUIET_UNTIL = 8 * 60;
/** The daily summary: what happened before nine in the morning of the day. */
const DIGEST = 9 * 60;

/** Minutes since the local midnight. Throws for a zone the runtime does not know. */
function minuteOf(at: Instant, zone: string): number {
  const time = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(at);
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** The end of the quiet hours that `at` lies in; null outside them. */
export function quietUntil(at: Instant, zone: string): number | null {
  const minute = minuteOf(at, zone);
  if (minute >= QUIET_UNTIL && minute < QUIET_FROM) return null;
  return floor(at) + ((QUIET_UNTIL - minute + DAY) % DAY) * MINUTE;
}

/** The last and the next moment of the daily summary: last <= at < next. */
export function digestsAround(at: Instant, zone: string): { last: number; next: number } {
  const since = (minuteOf(at, zone) - DIGEST + DAY) % DAY;
  const last = floor(at) - since * MINUTE;
  return { last, next: last + DAY * MINUTE };
}

/** The first moment of the local day. */
export function midnightOf(at: Instant, zone: string): number {
  return floor(at) - minuteOf(at, zone) * MINUTE;
}

const clock = (minute: number) => `${String(minute / 60).padStart(2, "0")}:00`;
/** As a reader sees them. */
export const QUIET = { from: clock(QUIET_FROM), until: clock(QUIET_UNTIL) };
export const DIGEST_AT = clock(DIGEST);

const floor = (at: number) => at - (at % MINUTE);
