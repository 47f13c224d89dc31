import type { Interval } from "../lib/interval.ts";
import type { EvaluationInput } from "./input.ts";
import type { Metric } from "./plan-conditions.ts";
import type { Event } from "./plan-rules.ts";

/** What a plan is checked against before it is published: the tenant's own metrics, people and targets. */
export type PlanFacts = {
  /** Days the check looks at: a year, or what the version lasts. */
  readonly over: Interval;
  readonly calendar: EvaluationInput["calendar"];
  /** By the key a plan names them with. `addable`: amounts of several days make one by adding. */
  readonly metrics: readonly {
    readonly key: string;
    readonly unit: Metric["unit"];
    readonly scale: number;
    readonly addable: boolean;
  }[];
  /** Dimensions of entries with the values they had; null where any text may come. */
  readonly dimensions: readonly {
    readonly key: string;
    readonly values: readonly string[] | null;
  }[];
  /** Measures of entries beside "amount" and the metrics' keys; null where they are not known. */
  readonly measures: readonly string[] | null;
  readonly dealMeasures: readonly string[] | null;
  readonly participants: EvaluationInput["participants"];
  /** Of participants and of units. */
  readonly targets: EvaluationInput["targets"];
  /** What a metric of the tenant records. */
  readonly events: readonly Event[];
  /** Currencies in which credits come. */
  readonly currencies: readonly string[];
  /** Pairs the rate table holds, in either direction. */
  readonly pairs: readonly { readonly from: string; readonly to: string }[];
  readonly units: readonly { readonly id: string; readonly above: readonly string[] }[];
  readonly boards: readonly string[];
};
