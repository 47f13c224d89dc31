import { DurableObject } from "cloudflare:workers";
import type { Env } from "../env.ts";

/**
 * Counts attempts of one kind by one caller. One object per counter, so that a hundred at once are
 * counted one after the other and never one more than the limit passes.
 */
export class Limiter extends DurableObject<Env> {
  #taken = 0;
  #until = 0;

  /** Whether one more is allowed in the running window. Forgetting on eviction only ever allows. */
  take(limit: number, windowMs: number): { ok: boolean; retryAfterS: number } {
    const now = Date.now();
    if (now >= this.#until) {
      this.#until = now + windowMs;
      this.#taken = 0;
    }
    const retryAfterS = Math.ceil((this.#until - now) / 1000);
    if (this.#taken >= limit) return { ok: false, retryAfterS };
    this.#taken += 1;
    return { ok: true, retryAfterS };
  }
}
