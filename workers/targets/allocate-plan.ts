import type { Day } from "../lib/day.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { commit } from "../tenancy/commit.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Deps } from "./deps.ts";
import { beginJob, type Begun, type JobRunning } from "./begin-job.ts";
import { makeAllocation, type CannotAllocate } from "./make-allocation.ts";
import { frozenBy, NOTHING_OPEN, type RoundOpen } from "./what-is-open.ts";

export type AllocateError =
  | { readonly code: "plan/not_found"; readonly id: string }
  | CannotAllocate
  | RoundOpen
  | JobRunning
  | { readonly code: "commit/busy" };

export type Allocated = { readonly draft: number; readonly recipients: number };

/** More recipients than this are shared out by a job. */
export const AT_ONCE_MAX = 500;

/**
 * Shares a plan out down the tree as it is: reads last year's totals and the calendar, keeps what is
 * locked, and writes all numbers or none. Above AT_ONCE_MAX recipients a job does it.
 */
export async function allocatePlan(
  db: TenantDb,
  deps: Deps,
  { plan: id }: { readonly plan: string },
  today: Day,
): Promise<Result<Allocated | Begun, AllocateError>> {
  const { targets, open = NOTHING_OPEN } = deps;
  const { plan, count, round, running } = await db.load({
    plan: targets.plan(id),
    count: targets.rowCount(id, AT_ONCE_MAX + 1),
    round: open.open(id),
    running: targets.openJob(id),
  });
  if (!plan) return err({ code: "plan/not_found", id });
  const frozen = frozenBy(round);
  if (frozen) return err(frozen);
  if (running) return err({ code: "plan/job_running", job: running.id });
  if (count > AT_ONCE_MAX) return await beginJob(db, deps, plan, "allocate", today);
  const made = await makeAllocation(db, deps, plan, today);
  if (!made.ok) return made;

  const { rules, rows } = made.value;
  const answer = { draft: plan.draft + 1, recipients: rows.length };
  const done = await commit(db, {
    event: "plan/allocated",
    subject: id,
    detail: { plan: id, ...answer },
    expect: [
      targets.guards.plan(id, plan.version),
      targets.guards.draft(id, plan.draft),
      open.nothingOpen(id),
    ],
    writes: [...targets.replaceRows(id, rows), targets.keepRules(id, rules)],
    answer: { status: 200, body: answer },
  });
  return done.ok ? ok(answer) : err({ code: "commit/busy" });
}
