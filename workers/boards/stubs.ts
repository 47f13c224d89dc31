import type { Env } from "../env.ts";
import type { Notice } from "../lib/notice.ts";

/** Header in which the Worker tells a room who was admitted; none is passed on from outside. */
export const ADMISSION = "fairlead-admission";

/** What may be asked of a board's room, by the Worker and by Live. */
export type RoomStub = {
  fetch(request: Request): Promise<Response>;
  notify(notices: readonly Notice[]): Promise<void>;
  expel(account: string): Promise<void>;
};
/** What rooms, and sockets of those who negotiate, ask of the tenant's Live. */
export type LiveStub = {
  fetch(request: Request): Promise<Response>;
  subscribe(tenant: string, board: string): Promise<void>;
  unsubscribe(board: string): Promise<void>;
};

/** The room of one board. Only the Worker names it, after the check; a client never does. */
export function roomOf(env: Env, tenant: string, board: string): RoomStub {
  const { ROOM } = env;
  // The binding does not say which class it is of; wrangler.toml says BoardRoom.
  return ROOM.get(ROOM.idFromName(`${tenant}:${board}`)) as unknown as RoomStub;
}

export function liveOf(env: Env, tenant: string): LiveStub {
  // Env names only what the core asks of Live; the class has these too.
  return env.LIVE.get(env.LIVE.idFromName(tenant)) as unknown as LiveStub;
}
