import { array, parse } from "valibot";
import type { Calendar } from "../calendar/calendar.ts";
import type { CalendarStore } from "../calendar/store.ts";
import { MAINLAND } from "../calendar/mainland.ts";
import { ruleOn } from "../calendar/rule.ts";
import { CalendarInput, Participant, TargetInput } from "../incentives/input.ts";
import type { PlanJson } from "../incentives/plan-document.ts";
import { EVENTS } from "../incentives/plan-rules.ts";
import { addMonths, type Day } from "../lib/day.ts";
import { FOREVER } from "../lib/interval.ts";
import type { Metric } from "../metrics/metric.ts";
import { metricKey, planKey } from "../metrics/plan-key.ts";
import type { MetricStore } from "../metrics/store.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { CompanyFacts } from "./check-draft.ts";
import type { KnownTarget } from "./fact-store.ts";
import { isRecord } from "./json.ts";
import type { WhatIsLocked } from "./locked.ts";
import type { SeatedMember } from "./member-store.ts";
import { participantsOf } from "./participant.ts";
import type { PayplanStore } from "./store.ts";

export type FactDeps = {
  readonly payplans: PayplanStore;
  readonly metrics: MetricStore;
  readonly calendar: CalendarStore;
  readonly locked: WhatIsLocked;
};
type Asked = { readonly plan: string; readonly document: PlanJson; readonly from: Day };

/** Components that pay by what was forecast. */
const FORECAST_KINDS: readonly string[] = ["gonik", "joint_base"];

/** A version is looked at for a year from its first day, or for as long as it lasts. */
const LOOKED_AT_MONTHS = 12;

/**
 * What the company itself says to a plan: its metrics, dimensions and units, who is on the plan, what
 * they are to reach, which events it measures. Two round trips: who is on it says whose targets to read.
 */
export async function readFacts(db: TenantDb, deps: FactDeps, asked: Asked): Promise<CompanyFacts> {
  const { plan, document, from } = asked;
  const { payplans, locked } = deps;
  const end = document.until ?? FOREVER;
  const year = addMonths(from, LOOKED_AT_MONTHS);
  const until = (end < year ? end : year) as Day; // A day by the contract of plans.
  const { metrics, dimensions, currencies, units, members, calendar, events, pairs, boards } =
    await db.load({
      metrics: deps.metrics.all(),
      dimensions: payplans.dimensions(),
      currencies: payplans.currencies(),
      units: payplans.placedUnits(from),
      members: payplans.seatedMembers(plan, from),
      calendar: deps.calendar.calendar(),
      ...(locked.events ? { events: locked.events() } : {}),
      ...(locked.pairs ? { pairs: locked.pairs() } : {}),
      ...(locked.boards ? { boards: locked.boards() } : {}),
    });
  const here = members.filter((stay) => stay.until > from && stay.from < until);
  const people = here.map(({ person }) => person);
  const subjects = [...people, ...units.map(({ id }) => id)];
  const asksForecasts = document.components.some(({ kind }) => FORECAST_KINDS.includes(kind));
  const { targets, forecasts } = await db.load({
    targets: payplans.targetsOf(subjects, from, until),
    forecasts: payplans.frozenForecasts(asksForecasts ? people : []),
  });
  const unitCodes = new Map(units.map(({ id, code }) => [id, planKey(code)]));
  return {
    over: { from, until },
    calendar: calendarOf(calendar, from),
    metrics: metrics.map(metricFact),
    dimensions: [
      ...dimensions,
      { key: "metric", values: metrics.map(({ code }) => metricKey(code)) },
    ],
    // Numbers beside the amount are told from texts only when an entry is read: not known here.
    ...{ measures: null, dealMeasures: null },
    participants: parse(array(Participant), participantFacts(here, unitCodes)),
    targets: parse(
      array(TargetInput),
      targets.map((each) => targetFact(each, unitCodes)),
    ),
    forecasts: forecasts.map((each) => ({ ...each, metric: planKey(each.metric) })),
    events: events ?? EVENTS,
    currencies,
    pairs: pairs ?? [],
    units: units.map(({ code, above }) => ({ id: planKey(code), above: above.map(planKey) })),
    boards: [...(boards ?? boardsIn(document))],
  };
}

function metricFact({ code, unit, scale, overTime }: Metric) {
  return { key: metricKey(code), unit, scale, addable: overTime === "sum" };
}

function participantFacts(
  stays: readonly SeatedMember[],
  units: ReadonlyMap<string, string>,
): unknown[] {
  const seats = new Map(stays.map((stay) => [stay.person, stay]));
  return participantsOf(stays).map((participant) => {
    const seat = seats.get(participant.id);
    const unit = units.get(seat?.unit ?? "");
    return {
      ...participant,
      name: seat?.name,
      ...(seat?.position ? { position: seat.position } : {}),
      ...(unit ? { memberships: [{ unit, from: participant.from, until: null }] } : {}),
    };
  });
}

function targetFact(
  { subject, metric, level, from, until, amount }: KnownTarget,
  units: ReadonlyMap<string, string>,
) {
  return {
    ...{ subject: units.get(subject) ?? subject, metric: metricKey(metric) },
    ...{ level, from, until, amount },
  };
}

/** The calendar as the engine takes it: the year's cut of the first day, and every day that differs. */
function calendarOf({ rule, week, holidays, own }: Calendar, from: Day): CompanyFacts["calendar"] {
  const days = new Map(
    [...(holidays === "mainland" ? MAINLAND : []), ...own].map(({ on, works }) => [on, works]),
  );
  return parse(CalendarInput, {
    rule: ruleOn(rule, from),
    week,
    days: [...days].map(([on, works]) => ({ on, works })),
  });
}

function boardsIn(document: PlanJson): string[] {
  return document.components.flatMap((component) => {
    const of: unknown = component;
    return isRecord(of) && typeof of["board"] === "string" ? [of["board"]] : [];
  });
}
