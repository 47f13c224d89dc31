import * as v from "valibot";
import type { Day } from "../lib/day.ts";
import type { Interval } from "../lib/interval.ts";
import type { State, Step, StepKind } from "./states.ts";
import { STATES, STEPS } from "./states.ts";

/** A calculation that is carried out by the job. */
export const RunJob = v.object({
  id: v.string(),
  state: v.picklist(["running", "failed"]),
  total: v.number(),
  done: v.number(),
  by: v.string(),
  begunAt: v.number(),
  /** Who carries it out, and until when nobody else takes it: a runner that was killed says nothing. */
  runner: v.optional(v.nullable(v.string()), null),
  leaseUntil: v.optional(v.number(), 0),
  /** Runners in a row that took it and got no further than one before them. */
  takings: v.optional(v.number(), 0),
  /** How many people the runner that got furthest had computed; each begins at nobody. */
  furthest: v.optional(v.number(), 0),
  problem: v.nullable(
    v.object({
      code: v.string(),
      messages: v.object({ zh: v.string(), en: v.string() }),
      errors: v.array(v.looseObject({ pointer: v.string(), code: v.string() })),
    }),
  ),
});
export type RunJob = v.InferOutput<typeof RunJob>;

/** One plan over one pay period, as it stands. */
export type Run = Interval & {
  readonly id: string;
  readonly plan: string;
  readonly planKey: string;
  readonly planName: { readonly zh: string; readonly en: string };
  readonly state: State;
  /** How often it was calculated. */
  readonly calc: number;
  readonly cutoff: { readonly seq: number; readonly at: number } | null;
  readonly inputHash: string | null;
  readonly hash: string | null;
  readonly job: RunJob | null;
  readonly sample: boolean;
  readonly version: number;
};

/** Sums of a run in one currency, minor units. */
export const Totals = v.object({
  currency: v.string(),
  people: v.number(),
  earned: v.number(),
  pending: v.number(),
  payable: v.number(),
  pay: v.number(),
  basePay: v.number(),
  debt: v.number(),
  drawBalance: v.number(),
  advanced: v.optional(v.number(), 0),
  trueUp: v.number(),
  trueUps: v.number(),
});
export type Totals = v.InferOutput<typeof Totals>;

/** An approved correction that waits because the person is paid in another currency by now. */
export const Unpaid = v.object({ id: v.string(), person: v.string(), currency: v.string() });
export type Unpaid = v.InferOutput<typeof Unpaid>;

/** What a calculation leaves behind in its step: its sums, and how many statements it changed. */
export const Calculated = v.object({
  totals: v.array(Totals),
  changed: v.number(),
  cutoff: v.number(),
  unpaid: v.optional(v.array(Unpaid), []),
});
export type Calculated = v.InferOutput<typeof Calculated>;

export type NamedStep = Step & {
  readonly name: string | null;
  readonly nameEn: string | null;
  readonly calculated: Calculated | null;
};

export function stateOf(text: string): State {
  return STATES.find((each) => each === text) ?? "open";
}

export function stepKindOf(text: string): StepKind {
  return STEPS.find((each) => each === text) ?? "begun";
}

/** What is typed before a run is locked: its month, or its first day where it is no month. */
export function lockWord({ from, until }: Interval): string {
  const isMonth = from.endsWith("-01") && nextMonth(from) === until;
  return isMonth ? from.slice(0, 7) : from;
}

function nextMonth(from: Day): string {
  const [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))];
  return month === 12
    ? `${year + 1}-01-01`
    : `${from.slice(0, 5)}${String(month + 1).padStart(2, "0")}-01`;
}
