import { addDays } from "../lib/day.ts";
import { intersection, type Interval } from "../lib/interval.ts";
import { currencyScale } from "../lib/money.ts";
import { err, ok, type Result } from "../lib/result.ts";
import { type Rate, ZERO } from "../lib/rate.ts";
import { costFigures } from "./cost-figures.ts";
import { evaluate } from "./evaluate.ts";
import { exactText, isAtLeast, minus, times, whole } from "./exact.ts";
import type { PlanFacts } from "./facts.ts";
import { measuresOf } from "./formula.ts";
import type { EvaluationInput } from "./input.ts";
import type { IncentiveFlaw } from "./outcome.ts";
import type { Component } from "./plan-components.ts";
import type { Metric } from "./plan-conditions.ts";
import type { Plan } from "./plan-document.ts";
import type { Filter } from "./plan-parts.ts";
import { quotaOf } from "./quota.ts";
import { fiscalAcross } from "../calendar/day-count.ts";
import { timeOf } from "./time.ts";
import type { Warning } from "./warnings.ts";
import { worldOf } from "./world.ts";

/**
 * What a plan costs when everybody reaches a stated attainment, before anyone has sold anything:
 * each month every person sells that part of the month's target of each metric, in one deal that
 * passes the components' filters, and every given metric stands at the same part of its full score.
 * Measures of a deal other than the amount count as the amount where a base names nothing else, else
 * as 0 (costs), so a plan on margin is told its upper bound.
 */
export type Cost = {
  /** "0.8", "1", "1.2". */
  readonly attainment: string;
  /** Earned variable pay over the days of the check, exact, in the plan's currency. */
  readonly amount: Rate;
};
export type Costs = {
  readonly costs: readonly Cost[];
  /** Components the estimate leaves out: boards, things that are counted, or filters that no one sale meets. */
  readonly left: readonly string[];
};

const LEVELS: readonly Rate[] = [
  { num: 8n, den: 10n },
  { num: 1n, den: 1n },
  { num: 12n, den: 10n },
];

export function costsOf(plan: Plan, facts: PlanFacts): Result<Costs, readonly IncentiveFlaw[]> {
  const costs: Cost[] = [];
  for (const at of LEVELS) {
    const made = evaluate(inputAt(plan, facts, at), { trace: false });
    if (!made.ok) return err(made.error);
    const units = made.value.statements.reduce((sum, { earned }) => sum + earned, 0n);
    const amount = { num: units, den: 10n ** BigInt(currencyScale(plan.currency)) };
    costs.push({ attainment: exactText(at), amount });
  }
  return ok({ costs, left: leftOut(plan) });
}

/** Costs above a yearly budget, and what the estimate leaves out. */
export function costWarnings({ costs, left }: Costs, budget: Rate | null): Warning[] {
  const over = costs.flatMap(({ attainment, amount }): Warning[] =>
    budget && !isAtLeast(budget, amount)
      ? [
          {
            ...{ code: "over_budget", pointer: "", unit: "money" },
            ...{ attainment: percent(attainment), cost: exactText(amount) },
            ...{ budget: exactText(budget), over: exactText(minus(amount, budget)) },
          },
        ]
      : [],
  );
  const partial: Warning[] =
    left.length > 0
      ? [{ code: "cost_partial", pointer: "/components", components: left.join(", ") }]
      : [];
  return [...over, ...partial];
}

const PERCENTS: Readonly<Record<string, string>> = { "0.8": "80%", "1": "100%", "1.2": "120%" };
function percent(attainment: string): string {
  return PERCENTS[attainment] ?? attainment;
}

function inputAt(plan: Plan, facts: PlanFacts, at: Rate): EvaluationInput {
  const { over, calendar, targets } = facts;
  // Everybody in the plan's own currency: what it costs the company, whatever a rate does later.
  const participants = facts.participants.map((person) => ({
    ...person,
    currency: undefined,
  }));
  const yearly: Plan = {
    ...plan,
    from: over.from,
    until: null,
    rates: { kind: "fixed", rates: [] },
  };
  const bare: EvaluationInput = {
    plans: [{ ...yearly, plan: withoutOther(yearly), quotaMissing: "pays_nothing" }],
    others: [],
    ...{ from: over.from, until: over.until, calendar, participants, targets },
    units: facts.units.map(({ id, above }) => ({ id, above: [...above] })),
    ...{ credits: [], deals: [], figures: [], boards: [], peerScores: [], forecasts: [] },
    ...{ rates: [], adjustments: [], posted: [] },
  };
  return { ...bare, credits: creditsAt(plan, bare, at), ...costFigures(plan, bare, at) };
}

