import type { Calendar } from "../calendar/calendar.ts";
import type { Day } from "../lib/day.ts";
import { addDays } from "../lib/day.ts";
import { sha256 } from "../lib/hash.ts";
import type { Flaw } from "../lib/refusals.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { NamedRow } from "../targets/plan-row.ts";
import { valuesOnly, type ValuesOnly } from "../targets/plan-rules.ts";
import type { Plan } from "../targets/plan.ts";
import type { Ask } from "./adjustment.ts";
import { type Basis, basisOf } from "./basis.ts";
import type { Deps } from "./deps.ts";
import { type Effect, type EffectError, effectOf } from "./effect.ts";
import type { Node } from "./flow.ts";
import { type Earlier, guardFlaws, type Guards } from "./guards.ts";
import { type Radius, radiusOf, radiusText } from "./radius.ts";
import { type ResourceMoves, type ResourceMoveError, resourceMoves } from "./resource-moves.ts";
import type { BudgetUse, KeptResource } from "./resource-store.ts";
import { type Span, type SpanError, spanOf } from "./span.ts";
import type { DayAmount, KeptGuards } from "./store.ts";

/** A version's row with its months, name and code. */
export type NamedNode = NamedRow & Node;

/** `number` null is the newest version. */
type Looked = { readonly plan: string; readonly ask: Ask; readonly number: number | null };

/** Everything a request is examined by, in one batch. */
export function readsFor({ adjustments, targets, calendar }: Deps, { plan, ask, number }: Looked) {
  return {
    plan: targets.plan(plan),
    at: targets.planAt(plan, number),
    rows: adjustments.nodes(plan, number),
    calendar: calendar.calendar(),
    kept: adjustments.guards(),
    earlier: adjustments.earlier(plan),
    resources: adjustments.resourcesAround(plan, namedIn(ask)),
    uses: adjustments.usesAround(plan, namedIn(ask)),
  };
}

/** The same with what a new request's basis is made of: days of actuals of everybody it names. */
export function readsForBasis(deps: Deps, looked: Looked, today: Day) {
  const { plan, ask } = looked;
  const since = addDays(today, -100);
  return {
    ...readsFor(deps, looked),
    actuals: deps.adjustments.actuals(plan, namedIn(ask), since, today),
  };
}

export type Loaded = {
  readonly plan: Plan | null;
  readonly at: Plan | null;
  readonly rows: readonly NamedRow[];
  readonly calendar: Calendar;
  readonly kept: KeptGuards;
  readonly earlier: readonly Earlier[];
  readonly resources: readonly KeptResource[];
  readonly uses: readonly BudgetUse[];
};

/** A request as it would come out now. */
export type Examined = {
  /** As it stands, with the amount and rules of the version that was looked at. */
  readonly plan: Plan;
  readonly version: Plan;
  readonly number: number;
  readonly nodes: readonly NamedNode[];
  readonly span: Span;
  readonly effect: Effect;
  readonly radius: Radius;
  readonly moves: ResourceMoves;
  readonly hash: string;
  readonly flaws: readonly Flaw[];
  readonly guards: Guards;
};

export type ExamineError =
  | EffectError
  | SpanError
  | ResourceMoveError
  | { readonly code: "plan/not_found"; readonly id: string }
  | ValuesOnly
  | { readonly code: "adjustment/not_published" };

export type Facts = {
  readonly plan: string;
  readonly ask: Ask;
  readonly today: Day;
  /** The request itself, which the guards do not count against itself. */
  readonly id: string | null;
  /** The version that is looked at; absent is the newest. */
  readonly number?: number | null;
  /** Who the caller may see; null is everybody. Others are unknown to them. */
  readonly seen: ReadonlySet<string> | null;
};

/**
 * What a request would do to the plan as it is. The blast radius that is shown, the hash that is
 * approved and the rows that are written all come from here.
 */
