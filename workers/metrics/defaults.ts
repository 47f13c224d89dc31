import { derivedId } from "../lib/id.ts";
import type { Metric, MetricId } from "./metric.ts";

type Default = Omit<
  Metric,
  "id" | "version" | "owner" | "currency" | "health" | "weighedBy" | "downRule" | "downMax"
>;

const shape = {
  unit: "count",
  scale: 0,
  tax: "none",
  class: "result",
  direction: "up",
  overTime: "sum",
  overPeople: "sum",
  formula: null,
  source: null,
} as const satisfies Partial<Default>;
const money = { ...shape, unit: "money", scale: 2 } as const;

/**
 * What a new tenant measures before it says so itself: results, the process that leads to them, and
 * a health metric beside growth. Revenue and collection are read with tax, as orders are written.
 */
export const DEFAULT_METRICS: readonly Default[] = [
  {
    ...money,
    code: "revenue",
    nameZh: "销售额",
    nameEn: "Revenue",
    tax: "included",
    formula: "orders * average_order",
  },
  { ...money, code: "collection", nameZh: "回款", nameEn: "Collection", tax: "included" },
  { ...money, code: "margin", nameZh: "毛利", nameEn: "Gross margin", tax: "excluded" },
  { ...shape, code: "orders", nameZh: "订单数", nameEn: "Orders" },
  {
    ...money,
    code: "average_order",
    nameZh: "客单价",
    nameEn: "Average order",
    tax: "included",
    overTime: "ratio",
    overPeople: "ratio",
    formula: "revenue / orders",
  },
  { ...shape, code: "new_customers", nameZh: "新客户数", nameEn: "New customers" },
  { ...shape, code: "visits", nameZh: "拜访数", nameEn: "Visits", class: "process" },
  { ...shape, code: "proposals", nameZh: "方案数", nameEn: "Proposals", class: "process" },
  {
    ...shape,
    code: "margin_rate",
    nameZh: "毛利率",
    nameEn: "Margin rate",
    unit: "ratio",
    scale: 4,
    class: "health",
    overTime: "ratio",
    overPeople: "ratio",
    formula: "margin / revenue",
  },
];

/** What stands beside nothing, and reaches at most twice its target where less is better. */
export const ALONE = {
  health: null,
  weighedBy: null,
  downRule: "target_over_actual",
  downMax: "2",
} as const;

/** The id a default metric has in a tenant: known before it is written. */
export function defaultMetricId(tenant: string, code: string, nowMs: number): Promise<MetricId> {
  return derivedId<"metric">(`${tenant}:metric:${code}`, nowMs);
}

/** The default metrics under the ids they always have in this tenant. */
export async function defaultMetricRows(tenant: string, nowMs: number): Promise<Metric[]> {
  // Growth of revenue is watched beside the margin rate: what grows by giving it away shows.
  const health = await defaultMetricId(tenant, "margin_rate", nowMs);
  return Promise.all(
    DEFAULT_METRICS.map(async (metric) => ({
      ...metric,
      id: await defaultMetricId(tenant, metric.code, nowMs),
      currency: null,
      owner: null,
      ...ALONE,
      health: metric.code === "revenue" ? health : null,
      version: 1,
    })),
  );
}
