import { DurableObject } from "cloudflare:workers";
import type { Env } from "../env.ts";
import type { Notice } from "../lib/notice.ts";
import { roomOf } from "./stubs.ts";

/** Notices are handed on at most ten times a second. */
const BUNDLE_MS = 100;

/**
 * One per tenant: tells boards that have someone watching what was committed. It holds no figures;
 * what it loses, a room finds by its own number.
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
    await Promise.allSettled(this.#rooms().map((room) => room.expel(account)));
  }

  async #bundle(): Promise<void> {
    // At once after a pause, otherwise a tenth of a second after the last bundle.
    await scheduler.wait(Math.max(0, this.#sentAt + BUNDLE_MS - Date.now()));
    this.#sentAt = Date.now();
    const notices = this.#waiting.splice(0).sort((a, b) => a.seq - b.seq);
    this.#sending = null;
    // A room that fails misses a notice: it sees the gap at the next one, or at its own check.
    await Promise.allSettled(this.#rooms().map((room) => room.notify(notices)));
  }

  #rooms() {
    const rows = this.ctx.storage.sql.exec<{ board: string; tenant: string }>(
      "SELECT board, tenant FROM boards",
    );
    return rows.toArray().map(({ board, tenant }) => roomOf(this.env, tenant, board));
  }
}
