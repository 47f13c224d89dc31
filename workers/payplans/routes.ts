import { calendarStore } from "../calendar/store.ts";
import type { Api } from "../http/context.ts";
import { endpoint } from "../http/endpoint.ts";
import { seesAllPay } from "../incentives/pay-sight.ts";
import type { Day } from "../lib/day.ts";
import { FOREVER, overlaps } from "../lib/interval.ts";
import { currencyScale } from "../lib/money.ts";
import { rate } from "../lib/rate.ts";
import { err, ok } from "../lib/result.ts";
import { metricStore } from "../metrics/store.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import { acceptVersion, remind } from "./accept-version.ts";
import { assignMembers, endMembers } from "./assign-members.ts";
import { changePlan, discardPlan, restoreVersion } from "./change-plan.ts";
import { checkWith, notKept } from "./check-draft.ts";
import * as plans from "./contract.ts";
import { createPlan, type PlanDeps } from "./create-plan.ts";
import { differenceOf } from "./difference.ts";
import { readDocument } from "./document.ts";
import { readFacts } from "./facts.ts";
import { NOTHING_LOCKED, type WhatIsLocked } from "./locked.ts";
import { beginnings, timeIn, usualDay } from "./periods.ts";
import * as members from "./member-contract.ts";
import { numbered, publishPlan, type PublishDeps } from "./publish-plan.ts";
import { readPersonPlan } from "./read-person.ts";
import {
  budgetOver,
  costWire,
  memberWire,
  planWire,
  rowWire,
  versionWire,
  versionsWire,
} from "./show.ts";
import { payplanStore as store } from "./store.ts";
import { flawWire, warningWire } from "./words.ts";

const deps: PlanDeps = { payplans: store, metrics: metricStore, calendar: calendarStore };

export const publishDeps = (locked: WhatIsLocked = NOTHING_LOCKED): PublishDeps => ({
  ...{ payplans: store, calendar: calendarStore, locked },
  facts: (db, plan, document, from) => readFacts(db, { ...deps, locked }, { plan, document, from }),
});

/** What loading the sample's plan asks: nothing of it is locked yet. */
export const paySampleDeps = { ...deps, ...publishDeps() };

/** `locked` says which pay never changes again: runs stand to the right and hand it in. */
export function payplanRoutes(api: Api, locked: WhatIsLocked = NOTHING_LOCKED): void {
  planRoutes(api, locked);
  publishRoutes(api, locked);
  versionRoutes(api);
  memberRoutes(api, locked);
  acceptanceRoutes(api);
}

/** A plan as it stands now; read again after a change, so that all answers are alike. */
async function bodyOf(db: TenantDb, id: string) {
  const { plan, versions } = await db.load({ plan: store.plan(id), versions: store.versions(id) });
  if (!plan) return err({ code: "payplan/not_found", id } as const);
  return ok({ body: planWire(plan, versions), version: plan.version });
}

function planRoutes(api: Api, locked: WhatIsLocked): void {
  endpoint(api, plans.listIncentivePlans, async ({ db, today }) => {
    const { listed } = await db.load({ listed: store.listed(today) });
    const items = listed.map((plan) => {
      const { holdsFrom, people, accepted } = plan;
      return { ...rowWire(plan), holdsFrom, people, accepted };
    });
    return ok({ body: { items, next: null } });
  });

  endpoint(api, plans.createIncentivePlan, async ({ db, today, input: { body } }) => {
    const answer: Parameters<typeof createPlan>[3]["answer"] = (document, budget) =>
      JSON.parse(JSON.stringify(fresh(body.id, document, budget)));
    const made = await createPlan(db, { ...deps, locked }, body, { today, answer });
    if (!made.ok) return made;
    return ok({ body: fresh(body.id, made.value.document, made.value.budget), version: 1 });
  });

  endpoint(api, plans.getIncentivePlan, ({ db, input: { params } }) =>
    bodyOf(db, params.incentivePlanId),
  );

  endpoint(api, plans.changeIncentivePlan, async ({ db, input }) => {
    const { incentivePlanId: id } = input.params;
    const asked = { id, version: input.version, change: input.body };
    const changed = await changePlan(db, store, asked);
    return changed.ok ? await bodyOf(db, id) : changed;
  });

  endpoint(api, plans.discardIncentivePlan, async ({ db, input: { params } }) => {
    const id = params.incentivePlanId;
    const gone = await discardPlan(db, store, id);
    return gone.ok ? ok({ body: { id } }) : gone;
  });
}

