import { incentive } from "../../db/sample/incentives.ts";
import type { Yunfan } from "../../db/sample/yunfan.ts";
import { must } from "../lib/assert.ts";
import { beginRun } from "../payruns/begin-run.ts";
import { calculateRun } from "../payruns/calculate-run.ts";
import type { Deps } from "../payruns/deps.ts";
import { lockWord, type Run } from "../payruns/run.ts";
import { takeStep } from "../payruns/take-step.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { firstOfMonth } from "../lib/day.ts";
import type { Loading } from "./load-sample.ts";
import { sampleId } from "./names.ts";
import { went } from "./while-loading.ts";

export type RunSampleTools = { readonly payruns: Deps };
type Running = Pick<Loading, "db" | "today"> & RunSampleTools;

/**
 * Last month's run, paid, and the running month's, calculated so far. Each was made and approved by
 * people of the sample: who edited the plan approves nothing. What a cut left undone is done.
 */
export async function loadPayRuns(at: Running, of: Yunfan): Promise<boolean> {
  const { db, today } = at;
  const { code, from } = incentive(of, of.plan.from, today);
  const plan = await sampleId(db.uuid, "incentivePlan", code);
  const running = firstOfMonth(today);
  // In the year's first month the plan has just begun: there is nothing to pay yet.
  if (from < running && !(await paid(at, of, { plan, from }))) return false;
  return (await calculated(at, { plan, from: running })) !== null;
}

type Place = { readonly plan: string; readonly from: Run["from"] };

async function runId(db: TenantDb, { from }: Place) {
  return await sampleId(db.uuid, "payRun", from);
}

/** A run with its first calculation; null: somebody was faster, whoever comes next sees it. */
async function calculated(at: Running, place: Place): Promise<Run | null> {
  const { db, payruns: deps } = at;
  const id = await runId(db, place);
  const old = (await db.load({ run: deps.runs.run(id) })).run;
  if (!old && !(await went(db, await beginRun(db, deps, { id, ...place, sample: true }))))
    return null;
  const open = old ?? (await db.load({ run: deps.runs.run(id) })).run;
  if (!open || open.calc > 0) return open;
  const made = await calculateRun(db, deps, { run: id, version: open.version });
  if (!(await went(db, made))) return null;
  return (await db.load({ run: deps.runs.run(id) })).run;
}

async function paid(at: Running, of: Yunfan, place: Place): Promise<boolean> {
  const { db, payruns: deps, today } = at;
  const first = await calculated(at, place);
  if (!first) return false;
  const boss = must(of.memberships.find(({ unit }) => unit === "YF")).person;
  const person = await sampleId(db.uuid, "person", boss);
  const second: TenantDb = { ...db, actor: () => person };
  for (const [state, action] of [
    ["calculated", "submit"],
    ["in_review", "approve"],
    ["approved", "lock"],
    ["locked", "pay"],
  ] as const) {
    const { run } = await db.load({ run: deps.runs.run(first.id) });
    if (!run || run.state !== state) continue;
    const asked = { run: run.id, version: run.version, today, hash: run.hash ?? "" };
    const who = action === "submit" ? db : second;
    const taken =
      action === "lock"
        ? await takeStep(who, deps, { ...asked, action, word: lockWord(run) })
        : action === "pay"
          ? await takeStep(who, deps, { ...asked, action, on: run.until })
          : await takeStep(who, deps, { ...asked, action });
    if (!(await went(db, taken))) return false;
  }
  return true;
}
