import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { must } from "./command.ts";
import { bin, inRoot } from "./paths.ts";

/** Builds the browser's part when a source is newer than the last build. */
export async function buildWeb(): Promise<void> {
  const built = inRoot("dist/web/index.html");
  const sources = ["web", "workers", "vite.config.ts", "package-lock.json"].map(inRoot);
  const newest = Math.max(...sources.map(newestIn));
  if (existsSync(built) && statSync(built).mtimeMs > newest) return;
  console.error("Building the interface…");
  await must(bin("vite"), ["build", "--logLevel", "warn"]);
}

function newestIn(path: string): number {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}
