import type { Interval } from "../lib/interval.ts";
import type { NamedThing } from "./goal.ts";

/** One result that would show the objective; start, target and current are decimals on its own scale. */
export type KeyResult = {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string | null;
  /** What the numbers count, in a word: 天, %. */
  readonly measure: string | null;
  readonly start: string;
  readonly target: string;
  /** The last check-in; null before the first. */
  readonly current: string | null;
  readonly checkIns: number;
  readonly version: number;
};

export type Objective = Interval & {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly unit: NamedThing;
  readonly parent: string | null;
  readonly theme: string | null;
  readonly owner: NamedThing | null;
  readonly keyResults: readonly KeyResult[];
  readonly ended: boolean;
  readonly sample: boolean;
  readonly version: number;
};

export type CheckIn = {
  readonly number: number;
  readonly value: string;
  readonly note: string | null;
  /** Instant in ms. */
  readonly at: number;
  readonly by: string;
};
