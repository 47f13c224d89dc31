import { signal } from "@preact/signals";
import type { AnswerOf } from "../../workers/lib/contract.ts";
import type { getSample, loadSample, removeSample } from "../../workers/sample/contract.ts";
import { api, type Problem } from "../api.ts";
import { loadSession } from "../auth/session.ts";

export type Sample = AnswerOf<typeof getSample>;

/** How often a loading sample is asked about. It loads in steps and goes on by itself. */
const ASK_EVERY_MS = 700;

/** The sample company of this tenant: loaded in one press, removed in one press. */
export function sampleModel() {
  const sample = signal<Sample | null>(null);
  const problem = signal<Problem | null>(null);
  const busy = signal(false);

  async function refresh(): Promise<void> {
    const answer = await api<typeof getSample>("GET", "/sample");
    if (answer.ok) sample.value = answer.body;
    else problem.value = answer.problem;
  }

  /** Resolves when every row is there, or with null when it failed; the reason is in `problem`. */
  async function load(): Promise<Sample | null> {
    busy.value = true;
    problem.value = null;
    const started = await api<typeof loadSample>("POST", "/sample", { body: {} });
    if (started.ok) sample.value = started.body;
    else problem.value = started.problem;
    while (problem.value === null && sample.value?.state === "loading") {
      await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
      await refresh();
    }
    await loadSession(true);
    busy.value = false;
    return problem.value === null ? sample.value : null;
  }

  async function remove(): Promise<boolean> {
    busy.value = true;
    problem.value = null;
    const answer = await api<typeof removeSample>("DELETE", "/sample");
    if (!answer.ok) problem.value = answer.problem;
    await refresh();
    await loadSession(true);
    busy.value = false;
    return answer.ok;
  }

  return { sample, problem, busy, refresh, load, remove };
}
