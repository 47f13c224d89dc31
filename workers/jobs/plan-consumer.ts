import { negotiationStore } from "../negotiations/store.ts";
import { targetDeps } from "../targets/routes.ts";
import { runPlanJobs } from "../targets/run-jobs.ts";
import type { Consumer } from "./consumers.ts";

const deps = { ...targetDeps, open: negotiationStore.whatIsOpen };

/** Carries out long work on plans: sharing out and publishing above some hundreds of recipients. */
export const planConsumer: Consumer = {
  name: "plans",
  step: async (db, { seen, newest }) => {
    // A loop of D1 calls without a timer starves other requests in a local workerd.
    const more = await runPlanJobs(db, deps, () => scheduler.wait(1));
    return more ? { seen, more } : { seen: newest, more };
  },
};
