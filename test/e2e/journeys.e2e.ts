// Goal: the journeys of the product within their budgets of actions and waits, in a real browser on
// the real server. The time a mail takes is not counted: the mailbox is read between two actions.
import { afterAll, beforeAll, describe, test, expect } from "vitest";
import type { APIRequestContext, Page } from "playwright-core";
import type { Variant } from "./support/browser.ts";
import { makeCompany, newestCode, signIn } from "./support/mail.ts";
import { meter } from "./support/meter.ts";
import { product, sampleCompany, type Product } from "./support/product.ts";

const PHONE: Variant = { language: "zh", theme: "light", device: "phone" };
const DESK: Variant = { language: "en", theme: "dark", device: "desktop" };
const WALL: Variant = { language: "zh", theme: "dark", device: "desktop" };

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

describe("journey f: a television shows the live board", () => {
  test("takes 4 actions, one of them on the television; an entry shows within 2 s", async () => {
    const place = await sampleCompany(it);
    const [wall, desk] = await Promise.all([it.visit(WALL), it.visit(DESK, place.state)]);
    const [tv, page] = await Promise.all([wall.newPage(), desk.newPage()]);
    const onTv = meter(tv, { actions: 1, waitMs: 10_000 });
    await onTv.visit("/tv");
    await onTv.until("code", tv.waitForSelector("output"));
    const code = (await tv.textContent("output")) ?? "";
    const m = meter(page, { actions: 3, waitMs: 10_000 });
    await page.goto("/boards");
    await m.press("board", page.locator(`a[href="/boards/${place.board}"]`));
    await m.press("show on TV", page.getByRole("button", { name: "Show on TV" }));
    await m.type("pairing code", page.locator("dialog input"), code);
    await onTv.until("board on the wall", tv.waitForSelector(".wall-row"));
    m.check();
    onTv.check();

    const { code: person, name } = await someone(desk.request, place.unit);
    const first = tv.locator(".wall-row").first();
    expect(await first.textContent()).not.toContain(name);
    const from = performance.now();
    const posted = await desk.request.post(`${it.base}/api/v1/entries`, {
      headers: { origin: it.base, "idempotency-key": crypto.randomUUID() },
      data: {
        rows: [{ metric: "revenue", person, on: await today(desk.request), amount: "90000000.00" }],
      },
    });
    expect(posted.status(), await posted.text()).toBeLessThan(300);
    await expect.poll(() => first.textContent(), { timeout: 10_000, interval: 30 }).toContain(name);
    const ms = performance.now() - from;
    console.log(`an entry posted to the API is on the television after ${Math.round(ms)} ms`);
    expect(ms).toBeLessThan(2_000);
    await Promise.all([wall.close(), desk.close()]);
  });
});

/** A member of the first team of the sample, who has a target and is not already at the top. */
async function someone(request: APIRequestContext, root: string) {
  const region = (await unitOf(request, root)).children.at(-1);
  const team = (await unitOf(request, region?.id ?? "")).children.at(-1);
  const member = (await unitOf(request, team?.id ?? "")).members.at(-1);
  if (!member) throw new Error("the sample has teams with people");
  return member;
}
type UnitAnswer = {
  readonly children: readonly { readonly id: string }[];
  readonly members: readonly { readonly code: string; readonly name: string }[];
};
async function unitOf(request: APIRequestContext, id: string): Promise<UnitAnswer> {
  return await (await request.get(`${it.base}/api/v1/units/${id}`)).json();
}
async function today(request: APIRequestContext): Promise<string> {
  return (await (await request.get(`${it.base}/api/v1/tenant`)).json()).today;
}

describe("signing in and out", () => {
  test("leads back to the page that was asked for", async () => {
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

  test("lists the devices of an account, and ends the one that is chosen", async () => {
    const [mine, other] = await Promise.all([it.visit(DESK), it.visit(PHONE)]);
    const email = `d${Date.now()}@journey.test`;
    await signIn(mine, it.base, email);
    await makeCompany(mine, it.base, "Devices Ltd", "en");
    await signIn(other, it.base, email);
    const page = await mine.newPage();
    await page.goto("/settings?tab=security");
    await page.waitForSelector("tbody tr:nth-child(2)");
    expect(await page.getByText("This device").count()).toBe(1);
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    await page.waitForFunction(() => document.querySelectorAll("tbody tr").length === 1);
    const sessions = await mine.request.get(`${it.base}/api/auth/list-sessions`);
    expect(await sessions.json()).toHaveLength(1);
    await Promise.all([mine.close(), other.close()]);
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

describe("what a reader chooses", () => {
  test("language and theme hold after a reload, on every page", async () => {
    const context = await it.browser.newContext({ baseURL: it.base, locale: "en-GB" });
    const page = await context.newPage();
    await page.goto("/");
    await page.getByRole("button", { name: "中文" }).click();
    await page.getByRole("heading", { name: "每个人都认同的销售目标" }).waitFor();
    expect(await page.getAttribute("html", "lang")).toBe("zh-CN");
    await page.getByRole("button", { name: "外观" }).focus();
    await page.keyboard.press("Enter");
    // A key before the menu took the focus would go to the button under it.
    await page.locator('[role="menuitemradio"]:focus').waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.locator('[role="menuitemradio"]:focus', { hasText: "深色" }).waitFor();
    await page.keyboard.press("Enter");
    await page.locator('html[data-theme="dark"]').waitFor();
    await page.goto("/login");
    await page.getByRole("heading", { name: "登录" }).waitFor();
    expect(await page.getAttribute("html", "data-theme")).toBe("dark");
    const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(background).toBe("rgb(15, 19, 26)");
    await context.close();
  });
});
