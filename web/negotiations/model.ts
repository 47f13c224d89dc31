import { signal } from "@preact/signals";
import type { AnswerOf, RequestOf } from "../../workers/lib/contract.ts";
import { day, daysBetween } from "../../workers/lib/day.ts";
import { formatMinor, parseMinor } from "../../workers/lib/money.ts";
import type { getRound, listRounds, openRound } from "../../workers/negotiations/contract.ts";
import type {
  decideThreads,
  getThread,
  listWaiting,
  makeMove,
} from "../../workers/negotiations/thread-contract.ts";
import { api, type Answer, type Problem } from "../api.ts";
import { resource } from "../ui/resource.ts";

export type RoundPage = AnswerOf<typeof getRound>;
export type Round = RoundPage["round"];
export type ThreadPage = AnswerOf<typeof getThread>;
export type Thread = ThreadPage["thread"];
export type Child = RoundPage["children"][number];
export type Gap = RoundPage["gap"];
export type Waiting = AnswerOf<typeof listWaiting>["items"][number];
export type Listed = AnswerOf<typeof listRounds>["items"][number];
export type Said = RequestOf<typeof makeMove>["body"];
export type MoveKind = Said["kind"];
export type Taker = Extract<Said, { kind: "grant" }>["taker"];
export type Decision = RequestOf<typeof decideThreads>["body"]["decisions"][number];
export type Opening = RequestOf<typeof openRound>["body"];

/** `below` adds what waits for the units beneath one. */
export function waitingModel(of: string, below = false) {
  return resource(() =>
    api<typeof listWaiting>("GET", "/threads/waiting", {
      query: { for: of, ...(below ? { below: "true" as const } : {}) },
    }),
  );
}

export function roundsModel(plan?: string) {
  return resource(() =>
    api<typeof listRounds>("GET", "/rounds", { query: plan ? { plan } : { open: "true" } }),
  );
}

export function unitModel(roundId: string, unit: string | null) {
  return resource(() =>
    api<typeof getRound>("GET", "/rounds/:roundId", {
      params: { roundId },
      query: unit ? { unit } : {},
    }),
  );
}

/** One thread on screen, and what is said in it from here. */
export function threadModel(roundId: string, subject: string) {
  const state = resource(() =>
    api<typeof getThread>("GET", "/rounds/:roundId/threads/:subject", {
      params: { roundId, subject },
    }),
  );
  const busy = signal(false);
  const problem = signal<Problem | null>(null);

  /** True when it was said. After a stale version the fresh state is on screen beside the problem. */
  async function say(body: Said): Promise<boolean> {
    const now = state.value.value;
    const version = now.state === "ready" ? now.body.thread.version : 0;
    busy.value = true;
    problem.value = null;
    const answer = await speak(roundId, subject, version, body);
    busy.value = false;
    if (!answer.ok) problem.value = answer.problem;
    await state.load();
    return answer.ok;
  }
  return { state, busy, problem, say };
}

export type ThreadModel = ReturnType<typeof threadModel>;

export function speak(
  roundId: string,
  subject: string,
  version: number,
  body: Said,
): Promise<Answer<AnswerOf<typeof makeMove>>> {
  return api<typeof makeMove>("POST", "/rounds/:roundId/threads/:subject/moves", {
    params: { roundId, subject },
    version,
    body,
  });
}

/** Days until an answer counts no more; below 0 it is over. */
export function daysLeft({ deadline }: Pick<Round, "deadline">, today: string): number {
  return daysBetween(day(today), day(deadline));
}

export function unitsOf(text: string, scale: number): bigint {
  const parsed = parseMinor(text, scale);
  return parsed.ok ? parsed.value : 0n;
}

/** Exact difference of two decimal texts of one scale, without its sign. */
export function apart(a: string, b: string, scale: number): string {
  const units = unitsOf(a, scale) - unitsOf(b, scale);
  return formatMinor(units < 0n ? -units : units, scale);
}

/** Half way between two numbers, to a whole unit where both are whole. */
export function between(a: string, b: string, scale: number): string {
  const [low, high] = [unitsOf(a, scale), unitsOf(b, scale)];
  const unit = 10n ** BigInt(scale);
  const grain = low % unit === 0n && high % unit === 0n ? unit : 1n;
  return formatMinor(((low + high) / 2n / grain) * grain, scale);
}

/** A decimal as it is typed: without the zeros behind the point. */
export function typed(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
