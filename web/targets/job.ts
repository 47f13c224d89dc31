import { signal } from "@preact/signals";
import type { AnswerOf } from "../../workers/lib/contract.ts";
import type { cancelJob, getJob } from "../../workers/targets/job-contract.ts";
import { api, type Problem } from "../api.ts";

export type Job = NonNullable<AnswerOf<typeof getJob>["job"]>;

const ASK_EVERY_MS = 500;

/** The long work on a plan: followed to its end, wherever it was begun; it goes on when one leaves. */
export function jobModel(planId: string) {
  const job = signal<Job | null>(null);
  const params = { planId };

  async function ask(): Promise<Job | null> {
    const answer = await api<typeof getJob>("GET", "/plans/:planId/job", { params });
    return answer.ok ? answer.body.job : null;
  }

  /** Ends when the work does; null when nobody can say what became of it. */
  async function follow(begun: Job): Promise<Job | null> {
    let now: Job | null = begun;
    while (now && now.endedAt === null) {
      job.value = now;
      await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
      now = await ask();
    }
    job.value = null;
    return now;
  }

  return {
    job,
    follow,
    /** What is at work already when the page opens. */
    find: async (): Promise<Job | null> => {
      const found = await ask();
      return found && found.endedAt === null ? await follow(found) : null;
    },
    cancel: () => api<typeof cancelJob>("POST", "/plans/:planId/job/cancel", { params, body: {} }),
  };
}

/** Why the work came to nothing, as a request's own refusal would say it. */
export function problemOf({ result }: Job): Problem | null {
  const problem = result?.problem;
  if (!problem) return null;
  const { code, messages, errors } = problem;
  const detail = messages.en;
  return {
    ...{ type: `urn:fairlead:problem:${code}`, title: detail, status: 422, detail, code },
    ...{ request_id: "", messages, errors: [...errors] },
  };
}
