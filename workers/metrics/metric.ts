import type { Id } from "../lib/id.ts";
import { parseRate } from "../lib/rate.ts";

export type MetricId = Id<"metric">;
export const METRIC_UNITS = ["money", "count", "ratio", "days", "score"] as const;
export type MetricUnit = (typeof METRIC_UNITS)[number];
export const CLASSES = ["result", "process", "health"] as const;
export const DIRECTIONS = ["up", "down"] as const;
/** How a figure of many days, or of many people, is made of the single ones. */
export const AGGREGATIONS = ["sum", "last", "mean", "ratio"] as const;
export const TAXES = ["included", "excluded", "none"] as const;
/** Direction down: target / actual, or 2 - actual / target; both at most `downMax`. */
export const DOWN_RULES = ["target_over_actual", "two_minus"] as const;
export const SCALE_MAX = 6;

export type Metric = {
  readonly id: MetricId;
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly unit: MetricUnit;
  /** Decimals of every amount of this metric; 12.34 at scale 2 is stored as 1234. Never changes. */
  readonly scale: number;
  /** Money only. Null: an entry may come in any currency, the tenant's own by default. */
  readonly currency: string | null;
  readonly tax: (typeof TAXES)[number];
  readonly class: (typeof CLASSES)[number];
  readonly direction: (typeof DIRECTIONS)[number];
  readonly overTime: (typeof AGGREGATIONS)[number];
  readonly overPeople: (typeof AGGREGATIONS)[number];
  /**
   * Codes of the metrics that make this one: "margin / revenue" for a ratio, or the drivers whose
   * product it is, "new_customers * average_order". Any other text is a note.
   */
  readonly formula: string | null;
  readonly source: string | null;
  readonly owner: string | null;
  /** The health metric that is watched beside this one's growth, by id. */
  readonly health: string | null;
  /** The metric whose sums weigh a mean over people, by id; entries count alike without one. */
  readonly weighedBy: string | null;
  readonly downRule: (typeof DOWN_RULES)[number];
  /** Decimal text above 0: the most that direction down can reach, also at an actual of 0. */
  readonly downMax: string;
  readonly version: number;
};

export type MetricRefusal =
  | { readonly code: "metrics/ratio_needs_formula" }
  | { readonly code: "metrics/currency_of_money_only" }
  | { readonly code: "metrics/unknown_formula"; readonly value: string }
  | { readonly code: "metrics/circular_formula"; readonly value: string }
  | { readonly code: "metrics/unknown_metric"; readonly value: string }
  | { readonly code: "metrics/not_health"; readonly value: string }
  | { readonly code: "metrics/down_max"; readonly value: string };

const FORMULA = /^([^\s/]+) \/ ([^\s/]+)$/;

/** The two metrics a ratio is made of, by code; null when the text is no ratio. */
export function ratioOf(formula: string): { readonly over: string; readonly under: string } | null {
  const parts = FORMULA.exec(formula.trim());
  return parts ? { over: parts[1] ?? "", under: parts[2] ?? "" } : null;
}

const PRODUCT = /^[^\s*/×]+( [*×] [^\s*/×]+){1,5}$/;

/** The drivers whose product a metric is, by code; null when the text is no product. */
export function driversOf(formula: string): readonly string[] | null {
  const text = formula.trim();
  return PRODUCT.test(text) ? text.split(/ [*×] /) : null;
}

type Defined = Pick<
  Metric,
  "unit" | "currency" | "formula" | "overTime" | "health" | "weighedBy" | "downMax"
> & { readonly code?: string };
/** What is known of the other metrics. */
export type Others = readonly Pick<Metric, "id" | "code" | "class" | "formula">[];

/** What a definition must agree with itself and the others about; null when it does. */
export function flawOf(metric: Defined, others: Others): MetricRefusal | null {
  if (metric.currency !== null && metric.unit !== "money")
    return { code: "metrics/currency_of_money_only" };
  return flawOfFormula(metric, others) ?? flawOfCompany(metric, others) ?? flawOfMax(metric);
}

function flawOfFormula(metric: Defined, others: Others): MetricRefusal | null {
  const { unit, overTime, code } = metric;
  const formula = metric.formula ?? "";
  const ratio = ratioOf(formula);
  const isRatio = unit === "ratio" || overTime === "ratio";
  if (isRatio && !ratio) return { code: "metrics/ratio_needs_formula" };
  const parts = isRatio && ratio ? [ratio.over, ratio.under] : driversOf(formula);
  if (!parts) return null;
  const byCode = new Map(others.map((each) => [each.code, each]));
  const missing = parts.find((part) => !byCode.has(part) && part !== code);
  if (missing !== undefined) return { code: "metrics/unknown_formula", value: missing };
  if (isRatio || code === undefined) return null;
  const circular = parts.find((part) => leadsTo(part, code, byCode));
  return circular === undefined ? null : { code: "metrics/circular_formula", value: circular };
}

/**
 * Whether a metric is a product of another, however deep. A ratio is how a driver is measured
 * (average order = revenue / orders), so it makes no circle. The others themselves hold none.
 */
function leadsTo(
  from: string,
  to: string,
  byCode: ReadonlyMap<string, { readonly formula: string | null }>,
): boolean {
  if (from === to) return true;
  const parts = driversOf(byCode.get(from)?.formula ?? "") ?? [];
  return parts.some((part) => leadsTo(part, to, byCode));
}

function flawOfCompany({ health, weighedBy }: Defined, others: Others): MetricRefusal | null {
  const unknown = [health, weighedBy].find(
    (id) => id !== null && !others.some((each) => each.id === id),
  );
  if (unknown) return { code: "metrics/unknown_metric", value: unknown };
  const beside = others.find(({ id }) => id === health);
  return beside && beside.class !== "health"
    ? { code: "metrics/not_health", value: beside.code }
    : null;
}

function flawOfMax({ downMax }: Defined): MetricRefusal | null {
  const most = parseRate(downMax);
  return most && most.num > 0n ? null : { code: "metrics/down_max", value: downMax };
}
