import type { AnswerOf } from "../lib/contract.ts";
import { addMonths, type Day } from "../lib/day.ts";
import { formatMinor, parseMinor } from "../lib/money.ts";
import { err, ok, type Result } from "../lib/result.ts";
import type { Actor } from "../tenancy/actor.ts";
import type { TenantDb } from "../tenancy/tenant-db.ts";
import type { getGoal, getProposal, getStrategy } from "./contract.ts";
import type { Goal, Initiative, MetricOf } from "./goal.ts";
import type { OrphanPlan, OrphanTargets } from "./goal-store.ts";
import { goalWire, initiativeWire, metricWire, themeWire } from "./goal-wire.ts";
import { MONTHS_BACK, monthsIn, pastWindows } from "./past-windows.ts";
import { propose } from "./proposal.ts";
import { review, type ReviewedTarget } from "./review.ts";
import { nameFact } from "./said.ts";
import type { Absent } from "./saving.ts";
import { senseOf } from "./sense.ts";
import type { StrategyStore } from "./store.ts";
import type { Theme } from "./theme.ts";

/** Which units somebody may read goals of; null is all. */
export type Seen = ReadonlySet<string> | null;

/**
 * Whole for who sees the company; otherwise the own unit with what lies below and above it. One
 * more read, of the people with a scope alone.
 */
export async function seenBy(
  db: TenantDb,
  store: StrategyStore,
  { reach, scopeUnit }: Pick<Actor, "reach" | "scopeUnit">,
  today: Day,
): Promise<Seen> {
  if (reach === "all") return null;
  if (reach === "own" || scopeUnit === null) return new Set();
  const { seen } = await db.load({ seen: store.around(scopeUnit, today) });
  return seen;
}

/** Which units somebody may write of: the own one and those below it, never one above. */
export async function writableBy(
  db: TenantDb,
  store: StrategyStore,
  { reach, scopeUnit }: Pick<Actor, "reach" | "scopeUnit">,
  today: Day,
): Promise<Seen> {
  if (reach === "all") return null;
  if (reach === "own" || scopeUnit === null) return new Set();
  const { writable } = await db.load({ writable: store.within(scopeUnit, today) });
  return writable;
}

export function isSeen(seen: Seen, unit: string): boolean {
  return seen === null || seen.has(unit);
}

type Answer = AnswerOf<typeof getStrategy>;

/** The whole map; goals that have ended stay in the list and out of the review. */
export async function readStrategy(
  db: TenantDb,
  store: StrategyStore,
  actor: () => Actor,
  today: Day,
): Promise<Answer> {
  const { themes, goals, initiatives, plans, targets } = await db.load({
    themes: store.themes(),
    goals: store.goals(),
    initiatives: store.initiatives(),
    plans: store.orphanPlans(today),
    targets: store.orphanTargets(today),
  });
  const seen = await seenBy(db, store, actor(), today);
  const visible = goals.filter(({ unit }) => isSeen(seen, unit.id));
  const scales = new Map(visible.map(({ id, metric }) => [id, metric.scale]));
  const beside = (goal: Goal) => ({
    theme: themes.find(({ id }) => id === goal.theme) ?? null,
    initiatives,
    past: null,
    today,
  });
  return {
    themes: themes.map(themeWire),
    goals: visible.map((goal) => goalWire(goal, beside(goal))),
    initiatives: initiatives.flatMap((each) => {
      const scale = scales.get(each.goal);
      return scale === undefined ? [] : [initiativeWire(each, scale)];
    }),
    review: {
      ...reviewWire(themes, goals, initiatives, new Set(visible.map(({ id }) => id))),
      orphans: {
        goals: orphansOf(themes, visible),
        plans: plans.filter(({ unit }) => isSeen(seen, unit.id)).map(planWire),
        targets: targets.filter(({ unit }) => isSeen(seen, unit.id)).map(targetsWire),
      },
    },
  };
}

function orphansOf(themes: readonly Theme[], goals: readonly Goal[]): string[] {
  const open = new Set(themes.flatMap(({ id, ended }) => (ended ? [] : [id])));
  return goals.flatMap(({ id, theme, ended }) =>
    ended || (theme !== null && open.has(theme)) ? [] : [id],
  );
}

/**
 * Over all goals, or a theme that others serve would look uncovered to who does not see them; of
 * what is found, only what rests on a visible goal is told. Goals that are told of by name and
 * amount together are of one unit, so that all of them are visible or none.
 */
function reviewWire(
  themes: readonly Theme[],
  goals: readonly Goal[],
  initiatives: readonly Initiative[],
  visible: ReadonlySet<string>,
) {
  const open = themes.filter(({ ended }) => !ended);
  const reviewed = goals.filter(({ ended }) => !ended).map((goal) => reviewedOf(goal, initiatives));
  const named = open.map((theme) => ({ ...theme, name: nameFact(theme) }));
  const { uncovered, contradictions } = review(named, reviewed);
  return {
    uncovered: [...uncovered],
    contradictions: contradictions.flatMap(({ targets, messages, ...rest }) => {
      const told = targets.filter((id) => visible.has(id));
      return told.length > 0 ? [{ ...rest, goals: told, messages }] : [];
    }),
  };
}

