import { type Rate, ZERO } from "../lib/rate.ts";
import { sumOf } from "./base.ts";
import type { Climb, Worked } from "./climb.ts";
import { exactText, isZero, over, plus, times, whole } from "./exact.ts";
import { basisInterval, isReleased, lookedUp, type Scene } from "./figures.ts";
import { fits } from "./filters.ts";
import type { Formula } from "./formula.ts";
import { originalValueOf, valueOf } from "./formula-value.ts";
import type { Item } from "./items.ts";
import type { Measure } from "./plan-tiers.ts";
import { quotaOf } from "./quota.ts";
import { subjectNamed } from "./subject.ts";
import { metricOf, traced, type Tracing } from "./world.ts";

const ONE = whole(1);

/** What is looked up, and each item's step along it. */
export type Measured = {
  readonly steps: readonly Worked[];
  /** The measure of the whole window: items' sum, or a ratio that has no steps. */
  readonly at: Rate;
  readonly lookedUpAt: Rate;
  readonly ratio: boolean;
  /** What one unit of a bound is in the measure: the quota, where bounds are attainment. */
  readonly unit: Rate;
  readonly quota: Rate | null;
  readonly end: Rate | null;
  readonly target: "there" | "none" | "missing";
};

/** Step 5: the measure, and for attainment the effective target it is divided by. */
export function measured(
  scene: Scene,
  measure: Measure,
  worked: readonly Worked[],
  climb: Climb,
  trace: Tracing,
): Measured {
  const plain = { unit: ONE, quota: null, end: null, ratio: false, target: "there" } as const;
  const share = (item: Item) => (climb.entire ? ONE : item.share);
  const inBase = ({ counts }: Worked) => counts === true;
  switch (measure.read) {
    case "base": {
      const steps = worked.map((each) => ({ ...each, measure: each.base }));
      const at = sumOf(worked);
      return { ...plain, steps, at, lookedUpAt: at };
    }
    case "sum": {
      const steps = worked.map((each) => ({
        ...each,
        measure: inBase(each)
          ? times(counted(scene, measure.of, each.item), share(each.item))
          : ZERO,
      }));
      const at = total(steps);
      return { ...plain, steps, at, lookedUpAt: at };
    }
    case "count": {
      const seen = new Set<string>();
      const steps = worked.map((each) => {
        const { of } = measure;
        const { item } = each;
        const thing =
          of === "credit"
            ? item.id
            : of === "deal"
              ? (item.deal?.id ?? item.id)
              : item.dimensions[of.dimension];
        const isNew = inBase(each) && thing !== undefined && !seen.has(thing);
        if (isNew) seen.add(thing);
        return { ...each, measure: isNew ? ONE : ZERO };
      });
      const at = total(steps);
      return { ...plain, steps, at, lookedUpAt: at };
    }
    case "ratio": {
      const sumBy = (formula: Formula) =>
        worked.reduce(
          (sum, each) =>
            inBase(each)
              ? plus(sum, times(counted(scene, formula, each.item), share(each.item)))
              : sum,
          ZERO,
        );
      const [top, bottom] = [sumBy(measure.top), sumBy(measure.bottom)];
      const at = isZero(bottom) ? ZERO : over(top, bottom);
      traced(trace, 5, "ratio", () => ({
        top: exactText(top),
        bottom: exactText(bottom),
        ratio: exactText(at),
      }));
      return { ...plain, steps: worked, at, lookedUpAt: at, ratio: true };
    }
    case "attainment":
      return attained(scene, measure, worked, climb, trace, share);
  }
}

function total(steps: readonly Worked[]): Rate {
  return steps.reduce((sum, { measure }) => plus(sum, measure), ZERO);
}

function attained(
  scene: Scene,
  measure: Extract<Measure, { read: "attainment" }>,
  worked: readonly Worked[],
  climb: Climb,
  trace: Tracing,
  share: (item: Item) => Rate,
): Measured {
  const { world, plan } = scene;
  const metric = metricOf(plan, measure.metric);
  const formula = metric && metric.from !== "given" ? metric.from : null;
  const steps = worked.map((each) => {
    const counts =
      formula &&
      each.item.role === "direct" &&
      formula.filters.every((one) => fits(one, each.item));
    return {
      ...each,
      measure: counts ? times(counted(scene, formula.credits, each.item), share(each.item)) : ZERO,
    };
  });
  const of = basisInterval(scene, measure.basis, climb.within);
  const quota = quotaOf(world, plan, subjectNamed(climb.person), measure.metric, measure.level, of);
  const amount = total(steps);
  const target = quota.effective.num > 0n ? "there" : isReleased(quota) ? "none" : "missing";
  const unit = target === "there" ? quota.effective : ONE;
  const lookedUpAt = target === "there" ? lookedUp(over(amount, unit), measure.rounding) : ZERO;
  traced(trace, 5, "attainment", () => ({
    amount: exactText(amount),
    committed: exactText(quota.committed),
    prorated: exactText(quota.prorated),
    ramped: exactText(quota.ramped),
    target: exactText(quota.effective),
    ...(target === "there"
      ? { attainment: exactText(over(amount, unit)), looked_up: exactText(lookedUpAt) }
      : {}),
  }));
  return {
    steps,
    at: amount,
    lookedUpAt: times(lookedUpAt, unit),
    ratio: false,
    unit,
    quota: quota.effective,
    end: measure.cap ? times(measure.cap, unit) : null,
    target,
  };
}

/** Where refunds are paid back as paid, windows are computed as if there were none. */
function counted({ world, plan }: Scene, formula: Formula, item: Item): Rate {
  return plan.late === "as_paid"
    ? originalValueOf(world, formula, item)
    : valueOf(world, formula, item);
}
