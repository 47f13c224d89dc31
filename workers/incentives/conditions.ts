import { compareRates, type Rate } from "../lib/rate.ts";
import { exactText, times } from "./exact.ts";
import { basisInterval, figureOf, type Scene, subjectOf, windowNow } from "./figures.ts";
import type { Curve } from "./plan-parts.ts";
import { quotaOf } from "./quota.ts";
import { conditionOf, traced, type Tracing } from "./world.ts";

/**
 * Whether a condition holds for a person at the moment. A comparison with a figure or quota that
 * does not exist is false. Circles and unknown keys are refused by the plan check.
 */
export function holds(
  scene: Scene,
  personId: string,
  key: string,
  trace: Tracing,
  step: number,
): boolean {
  const condition = conditionOf(scene.plan, key);
  if (!condition) return false;
  if ("all" in condition)
    return condition.all.every((each) => holds(scene, personId, each, trace, step));
  if ("any" in condition)
    return condition.any.some((each) => holds(scene, personId, each, trace, step));
  if ("not" in condition) return !holds(scene, personId, condition.not, trace, step);

  const { value } = figureOf(scene, personId, condition.figure);
  const than = bound(scene, personId, condition);
  const held = value !== null && than !== null && compares(value, condition.is, than);
  traced(trace, step, "condition", () => ({
    condition: key,
    figure: value === null ? "none" : exactText(value),
    is: condition.is,
    than: than === null ? "none" : exactText(than),
    holds: held ? "1" : "0",
  }));
  return held;
}

/** A curve as it stands for a person at the moment: of the points whose conditions hold. */
export function curveNow(
  scene: Scene,
  personId: string,
  curve: Curve,
  trace: Tracing,
  step: number,
): Curve {
  if (curve.points.every(({ when }) => when === undefined)) return curve;
  const points = curve.points.filter(
    ({ when }) => when === undefined || holds(scene, personId, when, trace, step),
  );
  return { ...curve, points };
}

type Comparison = Extract<
  NonNullable<ReturnType<typeof conditionOf>>,
  { readonly figure: unknown }
>;

function bound(scene: Scene, personId: string, { figure, than }: Comparison): Rate | null {
  if ("number" in than) return than.number;
  const window = windowNow(scene, figure.window);
  const subject = subjectOf(scene, personId, figure.of);
  if (!window || !subject) return null;
  const within = basisInterval(scene, figure.basis, window);
  const quota = quotaOf(scene.world, scene.plan, subject, figure.metric, than.quota, within);
  return quota.versions === 0 ? null : times(quota.effective, than.times);
}

function compares(a: Rate, is: Comparison["is"], b: Rate): boolean {
  const order = compareRates(a, b);
  switch (is) {
    case ">=":
      return order >= 0;
    case ">":
      return order > 0;
    case "<=":
      return order <= 0;
    case "<":
      return order < 0;
    case "=":
      return order === 0;
  }
}
