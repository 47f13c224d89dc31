// Goal: journey e1 within its budget, in a real browser on the real server: a plan from a template,
// tried on the last quarter of a thousand people, and assigned to them. The company stands there by
// requests of its own before the first action.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BrowserContext, Page } from "playwright-core";
import type { Variant } from "./support/browser.ts";
import { makeCompany, signIn } from "./support/mail.ts";
import { meter } from "./support/meter.ts";
import { product, type Place, type Product, sampleCompany } from "./support/product.ts";
import { call } from "./support/requests.ts";

const DESK: Variant = { language: "zh", theme: "light", device: "desktop" };
const PEOPLE = 1_000;
/** Sales of each person in each month of the quarter. */
const SALES = 3;
const BATCH = 1_000;
const QUARTER_MS = 5_000;

let it: Product;
beforeAll(async () => {
  it = await product();
});
afterAll(() => it?.end());

/** The months of the last whole quarter. */
function lastQuarter(): string[] {
  const now = new Date();
  const first = Math.floor(now.getUTCMonth() / 3) * 3 - 3;
  return [0, 1, 2].map((at) =>
    new Date(Date.UTC(now.getUTCFullYear(), first + at, 1)).toISOString().slice(0, 7),
  );
}

function dayText(on: string): string {
  const [year, month, date] = on.split("-").map(Number);
  return `${year}年${month}月${date}日`;
}

async function posted(context: BrowserContext, what: string, rows: readonly object[]) {
  for (let at = 0; at < rows.length; at += BATCH)
    await call(it.base, context.request, "post", `/${what}`, { rows: rows.slice(at, at + BATCH) });
}

/** A thousand people in twenty teams, and what they sold in the last quarter. */
async function company(context: BrowserContext): Promise<void> {
  const numbers = Array.from({ length: PEOPLE }, (_, at) => at);
  const teams = numbers.slice(0, 20);
  const unit = (code: string, name: string, parent: string | null) => ({
    ...{ code, name, kind: "team", parent, from: "2024-01-01" },
  });
  await posted(context, "units", [
    unit("E1", "全公司", null),
    ...teams.map((at) => unit(`T${at}`, `第 ${at + 1} 队`, "E1")),
  ]);
  await posted(
    context,
    "people",
    numbers.map((at) => ({
      ...{ code: `P${at}`, name: `销售员${at + 1}`, startsOn: "2024-01-01" },
      ...{ unit: `T${at % teams.length}`, unitFrom: "2024-01-01" },
    })),
  );
  const sales = lastQuarter().flatMap((month) =>
    numbers.flatMap((person) =>
      Array.from({ length: SALES }, (_, sale) => ({
        ...{ metric: "revenue", person: `P${person}`, on: `${month}-${11 + sale}` },
        ...{ amount: `${90_000 + ((person * 7_919 + sale * 991) % 160_000)}.00`, source: "e1" },
        externalId: `${month}-${person}-${sale}`,
      })),
    ),
  );
  await posted(context, "entries", sales);
}

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });

test("journey e1 takes at most 10 actions from a template to an assigned plan", async () => {
  const context = await it.visit(DESK);
  await signIn(context, it.base, `e1-${Date.now()}@journey.test`);
  await makeCompany(context, it.base, "千人商贸", "zh");
  await company(context);
  const page = await context.newPage();
  const tab = (name: string) => page.getByRole("tab", { name, exact: true });
  const m = meter(page, { actions: 10, waitMs: 30_000 });

  await m.visit("/incentives");
  await m.until("templates", button(page, /分档提成/).waitFor());
  await m.press("template", button(page, /分档提成/));
  await m.until("sentences", page.getByText("只对超出部分").first().waitFor());
  await m.press("preview", tab("试算"));
  await m.until("last month", page.getByText("草稿计提").waitFor({ timeout: 20_000 }));
  const from = performance.now();
  await m.press("quarter", page.getByLabel("哪段时间"));
  await page.getByLabel("哪段时间").selectOption("quarter");
  await m.until(
    "a quarter of a thousand people",
    page
      .locator(".figure", { hasText: "草稿计提" })
      .getByText(dayText(`${lastQuarter()[0]}-01`))
      .waitFor({ timeout: 20_000 }),
  );
  const quarter = performance.now() - from;
  console.log(`1,000 people x a quarter, 9,000 sales: ${Math.round(quarter)} ms`);
  expect(quarter).toBeLessThan(QUARTER_MS);
  await page.locator(".figure", { hasText: "业绩笔数" }).getByText("9,000").waitFor();
  await page.locator(".figure", { hasText: "人数" }).getByText("1,000").waitFor();

  await m.press("people", tab("参与人"));
  await m.press("assign", button(page, "加入参与人").first());
  const go = page.locator("dialog[open] .btn-primary");
  await m.until(
    "a thousand free",
    page
      .locator("dialog[open]")
      .getByText(/1,?000/)
      .first()
      .waitFor(),
  );
  await m.press("go", go);
  await m.until("assigned", page.locator("dialog[open]").waitFor({ state: "detached" }));
  m.check();
  await context.close();
}, 240_000);

