import { runImports, type Pace } from "../imports/run-imports.ts";
import { importSinks } from "./import-sinks.ts";
import type { Consumer } from "./consumers.ts";

/**
 * Goes on with the tenant's open imports. While one is open the cursor stays where it is, so cron
 * finds the tenant behind and wakes it, also after a kill.
 */
export const importConsumer: Consumer = {
  name: "imports",
  step: async (db, { seen, newest }) => {
    const more = await runImports(db, importSinks, breathing);
    return more ? { seen, more } : { seen: newest, more };
  },
};

/** As long a pause as the work took: the other tenants of the shard get every second moment. */
const PAUSE_MAX_MS = 250;
const breathing: Pace = async (work) => {
  const begun = Date.now();
  const more = await work();
  const tookMs = Math.min(PAUSE_MAX_MS, Date.now() - begun);
  // A loop of D1 calls without a timer starves other requests in a local workerd.
  await scheduler.wait(Math.max(1, tookMs));
  return more;
};
