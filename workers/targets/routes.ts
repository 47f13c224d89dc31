import { calendarStore } from "../calendar/store.ts";
import type { Api } from "../http/context.ts";
import { endpoint } from "../http/endpoint.ts";
import type { Day } from "../lib/day.ts";
import { FOREVER } from "../lib/interval.ts";
import { formatMinor } from "../lib/money.ts";
import { err, ok } from "../lib/result.ts";
import { metricStore } from "../metrics/store.ts";
import { orgStore } from "../org/store.ts";
import { may } from "../tenancy/roles.ts";
import { allocatePlan } from "./allocate-plan.ts";
import { cancelJob } from "./cancel-job.ts";
import { changePlan } from "./change-plan.ts";
import { changeRow } from "./change-row.ts";
import * as contracts from "./contract.ts";
import * as direct from "./target-contract.ts";
import { createPlan } from "./create-plan.ts";
import type { Deps } from "./deps.ts";
import { nextCursor, readCursor } from "./target-cursor.ts";
import * as jobs from "./job-contract.ts";
import { jobWire } from "./plan-job.ts";
import { DRAFT } from "./plan-reads.ts";
import { planFields, planWire, bareRow, rowWire, rowsBelow } from "./plan-wire.ts";
import { publishOrBegin } from "./publish-plan.ts";
import { readCard } from "./read-card.ts";
import { gridRoutes } from "./routes-grid.ts";
import { readPlan } from "./read-plan.ts";
import { restoreVersion } from "./restore-version.ts";
import { setInputs } from "./set-inputs.ts";
import { setTargets } from "./set-targets.ts";
import { targetStore } from "./store.ts";
import { NOTHING_OPEN, type WhatIsOpen } from "./what-is-open.ts";

export const targetDeps: Deps = {
  targets: targetStore,
  org: orgStore,
  metrics: metricStore,
  calendar: calendarStore,
};

/** `open`: what publishing waits for, such as a round of negotiation. */
export function targetRoutes(api: Api, open?: WhatIsOpen): void {
  const deps = open ? { ...targetDeps, open } : targetDeps;
  directRoutes(api);
  planRoutes(api, deps);
  draftRoutes(api, deps);
  versionRoutes(api, deps);
  gridRoutes(api, deps);
  jobRoutes(api, deps);
}

/** Differences that an answer lists. */
const DIFF_SHOWN = 1_000;

function directRoutes(api: Api): void {
  endpoint(api, direct.setTargets, async ({ db, input: { body } }) => {
    const set = await setTargets(db, targetDeps, body);
    return set.ok ? ok({ body: set.value }) : set;
  });

  endpoint(api, direct.listTargets, async ({ db, seenSince, input: { query } }) => {
    const { subject, metric = null, level = null, from, until, limit } = query;
    const within = from && until ? { from, until } : null;
    const after = readCursor(query.cursor);
    const asked = { subject, metric, level, within, after, limit: limit + 1 };
    let { rows } = await db.load({ rows: targetStore.list(asked) });
    // What was agreed before the person came under this caller's unit stays where it was made.
    const since = seenSince();
    if (since && rows.some((row) => row.from < since)) {
      const seen = { from: later(from, since), until: until ?? FOREVER };
      ({ rows } = await db.load({ rows: targetStore.list({ ...asked, within: seen }) }));
    }
    const items = rows.slice(0, limit).map(({ scale, amount, currency, slice, ...row }) => ({
      ...row,
      slice: slice === "" ? null : slice,
      amount: formatMinor(amount, scale),
      currency: currency === "" ? null : currency,
    }));
    return ok({ body: { items, next: nextCursor(rows, limit) } });
  });
}

function later(from: Day | undefined, since: Day): Day {
  return from && from > since ? from : since;
}

function planRoutes(api: Api, deps: Deps): void {
  endpoint(api, contracts.listPlans, async ({ db }) => {
    const { plans } = await db.load({ plans: targetStore.plans() });
    const items = plans.map((plan) => ({
      ...planFields(plan),
      unitName: plan.unitName,
      unitNameEn: plan.unitNameEn,
      recipients: plan.rules.basis?.recipients ?? 0,
    }));
    return ok({ body: { items, next: null } });
  });

  endpoint(api, contracts.createPlan, async ({ db, today, input: { body } }) => {
    const { id, name, metric, unit, from, until, amount, ...rules } = body;
    const asked = { id, name, metric, unit, from, until, amount, rules };
    const made = await createPlan(db, deps, asked, today);
    return made.ok ? ok({ body: planWire(made.value), version: made.value.version }) : made;
  });

  endpoint(api, contracts.getPlan, async ({ db, actor, input: { params, query } }) => {
    const shown = await readPlan(db, deps, { plan: params.planId, ...query }, actor);
    if (!shown.ok) return shown;
    const { plan, rows, version, ...rest } = shown.value;
    return ok({ body: { plan: planWire(plan), rows: rows.map(rowWire), ...rest }, version });
  });

  endpoint(api, contracts.changePlan, async ({ db, input: { params, body, version } }) => {
    const { name, amount, ...rules } = body;
    const asked = { plan: params.planId, version, name, amount, rules };
    const changed = await changePlan(db, deps, asked);
    if (!changed.ok) return changed;
    return ok({ body: planWire(changed.value), version: changed.value.version });
  });
}

