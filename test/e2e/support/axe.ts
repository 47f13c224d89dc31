import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * What axe-core objects to on the page, a sentence each; all of its default rules are asked. It runs
 * inside the page: the product has no frames, and the usual wrapper's extra window for putting the
 * frames together takes two thirds of the time of a look (0.6 s instead of 2.0).
 */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(SOURCE);
  return page.evaluate(async () => {
    // The script above leaves its one name in the page, which no type of ours can know.
    const { axe } = globalThis as unknown as {
      axe: { run: (on: Document, how: object) => Promise<AxeResults> };
    };
    const found = await axe.run(document, { resultTypes: ["violations"] });
    return found.violations.map(
      ({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`,
    );
  });
}
