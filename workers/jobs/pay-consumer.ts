import { besideRuns } from "../awards/beside-runs.ts";
import { auditPay } from "../payruns/audit-pay.ts";
import { payrunDeps } from "../payruns/routes.ts";
import { runPayJobs } from "../payruns/run-jobs.ts";
import type { Consumer } from "./consumers.ts";
import { triedAs } from "./tried.ts";

const deps = payrunDeps(besideRuns);
// A loop of D1 calls without a timer starves other requests in a local workerd.
const breathe = () => scheduler.wait(1);
const tried = triedAs({ audit: "pay" });

/** Carries out large calculations of pay, and the nightly recomputation when it has been called for. */
export const payConsumer: Consumer = {
  name: "pay",
  step: async (db, { seen, newest }) => {
    const nextAt = await runPayJobs(db, deps, { breathe, clock: () => Date.now() });
    const later = nextAt === null ? {} : { nextAt };
    const { due, work } = await db.load({
      due: deps.runs.auditDue(seen),
      work: deps.runs.auditWork(),
    });
    if (due === null && work === null) return { seen: newest, more: false, ...later };
    const audited = await auditPay(db, deps, { breathe, tried });
    if (audited.more) return { seen, more: true, ...later };
    const { differences } = audited;
    if (differences > 0)
      console.error(JSON.stringify({ audit: "pay", tenant: db.uuid, differences }));
    return { seen: newest, more: false, ...later };
  },
};
