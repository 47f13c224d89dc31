import { besideRuns } from "../awards/beside-runs.ts";
import { payrunDeps } from "../payruns/routes.ts";
import { runPayJobs } from "../payruns/run-jobs.ts";
import type { Consumer } from "./consumers.ts";

const deps = payrunDeps(besideRuns);

/** Carries out large calculations of pay. */
export const payConsumer: Consumer = {
  name: "pay",
  step: async (db, { newest }) => {
    // A loop of D1 calls without a timer starves other requests in a local workerd.
    await runPayJobs(db, deps, () => scheduler.wait(1));
    return { seen: newest, more: false };
  },
};
