import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { must } from "./command.ts";
import { bin, inRoot, stateFolder } from "./paths.ts";

const DATABASES = ["CONTROL", "SHARD_0", "SHARD_1"] as const;

/** Applies every migration to the embedded databases; does nothing when none has come since. */
export async function migrateLocal(): Promise<void> {
  const state = stateFolder();
  mkdirSync(state, { recursive: true });
  const stamp = join(state, "migrated");
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  // One after the other: all three would write the same folder of the embedded storage.
  for (const database of DATABASES)
    await must(bin("wrangler"), [
      ...["d1", "migrations", "apply", database, "--local"],
      ...["--persist-to", state],
    ]);
  writeFileSync(stamp, wanted);
}

function fingerprint(): string {
  const hash = createHash("sha256");
  for (const kind of ["control", "tenant"]) {
    const folder = inRoot(`db/migrations/${kind}`);
    for (const file of readdirSync(folder)
      .filter((name) => name.endsWith(".sql"))
      .toSorted())
      hash.update(file).update(readFileSync(join(folder, file)));
  }
  return hash.digest("hex");
}
