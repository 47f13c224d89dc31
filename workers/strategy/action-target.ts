import type { Interval } from "../lib/interval.ts";
import type { Pace } from "./action.ts";
import type { NamedThing } from "./goal.ts";

/** A month's result and the action it is to come from; numbers as typed, exact. */
export type ActionTarget = Interval & {
  readonly id: string;
  readonly goal: string | null;
  readonly unit: NamedThing;
  readonly result: string;
  readonly resultMetric: string | null;
  /** Results a month. */
  readonly results: string;
  readonly action: string;
  readonly actionMetric: string | null;
  /** Actions a day, a week or a month. */
  readonly actions: string;
  readonly pace: Pace;
  readonly ceiling: string | null;
  readonly owner: NamedThing | null;
  readonly ended: boolean;
  readonly sample: boolean;
  readonly version: number;
};
