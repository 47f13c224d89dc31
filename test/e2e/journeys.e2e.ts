// Goal: the journeys of the product within their budgets of actions and waits, in a real browser on
// the real server. The time a mail takes is not counted: the mailbox is read between two actions.
import { afterAll, beforeAll, describe, test, expect } from "vitest";
import type { Page } from "playwright-core";
import type { Variant } from "./support/browser.ts";
import { newestCode } from "./support/mail.ts";
import { meter } from "./support/meter.ts";
import { product, type Product } from "./support/product.ts";

const PHONE: Variant = { language: "zh", theme: "light", device: "phone" };
const DESK: Variant = { language: "en", theme: "dark", device: "desktop" };

let it: Product;
beforeAll(async () => {
  it = await product();
});
afterAll(() => it?.end());

type Meter = ReturnType<typeof meter>;

/** The five actions that every new company begins with. */
async function signUp(page: Page, m: Meter, company: string): Promise<void> {
  const email = `j${Date.now()}${company.length}@journey.test`;
  await page.goto("/signup");
  await m.type("name", page.locator("[name=name]"), "林晓");
  await m.type("e-mail", page.locator("[name=email]"), email);
  await m.type("company", page.locator("[name=company]"), company);
  await m.press("send code", page.locator("button[type=submit]"));
  await m.until("code field", page.waitForSelector("[name=code]"));
  await m.type("code", page.locator("[name=code]"), await newestCode(it.base, email));
  await m.until("company", page.waitForURL("**/start"));
}

describe("journey a1: sign up, sample company live", () => {
  test.each([
    ["on a phone in Chinese", PHONE],
    ["on a desk in English", DESK],
  ] as const)("takes 6 actions and 20 s %s", async (_, variant) => {
    const context = await it.visit(variant);
    const page = await context.newPage();
    const m = meter(page, { actions: 6, waitMs: 20_000 });
    await signUp(page, m, "云帆试用");
    await m.press("sample", page.locator(".way-first button"));
    await m.until("sample live", page.waitForURL("**/boards/**", { timeout: 30_000 }));
    await m.until("board", page.waitForSelector("h1"));
    m.check();
    await context.close();
  });

  test("works by keyboard alone", async () => {
    const context = await it.visit(DESK);
    const page = await context.newPage();
    const email = `k${Date.now()}@journey.test`;
    await page.goto("/signup");
    await page.waitForSelector("[name=name]");
    await page.keyboard.type("Lin Xiao");
    await page.keyboard.press("Tab");
    await page.keyboard.type(email);
    await page.keyboard.press("Tab");
    await page.keyboard.type("Keyboard Ltd");
    await page.keyboard.press("Enter");
    await page.waitForSelector("[name=code]");
    await page.keyboard.type(await newestCode(it.base, email));
    await page.waitForURL("**/start");
    await page.waitForSelector(".way-first button");
    await tabTo(page, ".way-first button");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/boards/**", { timeout: 30_000 });
    await context.close();
  });
});

/** Presses Tab until the focus stands on an element; fails when it is not reachable. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
  }
  expect.fail(`${selector} is not reached by Tab`);
}

describe("signing in and out", () => {
  test("leads back to the page that was asked for, and a revoked session stays out", async () => {
    const context = await it.visit(DESK);
    const page = await context.newPage();
    await signUp(page, meter(page, { actions: 99, waitMs: 99_000 }), "Return Ltd");
    await page.goto("/settings?tab=security");
    await page.waitForSelector("table");
    await page.locator(".top-tools [aria-haspopup=menu]").last().click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.waitForURL("**/login");
    await page.goto("/settings?tab=keys");
    await page.waitForURL("**/login?next=%2Fsettings%3Ftab%3Dkeys");
    await context.close();
  });

  test("says what is wrong with a code, in the reader's language", async () => {
    const context = await it.visit(PHONE);
    const page = await context.newPage();
    await page.goto("/login");
    await page.fill("[name=email]", `w${Date.now()}@journey.test`);
    await page.click("button[type=submit]");
    await page.waitForSelector("[name=code]");
    await page.fill("[name=code]", "000000");
    await page.waitForSelector("[role=alert]");
    expect(await page.textContent("[role=alert]")).toMatch(/验证码/);
    await context.close();
  });
});
