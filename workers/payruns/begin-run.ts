import { err, ok, type Result } from "../lib/result.ts";
import { addDays, type Day } from "../lib/day.ts";
import { timeIn } from "../payplans/periods.ts";
import { commit } from "../tenancy/commit.ts";
import type { Json } from "../tenancy/sql.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { Deps } from "./deps.ts";
import { periodsOf, type PayPeriod } from "./periods.ts";
import type { Run } from "./run.ts";
import { runWire } from "./show-run.ts";

export type BeginError =
  | { readonly code: "payplan/not_found"; readonly id: string }
  | { readonly code: "pay_run/not_published" }
  | {
      readonly code: "pay_run/no_period";
      readonly pointer: "/from";
      readonly from: string;
      readonly before: string;
      readonly after: string;
    }
  | { readonly code: "pay_run/earlier_open"; readonly from: string }
  | { readonly code: "pay_run/exists"; readonly from: string; readonly run: string }
  | { readonly code: "commit/busy" };

/**
 * Opens the run of a pay period. Periods are run in their order: every earlier one since the plan's
 * first day has a run already.
 */
export async function beginRun(
  db: TenantDb,
  { runs, plans, calendar }: Deps,
  asked: {
    readonly id: string;
    readonly plan: string;
    readonly from: Day;
    readonly sample?: boolean;
  },
): Promise<Result<ReturnType<typeof runWire>, BeginError>> {
  const { id, plan, from, sample = false } = asked;
  const { kept, versions, known, clock } = await db.load({
    kept: plans.plan(plan),
    versions: plans.versions(plan),
    known: runs.runs(plan, null, 2_000),
    clock: calendar.calendar(),
  });
  if (!kept) return err({ code: "payplan/not_found", id: plan });
  if (versions.length === 0) return err({ code: "pay_run/not_published" });
  const periods = periodsOf(timeIn(clock), versions, addDays(from, 1));
  const found = periods.find((period) => period.from === from);
  if (!found) return err(noPeriod(from, periods));
  const same = known.find((run) => run.from === from);
  if (same) return err({ code: "pay_run/exists", from, run: same.id });
  const missing = periods.find(
    (period) => period.from < from && !known.some((run) => run.from === period.from),
  );
  if (missing) return err({ code: "pay_run/earlier_open", from: missing.from });
  const { who } = await db.load({ who: runs.behind(db.actor()) });
  const run: Run = {
    ...{ id, plan, from, until: found.until, sample: sample || kept.sample, version: 1 },
    ...{ planKey: kept.key, planName: kept.name, state: "open", calc: 0, cutoff: null },
    ...{ inputHash: null, hash: null, job: null },
  };
  const body = runWire(run);
  const done = await commit(db, {
    event: "pay_run/begun",
    subject: id,
    detail: { run: id, plan, from, until: found.until },
    expect: [runs.expect.versionsAre(plan, versions.length)],
    writes: [
      runs.addRun(run),
      runs.addStep(id, 1, {
        ...{ kind: "begun", by: db.actor(), ...who, at: db.now, calc: 0 },
        ...{ hash: null, alone: false },
      }),
    ],
    answer: { status: 201, body: body as Json }, // It is JSON by construction.
  });
  if (done.ok) return ok(body);
  // A version that may cut other periods was published in the meantime.
  if (done.error.code === "commit/guard") return err({ code: "commit/busy" });
  return err({ code: "pay_run/exists", from, run: id });
}

function noPeriod(from: Day, periods: readonly PayPeriod[]): BeginError {
  const last = periods.at(-1);
  return {
    ...({ code: "pay_run/no_period", pointer: "/from", from } as const),
    before: last?.from ?? "-",
    after: last?.until ?? "-",
  };
}
