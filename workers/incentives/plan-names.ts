import type { Formula } from "./formula.ts";
import type { Component } from "./plan-components.ts";
import type { Condition } from "./plan-conditions.ts";
import type { Plan } from "./plan-document.ts";
import type { Curve, Figure, Filter, Level, Sum, Table } from "./plan-parts.ts";
import type * as v from "valibot";

/** Everything a plan names that lies outside the document, each with the place that names it. */

type Named<More> = More & { readonly pointer: string };
export type LevelName = v.InferOutput<typeof Level>;

export type Names = {
  readonly formulas: Named<{ readonly formula: Formula }>[];
  readonly dimensions: Named<{
    readonly dimension: string;
    readonly of: "credit" | "deal";
    readonly values: readonly string[];
  }>[];
  /** Targets that are divided by or compared with, and whose: null is everybody of the plan. */
  readonly quotas: Named<{
    readonly metric: string;
    readonly level: LevelName;
    readonly of: Figure["of"];
    readonly positions: readonly string[] | null;
  }>[];
  readonly variables: Named<{
    readonly key: string;
    readonly positions: readonly string[] | null;
  }>[];
  readonly units: Named<{ readonly unit: string }>[];
  readonly boards: Named<{ readonly board: string }>[];
};

type Positions = readonly string[] | null;

export function namesOf(plan: Plan): Names {
  const names: Names = {
    formulas: [],
    dimensions: [],
    quotas: [],
    variables: [],
    units: [],
    boards: [],
  };
  plan.metrics.forEach((metric, at) => {
    if (metric.from === "given") return;
    const here = `/metrics/${at}/from`;
    names.formulas.push({ pointer: `${here}/credits`, formula: metric.from.credits });
    addFilters(names, metric.from.filters, `${here}/filters`);
  });
  plan.components.forEach((component, at) =>
    addComponent(names, plan, component, `/components/${at}`),
  );
  const { gate, multiplier, guarantee, cap } = plan.plan;
  for (const key of [gate?.when, multiplier?.when])
    if (key !== undefined) addCondition(names, plan, key, null);
  addSum(names, guarantee?.sum, null, "/plan/guarantee/sum");
  addSum(names, cap?.sum, null, "/plan/cap/sum");
  addSum(names, plan.draw?.amount, null, "/draw/amount");
  if (plan.basePay)
    names.variables.push({
      pointer: "/basePay/variable",
      key: plan.basePay.variable,
      positions: null,
    });
  return names;
}

function addComponent(names: Names, plan: Plan, component: Component, at: string): void {
  if (component.kind === "award") {
    const { to } = component;
    if ("when" in to) addCondition(names, plan, to.when, null);
    else names.boards.push({ pointer: `${at}/to/board`, board: to.board });
    return;
  }
  const positions = component.positions ?? null;
  component.gates.forEach(({ when }) => addCondition(names, plan, when, positions));
  component.multipliers.forEach((each, index) => {
    const here = `${at}/multipliers/${index}`;
    if ("figure" in each) {
      addFigure(names, each.figure, positions, `${here}/figure`);
      addPoints(names, plan, each.curve, positions);
    } else if (each.when !== undefined) addCondition(names, plan, each.when, positions);
  });
  addSum(names, component.floor, positions, `${at}/floor`);
  addSum(names, component.cap, positions, `${at}/cap`);
  if ("pays" in component) addSum(names, component.pays, positions, `${at}/pays`);
  if ("tiers" in component)
    for (const { when } of component.tiers)
      if (when !== undefined) addCondition(names, plan, when, positions);
  if ("split" in component) addOnCredits(names, component, positions, at);
  addOwn(names, plan, component, positions, at);
}

function addPoints(names: Names, plan: Plan, { points }: Curve, positions: Positions): void {
  for (const { when } of points) if (when !== undefined) addCondition(names, plan, when, positions);
}

type OnCredits = Extract<Component, { split: unknown }>;

function addOnCredits(names: Names, component: OnCredits, positions: Positions, at: string): void {
  addFilters(names, component.filters, `${at}/filters`);
  component.creditFactors.forEach((table, index) =>
    addAxes(names, table.axes, table.rows, `${at}/creditFactors/${index}`),
  );
  if ("base" in component) names.formulas.push({ pointer: `${at}/base`, formula: component.base });
  if (component.kind === "unit_rate") {
    const { counts } = component;
    if (typeof counts === "string") return;
    if ("quantity" in counts)
      names.formulas.push({ pointer: `${at}/counts/quantity`, formula: counts.quantity });
    else addDimension(names, counts.dimension, [], `${at}/counts/dimension`);
    return;
  }
  if (component.kind === "flat") {
    const { rate } = component;
    if ("table" in rate) addAxes(names, rate.table.axes, rate.table.rows, `${at}/rate/table`);
    else addRate(names, rate, positions, `${at}/rate`);
    return;
  }
  const { measure } = component;
  const here = `${at}/measure`;
  if (measure.read === "attainment")
    names.quotas.push({
      ...{ ...measure, pointer: `${here}/metric`, positions },
      // A team's ladder is climbed against the team's target.
      of: component.split !== "credit" && component.split.pay === "team" ? "own_unit" : "person",
    });
  if (measure.read === "sum") names.formulas.push({ pointer: `${here}/of`, formula: measure.of });
  if (measure.read === "count" && typeof measure.of !== "string")
    addDimension(names, measure.of.dimension, [], `${here}/of/dimension`);
  if (measure.read === "ratio")
    names.formulas.push(
      { pointer: `${here}/top`, formula: measure.top },
      { pointer: `${here}/bottom`, formula: measure.bottom },
    );
  if (component.kind === "interpolated") return addSum(names, component.of, positions, `${at}/of`);
  if (component.baseRate) addRate(names, component.baseRate, positions, `${at}/baseRate`);
  component.tiers.forEach(({ pays }, index) => {
    if ("rate" in pays) addRate(names, pays.rate, positions, `${at}/tiers/${index}/pays/rate`);
  });
}

