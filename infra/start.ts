import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildWeb } from "./build.ts";
import { loadDemo } from "./first-run.ts";
import { stateFolder } from "./paths.ts";
import { serve } from "./serve.ts";

/** `npm start`: build, migrate, serve, and on the first run a company to look at. */
const port = Number(process.env["PORT"] ?? 8787);
if (!Number.isInteger(port) || port < 1 || port > 65_535) {
  console.error(`PORT must be a number from 1 to 65535, not "${process.env["PORT"]}".`);
  process.exit(1);
}

await buildWeb();
console.error("Starting…");
const server = await serve({ port });
const loaded = join(stateFolder(), "sample-loaded");
if (!existsSync(loaded)) {
  console.error("Loading the sample company 云帆科技 Yunfan (first run only)…");
  const demo = await loadDemo(server.base);
  writeFileSync(loaded, JSON.stringify(demo));
}

console.log(`
  Fairlead is running.

  Open           ${server.base}
  Sample company sign in at ${server.base}/login as demo@fairlead.test
  Your own       ${server.base}/signup
  Mail arrives   ${server.base}/dev/mail   (codes for signing in)
  API            ${server.base}/api/docs

  Stop with Ctrl+C. \`npm run reset\` forgets everything.
`);

const stop = () => void server.stop().then(() => process.exit(0));
process.on("SIGINT", stop);
process.on("SIGTERM", stop);
server.process.on("close", (code) => process.exit(code ?? 0));
