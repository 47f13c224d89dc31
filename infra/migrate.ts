import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { getPlatformProxy, unstable_readConfig, unstable_splitSqlQuery } from "wrangler";
import { must } from "../workers/lib/assert.ts";
import { inRoot, stateFolder } from "./paths.ts";

/**
 * Applies every migration to the embedded databases; does nothing when none has come since. It writes
 * the table that `wrangler d1 migrations` reads, in one runtime instead of one process a database.
 */
export async function migrateLocal(): Promise<void> {
  const state = stateFolder();
  mkdirSync(state, { recursive: true });
  const stamp = join(state, "migrated");
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;

  const { d1_databases, compatibility_date } = unstable_readConfig({
    config: inRoot("wrangler.toml"),
  });
  // Databases alone: with the objects' bindings the platform would miss the Worker that has them.
  const configPath = join(state, "databases.json");
  writeFileSync(configPath, JSON.stringify({ name: "migrate", compatibility_date, d1_databases }));
  const platform = await getPlatformProxy<Record<string, D1Database>>({
    configPath,
    persist: { path: join(state, "v3") },
  });
  try {
    for (const { binding, migrations_dir = "" } of d1_databases)
      await migrate(must(platform.env[binding]), inRoot(migrations_dir));
  } finally {
    await platform.dispose();
  }
  writeFileSync(stamp, wanted);
}

async function migrate(database: D1Database, folder: string): Promise<void> {
  await database.exec(
    "CREATE TABLE IF NOT EXISTS d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL);",
  );
  const { results } = await database
    .prepare("SELECT name FROM d1_migrations")
    .all<{ name: string }>();
  const applied = new Set(results.map(({ name }) => name));
  for (const name of migrationsIn(folder).filter((each) => !applied.has(each))) {
    const statements = unstable_splitSqlQuery(readFileSync(join(folder, name), "utf8"));
    await database.batch([
      ...statements.map((sql) => database.prepare(sql)),
      database.prepare("INSERT INTO d1_migrations (name) VALUES (?1)").bind(name),
    ]);
  }
}

function migrationsIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .toSorted();
}

function fingerprint(): string {
  const hash = createHash("sha256");
  for (const kind of ["control", "tenant"]) {
    const folder = inRoot(`db/migrations/${kind}`);
    for (const name of migrationsIn(folder))
      hash.update(name).update(readFileSync(join(folder, name)));
  }
  return hash.digest("hex");
}
