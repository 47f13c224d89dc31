import type { Day } from "../lib/day.ts";
import { FOREVER, type Interval } from "../lib/interval.ts";
import { groupBy } from "../lib/list.ts";
import { currencyScale, formatMinor } from "../lib/money.ts";
import { planKey } from "../metrics/plan-key.ts";
import type { FrozenForecast } from "../payplans/fact-store.ts";
import type {
  AdjustmentJson,
  ForecastJson,
  ParticipantJson,
  PersonBasis,
  TargetJson,
} from "./basis.ts";
import type { Absence, ApprovedAdjustment, PersonFacts, TargetRow } from "./facts.ts";
import { ownDays } from "../targets/carried-target.ts";
import type { PayMetric } from "./needs.ts";
import { openingJson, type OpeningRow } from "./opening.ts";

export type PeopleRows = {
  /** As the plan's own members say them: from, until, variables, currency, successor. */
  readonly participants: readonly ParticipantJson[];
  readonly facts: readonly PersonFacts[];
  readonly targets: readonly TargetRow[];
  readonly absences: readonly Absence[];
  /** Those the plan pays, each on the day it is posted. */
  readonly adjustments: readonly ApprovedAdjustment[];
  readonly forecasts: readonly FrozenForecast[];
  readonly openings: readonly (OpeningRow & { readonly from: Day })[];
  readonly metrics: readonly PayMetric[];
  readonly period: Interval;
};

/**
 * Everybody of the plan with their own part of the input: seats (a transfer is two of them), managers,
 * the day they left, leave and relief by dated rows, targets with their own spans, and the corrections
 * that this period posts.
 */
export function peopleOf(rows: PeopleRows): PersonBasis[] {
  const facts = new Map(rows.facts.map((each) => [each.id, each]));
  const metrics = new Map(rows.metrics.map((each) => [each.id, each]));
  const targets = groupBy(rows.targets, ({ subject }) => subject);
  const absences = groupBy(rows.absences, ({ person }) => person);
  const adjustments = groupBy(rows.adjustments, ({ person }) => person);
  const forecasts = groupBy(rows.forecasts, ({ person }) => person);
  const openings = groupBy(rows.openings, ({ person }) => person);
  return rows.participants.map((participant) => {
    const { id } = participant;
    return {
      participant: participantOf(
        participant,
        facts.get(id) ?? null,
        absences.get(id) ?? [],
        metrics,
        rows.period,
      ),
      targets: targetsOf(ownTargets(targets.get(id) ?? [], facts.get(id)), metrics),
      adjustments: (adjustments.get(id) ?? []).flatMap((each) => adjustmentOf(each, rows)),
      ...(openings.has(id) ? { openings: (openings.get(id) ?? []).map(openingJson) } : {}),
      ...(forecasts.has(id) ? { forecasts: forecastsOf(forecasts.get(id) ?? [], rows) } : {}),
    };
  });
}

function participantOf(
  member: ParticipantJson,
  facts: PersonFacts | null,
  absences: readonly Absence[],
  metrics: ReadonlyMap<string, PayMetric>,
  period: Interval,
): ParticipantJson {
  if (!facts) return member;
  const seats = facts.seats.filter(({ from }) => from < period.until);
  const position = seats.findLast((seat) => seat.position !== null)?.position ?? null;
  const leaves = absences.filter(({ kind }) => kind === "leave");
  const reliefs = absences.filter(({ kind }) => kind === "relief");
  return {
    ...member,
    name: facts.name.slice(0, 120),
    ...(facts.leftOn === null ? {} : { leftOn: facts.leftOn }),
    ...(position === null ? {} : { position }),
    memberships: facts.seats.flatMap(({ from, until, unit }) =>
      unit === null ? [] : [{ unit: planKey(unit), from, until: openEnd(until) }],
    ),
    managers: facts.managers.flatMap(({ from, until, manager }) =>
      manager === null ? [] : [{ person: manager, from, until: openEnd(until) }],
    ),
    ...(leaves.length === 0 ? {} : { leaves: leaves.map(({ from, until }) => ({ from, until })) }),
    ...(reliefs.length === 0
      ? {}
      : {
          reliefs: reliefs.map(({ from, until, factor, metric }) => {
            const of = metric === null ? undefined : metrics.get(metric);
            return {
              ...{ from, until, factor: factor ?? "1" },
              ...(of ? { metric: planKey(of.code) } : {}),
            };
          }),
        }),
  };
}

function openEnd(until: Day): Day | null {
  return until === FOREVER ? null : until;
}

/** As attainment reads them: a plan's month was made for the days on which the person is there. */
function ownTargets(rows: readonly TargetRow[], facts: PersonFacts | undefined) {
  return facts ? rows.map((row) => ownDays(row, facts.startsOn)) : rows;
}

/** Targets as the engine reads them: by the metric's key, each with its own span. */
export function targetsOf(
  rows: readonly TargetRow[],
  metrics: ReadonlyMap<string, PayMetric>,
  subject?: string,
): TargetJson[] {
  return rows
    .flatMap((row): TargetJson[] => {
      const metric = metrics.get(row.metric);
      if (!metric) return [];
      const level = LEVELS.find((each) => each === row.level);
      return [
        {
          subject: subject ?? row.subject,
          metric: planKey(metric.code),
          ...(level === undefined || level === "committed" ? {} : { level }),
          from: row.from,
          until: row.until,
          amount: formatMinor(BigInt(row.amount), metric.scale),
        },
      ];
    })
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

const LEVELS = ["committed", "sprint", "challenge"] as const;

function keyOf({ subject, metric, level, from }: TargetJson): string {
  return `${subject} ${metric} ${level ?? ""} ${from}`;
}

function forecastsOf(frozen: readonly FrozenForecast[], { metrics }: PeopleRows): ForecastJson[] {
  const known = new Set(metrics.map(({ code }) => code));
  return frozen
    .filter(({ metric }) => known.has(metric))
    .map((each) => ({ ...each, metric: planKey(each.metric) }))
    .sort((a, b) => (`${a.metric} ${a.from}` < `${b.metric} ${b.from}` ? -1 : 1));
}

function adjustmentOf(
  { id, person, on, currency, amount, kind, reason }: ApprovedAdjustment,
  { period }: PeopleRows,
): AdjustmentJson[] {
  if (on < period.from || on >= period.until) return [];
  return [
    {
      id,
      participant: person,
      on,
      amount: formatMinor(amount, currencyScale(currency)),
      ...(reason === "" ? {} : { reason: reason.slice(0, 500) }),
      ...(kind === "write_off" ? { writesOff: true } : {}),
    },
  ];
}
