// Goal: the product as its users have it, for one file of browser tests: the real server on a free
// port with empty storage, and a real browser.
import type { Browser, BrowserContext } from "playwright-core";
import { localServer, type LocalServer } from "../../../infra/local-server.ts";
import { contextFor, launch, type Variant } from "./browser.ts";
import { makeCompany, signIn } from "./mail.ts";

export type Product = {
  readonly base: string;
  readonly browser: Browser;
  readonly visit: (variant: Variant, state?: SignedIn) => Promise<BrowserContext>;
  readonly end: () => Promise<void>;
};
export type SignedIn = Awaited<ReturnType<BrowserContext["storageState"]>>;

/** E2E_BASE names a server that already runs: quicker while a test is being written. */
export async function product(): Promise<Product> {
  const given = process.env["E2E_BASE"];
  const server: LocalServer | null = given ? null : await localServer();
  const base = given ?? server?.base ?? "";
  const browser = await launch();
  return {
    base,
    browser,
    visit: (variant, state) => contextFor(browser, base, variant, state),
    end: async () => {
      await browser.close();
      await server?.dispose();
    },
  };
}

export type Place = {
  readonly state: SignedIn;
  readonly unit: string;
  readonly plan: string;
  readonly board: string;
  /** The newest pay run of the sample, and somebody who has a statement in it. */
  readonly payRun: string;
  readonly payee: string;
  /** The plan by which the sample pays. */
  readonly incentivePlan: string;
};

/** A signed-in owner of a company with the sample loaded: what most pages need to show something. */
export async function sampleCompany({ base, browser }: Product): Promise<Place> {
  const variant: Variant = { language: "zh", theme: "light", device: "desktop" };
  const context = await contextFor(browser, base, variant);
  await signIn(context, base, `owner-${Date.now()}@yunfan.test`);
  await makeCompany(context, base, "远山商贸", "zh");
  const headers = { origin: base };
  const started = await context.request.post(`${base}/api/v1/sample`, {
    headers: { ...headers, "idempotency-key": crypto.randomUUID() },
    data: {},
  });
  if (!started.ok()) throw new Error(`no sample: ${started.status()} ${await started.text()}`);
  const giveUpAt = Date.now() + 170_000;
  while (Date.now() < giveUpAt) {
    const sample = await (await context.request.get(`${base}/api/v1/sample`)).json();
    if (sample.state === "ready") {
      const pay = await payOf(context, base);
      const state = await context.storageState();
      await context.close();
      return { state, unit: sample.unit, plan: sample.plan, board: sample.board, ...pay };
    }
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
  throw new Error("the sample company was not ready in time");
}

/** A page for nobody's id says that there is nothing; every other test looks at real ones. */
const NOBODY = "0199a000-0000-7000-8000-000000000000";

async function payOf(context: BrowserContext, base: string) {
  const read = async (path: string) => {
    const answer = await context.request.get(`${base}/api/v1${path}`);
    return answer.ok() ? await answer.json() : { items: [] };
  };
  const { items: runs } = await read("/pay-runs");
  const run = runs.find((each: { calculation: number }) => each.calculation > 0)?.id ?? NOBODY;
  const { items } = await read(`/pay-runs/${run}/statements?limit=1`);
  const plans = await read("/incentive-plans");
  return {
    payRun: run,
    payee: items[0]?.person ?? NOBODY,
    incentivePlan: plans.items[0]?.id ?? NOBODY,
  };
}
