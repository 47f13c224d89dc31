import { setTimeout as wait } from "node:timers/promises";
import { signUp } from "./load/account.ts";
import { type Client, client, field, list } from "./load/client.ts";

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
  await sitDown(to);
  return { email: EMAIL, tenant, url: `${base}/login` };
}

/** The demo account is also one of those who sell, so that its own page has something to show. */
async function sitDown(to: Client): Promise<void> {
  const account = field(await to.get("/api/v1/me"), "account");
  const members = list(await to.get("/api/v1/members"), "items");
  const me = members.find((member) => field(member, "account") === account);
  const person = await sellerIn(to, field(await to.get("/api/v1/sample"), "unit"));
  if (!person || field(me, "person") === person) return;
  const headers = { "if-match": `"${field(me, "version")}"` };
  const path = `/api/v1/members/${account}`;
  const { status } = await to.send({ method: "PATCH", path, body: { person }, headers });
  if (status !== 200) throw new Error(`${path} answered ${status}`);
}

/** Somebody of the first team below. */
async function sellerIn(to: Client, root: string): Promise<string | null> {
  let unit = root;
  for (;;) {
    const below = list(await to.get(`/api/v1/units?parent=${unit}`), "items");
    if (below.length === 0) break;
    unit = field(below[0], "id");
  }
  const people = list(await to.get(`/api/v1/people?unit=${unit}`), "items");
  return people.length > 1 ? field(people[1], "id") : null;
}
