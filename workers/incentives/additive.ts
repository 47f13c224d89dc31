import { type Formula, formulaText, measuresOf } from "./formula.ts";
import type { CreditComponent } from "./plan-components.ts";
import type { Plan } from "./plan-document.ts";
import { type Filter, isSingle } from "./plan-parts.ts";
import { followsDeals } from "./follows-deals.ts";
import { isImmediate } from "./release.ts";
import { metricOf } from "./world.ts";

/**
 * Whether a plan asks of credits nothing but sums: then credits of one person that fall between the
 * same days and pass the same filters may be added before anything is computed, and the pay is the
 * same to the last fraction. Whatever looks at single credits or deals (their count, caps, factors,
 * places, parts, releases) is not additive.
 */
export type Additive = {
  /** Measures that are read. */
  readonly measures: readonly string[];
  /** Dimensions that filters look at. */
  readonly dimensions: readonly string[];
  /** Units of credits matter: pools and figures of units. */
  readonly units: boolean;
  /** A credit below 0 that is no refund would be treated on its own. */
  readonly onlyPositive: boolean;
};

export function additive(plans: readonly Plan[]): Additive | null {
  const measures = new Set<string>();
  const dimensions = new Set<string>();
  let onlyPositive = false;
  let units = false;
  const takes = (formula: Formula): boolean => {
    const read = measuresOf(formula);
    for (const { key } of read) measures.add(key);
    return isLinear(formula) && read.every(({ of }) => of === "credit");
  };
  const filtered = (filters: readonly Filter[]): boolean => {
    for (const { dimension } of filters) dimensions.add(dimension);
    return filters.every(({ of }) => of === "credit");
  };
  for (const plan of plans) {
    if (plan.late !== "true_up" || !isImmediate(plan.release) || followsDeals(plan)) return null;
    for (const { from } of plan.metrics)
      if (from !== "given" && !(takes(from.credits) && filtered(from.filters))) return null;
    for (const component of plan.components) {
      if (component.kind === "override") return null;
      if ("release" in component && component.release && !isImmediate(component.release))
        return null;
      units ||= component.kind === "pool";
      if (!("split" in component)) continue;
      if (!isAdditive(plan, component, takes) || !filtered(component.filters)) return null;
      const { pays, per } = component.negative;
      if (pays === "negative" && per === "window") continue;
      // What is below 0 would be treated on its own: then no credit's base may be.
      if ("base" in component && !isRising(component.base)) return null;
      onlyPositive = true;
    }
    units ||= JSON.stringify([plan.conditions, plan.components], small).includes('"of":"own_unit"');
    units ||= JSON.stringify([plan.conditions, plan.components], small).includes('"of":{"unit"');
  }
  return { measures: [...measures], dimensions: [...dimensions], units, onlyPositive };
}

function small(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? "" : value;
}

function isAdditive(
  plan: Plan,
  component: CreditComponent,
  takes: (formula: Formula) => boolean,
): boolean {
  const { split, dealCap, creditFactors } = component;
  if (split !== "credit" || dealCap || creditFactors.length > 0) return false;
  if (isSingle(component.window)) return false;
  if (component.kind === "unit_rate")
    return (
      typeof component.counts !== "string" &&
      "quantity" in component.counts &&
      takes(component.counts.quantity)
    );
  if (!takes(component.base)) return false;
  if (component.kind === "flat") return !("table" in component.rate);
  const { measure } = component;
  if (measure.read === "base") return true;
  if (measure.read === "sum") return formulaText(measure.of) === formulaText(component.base);
  if (measure.read !== "attainment") return false;
  // Measure and base go together only where they are the same credits and the same formula.
  const metric = metricOf(plan, measure.metric);
  return (
    metric !== undefined &&
    metric.from !== "given" &&
    formulaText(metric.from.credits) === formulaText(component.base) &&
    JSON.stringify(metric.from.filters) === JSON.stringify(component.filters) &&
    component.roles.length === 1 &&
    component.roles[0] === "direct"
  );
}

/** Sums of measures times numbers: what holds for two credits holds for their sum. */
function isLinear(formula: Formula): boolean {
  switch (formula.kind) {
    case "measure":
      return true;
    case "sum":
    case "difference":
      return formula.of.every((each) => isZeroNumber(each) || isLinear(each));
    case "product": {
      const rest = formula.of.filter(({ kind }) => kind !== "number");
      return rest.length === 1 && rest.every(isLinear);
    }
    case "quotient": {
      const [top, ...by] = formula.of;
      return top !== undefined && isLinear(top) && by.every(isNonZeroNumber);
    }
    case "number":
    case "min":
    case "max":
      return false;
  }
}

/** Never below 0 where no measure is. */
function isRising(formula: Formula): boolean {
  switch (formula.kind) {
    case "measure":
      return true;
    case "number":
      return formula.value.num >= 0n;
    case "sum":
    case "product":
    case "quotient":
      return formula.of.every(isRising);
    case "difference":
    case "min":
    case "max":
      return false;
  }
}

/** "-x" is read as 0 - x. */
function isZeroNumber(formula: Formula): boolean {
  return formula.kind === "number" && formula.value.num === 0n;
}

function isNonZeroNumber(formula: Formula): boolean {
  return formula.kind === "number" && formula.value.num !== 0n;
}

/** Every day a plan's document names: between two of them nothing of the plan changes. */
export function daysNamed(plan: Plan): string[] {
  const days: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === "string") {
      if (/^\d{4}-\d{2}-\d{2}$/.test(value)) days.push(value);
    } else if (value !== null && typeof value === "object") Object.values(value).forEach(walk);
  };
  walk(plan);
  return days;
}
