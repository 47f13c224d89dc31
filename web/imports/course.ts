// From the one click that records to the end of it, and back.
import { actionKey, type Problem } from "../api.ts";
import { cancel, isMoving, later, look, start, undo, type ImportId } from "./send.ts";
import type { Phase, WizardState } from "./state.ts";

const LOOK_MS = 400;

/** What the course needs of the wizard: its state, the upload at hand, and whether it is still wanted. */
type Around = {
  readonly state: WizardState;
  readonly takeHeld: () => ImportId | null;
  readonly giveBack: (id: ImportId) => void;
  readonly still: () => () => boolean;
  readonly fail: (why: Problem, back: Phase) => void;
  readonly onChange: () => void;
};

export function course({ state, takeHeld, giveBack, still, fail, onChange }: Around) {
  const { phase, problem, running } = state;

  async function commit(): Promise<void> {
    const id = takeHeld();
    if (!id) return;
    phase.value = "importing";
    const started = await start(id, actionKey());
    if (!started.ok) {
      giveBack(id);
      return fail(started.problem, "counted");
    }
    running.value = started.body;
    onChange();
    await watch(id);
  }

  /** Looks until the server is at rest; closing the page changes nothing there. */
  async function watch(id: ImportId): Promise<void> {
    const current = still();
    for (;;) {
      await later(LOOK_MS);
      const answer = await look(id);
      if (!current()) return;
      problem.value = answer.ok ? null : answer.problem;
      // Without an answer the connection is away for a while; the import is not.
      if (!answer.ok && answer.problem.status !== 0) return;
      if (!answer.ok) continue;
      running.value = answer.body;
      if (isMoving(answer.body)) continue;
      phase.value = "over";
      onChange();
      return;
    }
  }

  async function steer(what: typeof undo | typeof cancel): Promise<void> {
    const now = running.value;
    if (!now) return;
    const answer = await what(now.id);
    if (!answer.ok) {
      problem.value = answer.problem;
      return;
    }
    running.value = answer.body;
    phase.value = "importing";
    await watch(now.id);
  }

  return { commit, undo: () => steer(undo), cancel: () => steer(cancel) };
}
