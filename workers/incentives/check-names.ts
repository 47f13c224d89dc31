import { rate } from "../lib/rate.ts";
import { exactText, isZero, plus, whole } from "./exact.ts";
import type { IncentiveFlaw } from "./outcome.ts";
import type { ComponentOf } from "./plan-components.ts";
import type { Plan } from "./plan-document.ts";
import type { Curve, Figure } from "./plan-parts.ts";
import type { Release } from "./plan-rules.ts";

/** Whether what a plan names exists, and whether parts are a whole. */

export function figureFlaws(plan: Plan, figure: Figure, pointer: string): IncentiveFlaw[] {
  return metricFlaws(plan, figure.metric, `${pointer}/metric`);
}

export function metricFlaws({ metrics }: Plan, key: string, pointer: string): IncentiveFlaw[] {
  if (metrics.some((metric) => metric.key === key)) return [];
  const known = metrics.map((metric) => metric.key).join(", ");
  return [{ code: "incentives/metric_unknown", pointer, metric: key, known }];
}

export function conditionKeyFlaws(
  { conditions }: Plan,
  key: string,
  pointer: string,
): IncentiveFlaw[] {
  if (conditions.some((condition) => condition.key === key)) return [];
  return [{ code: "incentives/condition_unknown", pointer, condition: key }];
}

export function releaseFlaws(release: Release | undefined, pointer: string): IncentiveFlaw[] {
  if (!release) return [];
  const sum = release.parts.reduce((all, { share }) => plus(all, share), whole(0));
  const { num, den } = rate(sum.num, sum.den);
  if (num === den) return [];
  return [{ code: "incentives/release_sum", pointer: `${pointer}/parts`, sum: exactText(sum) }];
}

/** Points of a curve that stand only while a condition holds. */
export function pointFlaws(plan: Plan, curve: Curve | undefined, pointer: string): IncentiveFlaw[] {
  return (curve?.points ?? []).flatMap(({ when }, at) =>
    when === undefined ? [] : conditionKeyFlaws(plan, when, `${pointer}/points/${at}/when`),
  );
}

/** Weights that sum to 1, and what its figures and curves name. */
export function scorecardFlaws(
  plan: Plan,
  { kpis, curve: total }: ComponentOf<"scorecard">,
  pointer: string,
): IncentiveFlaw[] {
  const sum = kpis.reduce((all, { weight }) => plus(all, weight), whole(0));
  const isWhole = isZero(plus(sum, whole(-1)));
  return [
    ...(isWhole
      ? []
      : [
          {
            code: "incentives/weights_sum" as const,
            pointer: `${pointer}/kpis`,
            sum: exactText(sum),
          },
        ]),
    ...kpis.flatMap(({ figure, curve }, at) => [
      ...figureFlaws(plan, figure, `${pointer}/kpis/${at}/figure`),
      ...pointFlaws(plan, curve, `${pointer}/kpis/${at}/curve`),
    ]),
    ...pointFlaws(plan, total, `${pointer}/curve`),
  ];
}
