import { parseMinor } from "../lib/money.ts";
import { compareRates, ONE, parseRate, ZERO } from "../lib/rate.ts";
import { exactText } from "./card-text.ts";
import { LEVEL_NAMES, type FactorRule, type PlanRules } from "./plan.ts";
import { rateOf } from "./rules.ts";
import { sumRates } from "./share.ts";
import { valueMethod } from "./value-tree.ts";

export type RulesFlaw =
  | { readonly code: "allocation/weights_sum"; readonly value: string; readonly pointer: string }
  | {
      readonly code: "allocation/negative_weight";
      readonly factor: string;
      readonly value: string;
      readonly pointer: string;
    }
  | { readonly code: "allocation/granularity"; readonly value: string; readonly pointer: string }
  | { readonly code: "plan/over"; readonly value: string; readonly pointer: string }
  | { readonly code: "plan/method"; readonly value: string; readonly pointer: string };

/** A plan of a metric that does not add up stays one, and no other becomes one. */
export function flawOfKind(before: PlanRules, after: PlanRules): RulesFlaw | null {
  const [was, is] = [before, after].map((rules) => valueMethod(rules) !== null);
  if (was === is) return null;
  return { code: "plan/method", value: after.method?.kind ?? "factors", pointer: "/method" };
}

export type ValuesOnly = { readonly code: "plan/values_only"; readonly metric: string };

/** What speaks against work on sums in a plan that has none. */
export function valuesOnly({
  rules,
  metric,
}: {
  readonly rules: Pick<PlanRules, "method">;
  readonly metric: { readonly code: string };
}): ValuesOnly | null {
  return valueMethod(rules) ? { code: "plan/values_only", metric: metric.code } : null;
}

/** The first thing a plan's rules get wrong by themselves, or null. */
export function flawOfRules(rules: PlanRules, scale: number): RulesFlaw | null {
  const granule = parseMinor(rules.granularity, scale);
  if (!granule.ok || granule.value <= 0n) {
    const value = rules.granularity;
    return { code: "allocation/granularity", value, pointer: "/granularity" };
  }
  return flawOfOver(rules.over) ?? flawOfWeights(rules.factors, "/factors") ?? flawOfMethod(rules);
}

/** A factor that the plan does not have, a growth below -100 %, a level or slice weight below 0. */
function flawOfMethod({ method, factors, levels, slices = [] }: PlanRules): RulesFlaw | null {
  const flaw = (value: string, pointer: string) =>
    ({ code: "plan/method", value, pointer }) as const;
  if (method?.kind === "factor" && !factors.some(({ key }) => key === method.key))
    return flaw(method.key, "/method/key");
  if (method?.kind === "growth" && !isGrowth(method.growth))
    return flaw(method.growth, "/method/growth");
  const below = (text: string | undefined) =>
    text !== undefined && compareRates(rateOf(text), ZERO) < 0;
  for (const level of LEVEL_NAMES)
    if (below(levels?.[level])) return flaw(levels?.[level] ?? "", `/levels/${level}`);
  const slice = slices.findIndex(({ weight }) => below(weight));
  return slice < 0 ? null : flaw(slices[slice]?.weight ?? "", `/slices/${slice}/weight`);
}

/** Weights are not below 0 and sum to exactly 1. */
export function flawOfWeights(
  factors: readonly Pick<FactorRule, "key" | "weight">[],
  pointer: string,
): RulesFlaw | null {
  const rates = factors.map(({ weight }) => rateOf(weight));
  const negative = rates.findIndex((each) => compareRates(each, ZERO) < 0);
  if (negative >= 0) {
    const { key: factor = "", weight: value = "" } = factors[negative] ?? {};
    return { code: "allocation/negative_weight", factor, value, pointer };
  }
  const whole = sumRates(rates);
  if (compareRates(whole, ONE) === 0) return null;
  return { code: "allocation/weights_sum", value: exactText(whole), pointer };
}

/** Over-assignment lies between nothing and doubling. */
export function flawOfOver(over: string): RulesFlaw | null {
  const value = rateOf(over);
  const inside = compareRates(value, ZERO) >= 0 && compareRates(value, ONE) <= 0;
  return inside ? null : { code: "plan/over", value: over, pointer: "/over" };
}

/** A factor's value as people enter it: a plain decimal, not below 0. */
export function isFactorValue(text: string): boolean {
  const value = parseRate(text);
  return value !== null && value.num >= 0n && !text.includes("/");
}

/** A growth on last year: a plain decimal from -1 up. */
export function isGrowth(text: string): boolean {
  const value = parseRate(text);
  return value !== null && !text.includes("/") && compareRates(value, { num: -1n, den: 1n }) >= 0;
}
