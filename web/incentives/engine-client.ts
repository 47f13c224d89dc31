// The page's side of the engine's Worker: starts it when something is first asked, and hands the
// answers to who asked.
import type { EvaluationJson } from "../../workers/incentives/input.ts";
import type { FromWorker, LongList, ToWorker } from "./engine-protocol.ts";
import type { Answer, Ask, JobName } from "./jobs.ts";

export type RunOptions = {
  /** How far it is; called rarely enough to draw each time. */
  readonly progress?: (done: number, of: number) => void;
  /** Stops between two parts of the work; the promise rejects with AbortError. */
  readonly signal?: AbortSignal;
};

type Waiting = {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (reason: Error) => void;
  readonly progress: RunOptions["progress"];
};

/** Items of a long list in one message: copying them takes some milliseconds. */
const AT_ONCE = 5_000;
const LONG: readonly LongList[] = ["credits", "deals", "targets", "posted"];

const waiting = new Map<number, Waiting>();
let worker: Worker | null = null;
let last = 0;

function started(): Worker {
  if (worker) return worker;
  worker = new Worker(new URL("./engine-worker.ts", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => heard(data));
  worker.addEventListener("error", ({ message }) => {
    for (const { reject } of waiting.values()) reject(new Error(message || "the engine failed"));
    waiting.clear();
    worker?.terminate();
    worker = null;
  });
  return worker;
}

function heard(message: FromWorker): void {
  const of = waiting.get(message.id);
  if (!of) return;
  if (message.type === "progress") return of.progress?.(message.done, message.of);
  waiting.delete(message.id);
  if (message.type === "done") of.resolve(message.answer);
  else of.reject(new Error(message.message));
}

function run<Name extends JobName>(
  job: Name,
  ask: Ask<Name>,
  { progress, signal }: RunOptions = {},
): Promise<Answer<Name>> {
  last += 1;
  const id = last;
  const send = (message: ToWorker) => started().postMessage(message);
  return new Promise((resolve, reject) => {
    const abort = () => {
      if (waiting.delete(id)) send({ type: "cancel", id });
      reject(new DOMException("nobody waits for it any more", "AbortError"));
    };
    if (signal?.aborted) return abort();
    signal?.addEventListener("abort", abort, { once: true });
    // The Worker answers the job that was asked with that job's answer.
    waiting.set(id, { resolve: resolve as (answer: unknown) => void, reject, progress });
    send({ type: "run", id, job, ask });
  });
}

/** Hands an input over once, in pieces between which the page can breathe; then `{ held: key }` names it. */
async function hold(key: string, input: EvaluationJson): Promise<void> {
  const to = started();
  const send = (message: ToWorker) => to.postMessage(message);
  const short = { ...input, credits: [], deals: [], targets: [], posted: [] };
  send({ type: "hold", key, input: short });
  for (const list of LONG) {
    const items: readonly unknown[] = input[list] ?? [];
    for (let at = 0; at < items.length; at += AT_ONCE) {
      send({ type: "more", key, list, items: items.slice(at, at + AT_ONCE) });
      if (at + AT_ONCE < items.length) await new Promise((resolve) => setTimeout(resolve));
    }
  }
}

function drop(key: string): void {
  worker?.postMessage({ type: "drop", key } satisfies ToWorker);
}

/** The one Worker of the page. */
export const engine = { run, hold, drop };
