import { calendarStore } from "../calendar/store.ts";
import { entryStore } from "../entries/store.ts";
import type { Env } from "../env.ts";
import { businessDay, type Instant } from "../lib/instant.ts";
import { contains } from "../lib/interval.ts";
import { reachOf, ROLES } from "../tenancy/roles.ts";
import type { Rights } from "./admission.ts";
import { fold, type BoardState } from "./fold.ts";
import { fromLog } from "./notices.ts";
import { roomReads, stateFrom } from "./read-board.ts";
import { boardDb } from "./room-db.ts";
import { boardStore, type WatcherRow } from "./store.ts";
import { truthStore } from "./truth-store.ts";
import type { Admission } from "./ticket.ts";

/** Which board, seen from where, at what moment. */
export type At = {
  readonly env: Env;
  readonly tenant: string;
  readonly board: string;
  readonly now: Instant;
};
/** The tenant's days: a window ends at its midnight. */
export type Clock = { readonly timeZone: string; readonly dayOffset: number };
export type Truth = { readonly state: BoardState; readonly clock: Clock };

/**
 * The board as the database has it now. From its own number on when the log says enough, otherwise
 * from the totals: one batch in either case, two when the log turns out not to be enough. "gone"
 * when the board or its company is not there any more.
 */
export async function readTruth(at: At, own: BoardState | null): Promise<Truth | "gone"> {
  const db = await boardDb(at.env, at.tenant, at.now);
  if (!db) return "gone";
  const clock = { timeZone: db.place.timeZone, dayOffset: db.place.dayOffset };
  const today = businessDay(at.now, clock.timeZone, clock.dayOffset);
  if (own && contains(own.window, today)) {
    const since = await db.load({
      commits: truthStore.commitsSince(own.seq, COMMITS_MAX + 1),
      rows: entryStore.movedSince(own.seq, ROWS_MAX + 1),
    });
    if (!since) return "gone";
    const enough = since.commits.length <= COMMITS_MAX && since.rows.length <= ROWS_MAX;
    const folded = fold(own, enough ? fromLog(since.commits, since.rows) : []);
    if (enough && folded.outcome === "applied") return { state: folded.state, clock };
  }
  const reads = roomReads(calendarStore.calendar, at.board, today);
  const loaded = await db.load(reads);
  const state = loaded && stateFrom(loaded);
  return state ? { state, clock } : "gone";
}

/** Beyond these a read of the totals is cheaper than a read of the log. */
const COMMITS_MAX = 200;
const ROWS_MAX = 2_000;

/** What everyone who watches may do now, in one batch; "gone" when the company is. */
export async function readRights(
  at: At,
  admissions: readonly Admission[],
): Promise<Rights | "gone"> {
  const db = await boardDb(at.env, at.tenant, at.now);
  if (!db) return "gone";
  const today = businessDay(at.now, db.place.timeZone, db.place.dayOffset);
  const each = (field: "account" | "key" | "screen") => [
    ...new Set(admissions.flatMap((admission) => admission[field] ?? [])),
  ];
  const rows = await db.load({
    members: boardStore.watchers(each("account")),
    keys: boardStore.keysHeld(each("key"), at.now),
    screens: boardStore.screensHeld(each("screen")),
    above: boardStore.above(at.board, today),
  });
  if (!rows) return "gone";
  return {
    members: new Map(rows.members.map((row) => [row.account, memberOf(row)])),
    keys: new Set(rows.keys),
    screens: new Set(rows.screens),
    above: rows.above,
  };
}

function memberOf({ person, roles, scopeUnit, state, notBefore }: WatcherRow) {
  const held = ROLES.filter((role) => roles.includes(role));
  const reach = reachOf(held, scopeUnit);
  return { person, scopeUnit, reach, active: state === "active", notBefore };
}
