import { signal } from "@preact/signals";
import type { AnswerOf, RequestOf } from "../../workers/lib/contract.ts";
import { day } from "../../workers/lib/day.ts";
import { id } from "../../workers/lib/id.ts";
import type { listUnits } from "../../workers/org/contract.ts";
import type {
  assignIncentiveMembers,
  endIncentiveMembers,
  listIncentiveAcceptances,
  listIncentiveCandidates,
  listIncentiveMembers,
  remindIncentiveMembers,
} from "../../workers/payplans/member-contract.ts";
import { api, type Answer, type Problem } from "../api.ts";
import { resource } from "../ui/resource.ts";

export type Member = AnswerOf<typeof listIncentiveMembers>["items"][number];
export type Candidate = AnswerOf<typeof listIncentiveCandidates>["items"][number];
export type Asked = AnswerOf<typeof listIncentiveAcceptances>["items"][number];
export type AssignBody = RequestOf<typeof assignIncentiveMembers>["body"];
export type Variable = NonNullable<NonNullable<AssignBody["terms"]>["variables"]>[number];
export type PeopleModel = ReturnType<typeof peopleModel>;

/** Everybody on a plan with their own terms and what they said to its newest version. */
export function peopleModel(incentivePlanId: string) {
  const params = { incentivePlanId };
  const members = resource(() =>
    api<typeof listIncentiveMembers>("GET", "/incentive-plans/:incentivePlanId/members", {
      params,
    }),
  );
  const asked = resource(() =>
    api<typeof listIncentiveAcceptances>("GET", "/incentive-plans/:incentivePlanId/acceptances", {
      params,
    }),
  );
  const problem = signal<Problem | null>(null);
  const busy = signal(false);
  const load = () => Promise.all([members.load(), asked.load()]);

  async function run<Body>(change: () => Promise<Answer<Body>>): Promise<Body | null> {
    busy.value = true;
    problem.value = null;
    const answer = await change();
    busy.value = false;
    if (!answer.ok) {
      problem.value = answer.problem;
      return null;
    }
    await load();
    return answer.body;
  }

  return {
    ...{ members, asked, problem, busy, load },
    remind: () =>
      run(() =>
        api<typeof remindIncentiveMembers>("POST", "/incentive-plans/:incentivePlanId/remind", {
          ...{ params, body: {} },
        }),
      ),
    end: (people: readonly string[], until: string) =>
      run(() =>
        api<typeof endIncentiveMembers>("POST", "/incentive-plans/:incentivePlanId/members/end", {
          params,
          body: { people: people.map((each) => id(each)), until: day(until) },
        }),
      ),
    assign: (body: AssignBody) =>
      run(() =>
        api<typeof assignIncentiveMembers>("POST", "/incentive-plans/:incentivePlanId/members", {
          ...{ params, body },
        }),
      ),
    candidates: (query: { from: string; until?: string; unit?: string; position?: string }) =>
      api<typeof listIncentiveCandidates>("GET", "/incentive-plans/:incentivePlanId/candidates", {
        params,
        query,
      }),
  };
}

/** What everybody said to the newest version, as far as it is known by now. */
export function askedIn(model: PeopleModel): readonly Asked[] {
  const now = model.asked.value.value;
  return (now.state === "ready" ? now.body : now.last)?.items ?? [];
}

export type Place = {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly depth: number;
};

/** The units of the two highest levels: where a plan is usually given out. */
export async function places(): Promise<Place[]> {
  const roots = await api<typeof listUnits>("GET", "/units", { query: {} });
  if (!roots.ok) return [];
  const below = await Promise.all(
    roots.body.items.map(async (root) => {
      const found = await api<typeof listUnits>("GET", "/units", { query: { parent: root.id } });
      const units = found.ok ? found.body.items : [];
      return [{ ...root, depth: 0 }, ...units.map((unit) => ({ ...unit, depth: 1 }))];
    }),
  );
  return below.flat();
}
