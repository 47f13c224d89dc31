import { DurableObject } from "cloudflare:workers";
import type { Env } from "../env.ts";
import type { Notice } from "../lib/notice.ts";
import { must } from "../lib/assert.ts";
import { PING, PONG } from "./protocol.ts";
import { ADMISSION, roomOf } from "./stubs.ts";
import type { Admission } from "./ticket.ts";

/** Commits that those who negotiate are told of. */
const NEGOTIATION = /^negotiation\//;

/** Notices are handed on at most ten times a second. */
const BUNDLE_MS = 100;

/**
 * One per tenant: tells boards that have someone watching what was committed. It holds no figures;
 * what it loses, a room finds by its own number. Those who negotiate hold a socket here: they hear
 * that something moved, and read again.
 */
export class Live extends DurableObject<Env> {
  #waiting: Notice[] = [];
  #sending: Promise<void> | null = null;
  #sentAt = 0;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    ctx.storage.sql.exec(
      "CREATE TABLE IF NOT EXISTS boards (board TEXT PRIMARY KEY, tenant TEXT NOT NULL) WITHOUT ROWID",
    );
    // Answered without waking us.
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(PING, PONG));
  }

  /** Reached only through the Worker, which has checked the ticket. The account is the socket's tag. */
  override fetch(request: Request): Response {
    const { account } = JSON.parse(must(request.headers.get(ADMISSION))) as Admission; // Our Worker's.
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server, account === null ? [] : [account]);
    // The first word: the page then knows that the line is up.
    server.send(moved(0));
    return new Response(null, { status: 101, webSocket: client });
  }

  override webSocketMessage(): void {
    // Nothing is asked here; a ping is answered by the platform.
  }

  override webSocketClose(socket: WebSocket, code: number, reason: string): void {
    // A hibernating socket's close is ours to finish. These codes mean nobody is left to answer.
    if (![1005, 1006, 1015].includes(code)) socket.close(code, reason);
  }

  /** A board has its first socket: from here on it is told every commit. Safe to repeat. */
  subscribe(tenant: string, board: string): void {
    this.ctx.storage.sql.exec("INSERT OR IGNORE INTO boards VALUES (?, ?)", board, tenant);
  }

  unsubscribe(board: string): void {
    this.ctx.storage.sql.exec("DELETE FROM boards WHERE board = ?", board);
  }

  /** Resolves when the bundle has been handed on, so that the caller keeps this object awake. */
  async notify(notices: readonly Notice[]): Promise<void> {
    this.#waiting.push(...notices);
    this.#sending ??= this.#bundle();
    await this.#sending;
  }

  /** Closes every socket of an account that lost its access, without waiting for a bundle. */
  async expel(account: string): Promise<void> {
    for (const socket of this.ctx.getWebSockets(account)) socket.close(1008, "access");
    await Promise.allSettled(this.#rooms().map((room) => room.expel(account)));
  }

  async #bundle(): Promise<void> {
    // At once after a pause, otherwise a tenth of a second after the last bundle.
    await scheduler.wait(Math.max(0, this.#sentAt + BUNDLE_MS - Date.now()));
    this.#sentAt = Date.now();
    const notices = this.#waiting.splice(0).sort((a, b) => a.seq - b.seq);
    this.#sending = null;
    const last = notices.findLast(({ event }) => NEGOTIATION.test(event));
    if (last) this.#tell(moved(last.seq));
    // A room that fails misses a notice: it sees the gap at the next one, or at its own check.
    await Promise.allSettled(this.#rooms().map((room) => room.notify(notices)));
  }

  /** A socket that takes no frame is closing; its page reads again when it is back. */
  #tell(frame: string): void {
    for (const socket of this.ctx.getWebSockets())
      if (socket.readyState === WebSocket.OPEN) socket.send(frame);
  }

  #rooms() {
    const rows = this.ctx.storage.sql.exec<{ board: string; tenant: string }>(
      "SELECT board, tenant FROM boards",
    );
    return rows.toArray().map(({ board, tenant }) => roomOf(this.env, tenant, board));
  }
}

function moved(seq: number): string {
  return JSON.stringify({ v: 1, type: "moved", seq });
}
