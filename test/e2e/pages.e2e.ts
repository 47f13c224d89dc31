// Goal: every page, in every way it can be looked at, has nothing that axe-core objects to, fits its
// window, speaks one language, logs no error and talks to no other host.
// Method: the list below must name every path of web/app.tsx, so a new page cannot be forgotten.
// `npm test` looks at each page in two opposite variants, which together hold both languages, themes
// and devices, rotating from page to page; ALL_VARIANTS=1 (.ci/run) looks at all eight.
import { readFileSync } from "node:fs";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { violations } from "./support/axe.ts";
import { variantName, VARIANTS, type Variant } from "./support/browser.ts";
import { product, sampleCompany, type Place, type Product } from "./support/product.ts";
import { overflowAtPlus40 } from "./support/pseudo.ts";
import { shoot } from "./support/shoot.ts";

type Visit = {
  /** As it stands in web/app.tsx. */
  readonly path: string;
  /** Where to go; the path itself when absent. */
  readonly at?: (place: Place) => string;
  readonly open?: true;
};

const VISITS: readonly Visit[] = [
  { path: "/", open: true },
  { path: "/signup", open: true },
  { path: "/login", open: true },
  {
    path: "/join/:invitationId",
    at: () => "/join/0199a000-0000-7000-8000-000000000000",
    open: true,
  },
  { path: "/api/docs", open: true },
  { path: "/start" },
  { path: "/home" },
  { path: "/mine" },
  { path: "/team" },
  { path: "/reports" },
  { path: "/targets" },
  { path: "/targets/:planId", at: ({ plan }) => `/targets/${plan}` },
  { path: "/targets/:planId", at: ({ plan }) => `/targets/${plan}?tab=allocate` },
  { path: "/targets/:planId", at: ({ plan }) => `/targets/${plan}?tab=grid` },
  { path: "/targets/:planId", at: ({ plan }) => `/targets/${plan}?tab=fairness` },
  { path: "/targets/:planId", at: ({ plan }) => `/targets/${plan}?tab=negotiate` },
  { path: "/targets/:planId", at: ({ plan }) => `/targets/${plan}?tab=publish` },
  { path: "/targets/:planId", at: ({ plan }) => `/targets/${plan}?tab=adjust` },
  { path: "/targets/:planId", at: ({ plan }) => `/targets/${plan}?tab=history` },
  { path: "/strategy" },
  { path: "/strategy", at: () => "/strategy?as=table" },
  { path: "/strategy", at: () => "/strategy?tab=review" },
  { path: "/strategy", at: () => "/strategy?tab=actions" },
  { path: "/okr" },
  { path: "/okr", at: () => "/okr?as=table" },
  { path: "/calculator", open: true },
  { path: "/calculator/payout", open: true },
  { path: "/data" },
  { path: "/data", at: () => "/data?tab=metrics" },
  { path: "/data", at: () => "/data?tab=entries" },
  { path: "/data", at: () => "/data?tab=crediting" },
  { path: "/data", at: () => "/data?tab=imports" },
  { path: "/data", at: () => "/data?tab=calendar" },
  { path: "/boards" },
  { path: "/boards", at: () => "/boards?tab=screens" },
  { path: "/boards/:boardId", at: ({ board }) => `/boards/${board}` },
  { path: "/tv", open: true },
  { path: "/reports", at: ({ unit }) => `/reports?unit=${unit}` },
  { path: "/settings" },
  { path: "/settings", at: () => "/settings?tab=members" },
  { path: "/settings", at: () => "/settings?tab=keys" },
  { path: "/settings", at: () => "/settings?tab=notices" },
  { path: "/settings", at: () => "/settings?tab=security" },
  { path: "/settings", at: () => "/settings?tab=sample" },
  { path: "/incentives" },
  { path: "/incentives", at: () => "/incentives?new=1" },
  ...["build", "preview", "people", "publish", "history"].map((tab) => ({
    path: "/incentives/plans/:incentivePlanId",
    at: ({ incentivePlan }: Place) => `/incentives/plans/${incentivePlan}?tab=${tab}`,
  })),
  { path: "/incentives", at: () => "/incentives?tab=disputes" },
  { path: "/incentives", at: () => "/incentives?tab=awards" },
  { path: "/incentives", at: () => "/incentives?tab=settings" },
  { path: "/incentives", at: () => "/incentives?tab=periods" },
  { path: "/incentives", at: () => "/incentives?tab=statements" },
  { path: "/incentives/runs/:runId", at: ({ payRun }) => `/incentives/runs/${payRun}` },
  { path: "/incentives/runs/:runId", at: ({ payRun }) => `/incentives/runs/${payRun}?tab=record` },
  {
    path: "/incentives/statements/:runId/:personId",
    at: ({ payRun, payee }) => `/incentives/statements/${payRun}/${payee}?at=/lines/0/steps/1`,
  },
  { path: "*", at: () => "/no/such/page", open: true },
];

