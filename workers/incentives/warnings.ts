import { compareRates, type Rate, ZERO } from "../lib/rate.ts";
import { exactText, isZero, minus, over, times, whole } from "./exact.ts";
import { measuresOf } from "./formula.ts";
import type { Component, ComponentOf } from "./plan-components.ts";
import { exampleWarnings } from "./plan-examples.ts";
import type { Plan } from "./plan-document.ts";
import type { Figure } from "./plan-parts.ts";
import { priced, type Tier } from "./tiers.ts";
import type { WARNINGS } from "./warning-texts.ts";

/**
 * What a plan that passes its check should still be told, each with its numbers. Amounts are in the
 * plan's currency; for tiers over attainment they are for a quota of 1, so a page multiplies.
 */
export type Warning = {
  readonly code: keyof typeof WARNINGS;
  readonly pointer: string;
  /** Of the figures: shares of a target or of a full payout, or money. */
  readonly unit?: "percent" | "money";
  readonly [fact: string]: string | number | undefined;
};

export function warningsOf(plan: Plan): Warning[] {
  return [
    ...plan.components.flatMap((component, at) => {
      const pointer = `/components/${at}`;
      if (component.kind === "tiered") return tierWarnings(component, pointer);
      if (component.kind === "curve") return curveWarnings(component, pointer);
      if (component.kind === "scorecard") return scorecardWarnings(plan, component, pointer);
      return [];
    }),
    ...plan.components.flatMap((component, at): Warning[] => {
      const pointer = `/components/${at}`;
      return [...jumpWarnings(component, pointer), ...capWarnings(component, pointer)];
    }),
    ...plan.components.flatMap(({ kind }, at): Warning[] =>
      kind === "raffle" ? [{ code: "raffle_sealed", pointer: `/components/${at}/board` }] : [],
    ),
    ...unpaidMetrics(plan),
    ...exampleWarnings(plan),
  ];
}

/** Rates that depend on a person are left out: their jumps are shown where a person is known. */
function tierWarnings(component: ComponentOf<"tiered">, pointer: string): Warning[] {
  const tiers = statedTiers(component);
  if (!tiers) return [];
  const unit = component.measure.read === "attainment" ? ("percent" as const) : ("money" as const);
  return tiers.flatMap((tier, at): Warning[] => {
    const here = `${pointer}/tiers/${at}`;
    if (at === 0) return [];
    const jump = minus(
      valueAt(tiers.slice(0, at + 1), tier.from),
      valueAt(tiers.slice(0, at), tier.from),
    );
    const until = component.tiers[at]?.until;
    const facts = {
      unit,
      at: exactText(tier.from),
      jump: exactText(jump.num < 0n ? times(jump, whole(-1)) : jump),
    };
    const isDead = tier.rate !== null && isZero(tier.rate);
    return [
      ...(jump.num > 0n ? [{ code: "cliff" as const, pointer: here, ...facts }] : []),
      ...(jump.num < 0n ? [{ code: "drop" as const, pointer: here, ...facts }] : []),
      ...(isDead
        ? [
            {
              ...(until
                ? { code: "dead_zone" as const, until: exactText(until) }
                : { code: "dead_zone_above" as const }),
              pointer: here,
              unit,
              from: exactText(tier.from),
            },
          ]
        : []),
    ];
  });
}

/** Where pay jumps although no tier does: a threshold, so many things, a condition. Stated sums only. */
function jumpWarnings(component: Component, pointer: string): Warning[] {
  if (component.kind === "unit_rate") {
    const { minimum, amount } = component;
    if (!minimum || minimum.pays === "above") return [];
    const jump = exactText(times(whole(minimum.count), amount));
    const facts = { unit: "money" as const, count: minimum.count, jump };
    return [{ code: "count_cliff", pointer: `${pointer}/minimum`, ...facts }];
  }
  if (component.kind === "bonus") {
    const { pays } = component;
    const sum = "num" in pays ? pays : "amount" in pays ? pays.amount : null;
    const facts = { unit: "money" as const, jump: sum ? exactText(sum) : "" };
    return sum ? [{ code: "bonus_cliff", pointer: `${pointer}/pays`, ...facts }] : [];
  }
  if (component.kind !== "flat" && component.kind !== "tiered") return [];
  const { threshold } = component;
  if (!threshold || threshold.treat === "deductible") return [];
  const isWalked = component.kind === "flat" || component.measure.read === "base";
  const tiers = component.kind === "flat" ? flatTier(component) : statedTiers(component);
  const jump = tiers && isWalked ? valueAt(tiers, threshold.at) : null;
  if (!jump || jump.num <= 0n) return [];
  const facts = { unit: "money" as const, at: exactText(threshold.at), jump: exactText(jump) };
  return [{ code: "cliff", pointer: `${pointer}/threshold`, ...facts }];
}

/** Beyond a cap more sales bring nothing: from where, at one stated rate. */
function capWarnings(component: Component, pointer: string): Warning[] {
  if (component.kind !== "flat" || !("num" in component.rate) || isZero(component.rate)) return [];
  const { cap } = component;
  const most = cap && ("num" in cap ? cap : "amount" in cap ? cap.amount : null);
  if (!most || component.cutOff === "carried") return [];
  const facts = { unit: "money" as const, from: exactText(over(most, component.rate)) };
  return [{ code: "dead_zone_above", pointer: `${pointer}/cap`, ...facts }];
}

function flatTier({ rate }: ComponentOf<"flat">): Tier[] | null {
  if (!("num" in rate)) return null;
  const all = { from: ZERO, reach: ZERO, rate, amount: null, allowed: true } as const;
  return [{ ...all, boundary: "lower" }];
}

