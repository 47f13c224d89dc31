import * as v from "valibot";
import { contract } from "../lib/contract.ts";
import { WireDay } from "../lib/wire.ts";
import {
  Budget,
  IncentivePlanId,
  Names,
  WireChange,
  WireDocument,
  WireFlaw,
  WirePayplan,
  WireVersion,
  WireWarning,
} from "./wire.ts";

const Params = v.object({ incentivePlanId: IncentivePlanId });
const ids = { "params.incentivePlanId": "incentivePlan" } as const;
const PlanAnswer = v.object({
  plan: v.object({ ...WirePayplan.entries, document: WireDocument }),
  versions: v.array(WireVersion),
  /** The draft differs from the newest version. */
  changed: v.boolean(),
  /** What the document alone says against publishing it; the tenant's facts: `check`. */
  flaws: v.array(WireFlaw),
  warnings: v.array(WireWarning),
});
const DOCUMENT = ["payplan/document", "payplan/too_many_parts", "payplan/budget"] as const;
const CHANGING = ["payplan/not_found", "version/stale", "payplan/archived"] as const;

export const listIncentivePlans = contract({
  id: "listIncentivePlans",
  method: "GET",
  path: "/incentive-plans",
  tag: "incentives",
  summary: "Incentive plans: what holds, who is on it, who has not accepted",
  may: "incentives.see",
  status: 200,
  answer: v.object({
    items: v.array(
      v.object({
        ...WirePayplan.entries,
        /** First day of the newest version; null: never published. */
        holdsFrom: v.nullable(v.string()),
        /** People on the plan today or from a later day on. */
        people: v.number(),
        /** How many of them accepted the newest version. */
        accepted: v.number(),
      }),
    ),
    next: v.nullable(v.string()),
  }),
  refuses: [],
});

export const createIncentivePlan = contract({
  id: "createIncentivePlan",
  method: "POST",
  path: "/incentive-plans",
  tag: "incentives",
  summary: "Begin an incentive plan: from a document, a template, or empty",
  description:
    "The draft may still lack choices that have no default; what is there must fit the contract of plans. A template, and a document that is sent `asTemplate`, is filled with the company's own metric, currency and year.",
  may: "incentives.change",
  body: v.strictObject({
    id: IncentivePlanId,
    name: v.optional(Names),
    document: v.optional(WireDocument),
    /** The document is one of nobody yet: it is filled as a template is. */
    asTemplate: v.optional(v.boolean()),
    template: v.optional(v.pipe(v.string(), v.maxLength(64))),
    budget: v.optional(Budget),
  }),
  status: 201,
  answer: PlanAnswer,
  refuses: ["payplan/exists", "payplan/no_template", "payplan/unnamed", ...DOCUMENT, "commit/busy"],
});

export const getIncentivePlan = contract({
  id: "getIncentivePlan",
  method: "GET",
  path: "/incentive-plans/:incentivePlanId",
  tag: "incentives",
  summary: "An incentive plan: its draft, its versions, what stands against publishing",
  may: "incentives.see",
  ids,
  params: Params,
  status: 200,
  answer: PlanAnswer,
  refuses: ["payplan/not_found"],
});

export const changeIncentivePlan = contract({
  id: "changeIncentivePlan",
  method: "PATCH",
  path: "/incentive-plans/:incentivePlanId",
  tag: "incentives",
  summary: "Change the draft of an incentive plan, its budget, or put it away",
  description:
    "What was published stays as it is. Whoever changes the draft cannot approve a run of the version that comes of it.",
  may: "incentives.change",
  ids,
  params: Params,
  versioned: true,
  body: v.partial(
    v.strictObject({ document: WireDocument, budget: Budget, archived: v.boolean() }),
  ),
  status: 200,
  answer: PlanAnswer,
  refuses: [...CHANGING, ...DOCUMENT, "payplan/key_fixed", "payplan/in_use", "commit/busy"],
});

