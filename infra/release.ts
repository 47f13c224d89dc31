import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { join } from "node:path";
import { buildWeb } from "./build.ts";
import { must, run } from "./command.ts";
import { bin, inRoot } from "./paths.ts";

/**
 * `npm run release -- staging|production [--dry-run]`. A rehearsal needs no account: it builds, checks
 * the configuration and prints the sizes. A release migrates the control database and every shard,
 * deploys, and asks the new version for its health; when that fails it goes back to the version before.
 * What must be made once, by hand, stands in infra/README.md; a stage without it is refused.
 */
const [stage = "", ...flags] = process.argv.slice(2);
const rehearsed = flags.includes("--dry-run");
if (!["staging", "production"].includes(stage)) {
  console.error("Say where to: npm run release -- staging|production [--dry-run]");
  process.exit(1);
}

if (!rehearsed && hasPlaceholders(stage)) {
  console.error(
    `The databases of ${stage} have no ids yet: wrangler.toml holds zeros under [[env.${stage}.d1_databases]]. ` +
      "Make them first, as infra/README.md says under First deployment, 2.",
  );
  process.exit(1);
}

const BUNDLE = inRoot(`dist/worker-${stage}`);
const DATABASES = ["CONTROL", "SHARD_0", "SHARD_1"] as const;

/** Only the mailbox of a laptop says this; a build with it must not go anywhere. */
const DEVELOPMENT_ONLY = ["/dev/mail", "development mail", "fairlead-d1"];

await buildWeb();
await rehearse();
if (!rehearsed) await release();

async function rehearse(): Promise<void> {
  rmSync(BUNDLE, { recursive: true, force: true });
  mkdirSync(BUNDLE, { recursive: true });
  await must(bin("wrangler"), ["deploy", "--dry-run", "--env", stage, "--outdir", BUNDLE]);
  const worker = readFileSync(join(BUNDLE, "main.js"));
  const found = DEVELOPMENT_ONLY.filter((word) => worker.toString().toLowerCase().includes(word));
  if (found.length > 0) {
    console.error(`The ${stage} build contains development code: ${found.join(", ")}.`);
    process.exit(1);
  }
  console.log(`${stage}: configuration is valid, no development code in the build.`);
  console.log(
    `  worker      ${kilobytes(worker.length)} kB, gzip ${kilobytes(gzipSync(worker).length)} kB`,
  );
  for (const [kind, bytes] of Object.entries(assetSizes()))
    console.log(
      `  ${kind.padEnd(11)} ${kilobytes(bytes.plain)} kB, gzip ${kilobytes(bytes.gzip)} kB`,
    );
}

function assetSizes(): Record<string, { plain: number; gzip: number }> {
  const sizes: Record<string, { plain: number; gzip: number }> = {};
  const visit = (folder: string) => {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) {
        visit(path);
        continue;
      }
      const kind = /\.(js|css|html)$/.exec(name)?.[1] ?? "other";
      const bytes = readFileSync(path);
      const at = (sizes[kind] ??= { plain: 0, gzip: 0 });
      at.plain += bytes.length;
      at.gzip += gzipSync(bytes).length;
    }
  };
  if (existsSync(inRoot("dist/web"))) visit(inRoot("dist/web"));
  return sizes;
}

async function release(): Promise<void> {
  await must(bin("wrangler"), ["whoami"]);
  const before = await currentVersion();
  for (const database of DATABASES)
    await must(bin("wrangler"), [
      ...["d1", "migrations", "apply", database],
      ...["--remote", "--env", stage],
    ]);
  await must(bin("wrangler"), ["deploy", "--env", stage]);
  if (await isHealthy()) {
    console.log(`${stage} is released and healthy.`);
    return;
  }
  console.error("The new version does not answer; going back.");
  if (before)
    await run(bin("wrangler"), ["rollback", before, "--env", stage, "--yes"], { show: true });
  process.exit(1);
}

async function currentVersion(): Promise<string | null> {
  const { code, output } = await run(bin("wrangler"), [
    "deployments",
    "list",
    "--env",
    stage,
    "--json",
  ]);
  if (code !== 0) return null;
  const deployments = JSON.parse(output) as { versions: { version_id: string }[] }[];
  return deployments.at(-1)?.versions[0]?.version_id ?? null;
}

async function isHealthy(): Promise<boolean> {
  const url = new RegExp(`\\[env\\.${stage}\\.vars\\][^[]*BASE_URL = "([^"]+)"`).exec(
    readFileSync(inRoot("wrangler.toml"), "utf8"),
  )?.[1];
  const answered = await fetch(`${url}/api/v1/health`).catch(() => null);
  return answered?.ok ?? false;
}

/** The repository has zeros where an account's own ids belong. */
function hasPlaceholders(env: string): boolean {
  const config = readFileSync(inRoot("wrangler.toml"), "utf8");
  return config
    .split(/^(?=\[)/m)
    .filter((part) => part.startsWith(`[[env.${env}.d1_databases]]`))
    .some((part) => /database_id = "0{8}-/.test(part));
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(1).padStart(8);
}
