import type { InferInput } from "valibot";
import { lockWord, type Run } from "./run.ts";
import type { WireRun } from "./wire.ts";

/** A run as it travels. */
export function runWire(run: Run): InferInput<typeof WireRun> {
  const { job } = run;
  return {
    id: run.id,
    plan: { id: run.plan, key: run.planKey, name: run.planName, sample: run.sample },
    from: run.from,
    until: run.until,
    state: run.state,
    calculation: run.calc,
    cutoff: run.cutoff,
    inputHash: run.inputHash,
    hash: run.hash,
    job: job ? { state: job.state, done: job.done, total: job.total, problem: job.problem } : null,
    sample: run.sample,
    version: run.version,
    lockWord: lockWord(run),
  };
}
