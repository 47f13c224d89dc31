import { existsSync } from "node:fs";
import { buildWeb } from "./build.ts";
import { run } from "./command.ts";
import { bin, inRoot } from "./paths.ts";

/**
 * `npm test`: everything, in the order in which a mistake is cheapest to find. Browser tests are part
 * of it when a Chromium is found; its absence is said. Arguments go to the first two projects.
 */
const filters = process.argv.slice(2);
const chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const browser = process.env["CHROMIUM"] ?? chromium.find(existsSync);

type Part = { readonly name: string; readonly args: readonly string[] };
const parts: Part[] = [
  { name: "pure", args: ["run", "--project", "pure", ...filters] },
  { name: "worker", args: ["run", "--project", "worker", ...filters] },
  { name: "server", args: ["run", "--project", "server", ...filters] },
  ...(browser ? [{ name: "browser", args: ["run", "--project", "e2e", ...filters] }] : []),
];

await buildWeb();
let passed = 0;
let failed = 0;
for (const { name, args } of parts) {
  const report = inRoot(`.state/report-${name}.json`);
  const { code } = await run(
    bin("vitest"),
    [
      ...args,
      "--passWithNoTests",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
    ],
    { show: true, env: browser ? { CHROMIUM: browser } : {} },
  );
  const counts = await countsOf(report);
  passed += counts.passed;
  failed += counts.failed + (code !== 0 && counts.failed === 0 ? 1 : 0);
}
if (!browser)
  console.log(
    "No Chromium was found, so the browser tests were NOT run. Install it, or set CHROMIUM.",
  );
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

async function countsOf(path: string): Promise<{ passed: number; failed: number }> {
  if (!existsSync(path)) return { passed: 0, failed: 1 };
  const { default: report } = (await import(path, { with: { type: "json" } })) as {
    default: { numPassedTests: number; numFailedTests: number };
  };
  return { passed: report.numPassedTests, failed: report.numFailedTests };
}