let it: Product;
let place: Place;
beforeAll(async () => {
  it = await product();
  place = await sampleCompany(it);
});
afterAll(() => it?.end());

test("the list names every page of web/app.tsx", () => {
  const source = readFileSync(new URL("../../web/app.tsx", import.meta.url), "utf8");
  const paths = [...source.matchAll(/\bpath: "([^"]+)"/g)].map(([, path]) => path);
  const missing = paths.filter((path) => !VISITS.some((visit) => visit.path === path));
  expect(missing).toEqual([]);
});

const cases = VISITS.flatMap((visit, index) =>
  variantsFor(index).map((variant) => ({ visit, variant })),
);

/** Opposite corners of the cube: both languages, both themes, both devices, in two visits. */
function variantsFor(index: number): readonly Variant[] {
  if (process.env["ALL_VARIANTS"]) return VARIANTS;
  const corner = index % 4;
  return VARIANTS.filter((_, at) => at === corner || at === 7 - corner);
}

describe("a page", () => {
  test.each(
    cases.map(
      ({ visit, variant }) => [nameOf(visit), variantName(variant), visit, variant] as const,
    ),
  )("%s is sound as %s", async (name, looks, visit, variant) => {
    const page = await (await windowFor(variant, visit.open ?? false)).newPage();
    const faults = watch(page, visit.open ?? false);
    await open(page, visit);
    expect(await page.getAttribute("html", "lang")).toBe(
      variant.language === "zh" ? "zh-CN" : "en",
    );
    expect(await page.title()).toMatch(/.+ · Fairlead$/);
    expect(await violations(page)).toEqual([]);
    await shoot(page, `page${name.replace(/[^a-z]+/gi, "-")}-${looks}`);
    expect(await sideways(page), "wider than the window").toBe(0);
    // A translation may be two fifths longer; on a phone that is where things break.
    if (variant.device === "phone") expect(await overflowAtPlus40(page), "+40 %").toEqual([]);
    expect(faults).toEqual([]);
    await page.close();
  });
});

type Overlay = {
  readonly name: string;
  readonly at: (place: Place) => string;
  readonly open: (page: Page) => Promise<void>;
};
const press = (selector: string) => async (page: Page) => {
  await page.locator(selector).first().click();
};

const OVERLAYS: readonly Overlay[] = [
  { name: "palette", at: () => "/home", open: (page) => page.keyboard.press("Control+k") },
  {
    name: "account menu",
    at: () => "/home",
    open: press(".top-tools [aria-haspopup=menu] .avatar"),
  },
  { name: "member", at: () => "/settings?tab=members", open: press("tbody button") },
  {
    name: "new key",
    at: () => "/settings?tab=keys",
    open: async (page) => {
      await page.fill("form input", "ERP");
      await page.click("form button[type=submit]");
    },
  },
  { name: "explanation", at: ({ plan }) => `/targets/${plan}`, open: press(".tree-number") },
  {
    name: "television",
    at: ({ board }) => `/boards/${board}`,
    open: press(".page-actions .btn:nth-of-type(2)"),
  },
  { name: "goal", at: () => "/strategy", open: press(".map-goal") },
  { name: "new goal", at: () => "/strategy", open: press(".page-actions .btn-primary") },
  { name: "action", at: () => "/strategy?tab=actions", open: press(".action-name") },
  { name: "check-in", at: () => "/okr", open: press(".okr-line-actions .btn") },
  { name: "new objective", at: () => "/okr", open: press(".page-actions .btn-primary") },
  { name: "new board", at: () => "/boards", open: press(".page-actions .btn") },
];

