// Goal: journey e2 within its budget, in a real browser on the real server: a month of a thousand
// people is calculated, submitted, locked and exported. The second person approves by requests of
// their own between two of the closer's actions. Then a statement is opened, recomputed and printed.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { violations } from "./support/axe.ts";
import type { Variant } from "./support/browser.ts";
import { makeCompany, signIn } from "./support/mail.ts";
import { meter } from "./support/meter.ts";
import { textOf } from "./support/pdf.ts";
import { product, type Product, type SignedIn } from "./support/product.ts";
import { call, fresh } from "./support/requests.ts";

const DESK: Variant = { language: "zh", theme: "light", device: "desktop" };
const PEOPLE = 1_000;

/** 8 % up to 1,000,000 a month and 10 % above. */
const TIERED = {
  format: "fairlead-plan/1",
  key: "sales",
  name: { zh: "销售提成", en: "Sales commission" },
  version: 1,
  until: null,
  currency: "CNY",
  metrics: [
    {
      ...{ key: "revenue", name: { zh: "销售额", en: "Revenue" }, unit: "money", scale: 2 },
      ...{ class: "result", from: { credits: "amount" } },
    },
  ],
  components: [
    {
      ...{ kind: "tiered", key: "commission", name: { zh: "提成", en: "Commission" } },
      ...{ window: "period", base: "amount", split: "credit", negative: { per: "window" } },
      measure: { read: "base" },
      tiers: [
        { from: "0", until: "1000000", pays: { rate: "8%" }, reach: "own" },
        { from: "1000000", until: null, pays: { rate: "10%" }, reach: "own" },
      ],
    },
  ],
};

let it: Product;
let world: World;
beforeAll(async () => {
  it = await product();
  world = await companyOfSellers();
}, 120_000);
afterAll(() => it?.end());

type World = {
  readonly closer: SignedIn;
  readonly second: BrowserContext;
  readonly people: readonly string[];
  readonly from: string;
};

/** The month before this one, which is over. */
function lastMonth(): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1))
    .toISOString()
    .slice(0, 10);
}

async function colleague(owner: BrowserContext): Promise<BrowserContext> {
  const [id, email] = [fresh(), `finance-${fresh()}@journey.test`];
  await call(it.base, owner.request, "post", "/members", { id, email, role: "finance" });
  const context = await it.visit(DESK);
  await signIn(context, it.base, email);
  await call(it.base, context.request, "post", `/invitations/${id}/accept`);
  return context;
}

/** A thousand sellers with three sales each of last month, on a published plan of two tiers. */
async function companyOfSellers(): Promise<World> {
  const owner = await it.visit(DESK);
  await signIn(owner, it.base, `pay-${Date.now()}@journey.test`);
  await makeCompany(owner, it.base, "关账演示", "zh");
  const post = (path: string, data: unknown, version?: number) =>
    call(it.base, owner.request, "post", path, data, version);
  const from = lastMonth();
  const [unit, plan] = [fresh(), fresh()];
  await post("/units", {
    rows: [{ id: unit, code: "T", name: "全国", kind: "team", parent: null, from: "2024-01-01" }],
  });
  const people = Array.from({ length: PEOPLE }, fresh);
  await post("/people", {
    rows: people.map((id, at) => ({
      ...{ id, code: `p${at + 1}`, name: `销售${at + 1}`, startsOn: "2024-01-01" },
      ...{ unit: "T", unitFrom: "2024-01-01" },
    })),
  });
  for (let sale = 0; sale < 3; sale += 1)
    await post("/entries", {
      source: "crm",
      rows: people.map((_, at) => ({
        ...{ externalId: `${sale}-${at}`, metric: "revenue", person: `p${at + 1}` },
        on: `${from.slice(0, 8)}1${sale}`,
        ...{ amount: `${(at % 97) * 9_000 + 1_000.25}`, currency: "CNY", deal: `D${sale}-${at}` },
      })),
    });
  await post("/incentive-plans", { id: plan, document: { ...TIERED, from } });
  const draft = await call(it.base, owner.request, "get", `/incentive-plans/${plan}`);
  await post(`/incentive-plans/${plan}/publish`, { from }, draft.plan.version);
  await post(`/incentive-plans/${plan}/members`, {
    from,
    people: people.map((person) => ({ person })),
  });
  const [closer, second] = [await colleague(owner), await colleague(owner)];
  const state = await closer.storageState();
  await Promise.all([owner.close(), closer.close()]);
  return { closer: state, second, people, from };
}

/** The second person looks at the result and approves it. */
async function secondApproves(run: string): Promise<void> {
  const now = await call(it.base, world.second.request, "get", `/pay-runs/${run}`);
  const path = `/pay-runs/${run}/approve`;
  await call(it.base, world.second.request, "post", path, { hash: now.hash }, now.version);
}

