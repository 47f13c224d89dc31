import type { EvaluationInput, EvaluationJson } from "../incentives/input.ts";
import { Evaluation } from "../incentives/input.ts";
import type { PlanJson } from "../incentives/plan-document.ts";
import * as v from "valibot";
import { contains } from "../lib/interval.ts";
import { businessDay, instant } from "../lib/instant.ts";
import { must } from "../lib/assert.ts";
import type { DealJson, FigureJson, PersonBasis, PostedJson, RunBasis } from "./basis.ts";
import {
  type Crediting,
  type CreditJson,
  creditOf,
  type LoggedCredit,
  type LoggedEntry,
  parsedCredit,
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
  const { basis, documents, people, rows, posted } = of;
  const metrics = new Map(basis.metrics.map((metric) => [metric.id, metric]));
  const needs = needsOf([...documents, ...(basis.otherPlans ?? [])], basis.metrics);
  const credits = creditsOf(of, metrics, needs);
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
    ...given("posted", posted),
  };
}

/** Absent where there is nothing: the text stays short and equal. */
function given<Name extends string, Value>(name: Name, values: readonly Value[]) {
  return values.length === 0 ? {} : { [name]: [...values] };
}

function creditsOf(
  { basis, documents, rows }: Assembled,
  metrics: ReadonlyMap<string, PayMetric>,
  { credited, leads }: Pick<Needs, "credited" | "leads">,
): CreditJson[] {
  const of: Crediting = {
    metrics,
    closed: basis.closed,
    currency: must(documents.at(-1), "a run has a version").currency,
    recordedOn: recordedOn(basis, documents),
    leads,
    unitOf: unitsOf(basis),
  };
  const seen = new Set<string>();
  const credits: CreditJson[] = [];
  for (const row of rows) {
    const credit = creditOf(row, of);
    // Two people of the plan who share an entry both bring it.
    if (!credit || seen.has(credit.id) || !credited.has(credit.dimensions?.["metric"] ?? ""))
      continue;
    seen.add(credit.id);
    credits.push(credit);
  }
  const originals = new Set(
    credits.filter(({ reverses }) => reverses === undefined).map((each) => backKey(each)),
  );
  return credits
    .filter(
      ({ reverses, ...each }) => reverses === undefined || originals.has(backKey(each, reverses)),
    )
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

function backKey({ entry, person, role }: CreditJson, of = entry): string {
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
