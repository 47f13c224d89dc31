import * as v from "valibot";
import { contract } from "../lib/contract.ts";
import { WireCursor, WireDay, WireLimit } from "../lib/wire.ts";
import { ACTIONS, STATES } from "./states.ts";
import {
  Hash,
  Messages,
  Money,
  PersonId,
  PlanId,
  RunId,
  WireApproval,
  WirePlan,
  WireRun,
  WireSums,
  WireTotals,
  WireTrueUps,
  WireWho,
} from "./wire.ts";

const Params = v.object({ runId: RunId });
const ids = { "params.runId": "payRun" } as const;
const Refused = v.nullable(v.object({ code: v.string(), messages: Messages }));

/** What a step of a run can be refused for; one command takes all of them. */
const STEPPING = [
  ...(["pay_run/not_found", "version/stale", "pay_run/not_now", "pay_run/locked"] as const),
  ...(["pay_run/job_running", "pay_run/other_result", "pay_run/not_over"] as const),
  ...(["pay_run/word", "pay_run/pay_day", "pay_run/disputed"] as const),
  "pay_run/stale_basis",
  ...(["pay_run/own_plan", "pay_run/own_correction", "pay_run/own_run"] as const),
  ...(["pay_run/own_terms", "pay_run/own_leave", "pay_run/own_rates"] as const),
  ...(["pay_run/own_opening", "pay_run/own_settings", "pay_run/own_compared"] as const),
  ...(["pay_run/true_ups_waiting", "pay_run/true_ups_refused"] as const),
  ...(["pay_run/signed_already"] as const),
] as const;

export const listPayPeriods = contract({
  id: "listPayPeriods",
  method: "GET",
  path: "/pay-periods",
  tag: "pay runs",
  summary: "The pay periods of one plan or of all, the newest first, each with its run",
  may: "incentives.see",
  ids: { "query.plan": "incentivePlan" },
  query: v.object({ plan: v.optional(PlanId), limit: WireLimit(200, 60) }),
  status: 200,
  answer: v.object({
    items: v.array(
      v.object({
        plan: WirePlan,
        from: v.string(),
        until: v.string(),
        payDate: v.nullable(v.string()),
        /** Its last day has gone by. */
        over: v.boolean(),
        run: v.nullable(
          v.object({
            id: v.string(),
            state: v.picklist(STATES),
            version: v.number(),
            hash: v.nullable(v.string()),
          }),
        ),
        next: v.object({
          action: v.nullable(v.picklist(["begin", ...ACTIONS, "wait"])),
          refused: Refused,
        }),
      }),
    ),
    next: v.nullable(v.string()),
  }),
  refuses: [],
});

export const beginPayRun = contract({
  id: "beginPayRun",
  method: "POST",
  path: "/pay-runs",
  tag: "pay runs",
  summary: "Open the run of a pay period; periods are run in their order",
  may: "incentives.run",
  ids: { "body.plan": "incentivePlan" },
  body: v.strictObject({ id: RunId, plan: PlanId, from: WireDay }),
  status: 201,
  answer: WireRun,
  refuses: [
    ...(["payplan/not_found", "pay_run/not_published", "pay_run/no_period"] as const),
    ...(["pay_run/earlier_open", "pay_run/exists", "commit/busy"] as const),
  ],
});

export const listPayRuns = contract({
  id: "listPayRuns",
  method: "GET",
  path: "/pay-runs",
  tag: "pay runs",
  summary: "Runs, the newest period first",
  may: "incentives.see",
  ids: { "query.plan": "incentivePlan" },
  query: v.object({
    plan: v.optional(PlanId),
    state: v.optional(v.picklist(STATES)),
    limit: WireLimit(200, 100),
  }),
  status: 200,
  answer: v.object({ items: v.array(WireRun), next: v.nullable(v.string()) }),
  refuses: [],
});

export const getPayRun = contract({
  id: "getPayRun",
  method: "GET",
  path: "/pay-runs/:runId",
  tag: "pay runs",
  summary: "A run with its sums, its course, what stands in its way and what you may do now",
  description:
    "`last` is the calculation before the newest, where its result was another. `missing` says whose statements still want an approval. `may` names every step with the reason where it would be refused.",
  may: "incentives.see",
  ids,
  params: Params,
  status: 200,
  answer: v.object({
    ...WireRun.entries,
    payDate: v.nullable(v.string()),
    over: v.boolean(),
    versions: v.array(v.number()),
    calculated: v.nullable(WireWho),
    submitted: v.nullable(WireWho),
    approved: v.nullable(WireWho),
    locked: v.nullable(WireWho),
    paid: v.nullable(WireWho),
    onePerson: v.boolean(),
    totals: v.array(WireTotals),
    /** Of the period before. */
    before: v.nullable(v.array(WireTotals)),
    last: v.nullable(
      v.object({
        hash: v.string(),
        at: v.number(),
        totals: v.array(WireTotals),
        /** Statements that the newest calculation changed. */
        changed: v.number(),
      }),
    ),
    approvals: v.array(WireApproval),
    missing: v.object({ any: v.boolean(), statements: v.array(v.string()) }),
    disputes: v.array(
      v.object({
        id: v.string(),
        person: v.string(),
        name: v.string(),
        nameEn: v.nullable(v.string()),
        dueOn: v.string(),
      }),
    ),
    notAccepted: v.array(
      v.object({ person: v.string(), name: v.string(), nameEn: v.nullable(v.string()) }),
    ),
    /** Lines that pay earlier periods anew under a new version: each wants a second person. */
    trueUpApprovals: WireTrueUps,
    /** Approved, and not paid: the person is paid in another currency by now. Take it back, enter it anew. */
    unpaidCorrections: v.array(
      v.object({
        ...{ id: v.string(), person: v.string(), name: v.string(), nameEn: v.nullable(v.string()) },
        ...{ currency: v.string(), amount: Money },
      }),
    ),
    /** The plan pays a draw at this period's start: getPayAdvances says who gets how much. */
    paysInAdvance: v.boolean(),
    may: v.array(v.object({ action: v.picklist([...ACTIONS, "export"]), refused: Refused })),
  }),
  refuses: ["pay_run/not_found"],
});

