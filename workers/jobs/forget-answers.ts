import { write } from "../tenancy/sql.ts";
import type { Consumer } from "./consumers.ts";

/** How long a retry of the same request is told what the first one was told. */
export const ANSWERS_KEPT_MS = 48 * 3_600_000;

/** Deletes stored answers that no retry can come for any more. */
export const forgetAnswers: Consumer = {
  name: "answers",
  async step(db, { newest }) {
    await db.write([
      write("DELETE FROM idempotency WHERE tenant = ?1 AND at < ?2", db.now - ANSWERS_KEPT_MS),
    ]);
    return { seen: newest, more: false };
  },
};
