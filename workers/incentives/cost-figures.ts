import { intersection, type Interval } from "../lib/interval.ts";
import { type Rate, ZERO } from "../lib/rate.ts";
import { greatest, isAtLeast, over, times, whole } from "./exact.ts";
import type { EvaluationInput } from "./input.ts";
import type { Metric } from "./plan-conditions.ts";
import type { Plan } from "./plan-document.ts";
import type { Curve, Figure, TimeWindow } from "./plan-parts.ts";
import { quotaOf } from "./quota.ts";
import { fiscalAcross } from "../calendar/day-count.ts";
import { payPeriods, timeOf, windowAt } from "./time.ts";
import { addDays } from "../lib/day.ts";
import { worldOf } from "./world.ts";

type Made = Pick<EvaluationInput, "figures" | "forecasts">;

/**
 * Given metrics and forecasts of a cost estimate: where a metric has a target, the stated part of
 * it; else the same part of what a curve calls full, or of what a condition asks for. A metric that
 * should be low is divided instead. Forecasts are what is then sold.
 */
export function costFigures(plan: Plan, input: EvaluationInput, at: Rate): Made {
  return { figures: figuresOf(plan, input, at), forecasts: forecastsOf(plan, input, at) };
}

function figuresOf(plan: Plan, input: EvaluationInput, at: Rate): EvaluationInput["figures"] {
  const world = worldOf(input, false);
  const given = plan.metrics.filter(({ from }) => from === "given");
  return given.flatMap((metric) => {
    const uses = figuresIn(plan).filter(({ figure }) => figure.metric === metric.key);
    const windows = new Map(
      uses.flatMap(({ figure }) =>
        stretches(plan, input, figure.window).map((each) => [`${each.from}/${each.until}`, each]),
      ),
    );
    const full = uses.reduce((most, { full: of }) => greatest(most, of), ZERO);
    return subjects(plan, input, uses).flatMap(({ kind, id }) =>
      [...windows.values()].map(({ from, until }) => {
        const quota = quotaOf(world, plan, { kind, id }, metric.key, "committed", { from, until });
        const wanted = quota.effective.num > 0n ? quota.effective : full;
        return {
          subject: id,
          metric: metric.key,
          from,
          until,
          value: standing(metric, wanted, at),
        };
      }),
    );
  });
}

function standing({ direction }: Metric, wanted: Rate, at: Rate): Rate {
  return direction === "up" ? times(wanted, at) : over(wanted, at);
}

type Use = { readonly figure: Figure; readonly full: Rate };

/** Every figure of the plan, with the value that counts as full. */
function figuresIn(plan: Plan): Use[] {
  const conditions = plan.conditions.flatMap((each) =>
    "figure" in each
      ? [{ figure: each.figure, full: "number" in each.than ? each.than.number : ZERO }]
      : [],
  );
  const components = plan.components.flatMap((component): Use[] => {
    if (component.kind === "award") return [];
    const by = component.multipliers.flatMap((each) =>
      "figure" in each ? [{ figure: each.figure, full: fullOf(each.curve) }] : [],
    );
    if (component.kind === "curve")
      return [...by, { figure: component.figure, full: fullOf(component.curve) }];
    if (component.kind !== "scorecard") return by;
    return [...by, ...component.kpis.map(({ figure, curve }) => ({ figure, full: fullOf(curve) }))];
  });
  return [...conditions, ...components];
}

/** Where a curve first pays in full, or its last point. */
function fullOf({ points }: Curve): Rate {
  return (points.find(({ pays }) => isAtLeast(pays, whole(1))) ?? points.at(-1))?.at ?? ZERO;
}

type Whose = { readonly kind: "person" | "unit"; readonly id: string };

function subjects({ components }: Plan, input: EvaluationInput, uses: readonly Use[]): Whose[] {
  const people = input.participants.map(({ id }): Whose => ({ kind: "person", id }));
  const named = uses.flatMap(({ figure: { of } }) => (typeof of === "object" ? [of.unit] : []));
  const own = uses.some(({ figure: { of } }) => of === "own_unit") && components.length > 0;
  const units = own
    ? input.participants.flatMap((each) => each.memberships.map(({ unit }) => unit))
    : [];
  return [
    ...people,
    ...[...new Set([...named, ...units])].map((id): Whose => ({ kind: "unit", id })),
  ];
}

/** Every stretch of a window that some statement looks at: from its begin to each period's end in it. */
function stretches(plan: Plan, input: EvaluationInput, window: TimeWindow): Interval[] {
  const time = timeOf(input.calendar);
  const ends = [
    ...payPeriods(time, plan.pay, input).map(({ until }) => until),
    ...fiscalAcross(time, "month", input).map(({ until }) => until),
  ];
  return ends.flatMap((end) => {
    const last = addDays(end, -1);
    const all =
      window === "period"
        ? payPeriods(time, plan.pay, { from: input.from, until: end }).at(-1)
        : windowAt(time, window, last);
    return all ? (intersection(all, { from: all.from, until: end }) ?? []) : [];
  });
}

function forecastsOf(plan: Plan, input: EvaluationInput, at: Rate): EvaluationInput["forecasts"] {
  const world = worldOf(input, false);
  return plan.components.flatMap((component) => {
    if (component.kind !== "gonik" && component.kind !== "joint_base") return [];
    const { metric, level, window } = component;
    return stretches(plan, input, window).flatMap(({ from, until }) =>
      input.participants.map(({ id: person }) => {
        const subject = { kind: "person", id: person } as const;
        const quota = quotaOf(world, plan, subject, metric, level, { from, until });
        return { person, metric, from, until, value: times(quota.effective, at) };
      }),
    );
  });
}
