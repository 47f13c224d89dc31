import type { EvaluationJson } from "../../workers/incentives/input.ts";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import type { planInput } from "../../workers/payruns/contract-statements.ts";
import { api, type Problem } from "../api.ts";

export type InputAsk = {
  readonly plan: string;
  /** A draft; the versions in force when absent. */
  readonly document?: PlanJson;
  readonly from: string;
  readonly until: string;
  readonly people?: readonly string[];
};
export type Fetched =
  | { readonly ok: true; readonly input: EvaluationJson; readonly people: number }
  | { readonly ok: false; readonly problem: Problem };

/** Lists that come page by page; the rest of an input is the same on every page. */
const PAGED = ["participants", "targets", "credits", "deals", "adjustments", "figures"] as const;
/** People named in one request. */
const NAMED = 1_000;

/** Everything an evaluation reads, page by page; `progress` hears how many people are here. */
export async function fetchInput(
  { plan, people, ...ask }: InputAsk,
  progress: (done: number, of: number) => void,
  signal?: AbortSignal,
): Promise<Fetched> {
  let whole: EvaluationJson | null = null;
  let done = 0;
  for (const named of people ? chunks(people) : [undefined]) {
    let cursor: string | null = null;
    do {
      const answer: Awaited<ReturnType<typeof page>> = await page(plan, ask, named, cursor, signal);
      if (!answer.ok) return answer;
      const { input, next, people: of } = answer.body;
      // The contract of an input is the engine's own; the wire schema leaves it to the engine to check.
      const part = input as EvaluationJson;
      whole = whole ? joined(whole, part) : part;
      done += part.participants.length;
      progress(done, people ? people.length : of);
      cursor = next;
    } while (cursor !== null);
  }
  return whole
    ? { ok: true, input: whole, people: done }
    : { ok: false, problem: { title: "", status: 404, code: "incentives/nobody" } };
}

type Ask = Omit<InputAsk, "plan" | "people">;

function page(
  incentivePlanId: string,
  { document, from, until }: Ask,
  people: readonly string[] | undefined,
  cursor: string | null,
  signal: AbortSignal | undefined,
) {
  return api<typeof planInput>("POST", "/incentive-plans/:incentivePlanId/input", {
    params: { incentivePlanId },
    body: {
      from,
      until,
      ...(document ? { document } : {}),
      ...(people ? { people: [...people] } : {}),
      ...(cursor === null ? {} : { cursor }),
    },
    ...(signal ? { signal } : {}),
  });
}

function joined(all: EvaluationJson, part: EvaluationJson): EvaluationJson {
  const lists = PAGED.map((name) => [name, [...(all[name] ?? []), ...(part[name] ?? [])]]);
  // Each list is joined with the same list of another page.
  return { ...all, ...(Object.fromEntries(lists) as Pick<EvaluationJson, (typeof PAGED)[number]>) };
}

function chunks(people: readonly string[]): (readonly string[])[] {
  const parts = Math.max(1, Math.ceil(people.length / NAMED));
  return Array.from({ length: parts }, (_, at) => people.slice(at * NAMED, (at + 1) * NAMED));
}
