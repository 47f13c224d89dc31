import { take } from "../http/auth.ts";
import type { Api, AppContext } from "../http/context.ts";
import { openEndpoint } from "../http/endpoint.ts";
import { err, ok } from "../lib/result.ts";
import { calculate } from "./tool-every.ts";
import { postAllocation } from "./tools-contract.ts";

/** Calculations from one network address in a minute. */
const PER_NETWORK = { development: 10_000, staging: 120, production: 120 } as const;
const WINDOW_MS = 60_000;

/** What anyone may calculate, without an account and without a trace. */
export function toolRoutes(api: Api): void {
  openEndpoint(api, postAllocation, async ({ c, input: { body } }) => {
    const { ok: may, retryAfterS } = await counted(c);
    if (!may) return err({ code: "tools/too_many", retryAfterS });
    const made = calculate(body);
    return made.ok ? ok({ body: made.value }) : made;
  });
}

async function counted(c: AppContext) {
  const network = c.req.header("cf-connecting-ip") ?? "local";
  return await take(c.env, `tools:network:${network}`, PER_NETWORK[c.env.STAGE], WINDOW_MS);
}
