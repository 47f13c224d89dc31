import { existsSync } from "node:fs";
import { run } from "../command.ts";
import { inRoot } from "../paths.ts";

const PEERS = ["decimal.js", "hyperformula"];

/** The libraries to measure against live in the bench's own package; installed when first needed. */
export async function installPeers(): Promise<void> {
  if (PEERS.every((name) => existsSync(inRoot(`infra/bench/node_modules/${name}`)))) return;
  const folder = inRoot("infra/bench");
  const { code, output } = await run("npm", ["ci", "--prefix", folder, "--no-audit", "--no-fund"]);
  if (code !== 0) console.error(`The bench's peers are not installed:\n${output}`);
}
