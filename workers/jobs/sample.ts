import { payNotConfigured } from "../adjustments/pay.ts";
import { adjustmentDeps } from "../adjustments/routes.ts";
import { besideRuns } from "../awards/beside-runs.ts";
import { boardStore } from "../boards/store.ts";
import { disputeDeps } from "../disputes/routes.ts";
import { entryStore } from "../entries/store.ts";
import { entriesRefold } from "../entries/totals-store.ts";
import { orgStore } from "../org/store.ts";
import { advanceSample } from "../sample/advance-sample.ts";
import { payrunDeps } from "../payruns/routes.ts";
import { paySampleDeps } from "../payplans/routes.ts";
import { negotiationStore } from "../negotiations/store.ts";
import { actionDeps } from "../strategy/routes.ts";
import { targetDeps } from "../targets/routes.ts";
import type { Consumer } from "./consumers.ts";

export const SAMPLE_TOOLS = {
  org: { store: orgStore, refold: entriesRefold },
  entries: entryStore,
  targets: targetDeps,
  boards: boardStore,
  adjustments: adjustmentDeps(payNotConfigured),
  strategy: actionDeps,
  negotiations: negotiationStore,
  payplans: paySampleDeps,
  payruns: payrunDeps(besideRuns),
  disputes: disputeDeps,
} as const;

/** Loads the sample company of whoever asked for it; for everybody else it only moves the cursor. */
export const sampleConsumer: Consumer = {
  name: "sample",
  step: async (db, { seen, newest }) => {
    const more = await advanceSample(db, SAMPLE_TOOLS);
    // While there is more the cursor stays, so that cron finds the tenant behind, also after a kill.
    return { seen: more ? seen : newest, more };
  },
};