function reviewedOf(goal: Goal, initiatives: readonly Initiative[]): ReviewedTarget {
  const { id, theme, unit, metric, from, until, amount, base, mix } = goal;
  return {
    ...{ id, name: nameFact(goal), theme, unit: unit.id, amount, base, mix },
    interval: from === null || until === null ? null : { from, until },
    sense: senseOf(metric),
    isMoney: metric.unit === "money",
    scale: metric.scale,
    initiatives: initiatives.flatMap((each) =>
      each.goal === id && !each.ended ? [senseOf(each.metric)] : [],
    ),
  };
}

function planWire({ currency, amount, metric, ...plan }: OrphanPlan) {
  return {
    ...plan,
    metric: metricWire(metric),
    currency: currency === "" ? null : currency,
    amount: formatMinor(amount, metric.scale),
  };
}

function targetsWire({ metric, ...targets }: OrphanTargets) {
  return { ...targets, metric: metricWire(metric) };
}

/** Two years more than the longest stretch that is compared: enough for growth and season. */
function lookedAt(today: Day) {
  const until = `${today.slice(0, 7)}-01` as Day; // The first of a month that exists.
  return { from: addMonths(until, -MONTHS_BACK), until };
}

/** A goal with its SMART check against the past of its own unit and metric. */
export async function readGoal(
  db: TenantDb,
  store: StrategyStore,
  goalId: string,
  at: { readonly actor: () => Actor; readonly today: Day },
): Promise<Result<AnswerOf<typeof getGoal>, Absent>> {
  const { goal, themes, initiatives, months } = await db.load({
    goal: store.goal(goalId),
    themes: store.themes(),
    initiatives: store.initiatives(),
    months: store.monthsOfGoal(goalId, lookedAt(at.today)),
  });
  const seen = await seenBy(db, store, at.actor(), at.today);
  if (!goal || !isSeen(seen, goal.unit.id)) return err({ code: "strategy/not_found", id: goalId });
  const { from, until, metric } = goal;
  const before = from !== null && from < at.today ? from : at.today;
  const past =
    from === null || until === null ? null : pastWindows(months, monthsIn({ from, until }), before);
  const theme = themes.find(({ id }) => id === goal.theme) ?? null;
  return ok({
    goal: goalWire(goal, { theme, initiatives, past, today: at.today }),
    months: months.map(({ on, amount }) => ({ on, amount: formatMinor(amount, metric.scale) })),
  });
}

export type ProposalAsked = {
  readonly unit: string;
  readonly metric: string;
  readonly from: Day;
  readonly until: Day;
  readonly pipeline?: string | undefined;
  readonly potential?: string | undefined;
};
type ProposalFlaw =
  | { readonly code: "strategy/unknown_metric"; readonly value: string }
  | { readonly code: "strategy/interval"; readonly from: string; readonly until: string }
  | { readonly code: "strategy/amount"; readonly value: string; readonly scale: number };

/** What a target could be, from one batch of the unit's own months. */
export async function readProposal(
  db: TenantDb,
  store: StrategyStore,
  asked: ProposalAsked,
  today: Day,
): Promise<Result<AnswerOf<typeof getProposal>, ProposalFlaw>> {
  const { from, until } = asked;
  const { metric, months } = await db.load({
    metric: store.metricOf(asked.metric),
    months: store.months({ subject: asked.unit, metric: asked.metric, within: lookedAt(today) }),
  });
  if (from >= until) return err({ code: "strategy/interval", from, until });
  if (!metric) return err({ code: "strategy/unknown_metric", value: asked.metric });
  const { scale, currency } = metric;
  const stated = statedOf(asked, metric);
  if (!stated.ok) return stated;
  const made = propose({ interval: { from, until }, months, today, scale, ...stated.value });
  const show = (units: bigint | null) => (units === null ? null : formatMinor(units, scale));
  return ok({
    metric: metricWire(metric),
    currency: currency === "" ? null : currency,
    ...{ value: show(made.value), low: show(made.low), high: show(made.high) },
    candidates: made.candidates.map(({ reason, amount, messages }) => ({
      reason,
      amount: formatMinor(amount, scale),
      messages,
    })),
    months: months.map(({ on, amount }) => ({ on, amount: formatMinor(amount, scale) })),
  });
}

function statedOf(
  { pipeline, potential }: ProposalAsked,
  { scale }: MetricOf,
): Result<{ readonly pipeline: bigint | null; readonly potential: bigint | null }, ProposalFlaw> {
  const [a, b] = [pipeline, potential].map((value) => {
    if (value === undefined) return { ok: true, value: null } as const;
    const units = parseMinor(value, scale);
    return units.ok ? units : err({ code: "strategy/amount", value, scale } as const);
  });
  if (a && !a.ok) return a;
  if (b && !b.ok) return b;
  return ok({ pipeline: a?.value ?? null, potential: b?.value ?? null });
}