type Document = Parameters<typeof planWire>[0]["document"];

/** What was just made, told without reading it again. */
function fresh(id: string, document: Document, budget: bigint | null) {
  const { key, name, currency, from, until } = document;
  const plan = {
    ...{ id, key, name, currency, published: 0, budget, archived: false, sample: false },
    // Checked as days by the contract of plans.
    ...{ from: from as Day, until: until as Day | null, version: 1, document, editors: [] },
  };
  return planWire(plan, []);
}

/** How often a plan pays; by the month while it does not say so yet. */
function payOf(document: Document) {
  const read = readDocument(document);
  return read.state === "whole" ? read.plan.pay : ({ every: "month" } as const);
}

function publishRoutes(api: Api, locked: WhatIsLocked): void {
  endpoint(api, plans.checkIncentivePlan, async ({ db, today, input: { params, body } }) => {
    const id = params.incentivePlanId;
    const { plan, versions, calendar, open } = await db.load({
      plan: store.plan(id),
      versions: store.versions(id),
      calendar: calendarStore.calendar(),
      open: locked.openFrom(id),
    });
    if (!plan) return err({ code: "payplan/not_found", id });
    const document = body.document ?? plan.document;
    const wrong = body.document ? notKept(body.document) : null;
    if (wrong) return err(wrong);
    const begins = beginnings(timeIn(calendar), payOf(document), { today, open });
    const from = body.from ?? usualDay(begins, document.from as Day, today); // A day by the contract.
    const shown = numbered(document, plan.published + 1, from);
    const earlier = versions.filter((each) => each.from < from);
    const facts = await readFacts(db, { ...deps, locked }, { plan: id, document: shown, from });
    const scale = currencyScale(plan.currency);
    const part = budgetOver(plan.budget, facts.over);
    const budget = part === null ? null : rate(part, 10n ** BigInt(scale));
    const checked = checkWith(shown, earlier, { facts, budget });
    return ok({
      body: {
        flaws: checked.flaws.map(flawWire),
        warnings: checked.warnings.map(warningWire),
        cost: checked.cost && costWire(checked.cost, part, plan.currency),
        over: { from: facts.over.from, until: facts.over.until },
        people: facts.participants.length,
        from,
        begins,
      },
    });
  });

  endpoint(api, plans.publishIncentivePlan, async ({ db, today, input }) => {
    const { params, body, version } = input;
    const made = await publishPlan(db, publishDeps(locked), {
      ...{ id: params.incentivePlanId, version, from: body.from, today },
      answer: (one, asked) => ({ version: versionWire(one, false), asked }),
    });
    if (!made.ok) return made;
    const { version: one, asked } = made.value;
    return ok({ body: { version: versionWire(one, false), asked } });
  });
}

function versionRoutes(api: Api): void {
  endpoint(api, plans.getIncentiveVersion, async ({ db, input: { params, query } }) => {
    const { incentivePlanId: id, number } = params;
    const { plan, versions } = await db.load({
      plan: store.plan(id),
      versions: store.versions(id),
    });
    if (!plan) return err({ code: "payplan/not_found", id });
    const version = versions.find((each) => each.number === number);
    if (!version) return err({ code: "payplan/no_version", value: number });
    const against = versions.find((each) => each.number === (query.against ?? number - 1));
    if (!against && query.against !== undefined)
      return err({ code: "payplan/no_version", value: query.against });
    const wire = versionsWire(versions).find((each) => each.number === number);
    return ok({
      body: {
        version: wire ?? versionWire(version, false),
        document: version.document,
        against: against?.number ?? null,
        changes: against ? differenceOf(against.document, version.document) : [],
      },
    });
  });

  endpoint(api, plans.restoreIncentiveVersion, async ({ db, input }) => {
    const { params, body, version } = input;
    const id = params.incentivePlanId;
    const { versions } = await db.load({ versions: store.versions(id) });
    const restored = await restoreVersion(db, store, {
      ...{ id, version, number: body.number },
      answer: (plan) => JSON.parse(JSON.stringify(planWire(plan, versions))),
    });
    return restored.ok ? await bodyOf(db, id) : restored;
  });
}

