import { signal } from "@preact/signals";
import type { listImports } from "../../workers/imports/contract.ts";
import { api, type Problem } from "../api.ts";
import { resource } from "../ui/resource.ts";
import { isMoving, undo } from "./send.ts";

export type ImportList = ReturnType<typeof importList>;

/** While something is being recorded the list looks again this often. */
const LOOK_MS = 1_500;

export function importList() {
  const all = resource(() => api<typeof listImports>("GET", "/imports"));
  const problem = signal<Problem | null>(null);
  /** The import that is being taken back at the moment. */
  const leaving = signal<string | null>(null);

  /** Loads, and goes on looking while an import is at work; returns how to stop. */
  function watch(): () => void {
    void all.load();
    const timer = setInterval(() => {
      const now = all.value.peek();
      if (now.state === "ready" && now.body.items.some(isMoving)) void all.load();
    }, LOOK_MS);
    return () => clearInterval(timer);
  }

  async function takeBack(id: string): Promise<void> {
    // Until the list says so itself, a second press would be told that there is nothing to undo.
    if (leaving.peek() !== null) return;
    leaving.value = id;
    const answer = await undo(id);
    problem.value = answer.ok ? null : answer.problem;
    await all.load();
    leaving.value = null;
  }

  return { all, problem, leaving, watch, undo: takeBack };
}
