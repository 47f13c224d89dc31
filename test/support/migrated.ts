import { applyD1Migrations, type D1Migration } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { Env } from "../../workers/env.ts";
import { afterAll, beforeAll, expect } from "vitest";
import { authFor } from "../../workers/auth/auth.ts";
import { badPlans } from "./plans.ts";

type Bindings = {
  CONTROL: D1Database;
  SHARD_0: D1Database;
  SHARD_1: D1Database;
  MIGRATIONS: { control: D1Migration[]; tenant: D1Migration[] };
};

// Once per file; applied migrations are remembered in the database itself.
beforeAll(async () => {
  // The platform's own type of `env` is empty until a tool writes it; these are what wrangler.toml
  // and vitest.config.ts bind.
  const { CONTROL, SHARD_0, SHARD_1, MIGRATIONS } = env as unknown as Bindings;
  await applyD1Migrations(CONTROL, MIGRATIONS.control);
  await applyD1Migrations(SHARD_0, MIGRATIONS.tenant);
  await applyD1Migrations(SHARD_1, MIGRATIONS.tenant);
  // A bundle has its lazy parts at hand; here the first request that needs one fetches it from the
  // test runner, and others that wait for the same part at that moment would share its I/O and fail.
  // (`env` is cast for the reason above.)
  await Promise.all([authFor(env as unknown as Env), import("better-auth/cookies")]);
});

// Whatever a file has sent, its plans are looked at before the file may pass.
afterAll(async () => {
  expect(await badPlans()).toEqual([]);
});
