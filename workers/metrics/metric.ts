import type { Id } from "../lib/id.ts";

export type MetricId = Id<"metric">;
export const METRIC_UNITS = ["money", "count", "ratio", "days", "score"] as const;
export type MetricUnit = (typeof METRIC_UNITS)[number];
export const CLASSES = ["result", "process", "health"] as const;
export const DIRECTIONS = ["up", "down"] as const;
/** How a figure of many days, or of many people, is made of the single ones. */
export const AGGREGATIONS = ["sum", "last", "mean", "ratio"] as const;
export const TAXES = ["included", "excluded", "none"] as const;
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
  /** Codes of the metrics that make this one, for ratios: "margin / revenue". */
  readonly formula: string | null;
  readonly source: string | null;
  readonly owner: string | null;
  readonly version: number;
};

export type MetricRefusal =
  | { readonly code: "metrics/ratio_needs_formula" }
  | { readonly code: "metrics/currency_of_money_only" }
  | { readonly code: "metrics/unknown_formula"; readonly value: string };

const FORMULA = /^([^\s/]+) \/ ([^\s/]+)$/;

/** The two metrics a ratio is made of, by code; null when the text is no ratio. */
export function ratioOf(formula: string): { readonly over: string; readonly under: string } | null {
  const parts = FORMULA.exec(formula.trim());
  return parts ? { over: parts[1] ?? "", under: parts[2] ?? "" } : null;
}

/** What a definition must agree with itself about; null when it does. `codes` are all known ones. */
export function flawOf(
  metric: Pick<Metric, "unit" | "currency" | "formula">,
  codes: ReadonlySet<string>,
): MetricRefusal | null {
  if (metric.currency !== null && metric.unit !== "money")
    return { code: "metrics/currency_of_money_only" };
  if (metric.unit !== "ratio") return null;
  const parts = metric.formula === null ? null : ratioOf(metric.formula);
  if (!parts) return { code: "metrics/ratio_needs_formula" };
  const missing = [parts.over, parts.under].find((code) => !codes.has(code));
  return missing === undefined ? null : { code: "metrics/unknown_formula", value: missing };
}
