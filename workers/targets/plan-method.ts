import { addRates, multiplyRates, ONE, ZERO, type Rate } from "../lib/rate.ts";
import { capacity } from "./method.ts";
import type { FactorRule, MethodRule, PlanRow, PlanRules } from "./plan.ts";
import { rateOf } from "./rules.ts";

const FACTORS: MethodRule = { kind: "factors" };

export function methodOf({ method }: Pick<PlanRules, "method">): MethodRule {
  return method ?? FACTORS;
}

/**
 * The factors a run weighs: the plan's, or the one that the method comes down to. A plan by one of
 * its factors keeps the others' weights for when it is shared out by all again.
 */
export function runFactors(rules: Pick<PlanRules, "method" | "factors">): readonly FactorRule[] {
  const method = methodOf(rules);
  switch (method.kind) {
    case "factors":
      return rules.factors;
    case "factor": {
      const source = rules.factors.find(({ key }) => key === method.key)?.source ?? "entered";
      return [{ key: method.key, weight: "1", source }];
    }
    case "given":
      return only("share");
    case "equal":
      return only("equal");
    case "keep":
      return only("current");
    case "growth":
      return only("growth");
    case "capacity":
      return only("capacity");
    case "copy":
      return only("copied");
    case "value":
      return only(VALUE_FACTOR[method.how]);
  }
}

/** What a value was made from: the one above, or the own. */
export const VALUE_FACTOR = { copy: "parent", scale: "own_value", keep: "own_value" } as const;

function only(key: string): readonly FactorRule[] {
  return [{ key, weight: "1", source: "entered" }];
}

type Row = Pick<PlanRow, "kind" | "inputs" | "amount">;

/** What a row brings to each of the run's factors; null is "the sum of those below". */
export function runValues(row: Row, rules: Pick<PlanRules, "method" | "factors">): (Rate | null)[] {
  const method = methodOf(rules);
  const { values } = row.inputs;
  switch (method.kind) {
    case "factors":
    case "factor":
      return runFactors(rules).map(({ key }) => entered(row, key));
    case "equal":
      return [ONE];
    case "given":
      return [of(values["share"]) ?? ZERO];
    case "keep":
      return [of(row.amount) ?? ZERO];
    case "growth": {
      const own = of(values["growth"]);
      // A unit grows as its people do, unless it says otherwise itself.
      if (own === null && row.kind === "unit") return [null];
      const last = entered(row, "history");
      return [last && multiplyRates(last, addRates(ONE, own ?? rateOf(method.growth)))];
    }
    case "capacity": {
      const productivity = of(values["productivity"]);
      const heads = of(values["heads"]);
      if (row.kind === "unit" && heads === null) return [null];
      const ramp = of(values["ramp"]) ?? ONE;
      return [capacity({ heads: heads ?? ONE, productivity: productivity ?? ZERO, ramp })];
    }
    case "copy":
      return [entered(row, "copied")];
    // Values are no shares of anything: value-tree.ts reads them for the whole tree.
    case "value":
      return [null];
  }
}

function entered({ kind, inputs }: Row, key: string): Rate | null {
  return of(inputs.values[key]) ?? (kind === "person" ? ZERO : null);
}

function of(text: string | null | undefined): Rate | null {
  return text === null || text === undefined ? null : rateOf(text);
}
