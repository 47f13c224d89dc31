import type { Calendar } from "../calendar/calendar.ts";
import { MAINLAND } from "../calendar/mainland.ts";
import { planKey } from "../metrics/plan-key.ts";
import type { EvaluationJson } from "../incentives/input.ts";
import { plansCompared as namedPlans } from "../incentives/other-plan.ts";
import type { PlanJson } from "../incentives/plan-document.ts";
import { day, type Day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import { inForceOver } from "../payplans/in-force.ts";
import { participantsOf } from "../payplans/participant.ts";
import type { Version } from "../payplans/store.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { ParticipantJson, PersonBasis, RunBasis } from "./basis.ts";
import { correctionsOf } from "./corrections.ts";
import type { Deps } from "./deps.ts";
import { daysAsked, type Needs, needsOf, type PayMetric } from "./needs.ts";
import { peopleOf, targetsOf } from "./participants.ts";
import { placesOver } from "./placed-units.ts";
import type { Closed } from "./posting.ts";
import type { Unpaid } from "./run.ts";

export type Asked = Interval & {
  readonly plan: string;
  /** In place of the published versions: a draft that is tried out. */
  readonly document?: PlanJson;
  /** These people alone, whether they are on the plan or not where a draft is tried out. */
  readonly people?: readonly string[];
  /** What is closed before; the plan's locked runs when absent. */
  readonly closed?: readonly Closed[];
};
/** Everything an evaluation reads but the log itself. */
export type BasisNow = {
  readonly basis: RunBasis;
  readonly documents: readonly PlanJson[];
  readonly versions: readonly Version[];
  readonly people: readonly PersonBasis[];
  readonly needs: Needs;
  /** Corrections that wait for the person's currency. */
  readonly unpaid: readonly Unpaid[];
};

const EVER = day("0001-01-01");

/** Reads what is known now, in two round trips: the plan and the tenant, then everybody on the plan. */
export async function basisNow(db: TenantDb, deps: Deps, asked: Asked): Promise<BasisNow> {
  const { runs, input, plans, calendar } = deps;
  const { plan, from, until } = asked;
  const first = await db.load({
    versions: plans.versions(plan),
    members: plans.members(plan, EVER, until),
    metrics: input.metrics(),
    calendar: calendar.calendar(),
    timeZone: calendar.timeZone(),
    settings: runs.settings(),
    closed: runs.closed(plan),
    newest: input.newest(),
  });
  const held = asked.document ? [] : inForceOver(first.versions, { until });
  const documents = asked.document ? [asked.document] : held.map(({ document }) => document);
  const otherPlans = await plansCompared(db, deps, documents, until);
  const all = [...documents, ...otherPlans];
  const needs = needsOf(all, first.metrics);
  const members = participantsOf(first.members).filter(
    ({ id }) => !asked.people || asked.people.includes(id),
  );
  const participants: ParticipantJson[] = asked.document
    ? withOutsiders(members, asked.people ?? [], documents)
    : members;
  const used = usedMetrics(first.metrics, all, needs, eventKeys(first.settings.eventMetrics));
  const closed = asked.closed ?? first.closed.filter(({ until: end }) => end <= from);
  const ids = participants.map(({ id }) => id);
  const cutoff = first.newest;
  const began = firstOf(participants, from);
  const days = daysAsked(all, { from: began, until });
  const second = await db.load({
    facts: input.people(ids, cutoff),
    targets: input.targets(
      ids,
      used.map(({ id }) => id),
      days,
      cutoff,
    ),
    absences: input.absences(ids, cutoff),
    rates: input.rates(cutoff),
    units: input.units(until),
    adjustments: deps.beside.adjustments(ids, cutoff),
    boards: deps.beside.boards(comparesPrizes(all) ? began : from, until, {
      // What the last closed run could not know: its ranking was frozen later, and is paid now.
      since: closed.at(-1)?.cutoff ?? cutoff,
      cutoff,
    }),
    peerScores: deps.beside.peerScores(began, until),
    openings: runs.openingsOf(plan, ids, { cutoff, until }),
    forecasts: plans.frozenForecasts(needs.forecasts ? ids : []),
  });
  const metrics = new Map(used.map((metric) => [metric.id, metric]));
  const units = needs.units ? second.units : [];
  const crossing = needs.units
    ? await besideThePlan(db, deps, {
        units,
        metrics: used,
        participants,
        days,
        period: asked,
        cutoff,
      })
    : { unitTargets: [], others: [] };
  const { paid, unpaid } = await correctionsOf(db, deps, second.adjustments, {
    ...{ plan, closed, participants, currency: documents.at(-1)?.currency ?? "" },
  });
  const people = peopleOf({
    ...second,
    ...{ participants, adjustments: paid, metrics: used, period: { from, until } },
  });
  return {
    documents,
    versions: held,
    people,
    needs,
    unpaid,
    basis: {
      versions: held.map(({ number }) => number),
      ...{ from, until, cutoff, closed },
      first: second.openings
        .flatMap(({ earned }) => earned)
        .reduce<Day>((min, { window }) => earlier(min, window.from), began),
      calendar: calendarJson(first.calendar, from, until),
      timeZone: first.timeZone,
      metrics: [...metrics.values()],
      events: eventKeys(first.settings.eventMetrics),
      rates: second.rates,
      units: units.map(({ code, above }) => ({
        id: planKey(code),
        above: placesOver(above, { from: began, until }),
      })),
      unitTargets: crossing.unitTargets,
      boards: needs.boards ? second.boards : [],
      peerScores: needs.peers ? second.peerScores : [],
      others: crossing.others,
      ...(otherPlans.length === 0 ? {} : { otherPlans }),
      ...(first.settings.deductionMax === null
        ? {}
        : { deductionMax: first.settings.deductionMax }),
    },
  };
}

/** Versions of the plans that a guarantee or "the greater of" names by their key. */
async function plansCompared(
  db: TenantDb,
  { plans }: Deps,
  documents: readonly PlanJson[],
  until: Day,
): Promise<PlanJson[]> {
  const keys = new Set(documents.flatMap(namedPlans).map(({ key }) => key));
  if (keys.size === 0) return [];
  const { all } = await db.load({ all: plans.plans() });
  const named = all.filter(({ key }) => keys.has(key));
  const versions = await db.load(
    Object.fromEntries(named.map(({ id }) => [id, plans.versions(id)])),
  );
  return named.flatMap(({ id }) =>
    inForceOver(versions[id] ?? [], { until }).map(({ document }) => document),
  );
}

/** Closed windows are compared again with what they were compared with: their prizes. */
function comparesPrizes(documents: readonly PlanJson[]): boolean {
  return documents.some(({ components }) => components.some(({ kind }) => kind === "greater_of"));
}

/** The first stay of anybody on the plan: before it only windows count that were brought along. */
function firstOf(participants: readonly ParticipantJson[], from: Day): Day {
  return participants.reduce<Day>((min, each) => earlier(min, each.from), from);
}

function earlier(a: Day, b: string): Day {
  return b < a ? day(b) : a;
}

/** People who are tried out on a draft without being on the plan: from its first day on. */
function withOutsiders(
  members: readonly ParticipantJson[],
  people: readonly string[],
  [document]: readonly PlanJson[],
): ParticipantJson[] {
  const known = new Set(members.map(({ id }) => id));
  const from = document?.from ?? EVER;
  return [...members, ...people.filter((id) => !known.has(id)).map((id) => ({ id, from }))];
}

function eventKeys(events: RunBasis["events"]): RunBasis["events"] {
  return Object.fromEntries(
    Object.entries(events).flatMap(([event, code]) => (code ? [[event, planKey(code)]] : [])),
  );
}

/** Metrics whose entries or targets the plan reads. */
function usedMetrics(
  metrics: readonly PayMetric[],
  documents: readonly PlanJson[],
  needs: Needs,
  events: RunBasis["events"],
): PayMetric[] {
  const keys = new Set([
    ...documents.flatMap(({ metrics: own }) => own.map(({ key }) => key)),
    ...[...needs.credited, ...needs.ofDeals, ...needs.given],
    ...[...needs.events].flatMap((event) => events[event] ?? []),
    // What is due of a deal is what was invoiced, ordered or signed.
    ...(needs.events.has("collection")
      ? ["invoice", "order", "signing"].flatMap((event) => events[event] ?? [])
      : []),
  ]);
  return metrics.filter(({ code }) => keys.has(planKey(code)));
}

/** The calendar as the engine takes it: the rule of the period's first day, and every day that differs. */
function calendarJson(
  { rule, week, holidays, own }: Calendar,
  from: Day,
  until: Day,
): NonNullable<EvaluationJson["calendar"]> {
  const part =
    rule.kind === "succession"
      ? (rule.parts.findLast((each) => each.from === null || each.from <= from) ?? rule.parts[0])
      : undefined;
  const cut = rule.kind === "succession" ? part?.rule : rule;
  const near = ({ on }: { readonly on: Day }) =>
    on >= `${Number(from.slice(0, 4)) - 2}` && on < `${Number(until.slice(0, 4)) + 2}`;
  const days = new Map(
    [...(holidays === "mainland" ? MAINLAND : []), ...own]
      .filter(near)
      .map(({ on, works }) => [on, works]),
  );
  return {
    ...(cut ? { rule: cut } : {}),
    week: [...week],
    days: [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([on, works]) => ({ on, works })),
  };
}

type Crossing = {
  readonly units: readonly { readonly id: string; readonly code: string }[];
  readonly metrics: readonly PayMetric[];
  readonly participants: readonly ParticipantJson[];
  readonly period: Interval;
  /** Of targets. */
  readonly days: Interval;
  readonly cutoff: number;
};

/** For plans that look at units: their targets, and who counts for them without being paid by the plan. */
async function besideThePlan(
  db: TenantDb,
  { input }: Deps,
  { units, metrics, participants, period, days, cutoff }: Crossing,
): Promise<Pick<RunBasis, "unitTargets" | "others">> {
  const first = firstOf(participants, period.from);
  const { targets, everybody } = await db.load({
    targets: input.targets(
      units.map(({ id }) => id),
      metrics.map(({ id }) => id),
      days,
      cutoff,
    ),
    everybody: input.peopleBelow(
      units.map(({ id }) => id),
      first,
      period.until,
    ),
  });
  const paid = new Set(participants.map(({ id }) => id));
  const outside = everybody.filter((id) => !paid.has(id)).sort();
  const { facts } = await db.load({ facts: input.people(outside, cutoff) });
  const known = new Map(metrics.map((metric) => [metric.id, metric]));
  return {
    unitTargets: units.flatMap(({ id, code }) =>
      targetsOf(
        targets.filter(({ subject }) => subject === id),
        known,
        planKey(code),
      ),
    ),
    others: facts
      .map(({ id, seats }) => ({
        person: id,
        seats: seats.flatMap(({ from, until, unit }) =>
          unit === null ? [] : [{ from, until, unit: planKey(unit) }],
        ),
      }))
      .sort((a, b) => (a.person < b.person ? -1 : 1)),
  };
}
