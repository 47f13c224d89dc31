import { calendarStore } from "../calendar/store.ts";
import type { Api } from "../http/context.ts";
import { endpoint } from "../http/endpoint.ts";
import { err, ok } from "../lib/result.ts";
import { payplanStore } from "../payplans/store.ts";
import { beginRun } from "./begin-run.ts";
import { calculateRun } from "./calculate-run.ts";
import * as contracts from "./contract.ts";
import { decideTrueUps } from "./decide-true-ups.ts";
import { type Beside, type Deps, NOTHING_BESIDE } from "./deps.ts";
import { inputStore } from "./input-store.ts";
import { listPeriods } from "./list-periods.ts";
import { listStatements } from "./list-statements.ts";
import { naming } from "./name-accounts.ts";
import { readRun } from "./read-run.ts";
import { openingRoutes } from "./routes-openings.ts";
import { settingRoutes } from "./routes-settings.ts";
import { statementRoutes } from "./routes-statements.ts";
import { runWire } from "./show-run.ts";
import { payrunStore } from "./store.ts";
import { takeStep } from "./take-step.ts";

export const payrunDeps = (beside: Beside = NOTHING_BESIDE): Deps => ({
  runs: payrunStore,
  input: inputStore,
  plans: payplanStore,
  calendar: calendarStore,
  beside,
});

/** `beside` is what nouns to the right tell runs: open disputes, approved corrections, boards, awards. */
export function payrunRoutes(api: Api, beside: Beside = NOTHING_BESIDE): void {
  const deps = payrunDeps(beside);
  runRoutes(api, deps);
  stepRoutes(api, deps);
  statementRoutes(api, deps);
  settingRoutes(api, deps);
  openingRoutes(api, deps);
}

function runRoutes(api: Api, deps: Deps): void {
  endpoint(api, contracts.listPayPeriods, async ({ db, today, input: { query } }) => {
    const { plan = null, limit } = query;
    return ok({ body: await listPeriods(db, deps, { plan, limit, today }) });
  });

  endpoint(api, contracts.beginPayRun, async ({ db, input: { body } }) => {
    const begun = await beginRun(db, deps, body);
    return begun.ok ? ok({ body: begun.value, version: 1 }) : begun;
  });

  endpoint(api, contracts.listPayRuns, async ({ db, input: { query } }) => {
    const { plan = null, state = null, limit } = query;
    const { runs } = await db.load({ runs: deps.runs.runs(plan, state, limit) });
    return ok({ body: { items: runs.map(runWire), next: null } });
  });

  endpoint(api, contracts.getPayRun, async ({ c, db, today, input: { params } }) => {
    const read = await readRun(db, deps, params.runId, today);
    if (!read) return err({ code: "pay_run/not_found", id: params.runId });
    const { calculated, submitted, approved, locked, paid, approvals } = read;
    const course = [calculated, submitted, approved, locked, paid];
    const named = await naming(c.env, db.uuid, [...course, ...approvals]);
    const body = {
      ...read,
      ...{ calculated: named(calculated), submitted: named(submitted) },
      ...{ approved: named(approved), locked: named(locked), paid: named(paid) },
      approvals: approvals.map(named),
    };
    return ok({ body, version: body.version });
  });

  endpoint(api, contracts.listRunStatements, async ({ db, input: { params, query } }) => {
    return await listStatements(db, deps, { run: params.runId, ...query });
  });
}

function stepRoutes(api: Api, deps: Deps): void {
  endpoint(api, contracts.calculatePayRun, async ({ db, input: { params, version } }) => {
    return await calculateRun(db, deps, { run: params.runId, version });
  });

  endpoint(api, contracts.submitPayRun, async ({ db, today, input: { params, body, version } }) => {
    const taking = { run: params.runId, version, today, action: "submit", ...body } as const;
    return await takeStep(db, deps, taking);
  });

  endpoint(
    api,
    contracts.approvePayRun,
    async ({ db, today, input: { params, body, version } }) => {
      const taking = { run: params.runId, version, today, action: "approve", ...body } as const;
      return await takeStep(db, deps, taking);
    },
  );

  endpoint(api, contracts.decidePayTrueUps, async ({ db, input: { params, body } }) => {
    const { people = null, note, ...said } = body;
    const decided = await decideTrueUps(db, deps, {
      ...{ run: params.runId, ...said, people, note: note === "" ? null : note },
    });
    return decided.ok ? ok({ body: decided.value }) : decided;
  });

  endpoint(api, contracts.lockPayRun, async ({ db, today, input: { params, body, version } }) => {
    const taking = { run: params.runId, version, today, action: "lock", ...body } as const;
    return await takeStep(db, deps, taking);
  });

  endpoint(api, contracts.payPayRun, async ({ db, today, input: { params, body, version } }) => {
    const taking = { run: params.runId, version, today, action: "pay", ...body } as const;
    return await takeStep(db, deps, taking);
  });
}
