import * as v from "valibot";
import type { Notice } from "./lib/notice.ts";

declare global {
  /** Set when the Worker is built (wrangler.toml): development code is absent from other builds. */
  const __DEV__: boolean;
}

/** What a queue message says: this tenant has something to do. The truth is in its database. */
export type WakeUp = { readonly tenant: string };

type LiveStub = {
  notify(notices: readonly Notice[]): Promise<void>;
  expel(account: string): Promise<void>;
};
type LimiterStub = {
  take(limit: number, windowMs: number): Promise<{ ok: boolean; retryAfterS: number }>;
};

export type Env = {
  readonly CONTROL: D1Database;
  readonly SHARD_0: D1Database;
  readonly SHARD_1: D1Database;
  readonly ROOM: DurableObjectNamespace;
  readonly LIVE: { idFromName(name: string): DurableObjectId; get(id: DurableObjectId): LiveStub };
  readonly LIMITER: {
    idFromName(name: string): DurableObjectId;
    get(id: DurableObjectId): LimiterStub;
  };
  readonly JOBS: Queue<WakeUp>;
  readonly MAIL: SendEmail;
  readonly ASSETS: Fetcher;
  readonly STAGE: "development" | "staging" | "production";
  readonly BASE_URL: string;
  readonly MAIL_FROM: string;
  readonly SECRET: string;
};

const Settings = v.object({
  STAGE: v.picklist(["development", "staging", "production"]),
  BASE_URL: v.pipe(v.string(), v.url()),
  MAIL_FROM: v.pipe(v.string(), v.email()),
  SECRET: v.pipe(v.string(), v.minLength(32)),
});

let checked: Env | null = null;

/** The bindings, checked once per isolate. Throws with the name of what is missing or malformed. */
export function parseEnv(env: Env): Env {
  if (checked === env) return env;
  v.parse(Settings, env);
  if (env.STAGE !== "development" && env.SECRET.startsWith("development-only"))
    throw new Error("SECRET is the development value; set one with `wrangler secret put SECRET`");
  checked = env;
  return env;
}

/** Tenant databases by the name the directory holds. */
export const SHARDS = ["SHARD_0", "SHARD_1"] as const;
export type ShardName = (typeof SHARDS)[number];