let loaded: Promise<Place> | undefined;
/** One company with the sample for the tests below; each changes another number of its plan. */
const sample = () => (loaded ??= sampleCompany(it));

test("a published plan asks for nothing until it is changed, then shows what changes", async () => {
  const { state, incentivePlan } = await sample();
  const context = await it.visit(DESK, state);
  const page = await context.newPage();
  const tab = (name: string | RegExp) => page.getByRole("tab", { name });
  await page.goto(`${it.base}/incentives/plans/${incentivePlan}?tab=publish`);
  await page.getByText("第 1 版已发布").waitFor();
  await page.getByText("没有需要处理的问题").waitFor();

  await tab("试算").click();
  await page.getByText("草稿和已发布的第 1 版一样").waitFor();
  const download = page.waitForEvent("download");
  await button(page, "导出 XLSX").click();
  expect((await download).suggestedFilename()).toMatch(/\.xlsx$/);

  await tab("搭建").click();
  const rate = page.locator("input.plan-number").first();
  await rate.fill("3%");
  await rate.blur();
  await page.getByText("草稿有改动").waitFor();
  await page.getByText("你在这里").waitFor();
  await tab(/检查与发布/).click();
  await page.getByText("基础比例 3%。").waitFor();
  await page.locator("del", { hasText: "基础比例 2.5%。" }).waitFor();
  await context.close();
}, 240_000);

test("two tabs that change one draft are told of each other", async () => {
  const { state, incentivePlan } = await sample();
  const context = await it.visit(DESK, state);
  const open = async () => {
    const page = await context.newPage();
    await page.goto(`${it.base}/incentives/plans/${incentivePlan}`);
    const rate = page.locator("input.plan-number").first();
    await rate.waitFor();
    return { page, rate };
  };
  const [one, other] = [await open(), await open()];
  await one.rate.fill("3.5%");
  await one.page.getByText("有改动，稍后自动保存").waitFor();
  await one.page.getByText("草稿已保存").waitFor();
  await other.rate.fill("4%");
  await button(other.page, "用对方的").click();
  await other.page.getByText("草稿已保存").waitFor();
  expect(await other.rate.inputValue()).toBe("3.5%");
  await context.close();
}, 240_000);

test("a document that nobody could read is refused in the page, and its errors by their places", async () => {
  const { state, incentivePlan } = await sample();
  const context = await it.visit(DESK, state);
  const page = await context.newPage();
  await page.goto(`${it.base}/incentives/plans/${incentivePlan}`);
  await button(page, "看原文").click();
  const text = page.locator("dialog[open] textarea");
  const take = button(page, "采用");
  const document = JSON.parse(await text.inputValue());
  const tier = (at: number) => ({ from: `${at}`, until: `${at + 1}`, pays: { rate: "1%" } });
  const tiers = Array.from({ length: 10_000 }, (_, at) => tier(at));
  const many = { ...document.components[0], tiers };
  const pasted = async (value: string) => {
    // As a paste does; typing a megabyte letter by letter is no test of the page.
    await text.evaluate((field: HTMLTextAreaElement, to) => {
      field.value = to;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }, value);
    await take.click();
  };
  await pasted(JSON.stringify({ ...document, components: [many] }, null, 1));
  await page.getByText("超过 5000 个").waitFor();
  await pasted(" ".repeat(5_000_000));
  await page.getByText("文档有 5.0 MB").waitFor();
  await pasted(JSON.stringify({ ...document, currency: 5 }));
  await page.getByText(/^\/currency/).waitFor();
  await context.close();
}, 240_000);
