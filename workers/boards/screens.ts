import type { Env } from "../env.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { claimPairing, findPairing } from "./pairings.ts";
import type { BoardStore } from "./store.ts";

type Asked = {
  readonly id: string;
  readonly board: string;
  readonly code: string;
  readonly name: string;
};
type Paired = { readonly id: string; readonly board: string; readonly name: string };
type PairRefusal =
  | { readonly code: "boards/not_found"; readonly id: string }
  | { readonly code: "screens/unknown_code"; readonly pointer: "/code"; readonly shown: string }
  | { readonly code: "screens/taken" };

/**
 * Lets the television that shows a code look at a board. The tenant's row comes first and the
 * television is told after it: a crash between leaves a screen nobody holds, never a television
 * without a row; typing the code again repairs it.
 */
export async function pairScreen(
  db: TenantDb,
  { store, env }: { readonly store: BoardStore; readonly env: Env },
  { id, board, code, name }: Asked,
): Promise<Result<Paired, PairRefusal>> {
  const { listed } = await db.load({ listed: store.board(board) });
  if (!listed) return err({ code: "boards/not_found", id: board });
  const pairing = await findPairing(env, code, db.now);
  if (!pairing) return err({ code: "screens/unknown_code", pointer: "/code", shown: code });
  if (pairing.tenant !== null) return err({ code: "screens/taken" });
  const { secretHash: tokenHash } = pairing;
  const screen = { id, board, name, tokenHash, pairedBy: db.actor(), pairedAt: db.now };
  const answer = { id, board, name };
  const done = await commit(db, {
    event: "screen/paired",
    subject: id,
    detail: { board },
    writes: [store.pair(screen)],
    answer: { status: 201, body: answer },
  });
  if (!done.ok) return err({ code: "screens/taken" });
  if (await claimPairing(env, code, { tenant: db.uuid, screen: id })) return ok(answer);
  await endScreen(db, store, id);
  return err({ code: "screens/taken" });
}

/** Takes a television off its board; the commit closes its socket. */
export async function revokeScreen(
  db: TenantDb,
  store: BoardStore,
  id: string,
): Promise<Result<{ readonly id: string }, { readonly code: "screens/not_found"; id: string }>> {
  const { screen } = await db.load({ screen: store.screen(id) });
  if (!screen) return err({ code: "screens/not_found", id });
  const done = await endScreen(db, store, id);
  return done.ok ? ok({ id }) : err({ code: "screens/not_found", id });
}

async function endScreen(db: TenantDb, store: BoardStore, id: string) {
  return await commit(db, {
    event: "screen/revoked",
    subject: id,
    detail: {},
    expect: [store.isPaired(id)],
    writes: [store.revoke(id)],
  });
}
