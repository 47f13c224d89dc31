// Goal: what is for a laptop stays on the laptop. Method: the Worker is built as it would be deployed,
// and as development is; the development build is the control that the words are really looked for.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run } from "../../infra/command.ts";
import { bin } from "../../infra/paths.ts";

async function built(environment: readonly string[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "fairlead-build-"));
  const { code, output } = await run(bin("wrangler"), [
    ...["deploy", "--dry-run", "--outdir", folder],
    ...environment,
  ]);
  if (code !== 0) throw new Error(output);
  const worker = readFileSync(join(folder, "main.js"), "utf8");
  rmSync(folder, { recursive: true });
  return worker;
}

const WORDS = ["Development mail", "fairlead-d1", "/dev/"];

test("the mailbox page and its JSON are in a development build", async () => {
  const worker = await built([]);
  expect(WORDS.filter((word) => !worker.includes(word))).toEqual([]);
});

test.each(["staging", "production"])("neither is in a %s build", async (environment) => {
  const worker = await built(["--env", environment]);
  expect(WORDS.filter((word) => worker.includes(word))).toEqual([]);
});
