import { fileURLToPath } from "node:url";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

const migrations = (kind: string) =>
  readD1Migrations(fileURLToPath(new URL(`db/migrations/${kind}`, import.meta.url)));

/**
 * pure: no platform, no server. worker: in workerd with real D1, Durable Objects, queue; one shared
 * runtime, a tenant per test. server: the real server as a process.
 */
export default defineConfig({
  test: {
    projects: [
      {
        define: { __DEV__: "true" },
        test: {
          name: "pure",
          include: ["test/**/*.test.ts", "test/**/*.test.tsx"],
          exclude: ["test/**/*.worker.test.ts", "test/**/*.server.test.ts"],
          testTimeout: 60_000,
        },
        oxc: { jsx: { importSource: "preact" } },
      },
      {
        define: { __DEV__: "true" },
        plugins: [
          cloudflareTest({
            wrangler: { configPath: "./wrangler.toml" },
            miniflare: {
              bindings: {
                MIGRATIONS: {
                  control: await migrations("control"),
                  tenant: await migrations("tenant"),
                },
              },
            },
          }),
        ],
        test: {
          name: "worker",
          include: ["test/**/*.worker.test.ts"],
          setupFiles: ["test/support/migrated.ts"],
          isolate: false,
          testTimeout: 90_000,
          hookTimeout: 90_000,
        },
      },
      {
        define: { __DEV__: "true" },
        test: {
          name: "server",
          include: ["test/**/*.server.test.ts"],
          testTimeout: 300_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        define: { __DEV__: "true" },
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.e2e.ts"],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
