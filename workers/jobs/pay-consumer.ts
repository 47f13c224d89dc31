import { besideRuns } from "../awards/beside-runs.ts";
import { auditPay } from "../payruns/audit-pay.ts";
import { payrunDeps } from "../payruns/routes.ts";
import { runPayJobs } from "../payruns/run-jobs.ts";
import type { Consumer } from "./consumers.ts";

const deps = payrunDeps(besideRuns);

/** Carries out large calculations of pay, and the nightly recomputation when it has been called for. */
export const payConsumer: Consumer = {
  name: "pay",
  step: async (db, { seen, newest }) => {
    // A loop of D1 calls without a timer starves other requests in a local workerd.
    const breathe = () => scheduler.wait(1);
    await runPayJobs(db, deps, breathe);
    const { due } = await db.load({ due: deps.runs.auditDue(seen) });
    if (due !== null) await auditPay(db, deps, breathe);
    return { seen: newest, more: false };
  },
};
