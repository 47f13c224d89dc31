import * as v from "valibot";
import type { Day } from "../lib/day.ts";

/** Long work on a plan; `done` of `total` recipients, `result` once it is at rest. */
export type PlanJob = {
  readonly plan: string;
  readonly id: string;
  readonly kind: "allocate" | "publish";
  readonly state: JobState;
  readonly total: number;
  readonly done: number;
  /** What it was asked on: the work is thrown away when either has moved. */
  readonly draft: number;
  readonly planVersion: number;
  /** The business day it was asked on. */
  readonly on: Day;
  readonly by: string;
  readonly result: JobResult | null;
  readonly begunAt: number;
  readonly endedAt: number | null;
};

export const JOB_STATES = ["running", "cancelling", "done", "cancelled", "failed"] as const;
export type JobState = (typeof JOB_STATES)[number];

const Messages = v.object({ zh: v.string(), en: v.string() });
const Flaw = v.object({ pointer: v.string(), code: v.string(), messages: Messages });

/** What came of a job: the draft's or the version's number, or what was refused, in words. */
export const WireJobResult = v.object({
  draft: v.optional(v.number()),
  number: v.optional(v.number()),
  hash: v.optional(v.string()),
  problem: v.optional(
    v.object({
      code: v.string(),
      count: v.number(),
      messages: Messages,
      errors: v.array(Flaw),
    }),
  ),
});
export type JobResult = v.InferInput<typeof WireJobResult>;

export const WireJob = v.object({
  id: v.string(),
  kind: v.picklist(["allocate", "publish"]),
  state: v.picklist(JOB_STATES),
  done: v.number(),
  total: v.number(),
  begunAt: v.number(),
  endedAt: v.nullable(v.number()),
  result: v.nullable(WireJobResult),
});
export type JobWire = v.InferInput<typeof WireJob>;

export function jobWire(job: PlanJob): JobWire {
  const { id, kind, state, done, total, begunAt, endedAt, result } = job;
  return { id, kind, state, done, total, begunAt, endedAt, result };
}
