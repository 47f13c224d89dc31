// Goal: a double click is one action, wherever money or a publication hangs on it. Method: a plan from its
// publication to a paid, disputed and corrected statement, every button pressed twice while the server
// takes its time, in a real browser on the real server; what the server was asked is counted.
import { setTimeout } from "node:timers/promises";
import type { BrowserContext, Locator, Page, Route } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Variant } from "./support/browser.ts";
import { makeCompany, signIn } from "./support/mail.ts";
import { product, type Product } from "./support/product.ts";
import { call, fresh } from "./support/requests.ts";

const DESK: Variant = { language: "zh", theme: "light", device: "desktop" };
const SLOW_MS = 300;

let it: Product;
let at: World;
beforeAll(async () => {
  it = await product();
  at = await company();
}, 120_000);
afterAll(() => it?.end());

type World = {
  readonly owner: BrowserContext;
  readonly finance: BrowserContext;
  readonly second: BrowserContext;
  readonly seller: BrowserContext;
  readonly person: string;
  readonly plan: string;
  readonly from: string;
};

async function colleague(owner: BrowserContext, role: string, person?: string) {
  const [id, email] = [fresh(), `${role}-${fresh()}@journey.test`];
  const body = { id, email, role, ...(person === undefined ? {} : { person }) };
  await call(it.base, owner.request, "post", "/members", body);
  const context = await it.visit(DESK);
  await signIn(context, it.base, email);
  await call(it.base, context.request, "post", `/invitations/${id}/accept`);
  return context;
}

/** A seller with one sale of last month, and a plan that is not published yet. */
async function company(): Promise<World> {
  const owner = await it.visit(DESK);
  await signIn(owner, it.base, `twice-${Date.now()}@journey.test`);
  await makeCompany(owner, it.base, "双击演示", "zh");
  const post = (path: string, data: unknown) => call(it.base, owner.request, "post", path, data);
  const now = new Date();
  const month = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1);
  const from = new Date(month).toISOString().slice(0, 10);
  const [unit, person, plan] = [fresh(), fresh(), fresh()];
  await post("/units", {
    rows: [{ id: unit, code: "T", name: "全国", kind: "team", parent: null, from: "2024-01-01" }],
  });
  const seat = { startsOn: "2024-01-01", unit: "T", unitFrom: "2024-01-01" };
  await post("/people", { rows: [{ id: person, code: "p1", name: "林晓", ...seat }] });
  const sale = { metric: "revenue", person: "p1", on: `${from.slice(0, 8)}12` };
  await post("/entries", {
    source: "crm",
    rows: [{ externalId: "1", ...sale, amount: "250000.00", currency: "CNY", deal: "D1" }],
  });
  const name = { zh: "销售提成", en: "Sales commission" };
  await post("/incentive-plans", { id: plan, template: "single_rate", name });
  const draft = await call(it.base, owner.request, "get", `/incentive-plans/${plan}`);
  const document = { ...draft.plan.document, from, until: null };
  await call(it.base, owner.request, "patch", `/incentive-plans/${plan}`, { document }, 1);
  const finance = await colleague(owner, "finance");
  const second = await colleague(owner, "finance");
  const seller = await colleague(owner, "member", person);
  return { owner, finance, second, seller, person, plan, from };
}

/** Presses as an impatient hand does while every change takes its time; what was to be changed. */
async function twice(page: Page, button: Locator): Promise<string[]> {
  const asked: string[] = [];
  const slowly = async (route: Route) => {
    const request = route.request();
    if (request.method() !== "GET") {
      const { pathname } = new URL(request.url());
      asked.push(pathname.split("/").at(-1) ?? "");
      await setTimeout(SLOW_MS);
    }
    await route.continue();
  };
  await page.route("**/api/v1/**", slowly);
  await button.dblclick();
  // Long enough that a second call would have begun, and what begins after the first is over.
  await setTimeout(4 * SLOW_MS);
  await page.unrouteAll({ behavior: "wait" });
  return asked.filter((what) => what !== "check");
}

const named = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

test("a plan is published once and accepted once", async () => {
  const page = await at.owner.newPage();
  await page.goto(`/incentives/plans/${at.plan}?tab=publish`);
  expect(await twice(page, named(page, "发布"))).toEqual(["publish"]);
  await page.getByRole("heading", { name: "第 1 版已发布" }).waitFor();
  const people = { from: at.from, people: [{ person: at.person }] };
  await call(it.base, at.owner.request, "post", `/incentive-plans/${at.plan}/members`, people);
  await page.close();

  const mine = await at.seller.newPage();
  await mine.goto("/mine");
  await mine.getByText("我已阅读以上文本").click();
  expect(await twice(mine, named(mine, "确认此方案"))).toEqual(["accept"]);
  await mine.close();
});

test("a run is begun, submitted, approved, locked and paid once, never a step too far", async () => {
  const page = await at.finance.newPage();
  await page.goto("/incentives?tab=periods");
  const begin = page.locator(".period-list .btn-primary").first();
  expect(await twice(page, begin)).toEqual(["pay-runs", "calculate"]);
  await page.locator(".run-readds:not(.is-off)").waitFor({ timeout: 60_000 });
  expect(await twice(page, named(page, "提交复核"))).toEqual(["submit"]);
  await page.locator(".run-line .is-now", { hasText: "复核中" }).waitFor();

  const other = await at.second.newPage();
  await other.goto(page.url());
  expect(await twice(other, named(other, "批准这个结果"))).toEqual(["approve"]);
  await other.close();

  await page.reload();
  await page.locator(".run-lock input").fill(at.from.slice(0, 7));
  expect(await twice(page, named(page, "锁定"))).toEqual(["lock"]);
  await page.locator(".run-line .is-now", { hasText: "已锁定" }).waitFor();
  expect(await twice(page, named(page, "标记为已发放"))).toEqual(["pay"]);
  await page.locator(".run-line .is-now", { hasText: "已发放" }).waitFor();
  await page.close();
});

test("a dispute is raised and accepted once, its correction approved once", async () => {
  const { items } = await call(it.base, at.finance.request, "get", "/pay-runs");
  const page = await at.seller.newPage();
  await page.goto(`/incentives/statements/${items[0].id}/${at.person}`);
  await page.locator(".st-line summary").first().click();
  await page
    .getByRole("button", { name: /提出异议/ })
    .first()
    .click();
  await page.getByRole("textbox", { name: "哪里不对" }).fill("还有一笔订单没有算进来");
  expect(await twice(page, named(page, "提交异议"))).toEqual(["disputes"]);
  await page.close();

  const desk = await at.finance.newPage();
  await desk.goto("/incentives?tab=disputes");
  await desk.locator(".disputes-row", { hasText: "林晓" }).waitFor();
  await desk.keyboard.press("a");
  await desk.getByRole("textbox", { name: "更正金额" }).fill("1500");
  expect(await twice(desk, named(desk, "确认接受"))).toEqual(["accept"]);
  await desk.close();

  const other = await at.second.newPage();
  await other.goto("/incentives?tab=disputes");
  await other.locator(".choice-option", { hasText: "更正" }).first().click();
  expect(await twice(other, named(other, "批准").first())).toEqual(["approve"]);
  await other.close();
});
