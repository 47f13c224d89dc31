// Goal: an administrator arranges the company by keyboard alone: teams move from a day on, a circle is
// refused by name, the chart is asked as of any day, and a new calendar begins with a later year.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { BrowserContext, Page } from "playwright-core";
import { violations } from "./support/axe.ts";
import type { Variant } from "./support/browser.ts";
import { newestCode } from "./support/mail.ts";
import { product, type Product } from "./support/product.ts";

const DESK: Variant = { language: "zh", theme: "light", device: "desktop" };

let it: Product;
let context: BrowserContext;
let page: Page;
let root: string;
beforeAll(async () => {
  it = await product();
  context = await it.visit(DESK);
  page = await context.newPage();
  const email = `org-${Date.now()}@journey.test`;
  await page.goto("/signup");
  await page.locator("[name=name]").fill("林晓");
  await page.locator("[name=email]").fill(email);
  await page.locator("[name=company]").fill("远山商贸");
  await page.locator("button[type=submit]").click();
  await page.waitForSelector("[name=code]");
  await page.locator("[name=code]").fill(await newestCode(it.base, email));
  await page.waitForURL("**/start");
  const roots = await (await page.request.get("/api/v1/units")).json();
  root = roots.items.find(({ sample }: { sample: boolean }) => !sample).id;
  const rows = ["甲队", "乙队"].map((name) => ({ code: name, name, parent: root }));
  const made = await page.request.post("/api/v1/units", {
    headers: { origin: it.base, "idempotency-key": crypto.randomUUID() },
    data: { rows },
  });
  expect(made.ok()).toBe(true);
});
afterAll(async () => {
  await context?.close();
  await it?.end();
});

const team = (name: string) =>
  page.locator(".people-teams").getByRole("button", { name, exact: true });
const open = async (query: string) => {
  await page.goto(`/data?tab=people${query}`);
  await page.locator(".people-way").waitFor();
};

describe("the chart by keyboard", () => {
  test("M picks a team up, V puts it down, and both days keep their own tree", async () => {
    await open(`&unit=${root}`);
    await team("甲队").focus();
    await page.keyboard.press("m");
    await page.getByText("正在移动 甲队").waitFor();
    await team("乙队").focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "放到 乙队 下" }).waitFor();
    expect(await violations(page), "carrying").toEqual([]);
    await page.getByRole("button", { name: "放到 乙队 下" }).focus();
    await page.keyboard.press("v");
    await team("甲队").waitFor();
    await open(`&unit=${root}&on=2020-01-01`);
    await team("甲队").waitFor();
    await page.getByText(/显示的是/).waitFor();
  });

  test("a team is not put under its own child; the circle is named", async () => {
    await open(`&unit=${root}`);
    await team("乙队").focus();
    await page.keyboard.press("m");
    await page.keyboard.press("Enter");
    await team("甲队").click();
    const refused = page.waitForResponse((answer) => answer.request().method() === "PATCH");
    await page.getByRole("button", { name: "放到 甲队 下" }).click();
    expect((await refused).status()).toBe(422);
    await page.getByText("乙队 → 甲队 → 乙队").waitFor();
    await page.keyboard.press("Escape");
    await page.getByText("正在移动 乙队").waitFor({ state: "detached" });
  });
});

describe("the calendar", () => {
  test("a new one begins with the next year, drawn before it is saved", async () => {
    await page.goto("/data?tab=calendar");
    await page.locator("input[name=scheme][value=thirteen_periods]").check();
    const since = page.locator("select").filter({ has: page.locator('option[value="all"]') });
    await since.selectOption({ index: 1 });
    await page.locator(".outlook .strip").nth(1).waitFor();
    expect(await page.locator(".outlook .strip").nth(1).locator(".strip-month").count()).toBe(13);
    expect(await violations(page), "the form").toEqual([]);
    await page.getByRole("button", { name: /财年起启用/ }).click();
    await page.getByText("已保存").waitFor();
    const later = page.getByRole("button", { name: "下一期" }).first();
    await later.click();
    await page.getByRole("heading", { name: /前的过渡期/ }).waitFor();
    await later.click();
    await page.getByRole("rowheader", { name: /第13期/ }).waitFor();
  });
});
