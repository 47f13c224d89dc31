import type { Day } from "../lib/day.ts";
import type { MetricUnit } from "../metrics/metric.ts";
import type { Covers } from "./coverage.ts";
import type { MixPart } from "./review.ts";

/** Somebody or something with a name in one or two languages. */
export type NamedThing = {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string | null;
};

export type MetricOf = {
  readonly id: string;
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly unit: MetricUnit;
  readonly scale: number;
  readonly formula: string | null;
  readonly source: string | null;
};

/** A number a theme asks for. Amounts are smallest steps of its metric. */
export type Goal = {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly theme: string | null;
  readonly unit: NamedThing;
  readonly metric: MetricOf;
  /** "" when the metric is not money. */
  readonly currency: string;
  readonly amount: bigint;
  readonly base: bigint | null;
  /** As typed. */
  readonly growth: string | null;
  readonly covers: Covers;
  readonly from: Day | null;
  readonly until: Day | null;
  readonly owner: NamedThing | null;
  readonly source: string | null;
  readonly plan: { readonly id: string; readonly name: string } | null;
  readonly mix: readonly MixPart[];
  readonly ended: boolean;
  readonly sample: boolean;
  readonly version: number;
};

/** What is to bring a part of a goal: quantity in its own metric, contribution in the goal's. */
export type Initiative = {
  readonly id: string;
  readonly goal: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly metric: MetricOf;
  readonly quantity: bigint;
  readonly contribution: bigint;
  readonly owner: NamedThing | null;
  readonly from: Day;
  readonly until: Day;
  readonly ended: boolean;
  readonly sample: boolean;
  readonly version: number;
};
