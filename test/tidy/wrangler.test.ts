// Goal: named environments inherit no bindings (a fact of the platform), so each must repeat them;
// and no range may sneak into package.json.
import { readFileSync } from "node:fs";
import { unstable_readConfig } from "wrangler";
import { describe, expect, test } from "vitest";
import { ROOT } from "./sources.ts";

type Named = Readonly<Record<string, string>>;
/** The parts we look at; wrangler's own type for them is open. */
type Config = {
  readonly d1_databases: readonly Named[];
  readonly durable_objects: { readonly bindings: readonly Named[] };
  readonly queues: { readonly producers?: readonly Named[]; readonly consumers?: readonly Named[] };
  readonly send_email: readonly Named[];
  readonly migrations: unknown;
  readonly triggers: { readonly crons?: readonly string[] };
  readonly assets?: { readonly not_found_handling?: string; readonly run_worker_first?: unknown };
  readonly vars: Named;
  readonly define: Named;
  readonly compatibility_date: string;
};

const config = (env?: string): Config =>
  unstable_readConfig({ config: `${ROOT}wrangler.toml`, ...(env ? { env } : {}) }) as Config;

const shape = (env?: string) => {
  const read = config(env);
  return {
    databases: read.d1_databases.map(({ binding, migrations_dir }) => [binding, migrations_dir]),
    objects: read.durable_objects.bindings.map(({ name, class_name }) => [name, class_name]),
    migrations: read.migrations,
    producers: read.queues.producers?.map(({ binding }) => binding),
    consumers: read.queues.consumers?.map(({ max_retries }) => max_retries),
    crons: read.triggers.crons,
    mail: read.send_email.map(({ name }) => name),
    assets: [read.assets?.not_found_handling, read.assets?.run_worker_first],
    date: read.compatibility_date,
  };
};

describe("wrangler.toml", () => {
  test.each(["staging", "production"])("%s has every binding that development has", (env) => {
    expect(shape(env)).toEqual(shape());
  });

  test.each(["staging", "production"])("%s has no secret and no development code", (env) => {
    const read = config(env);
    expect(read.vars).not.toHaveProperty("SECRET");
    expect(read.define).toEqual({ __DEV__: "false" });
    expect(read.vars["BASE_URL"]).toMatch(/^https:/);
  });

  test("the compatibility date is one this runtime knows", () => {
    expect(config().compatibility_date <= "2026-10-23").toBe(true);
  });
});

describe("package.json", () => {
  test("every version is exact", () => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
      readFileSync(`${ROOT}package.json`, "utf8"),
    );
    const versions = Object.entries({
      ...dependencies,
      ...devDependencies,
      ...optionalDependencies,
    } as Record<string, string>);
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual(
      [],
    );
  });

  test("what had security fixes is not below them", () => {
    const { dependencies } = JSON.parse(readFileSync(`${ROOT}package.json`, "utf8"));
    expect(atLeast(dependencies["better-auth"], "1.7.16")).toBe(true);
    expect(atLeast(dependencies["hono"], "4.13.16")).toBe(true);
  });
});

function atLeast(version: string, floor: string): boolean {
  const [have, need] = [version, floor].map((text) => text.split(".").map(Number));
  for (let at = 0; at < 3; at += 1)
    if ((have?.[at] ?? 0) !== (need?.[at] ?? 0)) return (have?.[at] ?? 0) > (need?.[at] ?? 0);
  return true;
}