let run = "";

describe("journey e2: close, lock, export payroll", () => {
  test("takes at most 5 actions and 30 s of waiting for a thousand people", async () => {
    const context = await it.visit(DESK, world.closer);
    const page = await context.newPage();
    await page.goto("/incentives?tab=periods");
    const m = meter(page, { actions: 5, waitMs: 30_000 });
    await page.locator(".period-list").waitFor();
    await m.press("begin", page.locator(".period-list .btn-primary"));
    await m.until(
      "calculated",
      page.locator(".run-readds:not(.is-off)").waitFor({ timeout: 60_000 }),
    );
    run = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    expect(await page.textContent(".run-readds")).toContain("1,000");
    await m.press("submit", page.locator(".run-next .btn-primary"));
    await m.until("submitted", page.locator(".run-line .is-now", { hasText: "复核中" }).waitFor());
    await secondApproves(run);
    await page.reload();
    await m.type("the period's word", page.locator(".run-lock input"), world.from.slice(0, 7));
    await m.press("lock", page.locator(".run-lock .btn-danger"));
    await m.until("locked", page.locator(".run-line .is-now", { hasText: "已锁定" }).waitFor());
    const download = page.waitForEvent("download");
    await m.press("export", page.locator(".run-export .btn-primary"));
    const file = await m.until("exported", download);
    m.check();

    const csv = readFileSync(await file.path());
    const record = await call(it.base, context.request, "get", `/pay-runs/${run}/export`);
    const lines = csv.toString("utf8").trimEnd().split("\r\n");
    expect(lines, "a head and the people, nobody called total").toHaveLength(PEOPLE + 1);
    expect(lines[0]).toContain("已确认方案");
    expect(createHash("sha256").update(csv).digest("hex")).toBe(record.checksum);
    expect(await violations(page)).toEqual([]);
    await context.close();
  });
});

async function statement(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`/incentives/statements/${run}/${world.people[7]}`);
  await page.locator(".st-check:not(.is-busy)").waitFor();
  return page;
}

describe("a statement", () => {
  test("is recomputed in the browser and comes out the same", async () => {
    const context = await it.visit(DESK, world.closer);
    const page = await statement(context);
    expect(await page.textContent(".st-check")).toContain("在这里重算过：一样");
    await page.locator(".st-line summary").first().click();
    expect(await page.locator(".st-steps > li").count()).toBeGreaterThan(3);
    await page.locator(".st-open").first().click();
    const entry = page.locator("dialog.drawer[open]");
    await entry.getByText("业绩日期").waitFor();
    expect(await entry.textContent()).toContain("商机");
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    expect(await violations(page)).toEqual([]);
    await context.close();
  });

  test("prints its Chinese text as text that can be found and copied", async () => {
    const context = await it.visit(DESK, world.closer);
    const page = await statement(context);
    const shown = (await page.textContent(".st-hero-amount")) ?? "";
    const pdf = await page.pdf({ format: "A4" });
    const text = textOf(pdf);
    expect(text).toContain("销售8的提成对账单");
    expect(text).toContain("应付");
    expect(text, "folded lines are open on paper").toContain("取整");
    expect(text.replace(/\s/g, "")).toContain(shown.replace(/\s/g, ""));
    expect(pdf.toString("latin1")).toMatch(/\/MediaBox\s*\[\s*0 0 59[45]\S* 84[12]/);
    await context.close();
  });

  test("hides its amounts when the eye is shut, and stays so", async () => {
    const context = await it.visit(DESK, world.closer);
    const page = await statement(context);
    const shown = (await page.textContent(".st-hero-amount")) ?? "";
    expect(shown).toMatch(/¥[\d,.]+/);
    await page.getByRole("button", { name: "隐藏金额" }).click();
    expect(await page.textContent(".st-hero-amount")).toBe("••••");
    await page.reload();
    await page.locator(".st-hero-amount").waitFor();
    expect(await page.textContent("main")).not.toContain(shown);
    await context.close();
  });

  test("leaves as a workbook whose amounts are formulas", async () => {
    const context = await it.visit(DESK, world.closer);
    const page = await statement(context);
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "导出 XLSX" }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/提成对账单\.xlsx$/);
    const { opened } = await import("../payruns/spreadsheet.ts");
    const book = opened(readFileSync(await file.path()));
    const last = [...book.cells.keys()].filter((at) => at.startsWith("对账单!D")).at(-1) ?? "";
    const pay = Number((await page.textContent(".st-hero-amount"))?.replace(/[^\d.]/g, ""));
    expect(book.cells.get(last)).toHaveProperty("formula");
    expect(book.valueOf(last)).toBeCloseTo(pay, 6);
    await context.close();
  });
});
