import { calendarStore } from "../calendar/store.ts";
import { entriesRefold } from "../entries/store.ts";
import type { Api } from "../http/context.ts";
import { endpoint } from "../http/endpoint.ts";
import { err, ok } from "../lib/result.ts";
import { orgStore } from "../org/store.ts";
import { rowsBelow } from "../targets/plan-wire.ts";
import { targetStore } from "../targets/store.ts";
import { NOTHING_OPEN, type WhatIsOpen } from "../targets/what-is-open.ts";
import type { Actor } from "../tenancy/actor.ts";
import type { Ask } from "./adjustment.ts";
import { applyAdjustment } from "./apply-adjustment.ts";
import { changeGuards } from "./change-guards.ts";
import * as contracts from "./contract.ts";
import type { Deps } from "./deps.ts";
import { basisNow, examine, type Loaded, namedIn, readsForBasis } from "./examine.ts";
import { type PayEffect, payNotConfigured } from "./pay.ts";
import { readAdjustment } from "./read-adjustment.ts";
import { requestAdjustment } from "./request-adjustment.ts";
import { resourceRoutes } from "./routes-resources.ts";
import { adjustmentWire, historyWire, payAsked, radiusWire, type Seen } from "./show.ts";
import { adjustmentStore } from "./store.ts";
import { takeStep } from "./take-step.ts";

export const adjustmentDeps = (payEffect: PayEffect, open = NOTHING_OPEN): Deps => ({
  adjustments: adjustmentStore,
  targets: targetStore,
  calendar: calendarStore,
  org: { store: orgStore, refold: entriesRefold },
  ...{ payEffect, open },
});

/**
 * `open` says whether a plan's numbers are being agreed on. `payEffect` says what a change does to
 * pay: incentives stand to the right and hand it in.
 */
export function adjustmentRoutes(
  api: Api,
  open: WhatIsOpen,
  payEffect: PayEffect = payNotConfigured,
): void {
  const deps = adjustmentDeps(payEffect, open);
  requestRoutes(api, deps);
  stepRoutes(api, deps);
  guardRoutes(api);
  resourceRoutes(api, deps);
}

/** Whom the caller may see among a plan's rows: all, or the subtree they look from. */
export function seenIn({ reach, scopeUnit }: Actor, rows: Loaded["rows"]): Seen {
  if (reach === "all") return null;
  return new Set(rowsBelow(rows, scopeUnit).map(({ subject }) => subject));
}

function requestRoutes(api: Api, deps: Deps): void {
  endpoint(api, contracts.previewAdjustment, async ({ db, actor, today, input: { body } }) => {
    const { plan, ...ask }: Ask & { plan: string } = body;
    const loaded = await db.load(readsForBasis(deps, { plan, ask, number: null }, today));
    const seen = seenIn(actor(), loaded.rows);
    const examined = await examine(loaded, { plan, ask, today, id: null, seen });
    if (!examined.ok) return examined;
    const pay = await deps.payEffect(db, payAsked(examined.value), actor());
    const basis = basisNow(loaded, examined.value, ask, today);
    return ok({ body: { radius: radiusWire(examined.value, pay, seen), basis: wireBasis(basis) } });
  });

  endpoint(api, contracts.requestAdjustment, async ({ db, actor, today, input: { body } }) => {
    const { id, plan, reason, approvers, ...ask } = body;
    const seen = (loaded: Loaded) => seenIn(actor(), loaded.rows);
    const asked = { id, plan, ask, reason, approvers, today, seen };
    return await requestAdjustment(db, deps, asked);
  });

  endpoint(api, contracts.listAdjustments, async ({ db, actor, today, input: { query } }) => {
    const { plan = null, limit } = query;
    const { all } = await db.load({ all: adjustmentStore.list(plan, limit) });
    const { reach, scopeUnit, id } = actor();
    const { person, below } = await db.load({
      person: adjustmentStore.personBehind(id),
      below: adjustmentStore.below(
        reach === "subtree" ? scopeUnit : null,
        all.flatMap(namedIn),
        today,
      ),
    });
    const items = all
      .filter(
        (each) =>
          reach === "all" ||
          each.steps[0]?.person === person ||
          namedIn(each).some((subject) => below.has(subject)),
      )
      .map((each) => adjustmentWire(each, null, person, reach === "all" ? null : below));
    return ok({ body: { items, next: null } });
  });

  endpoint(api, contracts.getAdjustment, async ({ db, actor, today, input: { params } }) => {
    const got = await readAdjustment(db, deps, {
      id: params.adjustmentId,
      today,
      seen: (loaded) => seenIn(actor(), loaded.rows),
      reader: actor,
    });
    return got ? ok(got) : err({ code: "adjustment/not_found", id: params.adjustmentId });
  });

  endpoint(api, contracts.subjectAdjustments, async ({ db, seenSince, input: { params } }) => {
    const { past } = await db.load({ past: adjustmentStore.history(params.subject) });
    // What was changed before the person came under this caller's unit stays where it was made.
    const since = seenSince();
    const items = past.filter(({ adjustment }) => !since || adjustment.from >= since);
    return ok({
      body: { items: items.map((each) => historyWire(params.subject, each)), next: null },
    });
  });
}

function wireBasis(basis: ReturnType<typeof basisNow>) {
  return { ...basis, subjects: basis.subjects.map((each) => ({ ...each })) };
}

function stepRoutes(api: Api, deps: Deps): void {
  endpoint(api, contracts.reviewAdjustment, async ({ db, today, input: { params, version } }) => {
    const taking = { id: params.adjustmentId, version, today, hash: null, note: null } as const;
    return await takeStep(db, deps, { ...taking, kind: "reviewed" });
  });

  endpoint(api, contracts.approveAdjustment, async ({ db, today, input }) => {
    const { params, version, body } = input;
    const taking = { id: params.adjustmentId, version, today, hash: body.hash, note: body.note };
    return await takeStep(db, deps, { ...taking, kind: "approved" });
  });

  endpoint(api, contracts.rejectAdjustment, async ({ db, today, input }) => {
    const { params, version, body } = input;
    const taking = { id: params.adjustmentId, version, today, hash: null, note: body.note };
    return await takeStep(db, deps, { ...taking, kind: "rejected" });
  });

  endpoint(api, contracts.withdrawAdjustment, async ({ db, today, input: { params, version } }) => {
    const taking = { id: params.adjustmentId, version, today, hash: null, note: null } as const;
    return await takeStep(db, deps, { ...taking, kind: "withdrawn" });
  });

  endpoint(api, contracts.applyAdjustment, async ({ db, today, input }) => {
    const { params, version, body } = input;
    const asked = { id: params.adjustmentId, version, hash: body.hash, today };
    return await applyAdjustment(db, deps, asked);
  });
}

function guardRoutes(api: Api): void {
  endpoint(api, contracts.getGuards, async ({ db }) => {
    const { kept } = await db.load({ kept: adjustmentStore.guards() });
    return ok({ body: { ...kept.guards, version: kept.version }, version: kept.version });
  });

  endpoint(api, contracts.changeGuards, async ({ db, input: { body, version } }) => {
    const changed = await changeGuards(db, adjustmentStore, { change: body, version });
    if (!changed.ok) return changed;
    const { guards, version: next } = changed.value;
    return ok({ body: { ...guards, version: next }, version: next });
  });
}