type RateLike = Extract<OnCredits, { kind: "tiered" }>["baseRate"];

function addRate(names: Names, rate: RateLike, positions: Positions, pointer: string): void {
  if (!rate || "num" in rate) return;
  const { byQuotaOf: metric, level, variable } = rate;
  names.quotas.push({ pointer: `${pointer}/byQuotaOf`, metric, level, of: "person", positions });
  names.variables.push({ pointer: `${pointer}/variable`, key: variable, positions });
}

function addOwn(
  names: Names,
  plan: Plan,
  component: Exclude<Component, { kind: "award" }>,
  positions: Positions,
  at: string,
): void {
  switch (component.kind) {
    case "curve":
      addPoints(names, plan, component.curve, positions);
      return addFigure(names, component.figure, positions, `${at}/figure`);
    case "scorecard":
      if (component.curve) addPoints(names, plan, component.curve, positions);
      return component.kpis.forEach(({ figure, curve }, index) => {
        addPoints(names, plan, curve, positions);
        addFigure(names, figure, positions, `${at}/kpis/${index}/figure`);
      });
    case "bonus":
      return addCondition(names, plan, component.when, positions);
    case "raffle":
      if (component.qualifies !== undefined)
        addCondition(names, plan, component.qualifies, positions);
      names.boards.push({ pointer: `${at}/board`, board: component.board });
      return;
    case "prize":
      names.boards.push({ pointer: `${at}/board`, board: component.board });
      return;
    case "pool":
      if (component.unit !== "own_unit")
        names.units.push({ pointer: `${at}/unit/unit`, unit: component.unit.unit });
      return;
    case "gonik":
    case "joint_base": {
      const { metric, level } = component;
      names.quotas.push({ pointer: `${at}/metric`, metric, level, of: "person", positions });
      return;
    }
    case "tiered":
    case "flat":
    case "interpolated":
    case "unit_rate":
    case "override":
    case "greater_of":
      return;
  }
}

function addCondition(
  names: Names,
  plan: Plan,
  key: string,
  positions: Positions,
  depth = 0,
): void {
  const at = plan.conditions.findIndex((each) => each.key === key);
  const condition: Condition | undefined = plan.conditions[at];
  if (!condition || depth > 20) return;
  const inner = "all" in condition ? condition.all : "any" in condition ? condition.any : [];
  const keys = "not" in condition ? [condition.not] : inner;
  keys.forEach((each) => addCondition(names, plan, each, positions, depth + 1));
  if (!("figure" in condition)) return;
  const { figure, than } = condition;
  addFigure(names, figure, positions, `/conditions/${at}/figure`);
  if ("quota" in than) {
    const { metric, of } = figure;
    const here = `/conditions/${at}/than/quota`;
    names.quotas.push({ pointer: here, metric, level: than.quota, of, positions });
  }
}

function addFigure(names: Names, figure: Figure, positions: Positions, pointer: string): void {
  const { metric, level, of } = figure;
  if (typeof of === "object") names.units.push({ pointer: `${pointer}/of/unit`, unit: of.unit });
  if (figure.read === "attainment")
    names.quotas.push({ pointer: `${pointer}/metric`, metric, level, of, positions });
}

function addSum(names: Names, sum: Sum | undefined, positions: Positions, pointer: string): void {
  if (sum && "variable" in sum)
    names.variables.push({ pointer: `${pointer}/variable`, key: sum.variable, positions });
}

function addFilters(names: Names, filters: readonly Filter[], pointer: string): void {
  filters.forEach(({ dimension, of, values }, at) =>
    names.dimensions.push({ pointer: `${pointer}/${at}`, dimension, of, values }),
  );
}

function addDimension(names: Names, dimension: string, values: string[], pointer: string): void {
  names.dimensions.push({ pointer, dimension, of: "credit", values });
}

type Rows = readonly { readonly at: readonly unknown[] }[];

function addAxes(names: Names, axes: Table["axes"], rows: Rows, pointer: string): void {
  axes.forEach((axis, index) => {
    const here = `${pointer}/axes/${index}`;
    if ("measure" in axis)
      names.formulas.push({ pointer: `${here}/measure`, formula: axis.measure });
    else {
      const cells = rows.map(({ at }) => at[index]).filter((cell) => typeof cell === "string");
      addDimension(names, axis.dimension, cells, `${here}/dimension`);
    }
  });
}
