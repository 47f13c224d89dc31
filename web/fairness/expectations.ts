import { signal } from "@preact/signals";
import { forecastInSteps, type Expected } from "../../workers/fairness/forecast.ts";
import type { Past, Question } from "../../workers/fairness/past.ts";

export type Expectations = ReadonlyMap<string, Expected>;
export type Working =
  | { readonly state: "none" }
  | { readonly state: "working"; readonly done: number; readonly of: number }
  | { readonly state: "ready"; readonly people: readonly Past[]; readonly expected: Expectations };

/** So long a step may hold the page: a frame and a half, so that scrolling and typing go on. */
const SLICE_MS = 24;

/** What everybody may be expected to bring, worked out in slices; a newer question ends an older one. */
export function expectations() {
  const value = signal<Working>({ state: "none" });
  let newest = 0;

  async function work(people: readonly Past[], question: Question): Promise<void> {
    newest += 1;
    const mine = newest;
    const steps = forecastInSteps(people, question);
    let done = 0;
    for (;;) {
      const until = performance.now() + SLICE_MS;
      let next = steps.next();
      while (!next.done && performance.now() < until) {
        done = Math.max(done, next.value);
        next = steps.next();
      }
      if (mine !== newest) return;
      if (next.done) {
        value.value = { state: "ready", people, expected: next.value };
        return;
      }
      done = Math.max(done, next.value);
      value.value = { state: "working", done, of: people.length };
      // The page draws and answers between two slices.
      await new Promise((resolve) => setTimeout(resolve));
      if (mine !== newest) return;
    }
  }
  return { value, work };
}
