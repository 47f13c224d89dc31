// Pictures of pages, to be looked at. Run:
//   bash infra/run.sh test/e2e/support/shoot.ts --base http://127.0.0.1:8787 --as demo@fairlead.test \
//     --only phone-zh-light,desktop-en-dark /home /targets
// They land in .state/shots/, which git ignores.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Page } from "playwright-core";
import { contextFor, launch, variantName, VARIANTS } from "./browser.ts";
import { signIn } from "./mail.ts";

const FOLDER = ".state/shots";

/** Saves what a page shows now; returns where. */
export async function shoot(page: Page, name: string): Promise<string> {
  mkdirSync(FOLDER, { recursive: true });
  const path = join(FOLDER, `${name}.png`);
  await page.screenshot({ path, fullPage: true });
  return path;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      base: { type: "string", default: "http://127.0.0.1:8787" },
      as: { type: "string" },
      only: { type: "string" },
    },
  });
  const wanted = values.only?.split(",");
  const browser = await launch();
  for (const variant of VARIANTS) {
    const name = variantName(variant);
    if (wanted && !wanted.includes(name)) continue;
    const context = await contextFor(browser, values.base, variant);
    if (values.as) await signIn(context, values.base, values.as);
    const page = await context.newPage();
    page.on("pageerror", (error) => console.error(name, error.message));
    page.on("console", (line) => line.type() === "error" && console.error(name, line.text()));
    for (const path of positionals) {
      await page.goto(path, { waitUntil: "networkidle" });
      await page.waitForSelector("h1");
      await page.waitForTimeout(300);
      const slug = path.replace(/[^a-z0-9]+/gi, "-").replace(/^-|-$/g, "") || "landing";
      console.log(await shoot(page, `${slug}-${name}`));
    }
    await context.close();
  }
  await browser.close();
}

if (process.argv[1]?.endsWith("shoot.ts")) await main();
