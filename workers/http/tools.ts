import { err, ok, type Result } from "../lib/result.ts";
import { take } from "./auth.ts";
import type { AppContext } from "./context.ts";

/** Calculations from one network address in a minute, over all public tools together. */
const PER_NETWORK = { development: 10_000, staging: 120, production: 120 } as const;
const WINDOW_MS = 60_000;

type TooMany = { readonly code: "tools/too_many"; readonly retryAfterS: number };

/** Counts one calculation of a public tool; refuses when its network has had its share. */
export async function mayCalculate(c: AppContext): Promise<Result<null, TooMany>> {
  const network = c.req.header("cf-connecting-ip") ?? "local";
  const key = `tools:network:${network}`;
  const { ok: may, retryAfterS } = await take(c.env, key, PER_NETWORK[c.env.STAGE], WINDOW_MS);
  return may ? ok(null) : err({ code: "tools/too_many", retryAfterS });
}
