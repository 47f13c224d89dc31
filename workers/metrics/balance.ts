import { addRates, compareRates, multiplyRates, rate, ZERO, type Rate } from "../lib/rate.ts";
import { driversOf, ratioOf, type Metric } from "./metric.ts";

/** A health metric that fell by this much beside growth is told, whatever the result says. */
export const FALL_MIN: Rate = rate(1n, 20n);

export type Health = {
  /** diverges: grew while its health fell. fine: both known, no alert. unknown: one is not. */
  readonly state: "diverges" | "fine" | "unknown";
  /** Relative change against before; null without one. */
  readonly growth: Rate | null;
  /** Relative change of the health metric towards better: a rise of one that should fall is below 0. */
  readonly health: Rate | null;
};

/**
 * Whether growth and health part: revenue +15 % with satisfaction -8 % does, although the result is
 * green. Growth of the one above 0, the other worse by 5 % or more.
 */
export function divergence(
  growth: Rate | null,
  change: Rate | null,
  direction: Metric["direction"],
  fallMin: Rate = FALL_MIN,
): Health {
  if (growth === null || change === null) return { state: "unknown", growth, health: null };
  const health = direction === "up" ? change : negative(change);
  const fell = compareRates(health, negative(fallMin)) <= 0;
  const state = compareRates(growth, ZERO) > 0 && fell ? "diverges" : "fine";
  return { state, growth, health };
}

/** A scorecard or plan of results alone tells too late what to do: it gets a warning. */
export function resultsOnly(metrics: readonly Pick<Metric, "class">[]): boolean {
  return metrics.length > 0 && metrics.every((metric) => metric.class === "result");
}

/** What one person or one day brings to a figure of many. */
export type Part = { readonly value: Rate; readonly weight?: Rate };

/**
 * A figure of many people or days made of the single ones: their sum, the last one, their mean
 * weighted by a named metric (alike without weights). Null of nothing, or where weights sum to 0.
 */
export function together(how: "sum" | "last" | "mean", parts: readonly Part[]): Rate | null {
  const last = parts.at(-1);
  if (!last) return null;
  if (how === "last") return last.value;
  if (how === "sum") return parts.map(({ value }) => value).reduce(addRates, ZERO);
  const weigh = ({ weight = { num: 1n, den: 1n } }: Part) => weight;
  const whole = parts.map(weigh).reduce(addRates, ZERO);
  if (whole.num === 0n) return null;
  const sum = parts.map((part) => multiplyRates(part.value, weigh(part))).reduce(addRates, ZERO);
  return rate(sum.num * whole.den, sum.den * whole.num);
}

/** A ratio of many is the ratio of their sums, never the mean of their ratios. Null over 0. */
export function ratioOfSums(
  parts: readonly { readonly over: Rate; readonly under: Rate }[],
): Rate | null {
  const over = parts.map((part) => part.over).reduce(addRates, ZERO);
  const under = parts.map((part) => part.under).reduce(addRates, ZERO);
  return under.num === 0n ? null : rate(over.num * under.den, over.den * under.num);
}

/** The metrics a definition is made of, by code. */
export function partsOf({ unit, formula }: Pick<Metric, "unit" | "formula">): readonly string[] {
  const ratio = unit === "ratio" && formula !== null ? ratioOf(formula) : null;
  return ratio ? [ratio.over, ratio.under] : (driversOf(formula ?? "") ?? []);
}

const negative = ({ num, den }: Rate): Rate => ({ num: -num, den });
