// The incentive engine in a Web Worker: the page stays quick whatever is computed. Messages are
// listed in engine-protocol.ts; the thinking is in jobs.ts.
import type { EvaluationJson } from "../../workers/incentives/input.ts";
import type { FromWorker, ToWorker } from "./engine-protocol.ts";
import { type Input, JOBS } from "./jobs.ts";

type Held = { -readonly [Key in keyof EvaluationJson]: EvaluationJson[Key] };
const held = new Map<string, Held>();
const cancelled = new Set<number>();
/** One job at a time, in the order asked. */
let last: Promise<void> = Promise.resolve();

const say = (message: FromWorker) => self.postMessage(message);

self.addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  switch (data.type) {
    case "hold":
      held.set(data.key, { ...data.input });
      return;
    case "more": {
      const input = held.get(data.key);
      if (input) input[data.list] = [...(input[data.list] ?? []), ...data.items] as never;
      return;
    }
    case "drop":
      held.delete(data.key);
      return;
    case "cancel":
      cancelled.add(data.id);
      return;
    case "run":
      last = last.then(() => run(data));
  }
});

function inputOf(input: Input): EvaluationJson {
  if (!("held" in input)) return input;
  const found = held.get(input.held);
  if (!found) throw new Error(`assertion failed: the input ${input.held} was handed over`);
  return found;
}

async function run({ id, job, ask }: Extract<ToWorker, { type: "run" }>): Promise<void> {
  const report = async (done: number, of: number) => {
    say({ type: "progress", id, done, of });
    // Lets a cancelling message in; a timer of 0 also gives the browser its turn.
    await new Promise((resolve) => setTimeout(resolve));
    if (cancelled.delete(id)) throw new Error("cancelled");
  };
  if (cancelled.delete(id)) return;
  // The name says which ask it is; the pair was typed where it was sent.
  const work = JOBS[job] as (of: unknown, tools: unknown) => unknown;
  await Promise.resolve()
    .then(() => work(ask, { inputOf, report }))
    .then(
      (answer) => say({ type: "done", id, answer }),
      (fault: unknown) => say({ type: "failed", id, message: String(fault) }),
    );
}
