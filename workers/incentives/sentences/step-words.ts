/** What the words of a step are made of: see step-texts.ts. */

export type Both = { readonly zh: string; readonly en: string };

/**
 * money: exact, of the plan's currency. minor: whole minor units of the statement's currency.
 * pay: decimal of the statement's currency. measure, base, figure, bound and metric: as what they
 * are of. The others are read as they are named.
 */
export type StepUnit =
  | "money"
  | "minor"
  | "pay"
  | "measure"
  | "base"
  | "figure"
  | "bound"
  | "metric"
  | "percent"
  | "factor"
  | "count"
  | "day"
  /** A day that is not meant any more: read as the day before. */
  | "until"
  | "deal"
  | "version"
  | "name"
  | "names"
  | "tier"
  | "kpi"
  | "component"
  | "condition"
  | "rounding"
  | "days"
  | "yes"
  | "event"
  | "text";

export type RuleWords = {
  readonly title: Both;
  readonly text: Both;
  readonly more?: readonly ({ readonly figure: string } & Both)[];
  readonly figures: Readonly<Record<string, StepUnit>>;
  /** What the step computes, in its own figures; "line" is the line's result to date in minor units. */
  readonly result?: string;
  readonly formula?: string;
  /** The result is rounded: to whole minor units, or by the step's own granule and mode. */
  readonly rounded?: "minor" | "granule";
};