/** What another plan would have paid is no cost of this one alone. */
function withoutOther({ plan: level }: Plan): Plan["plan"] {
  const { guarantee } = level;
  return guarantee ? { ...level, guarantee: { ...guarantee, plan: undefined } } : level;
}

/** One sale a month, person and metric: the stated part of what the month's target is. */
function creditsAt(plan: Plan, input: EvaluationInput, at: Rate): EvaluationInput["credits"] {
  const world = worldOf(input, false);
  const months = fiscalAcross(timeOf(input.calendar), "month", input);
  const dimensions = soldAs(plan);
  return plan.metrics.flatMap((metric, index) => {
    const { from } = metric;
    if (from === "given") return [];
    return input.participants.flatMap((person) =>
      months.flatMap((month) => {
        const subject = { kind: "person", id: person.id } as const;
        const quota = quotaOf(world, plan, subject, metric.key, "committed", month);
        const days = intersection(month, { from: person.from, until: input.until });
        const amount = fitted(times(quota.effective, at));
        if (!days || amount.num === 0n) return [];
        const id = `${person.id}/${index}/${month.from}`;
        return [
          {
            ...{ id, person: person.id, role: "direct" as const, share: whole(1), lead: false },
            ...{ on: lastDay(days), source: "", externalId: "", deal: id },
            measures: measuresAt(plan, metric, amount),
            dimensions: { ...dimensions, ...wanted(from.filters) },
          },
        ];
      }),
    );
  });
}

function lastDay({ until }: Interval) {
  return addDays(until, -1);
}

/** To six decimals, as credits are. */
function fitted({ num, den }: Rate): Rate {
  const scaled = (num * 1_000_000n) / den;
  return { num: scaled, den: 1_000_000n };
}

/** The metric's own measures carry the amount; of other formulas the first measure does, and the rest is 0. */
function measuresAt(plan: Plan, metric: Metric, amount: Rate): Record<string, Rate> {
  const measures: Record<string, Rate> = {};
  const read = (formula: Parameters<typeof measuresOf>[0]) => {
    for (const { of, key } of measuresOf(formula).slice(1))
      if (of === "credit") measures[key] ??= ZERO;
  };
  const carried = (formula: Parameters<typeof measuresOf>[0]) => {
    const [first] = measuresOf(formula);
    if (first?.of === "credit") measures[first.key] = amount;
  };
  const formulas = plan.components.flatMap(formulasOf);
  for (const formula of formulas) read(formula);
  for (const formula of formulas) carried(formula);
  for (const key of plan.plainMeasures) if (key in measures) measures[key] = whole(1);
  if (metric.from !== "given") carried(metric.from.credits);
  return measures;
}

function formulasOf(component: Component) {
  const base = "base" in component ? [component.base] : [];
  if (component.kind === "unit_rate" && typeof component.counts !== "string")
    return "quantity" in component.counts ? [component.counts.quantity] : [];
  if (!("measure" in component)) return base;
  const { measure } = component;
  if (measure.read === "sum") return [...base, measure.of];
  return measure.read === "ratio" ? [...base, measure.top, measure.bottom] : base;
}

function wanted(filters: readonly Filter[]): Record<string, string> {
  return Object.fromEntries(
    filters.flatMap(({ is, of, dimension, values: [first] }) =>
      is === "one_of" && of === "credit" && first !== undefined ? [[dimension, first]] : [],
    ),
  );
}

/** Dimensions of the one kind of sale that passes the components' filters, the first component first. */
function soldAs(plan: Plan): Record<string, string> {
  const dimensions: Record<string, string> = {};
  for (const component of plan.components)
    if ("filters" in component)
      for (const [key, value] of Object.entries(wanted(component.filters)))
        dimensions[key] ??= value;
  return dimensions;
}

function leftOut(plan: Plan): string[] {
  const sold = soldAs(plan);
  return plan.components.flatMap((component) => {
    if (component.kind === "prize" || component.kind === "raffle") return [component.key];
    // One sale a month says nothing of how many things are counted.
    if (component.kind === "unit_rate") return [component.key];
    if (!("filters" in component)) return [];
    const passes = component.filters.every(({ dimension, is, of, values }) => {
      const has = values.includes(sold[dimension] ?? "");
      return of === "deal" ? is === "none_of" : is === "one_of" ? has : !has;
    });
    return passes ? [] : [component.key];
  });
}
