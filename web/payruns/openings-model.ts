import { signal } from "@preact/signals";
import { periodOf } from "../../workers/calendar/periods.ts";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import type { AnswerOf, RequestOf } from "../../workers/lib/contract.ts";
import { day } from "../../workers/lib/day.ts";
import type { Interval } from "../../workers/lib/interval.ts";
import type {
  getIncentivePlan,
  getIncentiveVersion,
  listIncentivePlans,
} from "../../workers/payplans/contract.ts";
import type { listIncentiveMembers } from "../../workers/payplans/member-contract.ts";
import type { listPayPeriods } from "../../workers/payruns/contract.ts";
import type {
  approvePayOpening,
  enterPayOpening,
  listPayOpenings,
  rejectPayOpening,
  withdrawPayOpening,
} from "../../workers/payruns/contract-openings.ts";
import { openingWindow } from "../../workers/payruns/opening-windows.ts";
import { api, type Answer, type Problem } from "../api.ts";
import { loadCalendar, rule } from "../calendar/model.ts";
import { resource } from "../ui/resource.ts";
import type { BothNames } from "./wire.ts";

export type Plan = AnswerOf<typeof listIncentivePlans>["items"][number];
export type Opening = AnswerOf<typeof listPayOpenings>["items"][number] & {
  readonly planName: BothNames;
};
export type Entering = RequestOf<typeof enterPayOpening>["body"];
export type Decision = Opening["can"][number];
export type Member = AnswerOf<typeof listIncentiveMembers>["items"][number];
export type Openings = { readonly plans: readonly Plan[]; readonly items: readonly Opening[] };

/** A component whose window began before a day: what it has earned by then can be brought along. */
export type Running = Interval & {
  readonly component: string;
  readonly name: BothNames;
  /** Its pay waits for deals: what was paid has to be said deal by deal. */
  readonly waits: boolean;
};
/** What a form needs of a plan. */
export type PlanFacts = {
  readonly members: readonly Member[];
  /** First days that no closed run has paid, the earliest first. */
  readonly begins: readonly { readonly from: string; readonly until: string }[];
  /** Published versions that hold, the first one first: a draft pays nobody. */
  readonly versions: readonly { readonly from: string; readonly document: PlanJson }[];
};

async function everything(): Promise<Answer<Openings>> {
  const plans = await api<typeof listIncentivePlans>("GET", "/incentive-plans");
  if (!plans.ok) return plans;
  const usable = plans.body.items.filter(({ published }) => published > 0);
  const lists = await Promise.all(
    usable.map(async ({ id, name }) => ({
      planName: name,
      answer: await api<typeof listPayOpenings>("GET", "/pay-openings", { query: { plan: id } }),
    })),
  );
  const items: Opening[] = [];
  for (const { answer, planName } of lists) {
    if (!answer.ok) return answer;
    items.push(...answer.body.items.map((each) => ({ ...each, planName })));
  }
  const body = { plans: usable, items: items.sort((a, b) => b.at - a.at) };
  return { ok: true, body, version: 0 };
}

/** Balances that people bring along, of every plan, and what may be done with them. */
export function openingsModel() {
  const list = resource(everything);
  const busy = signal<string | null>(null);
  const problem = signal<Problem | null>(null);

  /** `key` names what is under way: a list's id, or "enter". */
  async function run(key: string, call: () => Promise<Answer<unknown>>): Promise<boolean> {
    busy.value = key;
    problem.value = null;
    const answer = await call();
    busy.value = null;
    problem.value = answer.ok ? null : answer.problem;
    await list.load();
    return answer.ok;
  }
  const enter = (body: Entering) =>
    run("enter", () => api<typeof enterPayOpening>("POST", "/pay-openings", { body }));
  const decide = (id: string, how: Decision) =>
    run(id, () => {
      const to = { params: { payOpeningId: id }, body: {} };
      if (how === "approve")
        return api<typeof approvePayOpening>("POST", "/pay-openings/:payOpeningId/approve", to);
      return how === "reject"
        ? api<typeof rejectPayOpening>("POST", "/pay-openings/:payOpeningId/reject", to)
        : api<typeof withdrawPayOpening>("POST", "/pay-openings/:payOpeningId/withdraw", to);
    });
  return { list, busy, problem, enter, decide };
}
export type OpeningsModel = ReturnType<typeof openingsModel>;

export async function planFacts(plan: string): Promise<PlanFacts | null> {
  const params = { incentivePlanId: plan };
  const [page, members, periods] = await Promise.all([
    api<typeof getIncentivePlan>("GET", "/incentive-plans/:incentivePlanId", { params }),
    api<typeof listIncentiveMembers>("GET", "/incentive-plans/:incentivePlanId/members", {
      params,
    }),
    api<typeof listPayPeriods>("GET", "/pay-periods", { query: { plan } }),
    loadCalendar(),
  ]);
  if (!page.ok || !members.ok || !periods.ok) return null;
  const versions = await Promise.all(
    page.body.versions
      .filter(({ replaced }) => !replaced)
      .map(({ number }) =>
        api<typeof getIncentiveVersion>(
          "GET",
          "/incentive-plans/:incentivePlanId/versions/:number",
          {
            params: { ...params, number: String(number) },
          },
        ),
      ),
  );
  const isClosed = (state: string | undefined) => state === "locked" || state === "paid";
  return {
    versions: versions
      .flatMap((each) =>
        each.ok ? [{ from: each.body.version.from, document: each.body.document }] : [],
      )
      .sort((a, b) => (a.from < b.from ? -1 : 1)),
    members: members.body.items,
    begins: periods.body.items
      .filter(({ run }) => !isClosed(run?.state))
      .map(({ from, until }) => ({ from, until }))
      .sort((a, b) => (a.from < b.from ? -1 : 1)),
  };
}

/** Components of the version that holds whose window of time is under way on a day. */
export function runningOn(versions: PlanFacts["versions"], on: string): Running[] {
  const document = versions.findLast(({ from }) => from <= on)?.document;
  if (!document) return [];
  return document.components.flatMap((component): Running[] => {
    const of = openingWindow(component);
    if (of === null) return [];
    const own = "release" in component ? component.release : undefined;
    const parts = (own ?? document.release)?.parts ?? [];
    const waits = parts.some((part) => part.on !== "earned");
    const window = windowOn(of, on);
    if (!window || window.from >= on) return [];
    return [{ ...window, component: component.key, name: component.name, waits }];
  });
}

function windowOn(window: unknown, on: string): Interval | null {
  if (window === "month" || window === "quarter" || window === "half" || window === "year")
    return periodOf(rule(), window, day(on));
  if (typeof window !== "object" || window === null) return null;
  const { from, until } = window as Interval; // A campaign, as the plan's document has it.
  return from <= on && on < until ? { from, until } : null;
}
