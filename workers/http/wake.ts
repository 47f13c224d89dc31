import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { AppContext } from "./context.ts";

/** Events that leave work for a job; other commits are found by cron soon enough. */
const URGENT =
  /^(?:(?:import|mail|sample|member|dispute|pay_adjustment)\/|plan\/job_|pay_(?:run|opening)\/|pay\/audit_due|incentive_plan\/(?:published|reminded|members_(?:assigned|ended)))/;

/**
 * Tells boards and jobs that there is something to read, after the answer is on its way. Both may
 * be lost: boards compare numbers, cron compares cursors.
 */
export function wake(c: AppContext, db: TenantDb): void {
  const { notices } = db;
  if (notices.length === 0) return;
  const live = c.env.LIVE.get(c.env.LIVE.idFromName(db.uuid));
  c.executionCtx.waitUntil(live.notify(notices));
  if (notices.some(({ event }) => URGENT.test(event)))
    c.executionCtx.waitUntil(c.env.JOBS.send({ tenant: db.uuid }));
}
