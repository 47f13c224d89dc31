import type { ComponentJson, PlanJson } from "../incentives/plan-document.ts";
import { metricKey } from "../metrics/plan-key.ts";
import { type CompanyMetric, planMetric, type PlanMetric, renamedMetric } from "./plan-metric.ts";

/** What a company has that a template may name. */
export type OwnThings = {
  readonly metrics: readonly CompanyMetric[];
  /** Texts by which its entries are told apart. */
  readonly dimensions: readonly string[];
  /** Codes of award rules whose rankings of people are frozen. */
  readonly boards: readonly string[];
};

/**
 * What a template names and the company calls by another name, or measures in another way, in the
 * company's own: a second metric, new customers, a board. What it has nothing like stays as it is,
 * and the check of the plan says what to do.
 */
export function inOwnWords(plan: PlanJson, own: OwnThings): PlanJson {
  return onOwnBoards(withOwnNewCustomers(withOwnMetrics(plan, own), own), own);
}

/** A metric the company does not have gives its place to the most alike that the plan does not name yet. */
function withOwnMetrics(plan: PlanJson, { metrics }: OwnThings): PlanJson {
  const keys = new Set(metrics.map(({ code }) => metricKey(code)));
  const strange = plan.metrics.find(({ key }) => !keys.has(key));
  const alike = strange && likest(metrics, plan);
  if (!strange || !alike) return plan;
  const made = planMetric(alike);
  const renamed = renamedMetric(plan, strange.key, made.key);
  return {
    ...renamed,
    metrics: renamed.metrics.map((each) => (each.key === made.key ? made : each)),
    components: renamed.components.map((component) => weighed(component, strange.key, made)),
  };
}

/** A measure of health, else something counted; more of it must be better. */
function likest(metrics: readonly CompanyMetric[], plan: PlanJson): CompanyMetric | undefined {
  const free = metrics.filter(
    ({ code, direction }) =>
      direction === "up" && !plan.metrics.some(({ key }) => key === metricKey(code)),
  );
  return (
    free.find((each) => each.class === "health") ??
    free.find(({ unit, overTime }) => unit === "count" && overTime === "sum")
  );
}

/** A scorecard's line under the metric's own name, its curve at figures such a metric has. */
function weighed(component: ComponentJson, from: string, made: PlanMetric): ComponentJson {
  if (component.kind !== "scorecard") return component;
  const kpis = component.kpis.map((kpi) =>
    kpi.key === from
      ? { ...kpi, key: made.key, name: made.name, curve: { ...kpi.curve, points: pointsOf(made) } }
      : kpi,
  );
  return { ...component, kpis };
}

const USUAL: Readonly<Record<string, readonly [string, string]>> = {
  score: ["80", "95"],
  ratio: ["20%", "40%"],
};

function pointsOf({ unit }: PlanMetric) {
  const [nothing, all] = USUAL[unit] ?? ["0", "10"];
  return [
    { at: nothing, pays: "0" },
    { at: all, pays: "100%" },
  ];
}

const NEW_CUSTOMER = { dimension: "customer_kind", named: /new.?cust|新客/iu };

/** Where no entry says what kind of customer it is, a metric that counts new ones does. */
function withOwnNewCustomers(plan: PlanJson, { metrics, dimensions }: OwnThings): PlanJson {
  const counted = metrics.find(
    ({ code, nameZh, nameEn, unit, overTime }) =>
      unit === "count" &&
      overTime === "sum" &&
      [code, nameZh, nameEn].some((name) => NEW_CUSTOMER.named.test(name)),
  );
  const isAsked = plan.components.some(filtersNew);
  if (!counted || !isAsked || dimensions.includes(NEW_CUSTOMER.dimension)) return plan;
  const made = planMetric(counted);
  return {
    ...plan,
    metrics: [...plan.metrics.filter(({ key }) => key !== made.key), made],
    components: plan.components.map((component) =>
      component.kind === "unit_rate" && filtersNew(component)
        ? {
            ...component,
            counts: "credit",
            filters: [{ dimension: "metric", values: [made.key] }],
          }
        : component,
    ),
  };
}

function filtersNew(component: ComponentJson): boolean {
  const filters = "filters" in component ? (component.filters ?? []) : [];
  return filters.some(({ dimension }) => dimension === NEW_CUSTOMER.dimension);
}

function onOwnBoards(plan: PlanJson, { boards }: OwnThings): PlanJson {
  const [first] = boards;
  if (first === undefined) return plan;
  return {
    ...plan,
    components: plan.components.map((component) =>
      "board" in component && !boards.includes(component.board)
        ? { ...component, board: first }
        : component,
    ),
  };
}
