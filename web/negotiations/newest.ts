import type { AnswerOf } from "../../workers/lib/contract.ts";
import type { listThreads } from "../../workers/negotiations/thread-contract.ts";
import { api } from "../api.ts";

export type Waiting = AnswerOf<typeof listThreads>["items"][number];

/** The newest thread about somebody; null where there was never one. */
export async function newestThread(subject: string): Promise<Waiting | null> {
  const answer = await api<typeof listThreads>("GET", "/threads", {
    query: { subject, limit: "1" },
  });
  return answer.ok ? (answer.body.items[0] ?? null) : null;
}
