import { setTimeout as wait } from "node:timers/promises";
import { signUp } from "./load/account.ts";
import { client, field } from "./load/client.ts";

export type Demo = { readonly email: string; readonly tenant: string; readonly url: string };

const EMAIL = "demo@fairlead.test";
const LOADED_WITHIN_MS = 120_000;

/**
 * The first run's company to look at: signs the demo account up through the public API and loads the
 * sample company. Safe to repeat. Throws when it is not there in time.
 */
export async function loadDemo(base: string): Promise<Demo> {
  const to = client(base);
  const { tenant } = await signUp(to, {
    email: EMAIL,
    name: "Demo",
    company: "云帆科技",
    locale: "zh",
    timeZone: "Asia/Shanghai",
    currency: "CNY",
  });
  await to.post("/api/v1/sample", {});
  const giveUpAt = Date.now() + LOADED_WITHIN_MS;
  while (field(await to.get("/api/v1/sample"), "state") !== "ready") {
    if (Date.now() > giveUpAt) throw new Error("The sample company was not loaded in time.");
    await wait(250);
  }
  return { email: EMAIL, tenant, url: `${base}/login` };
}
