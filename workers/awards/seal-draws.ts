import { type CalendarRule, neighbour, periodOf } from "../calendar/periods.ts";
import type { CalendarStore } from "../calendar/store.ts";
import { commitmentOf } from "../incentives/raffle.ts";
import { addDays, type Day, daysBetween } from "../lib/day.ts";
import { hex } from "../lib/hash.ts";
import { businessDay, instant } from "../lib/instant.ts";
import { midnightOf } from "../notices/hours.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { KeptRule } from "./award.ts";
import type { AwardStore } from "./store.ts";

const HOUR = 3_600_000;
const NONCE_BYTES = 32;
/** Numbers that one commit makes. */
const AT_ONCE = 200;
/** No period is longer: what began before has its number, or never gets one. */
const LONGEST = 400;

/**
 * The periods that want a number: of every rule that ranks people, the running one and the next, so
 * that from the second on the hash is shown before the period begins. A period that was over when its
 * rule was made never gets one: its result was known. `next` is the day on which the first of the
 * running periods ends and another period comes into sight.
 */
export function unsealed(
  rules: readonly Pick<KeptRule, "id" | "retired" | "document">[],
  calendar: CalendarRule,
  today: Day,
  sealed: readonly { readonly rule: string; readonly from: Day }[],
): { readonly missing: readonly { rule: string; from: Day }[]; readonly next: Day | null } {
  const there = new Set(sealed.map(({ rule, from }) => `${rule} ${from}`));
  const missing: { rule: string; from: Day }[] = [];
  let next: Day | null = null;
  for (const { id, retired, document } of rules) {
    if (retired || document.of !== "person") continue;
    const running = periodOf(calendar, document.window, today);
    for (const { from } of [running, neighbour(calendar, running, 1)])
      if (!there.has(`${id} ${from}`)) missing.push({ rule: id, from });
    if (next === null || running.until < next) next = running.until;
  }
  return { missing, next };
}

/**
 * Makes the numbers that are missing: 32 random bytes each, of which the log and everybody see the
 * SHA-256 from now on, and the number itself only when the ranking is frozen. Safe to repeat: a period
 * has one number, whoever makes it first.
 */
export async function sealDraws(
  db: TenantDb,
  store: AwardStore,
  calendars: CalendarStore,
): Promise<{ readonly more: boolean; readonly nextAt: number }> {
  const { here, rules, calendar } = await db.load({
    here: store.here(),
    rules: store.rules(),
    calendar: calendars.calendar(),
  });
  if (here.isLoading) return { more: false, nextAt: db.now + HOUR };
  const now = instant(db.now);
  const today = businessDay(now, here.zone, here.dayOffset);
  const { sealed } = await db.load({ sealed: store.sealed(addDays(today, -LONGEST)) });
  const { missing, next } = unsealed(rules, calendar.rule, today, sealed);
  const seals = missing.slice(0, AT_ONCE).map((each) => {
    const nonce = hex(crypto.getRandomValues(new Uint8Array(NONCE_BYTES)));
    return { ...each, nonce, commitment: commitmentOf(nonce) };
  });
  if (seals.length > 0)
    await commit(db, {
      event: "award/sealed",
      subject: null,
      detail: { draws: seals.map(({ rule, from, commitment }) => [rule, from, commitment]) },
      writes: [store.addDraws(seals, db.now)],
    });
  const ahead = next === null ? 0 : daysBetween(today, next) * 24 * HOUR;
  return {
    more: missing.length > AT_ONCE,
    nextAt: next === null ? 0 : midnightOf(now, here.zone) + ahead,
  };
}
