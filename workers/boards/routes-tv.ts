import { calendarStore } from "../calendar/store.ts";
import { sha256 } from "../lib/hash.ts";
import { businessDay, type Instant } from "../lib/instant.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { take } from "../http/auth.ts";
import type { Api, AppContext } from "../http/context.ts";
import { openEndpoint } from "../http/endpoint.ts";
import * as contracts from "./contract.ts";
import { findPairing, makePairing, readScreenToken, screenToken } from "./pairings.ts";
import { boardReads, stateFrom } from "./read-board.ts";
import { boardDb, type BoardDb } from "./room-db.ts";
import { boardStore as store, type Screen } from "./store.ts";
import { grant } from "./ticket.ts";
import { wireStandings } from "./wire.ts";

/** Calls from one network in ten minutes. A television asks every two seconds while it waits. */
const LIMITS = { pairings: 60, polls: 6_000, tickets: 1_200 } as const;
const NOT_PAIRED = err({ code: "screens/not_paired" } as const);

/** What a television may ask; it has no session, only what it was given when it was paired. */
export function screenRoutes(api: Api): void {
  openEndpoint(api, contracts.createPairing, async ({ c }) => {
    const limited = await limitedBy(c, "pairings");
    if (limited) return limited;
    return ok({ body: await makePairing(c.env, c.var.now) });
  });

  openEndpoint(api, contracts.readPairing, async ({ c, input: { params } }) => {
    const limited = await limitedBy(c, "polls");
    if (limited) return limited;
    const secret = (c.req.header("authorization") ?? "").replace(/^Bearer\s+/i, "");
    const code = params.code.toUpperCase();
    const pairing = await findPairing(c.env, code, c.var.now);
    // Without its secret a code answers like one that nobody shows.
    if (!pairing || pairing.secretHash !== (await sha256(secret)))
      return err({ code: "screens/unknown_code", shown: code });
    const { tenant, screen, expiresAt } = pairing;
    if (tenant === null || screen === null) return ok({ body: { state: "waiting", expiresAt } });
    return ok({ body: { state: "paired", token: screenToken({ tenant, screen, secret }) } });
  });

  openEndpoint(api, contracts.createScreenTicket, async ({ c, input: { body } }) => {
    const limited = await limitedBy(c, "tickets");
    if (limited) return limited;
    const paired = await screenOf(c, body.token);
    if (!paired.ok) return paired;
    const { tenant, screen } = paired.value;
    const granted = await grant(c.env.SECRET, c.var.now, {
      ...{ tenant, board: screen.board, screen: screen.id, kind: "screen" },
      ...{ account: null, person: null, key: null },
    });
    return ok({ body: { ...granted, board: screen.board } });
  });

  openEndpoint(api, contracts.readScreenStandings, async ({ c, input: { body } }) => {
    const limited = await limitedBy(c, "polls");
    if (limited) return limited;
    const paired = await screenOf(c, body.token);
    if (!paired.ok) return paired;
    const { db, screen } = paired.value;
    const today = dayOf(db, c.var.now);
    const reads = boardReads(calendarStore.calendar, screen.board, today);
    const loaded = await db.load(reads);
    const state = loaded && stateFrom(loaded);
    return state ? ok({ body: wireStandings(state, { kind: "screen" }) }) : NOT_PAIRED;
  });
}

async function limitedBy(c: AppContext, what: keyof typeof LIMITS) {
  const network = c.req.header("cf-connecting-ip") ?? "local";
  // Tests and a developer's machine are one network.
  const limit = c.env.STAGE === "development" ? LIMITS[what] * 100 : LIMITS[what];
  const { ok: allowed, retryAfterS } = await take(c.env, `tv:${what}:${network}`, limit);
  return allowed ? null : err({ code: "auth/too_many", retryAfterS } as const);
}

type PairedScreen = { readonly tenant: string; readonly screen: Screen; readonly db: BoardDb };

/** The screen a token proves. Unknown, forged and revoked are answered alike. */
async function screenOf(
  c: AppContext,
  token: string,
): Promise<Result<PairedScreen, { readonly code: "screens/not_paired" }>> {
  const read = readScreenToken(token);
  const db = read && (await boardDb(c.env, read.tenant, c.var.now));
  if (!read || !db) return NOT_PAIRED;
  const rows = await db.load({ screen: store.screen(read.screen) });
  // A screen whose board is gone shows nothing: it may be paired anew.
  if (!rows?.screen?.boardName) return NOT_PAIRED;
  if (rows.screen.tokenHash !== (await sha256(read.secret))) return NOT_PAIRED;
  return ok({ tenant: read.tenant, screen: rows.screen, db });
}

function dayOf({ place }: BoardDb, now: Instant) {
  return businessDay(now, place.timeZone, place.dayOffset);
}
