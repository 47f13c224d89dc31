import type { EvaluationInput, EvaluationJson } from "../incentives/input.ts";
import { Evaluation } from "../incentives/input.ts";
import type { PlanJson } from "../incentives/plan-document.ts";
import * as v from "valibot";
import { contains } from "../lib/interval.ts";
import { businessDay, instant } from "../lib/instant.ts";
import { must } from "../lib/assert.ts";
import { planKey } from "../metrics/plan-key.ts";
import type { DealJson, FigureJson, PersonBasis, PostedJson, RunBasis } from "./basis.ts";
import {
  type Crediting,
  type CreditJson,
  creditOf,
  leadersIn,
  type CreditOf,
  FRACTIONS,
  type LoggedCredit,
  type LoggedEntry,
  type Numbers,
  parsedCredit,
  readCredit,
  TEXTS,
} from "./credit.ts";
import { dealsOf } from "./deals.ts";
import { type Needs, needsOf, type PayMetric } from "./needs.ts";

export type Assembled = {
  readonly basis: RunBasis;
  readonly documents: readonly PlanJson[];
  readonly people: readonly PersonBasis[];
  /** Lines of the log, by person: credits, and entries of metrics that say what happened to deals. */
  readonly rows: readonly LoggedCredit[];
  /** Every line of these people's deals, whoever recorded it; `rows` are all there is when absent. */
  readonly ofDeals?: readonly LoggedEntry[];
  readonly posted: readonly PostedJson[];
  readonly figures?: readonly FigureJson[];
};

/**
 * Rows -> the engine's evaluation. Pure: the same rows, in whatever order, give the same text.
 *
 * Promises: only people handed in are participants; an entry posts to the period of its date or, when
 * that was closed without it, to the first that read it; a reversal whose original is not there (it was
 * before the plan) is left out with it.
 */
export function assemble(of: Assembled): EvaluationJson {
  return assembled(
    of,
    creditsOf(of, TEXTS).sort((a, b) =>
      a.on < b.on ? -1 : a.on > b.on ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0,
    ),
  );
}

/** The same as the engine reads it, for computing at once: its order of credits says nothing. */
export function evaluationOf(of: Assembled): EvaluationInput {
  const { credits, ...rest } = assembled(of, creditsOf(of, FRACTIONS));
  return { ...v.parse(Evaluation, rest), credits: credits.map(readCredit) };
}

function assembled<Value>(of: Assembled, credits: CreditOf<Value>[]) {
  const { basis, documents, people, rows, posted } = of;
  const metrics = metricsOf(basis);
  const needs = needsFor(of);
  const deals = dealsOf(of.ofDeals ?? rows, needs, basis.events, metrics, basis.closed);
  return {
    plans: [...documents],
    from: basis.from,
    until: basis.until,
    calendar: basis.calendar,
    participants: people.map(({ participant }) => participant),
    ...given("others", basis.otherPlans ?? []),
    ...given("units", basis.units),
    ...given("targets", [...people.flatMap(({ targets }) => targets), ...basis.unitTargets]),
    credits,
    ...given<"deals", DealJson>("deals", deals),
    ...given("figures", of.figures ?? []),
    ...given("boards", basis.boards),
    ...given(
      "forecasts",
      people.flatMap(({ forecasts = [] }) => forecasts),
    ),
    ...given("peerScores", basis.peerScores),
    ...given("rates", basis.rates),
    ...given(
      "adjustments",
      people.flatMap(({ adjustments }) => adjustments),
    ),
    ...given(
      "openings",
      people.flatMap(({ openings = [] }) => openings),
    ),
    ...(basis.deductionMax === undefined ? {} : { deductionMax: basis.deductionMax }),
    ...given("posted", posted),
  };
}

/** Absent where there is nothing: the text stays short and equal. */
function given<Name extends string, Value>(name: Name, values: readonly Value[]) {
  return values.length === 0 ? {} : { [name]: [...values] };
}

function metricsOf({ metrics }: RunBasis): ReadonlyMap<string, PayMetric> {
  return new Map(metrics.map((metric) => [metric.id, metric]));
}

function needsFor({ documents, basis }: Assembled): Needs {
  return needsOf([...documents, ...(basis.otherPlans ?? [])], basis.metrics);
}

function creditsOf<Value>(assembled: Assembled, numbers: Numbers<Value>): CreditOf<Value>[] {
  const { basis, documents, rows } = assembled;
  const { credited, leads } = needsFor(assembled);
  const of: Crediting = {
    metrics: new Map(basis.metrics.map((each) => [each.id, { ...each, key: planKey(each.code) }])),
    closed: basis.closed,
    currency: must(documents.at(-1), "a run has a version").currency,
    recordedOn: recordedOn(basis, documents),
    leads: leads ? leadersIn(rows) : null,
    unitOf: unitsOf(basis),
  };
  const seen = new Set<string>();
  const credits: CreditOf<Value>[] = [];
  for (const row of rows) {
    const credit = creditOf(row, of, numbers);
    // Two people of the plan who share an entry both bring it.
    if (!credit || seen.has(credit.id) || !credited.has(credit.dimensions?.["metric"] ?? ""))
      continue;
    seen.add(credit.id);
    credits.push(credit);
  }
  if (!credits.some(({ reverses }) => reverses !== undefined)) return credits;
  const originals = new Set(
    credits.filter(({ reverses }) => reverses === undefined).map((each) => backKey(each)),
  );
  return credits.filter(
    (each) => each.reverses === undefined || originals.has(backKey(each, each.reverses)),
  );
}

function backKey(
  { entry, person, role }: Pick<CreditJson, "entry" | "person" | "role">,
  of = entry,
): string {
  return `${of ?? ""}\n${person}\n${role ?? ""}`;
}

/** Where pay can be taken back for a time only, a reversal stands on the day it was recorded. */
function recordedOn(
  { timeZone }: RunBasis,
  documents: readonly PlanJson[],
): Crediting["recordedOn"] {
  const limited = documents.some(({ clawback }) => clawback && clawback.kind !== "always");
  return limited ? (at) => businessDay(instant(at), timeZone, 0) : null;
}

function unitsOf({ others }: RunBasis): Crediting["unitOf"] {
  const seats = new Map(others.map(({ person, seats: all }) => [person, all]));
  return (person, on) => seats.get(person)?.find((seat) => contains(seat, on))?.unit;
}

/**
 * The input as the engine reads it. Everything but the credits goes through the schema; credits are ours
 * already, and there are a hundred times as many.
 */
export function parsedInput({ credits = [], ...rest }: EvaluationJson): EvaluationInput {
  return { ...v.parse(Evaluation, rest), credits: credits.map(parsedCredit) };
}
