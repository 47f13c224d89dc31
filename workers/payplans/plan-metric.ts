import type { PlanJson } from "../incentives/plan-document.ts";
import type { Metric } from "../metrics/metric.ts";
import { metricKey } from "../metrics/plan-key.ts";
import { isRecord } from "./json.ts";

/** A metric as a plan names it. */
export type PlanMetric = PlanJson["metrics"][number];
export type CompanyMetric = Pick<
  Metric,
  "code" | "nameZh" | "nameEn" | "unit" | "scale" | "class" | "direction" | "overTime"
>;

/**
 * A metric of the company as a plan names it: counted from its own credits alone where days add up,
 * else as the figure that the company records.
 */
export function planMetric(metric: CompanyMetric): PlanMetric {
  const key = metricKey(metric.code);
  return {
    key,
    name: { zh: metric.nameZh, en: metric.nameEn },
    unit: metric.unit,
    scale: metric.scale,
    class: metric.class,
    ...(metric.direction === "down" ? { direction: "down" as const } : {}),
    from:
      metric.overTime === "sum"
        ? { credits: "amount", filters: [{ dimension: "metric", values: [key] }] }
        : "given",
  };
}

/** A plan in which a metric goes by another key, wherever it is named. */
export function renamedMetric(plan: PlanJson, from: string, to: string): PlanJson {
  const walk = (of: unknown, name: string, isOfMetric: boolean): unknown => {
    if (Array.isArray(of)) return of.map((each: unknown) => walk(each, name, isOfMetric));
    if (isRecord(of)) {
      const isFilter = of["dimension"] === "metric";
      return Object.fromEntries(
        Object.entries(of).map(([key, each]) => [key, walk(each, key, isFilter)] as const),
      );
    }
    const isNamed =
      name === "metric" || name === "contribution" || (name === "values" && isOfMetric);
    return of === from && isNamed ? to : of;
  };
  const metrics = plan.metrics.map((each) => (each.key === from ? { ...each, key: to } : each));
  // Only texts have changed, so what comes out has the shape of what went in.
  return { ...(walk(plan, "", false) as PlanJson), metrics };
}
