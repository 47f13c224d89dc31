import type { Plan, PlanJson } from "../incentives/plan-document.ts";
import { addMonths, day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import { planKey } from "../metrics/plan-key.ts";

/** A metric of the tenant, as far as pay asks for it. */
export type PayMetric = {
  readonly id: string;
  readonly code: string;
  readonly scale: number;
  readonly unit: string;
  readonly overTime: string;
};

/** What the versions of a plan read, so that nothing else is loaded. */
export type Needs = {
  /** Entries of these metrics are credits. */
  readonly credited: ReadonlySet<string>;
  /** Entries of these are only summed into measures of a deal. */
  readonly ofDeals: ReadonlySet<string>;
  /** Measured elsewhere and handed in as figures of a window. */
  readonly given: ReadonlySet<string>;
  /** Events of deals that a release waits for. */
  readonly events: ReadonlySet<string>;
  /** Something depends on what happened to deals, whoever recorded it. */
  readonly deals: boolean;
  /** A statement needs figures of others: a pool, an override, pay split by a deal, a team's figure. */
  readonly crosses: boolean;
  /** Pay of an entry is split by who leads it. */
  readonly leads: boolean;
  /** It compares figures of units, or shares among the people of one. */
  readonly units: boolean;
  readonly boards: boolean;
  readonly peers: boolean;
  /** It pays by forecasts that negotiations froze. */
  readonly forecasts: boolean;
};

const FORMULAS = new Set(["base", "top", "bottom", "quantity", "credits", "measure", "of"]);
const WORD = /deal\.([\p{L}_][\p{L}\p{N}_-]*)|[\p{L}_][\p{L}\p{N}_-]*/gu;

/**
 * What plans read of the tenant. A metric is credited when the plan counts it from credits, or names
 * it as a measure in a formula; "deal.<metric>" asks for the deal's sum. Metrics the plan does not name
 * are not loaded, so that a credit of something else never joins a base by accident.
 */
export function needsOf(documents: readonly PlanJson[], metrics: readonly PayMetric[]): Needs {
  const [words, dealWords] = [new Set<string>(), new Set<string>()];
  for (const document of documents)
    for (const formula of formulasIn(document))
      for (const [word, ofDeal] of formula.matchAll(WORD))
        if (ofDeal === undefined) words.add(word);
        else dealWords.add(ofDeal);
  const counted = new Set(
    documents.flatMap(({ metrics: own }) =>
      own.flatMap(({ key, from }) => (from === "given" ? [] : [key])),
    ),
  );
  const given = new Set(
    documents.flatMap(({ metrics: own }) =>
      own.flatMap(({ key, from }) => (from === "given" ? [key] : [])),
    ),
  );
  const keys = new Set(metrics.map(({ code }) => planKey(code)));
  const credited = new Set([...keys].filter((key) => counted.has(key) || words.has(key)));
  const parts = documents.flatMap((document) => [...objectsIn(document)]);
  const units = parts.some(namesUnit);
  const events = new Set(parts.flatMap(({ event }) => (typeof event === "string" ? [event] : [])));
  const ofDeals = new Set([...keys].filter((key) => dealWords.has(key)));
  return {
    credited,
    ofDeals,
    given: new Set([...given].filter((key) => keys.has(key))),
    events,
    deals: events.size > 0 || ofDeals.size > 0,
    crosses: units || parts.some(sharesPay),
    leads: parts.some(splitsPay),
    units,
    boards: parts.some(({ board }) => typeof board === "string"),
    peers: parts.some(({ share }) => share === "peer"),
    forecasts: parts.some(({ kind }) => kind === "gonik" || kind === "joint_base"),
  };
}

type Part = Readonly<Record<string, unknown>>;

function namesUnit(part: Part): boolean {
  const isTeam = named(part["split"])["pay"] === "team";
  return (
    isTeam || part["of"] === "own_unit" || part["kind"] === "pool" || "unit" in named(part["of"])
  );
}

function sharesPay(part: Part): boolean {
  return part["kind"] === "override" || splitsPay(part) || part["unreleased"] === "successor";
}

function splitsPay(part: Part): boolean {
  return "pay" in named(part["split"]);
}

function named(value: unknown): Part {
  return typeof value === "object" && value !== null ? (value as Part) : {};
}

function* objectsIn(value: unknown): Generator<Part> {
  if (Array.isArray(value)) for (const each of value) yield* objectsIn(each);
  else if (typeof value === "object" && value !== null) {
    yield named(value);
    for (const each of Object.values(value)) yield* objectsIn(each);
  }
}

function* formulasIn(document: PlanJson): Generator<string> {
  for (const part of objectsIn(document))
    for (const [name, value] of Object.entries(part))
      if (FORMULAS.has(name) && typeof value === "string") yield value;
}

/**
 * Days whose targets an evaluation can ask for: a year around its own (no fiscal window is longer), and
 * every interval that a plan names itself.
 */
export function daysAsked(documents: readonly PlanJson[], { from, until }: Interval): Interval {
  const own = documents.flatMap((document) => [...objectsIn(document)]).flatMap(namedDays);
  const around = { from: addMonths(from, -12), until: addMonths(until, 12) };
  return [...own, around].reduce((all, each) => ({
    from: each.from < all.from ? each.from : all.from,
    until: each.until > all.until ? each.until : all.until,
  }));
}

/** Campaigns and other windows that are said by their days; a version's own days are no window. */
function namedDays({ window }: Part): Interval[] {
  const { from, until } = named(window);
  return typeof from === "string" && typeof until === "string"
    ? [{ from: day(from), until: day(until) }]
    : [];
}

/** The first day that statements under these versions can look back to. */
export function firstDay(plans: readonly Plan[]): Plan["from"] | null {
  return plans.reduce<Plan["from"] | null>(
    (first, { from }) => (first === null || from < first ? from : first),
    null,
  );
}
