// Goal: journey b within its budget, in a real browser on the real server: calendar, people, metrics,
// target, allocate, fairness, negotiate, publish, for a company of fifty people with a year behind it.
// The fifty sign by requests of their own between two of the planner's actions.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { APIRequestContext, Page } from "playwright-core";
import type { Variant } from "./support/browser.ts";
import { makeCompany, signIn } from "./support/mail.ts";
import { meter } from "./support/meter.ts";
import { call, fresh } from "./support/requests.ts";
import { product, type Product } from "./support/product.ts";

const DESK: Variant = { language: "zh", theme: "light", device: "desktop" };
const PEOPLE = 50;
const TEAMS = ["东区", "南区", "西区", "北区", "中区"];

let it: Product;
beforeAll(async () => {
  it = await product();
});
afterAll(() => it?.end());

const today = new Date().toISOString().slice(0, 10);
/** A sale a month for each of the fifty, up to today. */
function sales(): { name: string; mimeType: string; buffer: Buffer } {
  const year = today.slice(0, 4);
  const lines = Array.from({ length: 500 }, (_, at) => {
    const on = `${year}-${String((Math.floor(at / PEOPLE) % 10) + 1).padStart(2, "0")}-11`;
    const person = at % PEOPLE;
    return `NO${at},销售员${person + 1},${TEAMS[person % 5]},${on},"${20 + (person % 9)},000.00"`;
  });
  const text = `\ufeff单号,姓名,团队,日期,金额（元）\r\n${lines.join("\r\n")}\r\n`;
  return { name: "sales.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
}

/** A colleague who has come by invitation, and signs for whoever the owner says they are. */
async function colleague(owner: APIRequestContext) {
  const email = `all-${Date.now()}@journey.test`;
  const id = fresh();
  await call(it.base, owner, "post", "/members", { id, email, role: "manager" });
  const context = await it.visit(DESK);
  await signIn(context, it.base, email);
  await call(it.base, context.request, "post", `/invitations/${id}/accept`);
  return { email, request: context.request, end: () => context.close() };
}

/** Everybody below the company's own number signs it: teams by who leads them, people by themselves. */
async function everybodySigns(owner: APIRequestContext, plan: string, round: string) {
  const { email, request, end } = await colleague(owner);
  const { rows } = await call(it.base, owner, "get", `/plans/${plan}`);
  for (const { subject, parent, kind } of rows) {
    if (parent === null) continue;
    const { items } = await call(it.base, owner, "get", "/members");
    const who = items.find((each: { email: string }) => each.email === email);
    const is =
      kind === "person"
        ? { person: subject, scopeUnit: null }
        : { person: null, scopeUnit: subject };
    await call(it.base, owner, "patch", `/members/${who.account}`, is, who.version);
    await call(
      it.base,
      request,
      "post",
      `/rounds/${round}/threads/${subject}/moves`,
      { kind: "accept" },
      1,
    );
  }
  await end();
}

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });

test("journey b takes at most 22 actions from the calendar to a published plan", async () => {
  const context = await it.visit(DESK);
  await signIn(context, it.base, `plan-${Date.now()}@journey.test`);
  await makeCompany(context, it.base, "远山商贸", "zh");
  const page = await context.newPage();
  const tab = (name: string) => page.getByRole("tab", { name, exact: true });
  const m = meter(page, { actions: 22, waitMs: 30_000 });

  await m.visit("/data?tab=calendar");
  await m.until("calendar", page.getByText("财年划分").waitFor());
  await m.press("imports", tab("导入"));
  await page.waitForSelector("input[type=file]", { state: "attached" });
  await m.choose("file", page.locator("input[type=file]"), sales());
  await m.until("check", button(page, /从文件新建 50 人、5 个团队/).waitFor());
  await m.press("create", button(page, /从文件新建/));
  await m.until("dry run", button(page, /^导入 500 行$/).waitFor());
  await m.press("import", button(page, /^导入 500 行$/));
  await m.until("recorded", page.getByText("导入完成").waitFor({ timeout: 20_000 }));
  await m.press("people", tab("人员与团队"));
  await m.until("teams", page.getByText("东区").first().waitFor());
  await m.press("metrics", tab("指标"));
  await m.until("metrics", page.getByText("销售额").first().waitFor());

  await m.press("targets", page.locator('nav a[href="/targets"]').first());
  await m.press("new plan", button(page, "制定目标").first());
  await m.type("amount", page.getByLabel("全年总额"), "2000万");
  const shared = performance.now();
  await m.press("create", button(page, "建立并先分一版"));
  await m.until("shared out", page.waitForURL(/\/targets\/[0-9a-f-]{36}/));
  await m.until("numbers", tab("分配").waitFor());
  console.log(`50 people shared out after ${Math.round(performance.now() - shared)} ms`);
  const plan = /targets\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? "";
  await m.press("allocate", tab("分配"));
  await m.until("weights", page.getByText("各因素权重").waitFor());
  await m.press("fairness", tab("公平性"));
  await m.until(
    "panel",
    page
      .getByText(/\/ 50 人/)
      .first()
      .waitFor(),
  );
  await m.press("negotiate", tab("协商"));
  await m.press("open", button(page, "开始一轮协商").first());
  await m.press("begin", page.locator("dialog[open] .btn-primary"));
  await m.until("open", button(page, /结束本轮/).waitFor());
  const { items } = await call(it.base, context.request, "get", "/rounds");
  await everybodySigns(context.request, plan, items[0].round.id);
  await page.reload();
  await m.press("close", button(page, /结束本轮/));
  await m.press("confirm", page.locator("dialog[open] .btn-primary"));
  await m.until("closed", page.getByText("已结束").first().waitFor());
  await m.press("publish tab", tab("发布"));
  await m.press("publish", page.locator(".plan-publish .btn-primary"));
  await m.until("published", page.getByText("已发布第 1 版").first().waitFor());
  m.check();
  const { items: bound } = await call(it.base, context.request, "get", "/rounds");
  expect(bound[0].round.state).toBe("closed");
  await context.close();
});
