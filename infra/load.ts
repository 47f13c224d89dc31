import { existsSync } from "node:fs";
import { readAdventureWorks } from "./load/adventureworks.ts";
import { signUp } from "./load/account.ts";
import { readArguments } from "./load/arguments.ts";
import { client } from "./load/client.ts";
import { readBack } from "./load/read-back.ts";
import { sendSet } from "./load/send.ts";

/**
 * `npm run load`: does what a customer's engineer would do with a published data set, through the
 * public HTTP API alone, and prints what the product then says. Running it again changes nothing.
 */
async function load(): Promise<void> {
  const { from, base, json } = readArguments(process.argv.slice(2));
  if (!existsSync(from)) throw new Error(`The folder ${from} is not there.`);
  const set = readAdventureWorks(from);
  const to = client(base);
  const { tenant } = await signUp(to, {
    email: "engineer@adventure-works.test",
    name: "Load",
    company: "Adventure Works",
    locale: "en",
    timeZone: "America/Los_Angeles",
    currency: "USD",
  });
  const place = { to, tenant, say: (text: string) => console.error(text) };
  await sendSet(place, set);
  const loaded = await readBack(place, set);
  console.log(JSON.stringify(loaded, null, json ? 0 : 2));
}

try {
  await load();
} catch (fault) {
  console.error(fault instanceof Error ? fault.message : String(fault));
  process.exit(1);
}