export const discardIncentivePlan = contract({
  id: "discardIncentivePlan",
  method: "DELETE",
  path: "/incentive-plans/:incentivePlanId",
  tag: "incentives",
  summary: "Throw away a plan that was never published and has nobody on it",
  may: "incentives.change",
  ids,
  params: Params,
  status: 200,
  answer: v.object({ id: v.string() }),
  refuses: ["payplan/not_found", "payplan/in_use", "commit/busy"],
});

export const checkIncentivePlan = contract({
  id: "checkIncentivePlan",
  method: "POST",
  path: "/incentive-plans/:incentivePlanId/check",
  tag: "incentives",
  summary: "What stands against publishing the draft, with the company's own facts",
  description:
    "Flaws refuse publication: metrics and filters that do not exist, people without a target named, currencies without a rate. Warnings carry numbers: cliffs, dead zones, and the cost at 80, 100 and 120 % against the budget.",
  may: "incentives.see",
  ids,
  params: Params,
  body: v.strictObject({ from: v.optional(WireDay), document: v.optional(WireDocument) }),
  asks: true,
  status: 200,
  answer: v.object({
    flaws: v.array(WireFlaw),
    warnings: v.array(WireWarning),
    /** Variable pay of everybody over `over` at these attainments, in the plan's currency. */
    cost: v.nullable(
      v.array(
        v.object({
          attainment: v.string(),
          amount: v.string(),
          budget: v.nullable(v.string()),
          over: v.nullable(v.string()),
        }),
      ),
    ),
    /** The days that the cost, and the part of the budget beside it, are of. */
    over: v.object({ from: v.string(), until: v.string() }),
    people: v.number(),
    /** The first day that was checked. */
    from: v.string(),
    /** Days on which a version may begin: starts of pay periods that are not locked. */
    begins: v.array(v.string()),
  }),
  refuses: ["payplan/not_found", ...DOCUMENT],
});

export const publishIncentivePlan = contract({
  id: "publishIncentivePlan",
  method: "POST",
  path: "/incentive-plans/:incentivePlanId/publish",
  tag: "incentives",
  summary: "Publish the draft as the next version, from the start of a pay period",
  description:
    "The version is never changed. Everybody on the plan is asked to accept it; the answer says how many.",
  may: "incentives.publish",
  ids,
  params: Params,
  versioned: true,
  body: v.strictObject({ from: WireDay }),
  status: 201,
  answer: v.object({ version: WireVersion, asked: v.number() }),
  refuses: [
    ...CHANGING,
    "payplan/flaws",
    "payplan/unchanged",
    "payplan/not_a_period",
    "payplan/locked",
    "payplan/period_begun",
    "commit/busy",
  ],
});

export const getIncentiveVersion = contract({
  id: "getIncentiveVersion",
  method: "GET",
  path: "/incentive-plans/:incentivePlanId/versions/:number",
  tag: "incentives",
  summary: "A published version, and what it changed in plain sentences",
  may: "incentives.see",
  ids,
  params: v.object({
    incentivePlanId: IncentivePlanId,
    number: v.pipe(v.string(), v.regex(/^\d{1,6}$/), v.transform(Number)),
  }),
  /** Compared with this version; the one before when absent. */
  query: v.object({
    against: v.optional(v.pipe(v.string(), v.regex(/^\d{1,6}$/), v.transform(Number))),
  }),
  status: 200,
  answer: v.object({
    version: WireVersion,
    document: WireDocument,
    against: v.nullable(v.number()),
    changes: v.array(WireChange),
  }),
  refuses: ["payplan/not_found", "payplan/no_version"],
});

export const restoreIncentiveVersion = contract({
  id: "restoreIncentiveVersion",
  method: "POST",
  path: "/incentive-plans/:incentivePlanId/restore",
  tag: "incentives",
  summary: "Take an older version into the draft; nothing published changes",
  may: "incentives.change",
  ids,
  params: Params,
  versioned: true,
  body: v.strictObject({ number: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
  status: 200,
  answer: PlanAnswer,
  refuses: [...CHANGING, "payplan/no_version", "commit/busy"],
});
