import type { Context, Hono } from "hono";
import type { Contract } from "../lib/contract.ts";
import type { Instant } from "../lib/instant.ts";
import type { Meter } from "../tenancy/tenant-db.ts";
import type { Env } from "../env.ts";

export type AppEnv = {
  Bindings: Env;
  Variables: {
    /** Read once per request. */
    now: Instant;
    requestId: string;
    /** What the request has cost so far; shown in development only. */
    meter: Meter;
    /** Set-Cookie lines of a session that was refreshed on the way. */
    cookies: string[];
  };
};

export type AppContext = Context<AppEnv>;

/** Where nouns mount their routes; the contracts become the OpenAPI document. */
export type Api = { readonly hono: Hono<AppEnv>; readonly contracts: Contract[] };