test("a look that finds nothing could have found something", async () => {
  const page = await (await windowFor(VARIANTS[0] as Variant, true)).newPage();
  await page.setContent('<html lang="en"><title>t</title><img src="x.png"><h1>t</h1></html>');
  expect((await violations(page)).join()).toMatch(/image-alt/);
  await page.close();
});

describe("what opens over a page", () => {
  const looks = [0, 7].flatMap((corner) => VARIANTS[corner] ?? []);
  const each = OVERLAYS.flatMap((overlay, index) =>
    looks
      .filter((_, at) => process.env["ALL_VARIANTS"] !== undefined || at === index % 2)
      .map((variant) => [overlay, variant] as const),
  );
  test.each(
    each.map(
      ([overlay, variant]) => [overlay.name, variantName(variant), overlay, variant] as const,
    ),
  )("%s is sound as %s", async (name, look, overlay, variant) => {
    const page = await (await windowFor(variant, false)).newPage();
    await page.goto(overlay.at(place));
    await page.waitForSelector("h1");
    await page.waitForFunction(() => document.querySelector(".skeleton") === null);
    await overlay.open(page);
    await page.waitForSelector("dialog[open], [popover]:popover-open");
    await page.waitForTimeout(400);
    expect(await violations(page)).toEqual([]);
    await shoot(page, `over-${name.replace(/ /g, "-")}-${look}`);
    expect(await sideways(page), "wider than the window").toBe(0);
    await page.keyboard.press("Escape");
    await page.waitForFunction(
      () => document.querySelector("dialog[open], [popover]:popover-open") === null,
    );
    await page.close();
  });
});

/** One window for each way of looking, so that its cache is as warm as a reader's. */
const windows = new Map<string, Promise<BrowserContext>>();
function windowFor(variant: Variant, isOpen: boolean): Promise<BrowserContext> {
  const key = `${variantName(variant)}${isOpen ? "-open" : ""}`;
  const window = windows.get(key) ?? it.visit(variant, isOpen ? undefined : place.state);
  windows.set(key, window);
  return window;
}

function nameOf(visit: Visit): string {
  return visit.at?.({ ...NOWHERE }) ?? visit.path;
}
const NOWHERE: Place = {
  state: { cookies: [], origins: [] },
  unit: ":unit",
  plan: ":plan",
  board: ":board",
  payRun: ":payRun",
  incentivePlan: ":incentivePlan",
  payee: ":payee",
};

async function open(page: Page, visit: Visit): Promise<void> {
  await page.goto(visit.at?.(place) ?? visit.path);
  await page.waitForSelector("h1");
  // Loading is over when no grey lines are left; a live board never becomes idle.
  await page.waitForFunction(() => document.querySelector(".skeleton") === null);
  await page.waitForTimeout(150);
}

/** What a page must not do while it is looked at. */
function watch(page: Page, isOpen: boolean): string[] {
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("console", (line) => {
    const { url } = line.location();
    // Asking who is signed in is how a page learns that nobody is.
    const isQuestion = isOpen && /\/api\/v1\/(me|tenant)$/.test(url);
    if (line.type() === "error" && !isQuestion) faults.push(`console: ${line.text()} ${url}`);
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.host !== new URL(it.base).host && url.protocol !== "data:" && url.protocol !== "blob:")
      faults.push(`another host: ${request.url()}`);
  });
  return faults;
}

function sideways(page: Page): Promise<number> {
  return page.evaluate(() =>
    Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth),
  );
}