function memberRoutes(api: Api, locked: WhatIsLocked): void {
  endpoint(api, members.listIncentiveMembers, async ({ db, today, input: { params } }) => {
    const id = params.incentivePlanId;
    const { plan, seated } = await db.load({
      plan: store.plan(id),
      seated: store.seatedMembers(id, today),
    });
    if (!plan) return err({ code: "payplan/not_found", id });
    return ok({ body: { items: seated.map(memberWire), next: null } });
  });

  endpoint(api, members.listIncentiveCandidates, async ({ db, input: { params, query } }) => {
    const { incentivePlanId: id } = params;
    const { from, until = FOREVER, unit = null, position = null } = query;
    const { plan, found, positions } = await db.load({
      plan: store.plan(id),
      found: store.candidates(unit, from, position),
      positions: store.positions(from),
    });
    if (!plan) return err({ code: "payplan/not_found", id });
    const { stays } = await db.load({ stays: store.staysOf(found.map(({ person }) => person)) });
    const items = found.map((each) => {
      const on = stays.find(
        (stay) => stay.person === each.person && overlaps(stay, { from, until }),
      );
      const end = on?.until === FOREVER ? null : (on?.until ?? null);
      return {
        ...{ person: each.person, code: each.code, name: each.name, nameEn: each.nameEn },
        ...{ unitName: each.unitName, unitNameEn: each.unitNameEn, position: each.position },
        on: on ? { plan: on.plan, name: { ...on.planName }, from: on.from, until: end } : null,
      };
    });
    return ok({ body: { items, positions, next: null } });
  });

  endpoint(api, members.assignIncentiveMembers, async ({ db, input: { params, body } }) => {
    const { unit = null, position = null, people = null, ...rest } = body;
    const plan = params.incentivePlanId;
    const asked = { ...rest, plan, unit, position, people };
    const done = await assignMembers(db, { payplans: store, locked }, asked);
    return done.ok ? ok({ body: done.value }) : done;
  });

  endpoint(api, members.endIncentiveMembers, async ({ db, input: { params, body } }) => {
    const asked = { plan: params.incentivePlanId, ...body };
    const done = await endMembers(db, { payplans: store, locked }, asked);
    return done.ok ? ok({ body: done.value }) : done;
  });
}

function acceptanceRoutes(api: Api): void {
  endpoint(api, members.listIncentiveAcceptances, async ({ db, today, input: { params } }) => {
    const id = params.incentivePlanId;
    const { plan, version, asked } = await db.load({
      plan: store.plan(id),
      version: store.version(id, null),
      asked: store.asked(id, null, today),
    });
    if (!plan) return err({ code: "payplan/not_found", id });
    const number = plan.published;
    const items = number === 0 ? [] : asked;
    return ok({ body: { number, hash: version?.hash ?? null, items, next: null } });
  });

  endpoint(api, members.remindIncentiveMembers, async ({ db, today, input }) => {
    const { people = null } = input.body;
    const asked = { plan: input.params.incentivePlanId, people, today };
    const done = await remind(db, store, asked);
    return done.ok ? ok({ body: done.value }) : done;
  });

  endpoint(api, members.getPersonIncentivePlan, async ({ db, actor, today, input }) => {
    const person = input.params.personId;
    // Pay is secret: the gate of the route shows a person to a manager, their plan it does not.
    await db.load({ company: store.company() });
    const own = actor().person === person;
    if (!own && !seesAllPay(actor())) return err({ code: "payplan/not_yours" });
    return ok({ body: await readPersonPlan(db, store, { person, today, own }) });
  });

  endpoint(api, members.acceptIncentivePlan, async ({ db, actor, today, input }) => {
    const asked = { plan: input.params.incentivePlanId, ...input.body };
    const done = await acceptVersion(db, store, asked, { actor, today });
    return done.ok ? ok({ body: done.value }) : done;
  });
}