function draftRoutes(api: Api, deps: Deps): void {
  endpoint(api, contracts.setInputs, async ({ db, input: { params, body } }) => {
    const set = await setInputs(db, deps, { plan: params.planId, rows: body.rows });
    return set.ok ? ok({ body: set.value }) : set;
  });

  endpoint(api, contracts.allocatePlan, async ({ db, today, input: { params } }) => {
    const made = await allocatePlan(db, deps, { plan: params.planId }, today);
    if (!made.ok) return made;
    return ok({ body: made.value, ...("job" in made.value ? { status: 202 } : {}) });
  });

  endpoint(api, contracts.changeRow, async ({ db, input: { params, body, version } }) => {
    const { planId: plan, subject } = params;
    const asked = { plan, subject, version, change: body };
    const changed = await changeRow(db, deps, asked);
    if (!changed.ok) return changed;
    const { row, draft } = changed.value;
    return ok({ body: { row: bareRow(row), draft }, version: row.version });
  });

  endpoint(api, contracts.getCard, async ({ db, actor, input: { params, query } }) => {
    const { planId: plan, subject } = params;
    const number = query.version ?? null;
    const card = await readCard(db, deps, { plan, subject, number });
    // A draft is a proposal nobody has been told of yet, until people are asked to agree on it.
    if (number === DRAFT && !may(actor(), "targets.plan")) {
      const { open } = await db.load({ open: (deps.open ?? NOTHING_OPEN).open(plan) });
      if (!open) return err({ code: "plan/no_version", number });
    }
    return card.ok ? ok({ body: card.value }) : card;
  });
}

function versionRoutes(api: Api, deps: Deps): void {
  endpoint(api, contracts.publishPlan, async ({ db, today, input: { params, body, version } }) => {
    const asked = { plan: params.planId, version, draft: body.draft };
    const made = await publishOrBegin(db, deps, asked, today);
    if (!made.ok) return made;
    if ("job" in made.value) return ok({ body: made.value, status: 202 });
    return ok({ body: made.value, version: version + 1 });
  });

  endpoint(api, contracts.listVersions, async ({ db, input: { params } }) => {
    const { plan, versions } = await db.load({
      plan: targetStore.plan(params.planId),
      versions: targetStore.versions(params.planId),
    });
    if (!plan) return err({ code: "plan/not_found", id: params.planId });
    const { scale } = plan.metric;
    const items = versions.map((each) => ({ ...each, amount: formatMinor(each.amount, scale) }));
    return ok({ body: { items, next: null } });
  });

  endpoint(api, contracts.getDiff, async ({ db, actor, input: { params, query } }) => {
    const { plan, rows } = await db.load({
      plan: targetStore.plan(params.planId),
      rows: targetStore.diff(params.planId, query.from, query.to),
    });
    if (!plan) return err({ code: "plan/not_found", id: params.planId });
    const { reach, scopeUnit } = actor();
    const seen = reach === "all" ? rows : rowsBelow(rows, scopeUnit);
    const show = (units: bigint | null) =>
      units === null ? null : formatMinor(units, plan.metric.scale);
    const differ = seen.filter(({ before, after }) => before !== after);
    const items = differ
      .toSorted((a, b) => Number(a.kind === "person") - Number(b.kind === "person"))
      .slice(0, DIFF_SHOWN)
      .map(({ subject, kind, name, nameEn, before, after }) => ({
        subject,
        kind,
        name,
        nameEn,
        before: show(before),
        after: show(after),
      }));
    const [changed, unchanged] = [differ.length, seen.length - differ.length];
    return ok({ body: { items, changed, unchanged, next: null } });
  });

  endpoint(api, contracts.restoreVersion, async ({ db, input: { params, body, version } }) => {
    const asked = { plan: params.planId, number: body.number, version };
    const restored = await restoreVersion(db, deps, asked);
    if (!restored.ok) return restored;
    return ok({ body: restored.value, version: restored.value.version });
  });
}

function jobRoutes(api: Api, deps: Deps): void {
  const { targets } = deps;
  endpoint(api, jobs.getJob, async ({ db, input: { params } }) => {
    const { planId: id } = params;
    const { plan, job } = await db.load({ plan: targets.plan(id), job: targets.newestJob(id) });
    if (!plan) return err({ code: "plan/not_found", id });
    return ok({ body: { job: job && jobWire(job) } });
  });

  endpoint(api, jobs.cancelJob, async ({ db, input: { params } }) => {
    const stopped = await cancelJob(db, deps, params.planId);
    return stopped.ok ? ok({ body: { job: jobWire(stopped.value) } }) : stopped;
  });
}
