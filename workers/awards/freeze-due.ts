import { type CalendarRule, neighbour, periodOf } from "../calendar/periods.ts";
import type { CalendarStore } from "../calendar/store.ts";
import { addDays, type Day, daysBetween } from "../lib/day.ts";
import { derivedId } from "../lib/id.ts";
import { businessDay, instant } from "../lib/instant.ts";
import type { Interval } from "../lib/interval.ts";
import { midnightOf } from "../notices/hours.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { KeptRule } from "./award.ts";
import { freezeRanking } from "./freeze-ranking.ts";
import type { Viewer } from "./show.ts";
import type { AwardStore } from "./store.ts";

const HOUR = 3_600_000;
/** Awards are given in the company's own night, when what was recorded late in the evening is there. */
const NIGHT = 2;
/** Rankings that one step freezes; each takes some ten reads. */
const AT_ONCE = 20;

/** `on` is the day on which the clock was to freeze it. */
export type Due = Interval & { readonly rule: string; readonly on: Day };
type Here = { readonly zone: string; readonly dayOffset: number };

/** The day on which the clock freezes a period's ranking; null: somebody does it by hand. */
export function freezesOn({ document }: Pick<KeptRule, "document">, until: Day): Day | null {
  const { freezes = 0 } = document;
  return freezes === "by_hand" ? null : addDays(until, freezes);
}

/**
 * What the clock freezes today, and the next day on which there will be something to freeze. A rule's
 * first period is the one it was made in: nothing is given for days before somebody said for what.
 * Of a rule that slept through several periods only the last is given: the others are frozen by hand.
 */
export function dueOn(
  rules: readonly KeptRule[],
  calendar: CalendarRule,
  today: Day,
  here: Here,
): { readonly due: readonly Due[]; readonly next: Day | null } {
  const due: Due[] = [];
  let next: Day | null = null;
  for (const rule of rules) {
    if (rule.retired) continue;
    const madeOn = businessDay(instant(rule.madeAt), here.zone, here.dayOffset);
    const running = periodOf(calendar, rule.document.window, today);
    const over = neighbour(calendar, running, -1);
    for (const { from, until } of [over, running]) {
      const on = freezesOn(rule, until);
      if (on === null || until <= madeOn || (rule.last && rule.last.from >= from)) continue;
      if (on <= today) due.push({ rule: rule.id, from, until, on });
      else if (next === null || on < next) next = on;
    }
  }
  return { due, next };
}

/**
 * Freezes what is due and gives the awards, as nobody's hand. Safe to repeat and to cut anywhere: a
 * period is frozen once, whoever does it. Answers whether there is more, and when to look again (ms).
 */
export async function freezeDue(
  db: TenantDb,
  store: AwardStore,
  calendars: CalendarStore,
): Promise<{ readonly more: boolean; readonly nextAt: number }> {
  const { here, rules, calendar } = await db.load({
    here: store.here(),
    rules: store.rules(),
    calendar: calendars.calendar(),
  });
  // Its loader freezes what the sample company shows.
  if (here.isLoading) return { more: false, nextAt: db.now + HOUR };
  const now = instant(db.now);
  const today = businessDay(now, here.zone, here.dayOffset);
  const { due, next } = dueOn(rules, calendar.rule, today, here);
  const viewer = { ...NOBODY, today };
  let frozen = 0;
  for (const { rule, from } of inTurn(due, db.now)) {
    const id = await derivedId<"award">(`${db.uuid}:${rule}:${from}`, db.now);
    // A refusal is another's freezing a moment ago, or a log that moves too fast: the next look sees it,
    // and a rule that is late says so on its page.
    const done = await freezeRanking(db, store, calendar.rule, { id, rule, from }, viewer);
    if (done.ok) frozen += 1;
  }
  if (due.length > 0) return { more: frozen > 0 && due.length > AT_ONCE, nextAt: db.now + HOUR };
  const ahead = next === null ? 0 : daysBetween(today, next) * 24 * HOUR;
  return {
    more: false,
    nextAt: next === null ? 0 : midnightOf(now, here.zone) + ahead + NIGHT * HOUR,
  };
}

/** What one step freezes: each hour begins elsewhere, so that refusals hold up none behind them. */
function inTurn(due: readonly Due[], now: number): readonly Due[] {
  if (due.length <= AT_ONCE) return due;
  const first = (Math.floor(now / HOUR) * AT_ONCE) % due.length;
  return [...due.slice(first), ...due.slice(0, first)].slice(0, AT_ONCE);
}

/** What was to be frozen before today and is not: the clock was refused, or has not run. */
export function lateOn(...asked: Parameters<typeof dueOn>): ReadonlyMap<string, Due> {
  const today = asked[2];
  const late = dueOn(...asked).due.filter(({ on }) => on < today);
  return new Map(late.map((each) => [each.rule, each]));
}

const NOBODY: Omit<Viewer, "today"> = {
  ...{ account: "job", person: null, name: null, nameEn: null },
  seesAll: true,
};