export async function examine(
  loaded: Loaded,
  { plan: id, ask, today, id: own, seen, number }: Facts,
): Promise<Result<Examined, ExamineError>> {
  const { plan, at, kept } = loaded;
  if (!plan) return err({ code: "plan/not_found", id });
  const values = valuesOnly(plan);
  if (values) return err(values);
  if (!at || !at.rules.basis) return err({ code: "adjustment/not_published" });
  const { periods } = at.rules.basis;
  const nodes = loaded.rows.flatMap((row): NamedNode[] =>
    row.months && row.amount !== null ? [{ ...row, months: row.months }] : [],
  );
  const span = spanOf(periods, ask);
  if (!span.ok) return span;
  const hidden = seen && hiddenIn(ask, seen);
  if (hidden) return err(hidden);
  const standing = { rules: at.rules, scale: at.metric.scale, rows: nodes };
  const effect = effectOf(standing, span.value, ask);
  if (!effect.ok) return err(named(effect.error, nodes));
  const moves = resourceMoves(ask, { ...loaded, nodes, at, span: span.value });
  if (!moves.ok) return moves;
  const radius = radiusOf(standing, effect.value);
  const flaws = guardFlaws({
    guards: kept.guards,
    rule: loaded.calendar.rule,
    today,
    periods,
    span: span.value,
    sizes: effect.value.sizes,
    earlier: loaded.earlier.filter((each) => each.id !== own),
  }).map((flaw) => nameIn(flaw, nodes));
  return ok({
    ...{ plan, version: at, number: number ?? plan.published, nodes, span: span.value },
    ...{ effect: effect.value, radius, moves: moves.value, flaws, guards: kept.guards },
    hash: await sha256(radiusText(radius, ask)),
  });
}

export function basisNow(
  { actuals }: { readonly actuals: readonly DayAmount[] },
  { nodes, span, version, number }: Examined,
  ask: Ask,
  today: Day,
): Basis {
  const periods = version.rules.basis?.periods ?? [];
  const { scale } = version.metric;
  const named = [...ask.changes.map((each) => each.subject), ...ask.moves.map((e) => e.person)];
  return basisOf(named, { today, number, periods, span, scale, nodes, actuals });
}

/** Everybody and every unit a request names. */
export function namedIn({ changes, moves, budget }: Ask): string[] {
  return [
    ...new Set([
      ...changes.map(({ subject }) => subject),
      ...moves.flatMap(({ person, to }) => [person, to]),
      ...budget.flatMap(({ from, to }) => [from, to]),
    ]),
  ];
}

function hiddenIn(ask: Ask, seen: ReadonlySet<string>): EffectError | null {
  for (const [at, { subject: value }] of ask.changes.entries()) {
    const pointer = `/changes/${at}/subject`;
    if (!seen.has(value)) return { code: "adjustment/unknown_subject", value, pointer };
  }
  for (const [at, { person, to }] of ask.moves.entries()) {
    const value = [person, to].find((each) => !seen.has(each));
    const pointer = `/moves/${at}/${value === person ? "person" : "to"}`;
    if (value) return { code: "adjustment/unknown_subject", value, pointer };
  }
  for (const [at, { from, to }] of ask.budget.entries()) {
    const value = [from, to].find((each) => !seen.has(each));
    const pointer = `/budget/${at}/${value === from ? "from" : "to"}`;
    if (value) return { code: "adjustment/unknown_subject", value, pointer };
  }
  return null;
}

/** Refusals name people, not ids. */
function named(error: EffectError, nodes: readonly NamedNode[]): EffectError {
  const facts: Record<string, string> = {};
  for (const [key, value] of Object.entries(error)) {
    if (!["subject", "node", "above", "to", "value"].includes(key)) continue;
    const node = nodes.find(({ subject }) => subject === value);
    facts[`${key}Name`] = node?.name ?? String(value);
    facts[`${key}NameEn`] = node?.nameEn ?? node?.name ?? String(value);
  }
  return { ...error, ...facts };
}

function nameIn(flaw: Flaw, nodes: readonly NamedNode[]): Flaw {
  const node = nodes.find(({ subject }) => subject === flaw["subject"]);
  if (!node) return flaw;
  return { ...flaw, subjectName: node.name, subjectNameEn: node.nameEn ?? node.name };
}
