import type { EvaluationJson } from "../../workers/incentives/input.ts";
import type { JobName } from "./jobs.ts";

/** What the page and the engine's Worker say to each other; bigints travel as they are. */
export type ToWorker =
  | { readonly type: "run"; readonly id: number; readonly job: JobName; readonly ask: unknown }
  | { readonly type: "cancel"; readonly id: number }
  /** An input handed over in pieces: its long lists follow as `more`. */
  | { readonly type: "hold"; readonly key: string; readonly input: EvaluationJson }
  | {
      readonly type: "more";
      readonly key: string;
      readonly list: LongList;
      readonly items: readonly unknown[];
    }
  | { readonly type: "drop"; readonly key: string };

export type LongList = "credits" | "deals" | "targets" | "posted";

export type FromWorker =
  | { readonly type: "progress"; readonly id: number; readonly done: number; readonly of: number }
  | { readonly type: "done"; readonly id: number; readonly answer: unknown }
  | { readonly type: "failed"; readonly id: number; readonly message: string };
