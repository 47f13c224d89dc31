// Goal: journey e3 within its budget, in a real browser on the real server: a seller disputes a step of
// their own statement on the phone, finance settles it at a desk; amounts stay behind the eye.
import type { BrowserContext } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { violations } from "./support/axe.ts";
import type { Variant } from "./support/browser.ts";
import { makeCompany, signIn } from "./support/mail.ts";
import { meter } from "./support/meter.ts";
import { product, type Product, type SignedIn } from "./support/product.ts";
import { call, fresh } from "./support/requests.ts";

const DESK: Variant = { language: "zh", theme: "light", device: "desktop" };
const PHONE: Variant = { language: "zh", theme: "light", device: "phone" };

let it: Product;
let world: World;
beforeAll(async () => {
  it = await product();
  world = await companyWithStatement();
}, 120_000);
afterAll(() => it?.end());

type World = {
  readonly finance: SignedIn;
  readonly seller: SignedIn;
  readonly person: string;
  readonly run: string;
};

/** The month before this one, which is over. */
function lastMonth(): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1))
    .toISOString()
    .slice(0, 10);
}

async function colleague(owner: BrowserContext, role: string, person?: string) {
  const [id, email] = [fresh(), `${role}-${fresh()}@journey.test`];
  const body = { id, email, role, ...(person === undefined ? {} : { person }) };
  await call(it.base, owner.request, "post", "/members", body);
  const context = await it.visit(DESK);
  await signIn(context, it.base, email);
  await call(it.base, context.request, "post", `/invitations/${id}/accept`);
  return context;
}

/** A seller with one sale of last month, and the statement of it, approved by a second person. */
async function companyWithStatement(): Promise<World> {
  const owner = await it.visit(DESK);
  await signIn(owner, it.base, `dispute-${Date.now()}@journey.test`);
  await makeCompany(owner, it.base, "异议演示", "zh");
  const post = (path: string, data: unknown, version?: number) =>
    call(it.base, owner.request, "post", path, data, version);
  const from = lastMonth();
  const [unit, person, plan, run] = [fresh(), fresh(), fresh(), fresh()];
  await post("/units", {
    rows: [{ id: unit, code: "T", name: "全国", kind: "team", parent: null, from: "2024-01-01" }],
  });
  const seat = { startsOn: "2024-01-01", unit: "T", unitFrom: "2024-01-01" };
  await post("/people", { rows: [{ id: person, code: "p1", name: "林晓", ...seat }] });
  await post("/entries", {
    source: "crm",
    rows: [
      {
        ...{ externalId: "1", metric: "revenue", person: "p1", on: `${from.slice(0, 8)}12` },
        ...{ amount: "250000.00", currency: "CNY", deal: "D1" },
      },
    ],
  });
  const name = { zh: "销售提成", en: "Sales commission" };
  await post("/incentive-plans", { id: plan, template: "single_rate", name });
  const draft = await call(it.base, owner.request, "get", `/incentive-plans/${plan}`);
  const document = { ...draft.plan.document, from, until: null };
  await call(it.base, owner.request, "patch", `/incentive-plans/${plan}`, { document }, 1);
  await post(`/incentive-plans/${plan}/publish`, { from }, 2);
  await post(`/incentive-plans/${plan}/members`, { from, people: [{ person }] });
  const finance = await colleague(owner, "finance");
  const second = await colleague(owner, "finance");
  const seller = await colleague(owner, "member", person);
  await call(it.base, finance.request, "post", "/pay-runs", { id: run, plan, from });
  for (const [action, who] of [
    ["calculate", finance],
    ["submit", finance],
    ["approve", second],
  ] as const) {
    const now = await call(it.base, finance.request, "get", `/pay-runs/${run}`);
    const body = action === "calculate" ? {} : { hash: now.hash };
    await call(it.base, who.request, "post", `/pay-runs/${run}/${action}`, body, now.version);
  }
  const states = [await finance.storageState(), await seller.storageState()] as const;
  await Promise.all([owner, finance, second, seller].map((each) => each.close()));
  return { finance: states[0], seller: states[1], person, run };
}

describe("journey e3: a dispute", () => {
  test("is raised in 4 actions, on the phone", async () => {
    const context = await it.visit(PHONE, world.seller);
    const page = await context.newPage();
    await page.goto(`/incentives/statements/${world.run}/${world.person}`);
    const m = meter(page, { actions: 4, waitMs: 10_000 });
    await page.locator(".st-line summary").first().waitFor();
    await m.press("the line", page.locator(".st-line summary").first());
    const question = page.getByRole("button", { name: /提出异议/ }).first();
    await m.until("the button", question.waitFor());
    await m.press("dispute", question);
    const said = page.getByRole("textbox", { name: "哪里不对" });
    await m.type("what is wrong", said, "还有一笔 3 万元的订单没有算进来");
    expect(await violations(page)).toEqual([]);
    await m.press("send", page.getByRole("button", { name: "提交异议" }));
    const row = page.locator(".disputes-row", { hasText: "3 万元" });
    await m.until("it stands on the statement", row.waitFor());
    m.check();
    const steps = page.locator(".st-steps > li");
    await steps.filter({ hasText: "已提出异议" }).waitFor();
    await context.close();
  });

  test("is settled in 3, and finance is told of it on the first page", async () => {
    const context = await it.visit(DESK, world.finance);
    const page = await context.newPage();
    await page.goto("/home");
    await page.getByText(/一条异议等待答复/).waitFor();
    await page.goto("/incentives?tab=disputes");
    const m = meter(page, { actions: 3, waitMs: 5_000 });
    await page.locator(".disputes-row", { hasText: "林晓" }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.locator(".disputes-row").first().click();
    await page.getByRole("button", { name: "转交" }).click();
    const owners = page.getByRole("combobox", { name: "交给谁负责" });
    await owners.waitFor();
    expect(await owners.locator("option").count()).toBeGreaterThan(1);
    await page.getByRole("button", { name: "返回" }).click();
    await page.keyboard.press("Escape");
    await m.chord("a");
    const amount = page.getByRole("textbox", { name: "更正金额" });
    await m.until("the form", amount.waitFor());
    await m.type("the amount", amount, "1500");
    expect(await violations(page)).toEqual([]);
    await m.press("accept", page.getByRole("button", { name: "确认接受" }));
    const correction = page.locator(".disputes-correction", { hasText: "¥1,500" });
    await m.until("the correction waits for a second person", correction.waitFor());
    m.check();
    expect(await correction.textContent()).toContain("待审批");
    await context.close();
  });
});

describe("my earnings on the phone", () => {
  test("hide behind the eye and stay hidden", async () => {
    const context = await it.visit(PHONE, world.seller);
    const page = await context.newPage();
    await page.goto("/mine");
    const past = page.locator(".earnings-past a").first();
    await past.waitFor();
    expect(await past.textContent()).toMatch(/¥[\d,]+/);
    await page.locator(".earnings-card").getByRole("button", { name: "隐藏金额" }).tap();
    expect(await past.textContent()).toContain("••••");
    expect(await violations(page)).toEqual([]);
    await page.reload();
    await past.waitFor();
    expect(await page.locator(".earnings").textContent()).not.toMatch(/¥/);
    await context.close();
  });
});
