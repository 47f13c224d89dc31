import { computed, signal } from "@preact/signals";
import type { decideThreads } from "../../workers/negotiations/thread-contract.ts";
import { api, type Problem } from "../api.ts";
import {
  between,
  roundsModel,
  typed,
  waitingModel,
  type Decision,
  type Taker,
  type Waiting,
} from "./model.ts";
import { plainAmount } from "../amount-text.ts";

export type Choice = "grant" | "propose" | "reject";
/** What was decided, and the version that the decision was made on. */
type Chosen = { readonly choice: Choice; readonly amount: string; readonly version: number };

/**
 * What waits for a unit's owner, one decision a key, sent together. Nothing is sent before the
 * confirm, so a decision is taken back by a key as well.
 */
export function queueModel(unit: string, below: boolean) {
  const state = waitingModel(unit, below);
  const open = roundsModel();
  const chosen = signal<ReadonlyMap<string, Chosen>>(new Map());
  const at = signal(0);
  const busy = signal(false);
  const problem = signal<Problem | null>(null);
  const refused = signal<ReadonlyMap<string, string>>(new Map());

  const items = computed(() => {
    const now = state.value.value;
    const all = now.state === "ready" ? now.body.items : (now.last?.items ?? []);
    // The unit's own number is answered, not decided.
    return all.filter(({ thread }) => thread.subject !== unit && thread.asked !== null);
  });
  /** Every open round, also while nothing waits: what comes next comes from one of them. */
  const rounds = computed(() => {
    const now = open.value.value;
    const all = now.state === "ready" ? now.body.items : (now.last?.items ?? []);
    return all.map(({ round }) => round.id);
  });
  const here = computed(() => items.value[Math.min(at.value, items.value.length - 1)] ?? null);

  function move(steps: number): void {
    at.value = Math.max(0, Math.min(items.value.length - 1, at.value + steps));
  }

  /** Reads again. A decision on a number that has moved since is dropped, and said to be. */
  async function load(): Promise<void> {
    await state.load();
    const now = new Map(items.value.map((item) => [keyOf(item), item.thread.version]));
    const moved = [...chosen.value].filter(([key, { version }]) => now.get(key) !== version);
    if (state.value.value.state !== "ready" || moved.length === 0) return;
    const gone = new Map(moved.map(([key]) => [key, "version/stale"]));
    chosen.value = new Map([...chosen.value].filter(([key]) => !gone.has(key)));
    refused.value = new Map([...refused.value, ...gone]);
  }

  /** Decides on what is in view and goes on to the next. */
  function choose(choice: Choice, of: Waiting | null = here.value): void {
    if (!of) return;
    const { thread, round } = of;
    const amount = typed(between(thread.first, thread.asked ?? thread.offer, round.metric.scale));
    const { version } = thread;
    chosen.value = new Map(chosen.value).set(keyOf(of), { choice, amount, version });
    at.value = items.value.indexOf(of);
    if (choice !== "propose") move(1);
  }

  function undo(of: Waiting | null = here.value): void {
    if (!of) return;
    const next = new Map(chosen.value);
    next.delete(keyOf(of));
    chosen.value = next;
  }

  function setAmount(of: Waiting, amount: string): void {
    // What the choice was made on stays, whatever is on screen while it is typed.
    const version = chosen.value.get(keyOf(of))?.version ?? of.thread.version;
    chosen.value = new Map(chosen.value).set(keyOf(of), { choice: "propose", amount, version });
  }

  /** Sends every decision, a round at a time; answers how many were carried out and how many not. */
  async function commit(reason: string, taker: Taker): Promise<{ done: number; left: number }> {
    busy.value = true;
    problem.value = null;
    let done = 0;
    const left = new Map<string, string>();
    for (const [roundId, decisions] of byRound(items.value, chosen.value, reason, taker)) {
      const answer = await api<typeof decideThreads>("POST", "/rounds/:roundId/decisions", {
        params: { roundId },
        body: { decisions },
      });
      if (!answer.ok) {
        problem.value = answer.problem;
        continue;
      }
      done += answer.body.done;
      for (const each of answer.body.results) {
        if (!each.done) left.set(`${roundId} ${each.subject}`, each.code ?? "");
      }
    }
    if (problem.value === null) chosen.value = new Map();
    refused.value = left;
    await load();
    at.value = 0;
    busy.value = false;
    return { done, left: left.size };
  }

  return {
    state,
    load,
    open,
    rounds,
    items,
    here,
    at,
    chosen,
    busy,
    problem,
    refused,
    move,
    choose,
    undo,
    setAmount,
    commit,
  };
}

export type QueueModel = ReturnType<typeof queueModel>;

export function keyOf({ round, thread }: Waiting): string {
  return `${round.id} ${thread.subject}`;
}

function byRound(
  items: readonly Waiting[],
  chosen: ReadonlyMap<string, Chosen>,
  reason: string,
  taker: Taker,
): Map<string, Decision[]> {
  const rounds = new Map<string, Decision[]>();
  for (const item of items) {
    const decided = chosen.get(keyOf(item));
    if (!decided) continue;
    const { subject } = item.thread;
    const decision = { subject, version: decided.version, move: moveOf(decided, reason, taker) };
    rounds.set(item.round.id, [...(rounds.get(item.round.id) ?? []), decision]);
  }
  return rounds;
}

function moveOf({ choice, amount }: Chosen, reason: string, taker: Taker): Decision["move"] {
  switch (choice) {
    case "grant":
      return { kind: choice, taker };
    case "reject":
      return { kind: choice, reason };
    case "propose":
      return { kind: choice, amount: plainAmount(amount), reason };
  }
}
