// Goal: journey a2. A stranger signs up and has the numbers of an own file live, with people and teams
// that the company did not have, in at most eleven actions; 10,000 rows are checked in 3 s and
// recorded in 15 s. Then the same file says unchanged, and the import can be taken back.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { violations } from "./support/axe.ts";
import type { Variant } from "./support/browser.ts";
import { newestCode } from "./support/mail.ts";
import { meter } from "./support/meter.ts";
import { product, type Product } from "./support/product.ts";

const DESK: Variant = { language: "zh", theme: "light", device: "desktop" };
const PHONE: Variant = { language: "en", theme: "dark", device: "phone" };

let it: Product;
beforeAll(async () => {
  it = await product();
});
afterAll(() => it?.end());

type Meter = ReturnType<typeof meter>;

async function signUp(page: Page, m: Meter): Promise<void> {
  const email = `a2-${Date.now()}@journey.test`;
  await page.goto("/signup");
  await m.type("name", page.locator("[name=name]"), "林晓");
  await m.type("e-mail", page.locator("[name=email]"), email);
  await m.type("company", page.locator("[name=company]"), "远山商贸");
  await m.press("send code", page.locator("button[type=submit]"));
  await page.waitForSelector("[name=code]");
  await m.type("code", page.locator("[name=code]"), await newestCode(it.base, email));
  await page.waitForURL("**/start");
}

/** Forty people in four teams; every amount has cents, so the sum is one that can be told. */
function csv(rows: number): string {
  const lines = Array.from({ length: rows }, (_, at) => {
    const month = String((at % 10) + 1).padStart(2, "0");
    const on = `2026-${month}-${String((at % 28) + 1).padStart(2, "0")}`;
    return `NO${at + 1},销售员${(at % 40) + 1},${"东南西北"[at % 4]}区,${on},"${1 + (at % 9)},${String(at % 1000).padStart(3, "0")}.50"`;
  });
  return `\ufeff单号,姓名,团队,日期,金额（元）\r\n${lines.join("\r\n")}\r\n`;
}
const file = (rows: number) => ({
  name: "sales.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(csv(rows)),
});
/** The wizard's states that no address leads to. */
async function sound(page: Page, what: string): Promise<void> {
  expect(await violations(page), what).toEqual([]);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wide, `${what} fits its window`).toBeLessThanOrEqual(0);
}
const button = (page: Page, name: RegExp) => page.getByRole("button", { name });

describe("journey a2: sign up, own file live", () => {
  test("takes at most 11 actions; 10,000 rows are checked in 3 s and recorded in 15 s", async () => {
    const context = await it.visit(DESK);
    const page = await context.newPage();
    const m = meter(page, { actions: 11, waitMs: 40_000 });
    await signUp(page, m);
    await m.press("own file", page.locator('a[href="/data?tab=imports"]').first());
    await page.waitForSelector("input[type=file]", { state: "attached" });
    await m.choose("file", page.locator("input[type=file]"), file(10_000));
    const checked = performance.now();
    await m.until("check", button(page, /从文件新建 40 人、4 个团队/).waitFor({ timeout: 30_000 }));
    const checkMs = performance.now() - checked;
    await m.press("create", button(page, /从文件新建/));
    await m.until("dry run", button(page, /^导入 10,000 行$/).waitFor({ timeout: 30_000 }));
    await m.press("import", button(page, /^导入 10,000 行$/));
    const started = performance.now();
    await m.until("recorded", page.getByText("导入完成").waitFor({ timeout: 60_000 }));
    const commitMs = performance.now() - started;
    console.log(
      `10,000 rows: checked in ${Math.round(checkMs)} ms, recorded in ${Math.round(commitMs)} ms`,
    );
    await m.press("numbers", page.getByRole("link", { name: "看数字" }));
    await page.getByText("10,000 条").waitFor({ timeout: 10_000 });
    m.check();
    expect(checkMs).toBeLessThan(3_000);
    expect(commitMs).toBeLessThan(15_000);

    // The same file again is nothing new; the import before is taken back by one click.
    await page.goto("/data?tab=imports");
    await page.locator("input[type=file]").setInputFiles(file(10_000));
    await page.getByText("没有需要写入的").waitFor({ timeout: 60_000 });
    await context.close();
  });

  test("on a phone in English a bad row is told, left out and downloadable, and all can be undone", async () => {
    const context = await it.visit(PHONE);
    const page = await context.newPage();
    await signUp(page, meter(page, { actions: 99, waitMs: 99_000 }));
    await page.goto("/data?tab=imports");
    const bad =
      "name;team;date;amount\nAnn;North;3/1/2026;1.234,50\nBo;North;3/2/2026;x\nAnn;North;12/11/2026;2,5\n";
    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "bad.csv", mimeType: "text/csv", buffer: Buffer.from(bad) });
    // Both readings of the dates fit: the page asks instead of guessing.
    await page.getByText("can be read as two dates").waitFor();
    await sound(page, "a question");
    await page.getByLabel("Order of dates").selectOption("dmy");
    await button(page, /Create 2 people and 1 team/).tap();
    await page.locator("strong", { hasText: "1 row has errors" }).waitFor();
    await button(page, /^Import 2 rows/).waitFor();
    await sound(page, "errors and counts");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      button(page, /Download rows with errors/).tap(),
    ]);
    expect(download.suggestedFilename()).toBe("rows-with-errors.csv");
    await button(page, /^Import 2 rows, leave out 1 with errors$/).tap();
    await page.getByText("Imported", { exact: true }).waitFor({ timeout: 30_000 });
    await sound(page, "the end");
    await button(page, /^Undo this import$/)
      .first()
      .tap();
    await page.getByText("All of it is taken back").waitFor({ timeout: 30_000 });
    await context.close();
  });
});