/** Tiers in the measure's own units, as if the base were the measure; null where a rate is derived. */
export function statedTiers({ tiers, baseRate }: ComponentOf<"tiered">): Tier[] | null {
  const base = baseRate && "num" in baseRate ? baseRate : null;
  const stated: Tier[] = [];
  for (const tier of tiers) {
    const { pays, reach } = tier;
    const rate =
      "rate" in pays
        ? "num" in pays.rate
          ? pays.rate
          : null
        : "multiplier" in pays
          ? base && times(base, pays.multiplier)
          : ZERO;
    if (rate === null) return null;
    const target =
      typeof reach === "string" ? undefined : tiers.find(({ key }) => key === reach.tier);
    stated.push({
      from: tier.from,
      rate: "amount" in pays ? null : rate,
      amount: "amount" in pays ? pays.amount : null,
      boundary: "lower",
      reach:
        reach === "own"
          ? tier.from
          : reach === "zero"
            ? ZERO
            : reach === "quota"
              ? whole(1)
              : (target?.from ?? tier.from),
      allowed: true,
    });
  }
  return stated;
}

function valueAt(tiers: readonly Tier[], at: Rate): Rate {
  return priced(tiers, [{ measure: at, base: at }], at).pay;
}

function curveWarnings({ curve }: ComponentOf<"curve">, pointer: string): Warning[] {
  const { points, shape, above } = curve;
  const flat = points.flatMap((point, at): Warning[] => {
    const next = points[at + 1];
    const isLevel = next && compareRates(point.pays, next.pays) === 0 && shape === "linear";
    return isLevel
      ? [
          {
            code: "dead_zone",
            pointer: `${pointer}/curve/points/${at}`,
            unit: "percent" as const,
            from: exactText(point.at),
            until: exactText(next.at),
          },
        ]
      : [];
  });
  const jumps = points.flatMap((point, at): Warning[] => {
    const before = points[at - 1]?.pays ?? ZERO;
    const jump = minus(point.pays, before);
    const isJump =
      (shape === "step" || at === 0) && jump.num > 0n && !(at === 0 && isZero(point.at));
    return isJump
      ? [
          {
            code: "cliff",
            pointer: `${pointer}/curve/points/${at}`,
            unit: "percent" as const,
            at: exactText(point.at),
            jump: exactText(jump),
          },
        ]
      : [];
  });
  const last = points.at(-1);
  const held: Warning[] =
    above === "hold" && last
      ? [
          {
            code: "dead_zone_above",
            pointer: `${pointer}/curve/above`,
            unit: "percent" as const,
            from: exactText(last.at),
          },
        ]
      : [];
  return [...jumps, ...flat, ...held];
}

function scorecardWarnings(
  { metrics }: Plan,
  { kpis }: ComponentOf<"scorecard">,
  pointer: string,
): Warning[] {
  const classes = kpis.map(({ figure }) => metrics.find(({ key }) => key === figure.metric)?.class);
  return classes.every((each) => each === "result")
    ? [{ code: "results_only", pointer: `${pointer}/kpis` }]
    : [];
}

/** A metric is used by a figure, a measure, a quota, or by a base that reads the same measures. */
function unpaidMetrics(plan: Plan): Warning[] {
  const used = new Set<string>();
  const measures = new Set<string>();
  const figure = ({ metric }: Figure) => used.add(metric);
  for (const condition of plan.conditions) if ("figure" in condition) figure(condition.figure);
  for (const component of plan.components) {
    if ("figure" in component) figure(component.figure);
    if ("kpis" in component) component.kpis.forEach((kpi) => figure(kpi.figure));
    if ("metric" in component) used.add(component.metric);
    if ("measure" in component && "metric" in component.measure) used.add(component.measure.metric);
    if ("base" in component) measuresOf(component.base).forEach(({ key }) => measures.add(key));
    if (component.kind === "unit_rate")
      plan.metrics.filter(({ unit }) => unit === "count").forEach(({ key }) => used.add(key));
    if (component.kind === "pool") {
      if ("metric" in component.sum) used.add(component.sum.metric);
      if (typeof component.share === "object") used.add(component.share.contribution);
    }
    if ("multipliers" in component)
      component.multipliers.forEach((each) => "figure" in each && figure(each.figure));
  }
  return plan.metrics.flatMap(({ key, from }, at): Warning[] => {
    const isPaid =
      from !== "given" && measuresOf(from.credits).some((each) => measures.has(each.key));
    return used.has(key) || isPaid
      ? []
      : [{ code: "unpaid_metric", pointer: `/metrics/${at}`, metric: key }];
  });
}

export type Divergence = {
  readonly metric: string;
  readonly growth: Rate;
  readonly falls: string;
  readonly by: Rate;
};

/**
 * Growth that a health metric pays for: a result that grows while a health metric paired with it
 * falls must alert, although the result is green. Changes are fractions of the value before.
 */
export function divergences(
  metrics: Plan["metrics"],
  changes: ReadonlyMap<string, Rate>,
): Divergence[] {
  return metrics
    .filter(({ class: of, key }) => of === "result" && (changes.get(key)?.num ?? 0n) > 0n)
    .flatMap(({ key }) =>
      metrics.flatMap((health) => {
        const change = changes.get(health.key);
        if (health.class !== "health" || !change) return [];
        const worse = health.direction === "up" ? change.num < 0n : change.num > 0n;
        return worse
          ? [{ metric: key, growth: changes.get(key) ?? ZERO, falls: health.key, by: change }]
          : [];
      }),
    );
}