export const listRunStatements = contract({
  id: "listRunStatements",
  method: "GET",
  path: "/pay-runs/:runId/statements",
  tag: "pay runs",
  summary: "The statements of a run, with last period's pay and what the last calculation changed",
  may: "incentives.see",
  ids,
  params: Params,
  query: v.object({ cursor: v.optional(WireCursor), limit: WireLimit(1_000, 1_000) }),
  status: 200,
  answer: v.object({
    items: v.array(
      v.object({
        person: v.string(),
        code: v.string(),
        name: v.string(),
        nameEn: v.nullable(v.string()),
        unit: v.nullable(v.string()),
        unitName: v.nullable(v.string()),
        unitNameEn: v.nullable(v.string()),
        ...WireSums.entries,
        /** Pay of the period before; null: no statement then. */
        before: v.nullable(Money),
        /** Pay at the calculation before, where the newest one changed it. */
        last: v.nullable(Money),
        flags: v.array(
          v.picklist([
            "zero",
            "negative",
            "capped",
            "big_change",
            "new",
            "changed",
            "true_up",
            "owes",
          ]),
        ),
        /** Open disputes on it. */
        disputes: v.number(),
        accepted: v.boolean(),
      }),
    ),
    next: v.nullable(v.string()),
  }),
  refuses: ["pay_run/not_found"],
});

export const calculatePayRun = contract({
  id: "calculatePayRun",
  method: "POST",
  path: "/pay-runs/:runId/calculate",
  tag: "pay runs",
  summary: "Fix the cut-off and compute everybody's statement; a large run becomes a job (202)",
  description:
    "Before the lock it may be done again. Another result voids the approvals, and getPayRun shows the difference; the same result leaves them standing.",
  may: "incentives.run",
  ids,
  params: Params,
  versioned: true,
  body: v.strictObject({}),
  status: 200,
  answer: WireRun,
  refuses: [
    ...(["pay_run/not_found", "version/stale", "pay_run/not_now", "pay_run/locked"] as const),
    ...(["pay_run/job_running", "pay_run/earlier_open", "pay_run/flawed"] as const),
    ...(["pay_run/nobody", "commit/busy"] as const),
  ],
});

export const submitPayRun = contract({
  id: "submitPayRun",
  method: "POST",
  path: "/pay-runs/:runId/submit",
  tag: "pay runs",
  summary: "Ask for the approval of a calculated run whose period is over",
  may: "incentives.run",
  ids,
  params: Params,
  versioned: true,
  body: v.strictObject({ hash: Hash }),
  status: 200,
  answer: WireRun,
  refuses: STEPPING,
});

export const approvePayRun = contract({
  id: "approvePayRun",
  method: "POST",
  path: "/pay-runs/:runId/approve",
  tag: "pay runs",
  summary: "Approve one result, as a second person; not one's own statement",
  description:
    "Whoever edited the plan, entered a correction or submitted the run cannot. An approver's own statement waits for a second approver. A company may allow one-person approval: it is then kept as such.",
  may: "incentives.approve",
  ids,
  params: Params,
  versioned: true,
  body: v.strictObject({ hash: Hash }),
  status: 200,
  answer: WireRun,
  refuses: STEPPING,
});

export const decidePayTrueUps = contract({
  id: "decidePayTrueUps",
  method: "POST",
  path: "/pay-runs/:runId/true-ups",
  tag: "pay runs",
  summary: "Approve or refuse lines that pay earlier periods anew under a new version of the plan",
  description:
    "A run with such lines is approved once each has a second person's word, who did not edit the plan; nobody has one on their own line. `people` absent: everybody's. A word is on one amount: another result of the line wants another.",
  may: "incentives.approve",
  ids: { ...ids, "body.people.0": "person" },
  params: Params,
  body: v.strictObject({
    hash: Hash,
    decision: v.picklist(["approved", "refused"]),
    people: v.optional(v.pipe(v.array(PersonId), v.minLength(1), v.maxLength(1_000))),
    note: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(500)), ""),
  }),
  status: 200,
  answer: WireTrueUps,
  refuses: [
    ...(["pay_run/not_found", "pay_run/not_now", "pay_run/other_result"] as const),
    ...(["pay_run/own_plan", "pay_run/own_line", "pay_run/no_true_ups"] as const),
  ],
});

export const lockPayRun = contract({
  id: "lockPayRun",
  method: "POST",
  path: "/pay-runs/:runId/lock",
  tag: "pay runs",
  summary: "Close a period for good: `word` is what `lockWord` says",
  description:
    "Refused while disputes on the run are open, naming them. Nothing of it changes afterwards; what comes late enters the first open period.",
  may: "incentives.approve",
  ids,
  params: Params,
  versioned: true,
  body: v.strictObject({ hash: Hash, word: v.pipe(v.string(), v.maxLength(20)) }),
  status: 200,
  answer: WireRun,
  refuses: STEPPING,
});

export const payPayRun = contract({
  id: "payPayRun",
  method: "POST",
  path: "/pay-runs/:runId/pay",
  tag: "pay runs",
  summary: "Say that a locked run has been paid, and on which day",
  may: "incentives.pay",
  ids,
  params: Params,
  versioned: true,
  body: v.strictObject({ on: WireDay }),
  status: 200,
  answer: WireRun,
  refuses: STEPPING,
});
