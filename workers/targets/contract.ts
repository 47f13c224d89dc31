import * as v from "valibot";
import { contract } from "../lib/contract.ts";
import { WireCode, WireDay, WireDecimal, wireId, WireLimit, WireName } from "../lib/wire.ts";
import { Reason, VersionNumber, WireCells } from "./grid-contract.ts";
import { WireJob } from "./plan-job.ts";
import { LEVEL_NAMES } from "./plan.ts";
import { TARGET_ROWS_MAX } from "./target-contract.ts";
import { WireCardLine } from "./tools-contract.ts";
import {
  Amount,
  FactorKey,
  PlanAndRows,
  PlanFields,
  ruleFields,
  WirePlan,
  WireRow,
} from "./wire-plan.ts";
import { WireRate } from "./wire-rules.ts";

const PlanId = wireId<"plan">();
const SubjectId = wireId<"subject">();

export const listPlans = contract({
  id: "listPlans",
  method: "GET",
  path: "/plans",
  tag: "targets",
  summary: "All plans, the newest first",
  may: "targets.plan",
  status: 200,
  answer: v.object({
    items: v.array(
      v.object({
        ...PlanFields,
        unitName: v.string(),
        unitNameEn: v.nullable(v.string()),
        recipients: v.number(),
      }),
    ),
    next: v.nullable(v.string()),
  }),
  refuses: [],
});

export const createPlan = contract({
  id: "createPlan",
  method: "POST",
  path: "/plans",
  tag: "targets",
  summary: "Begin a plan: a metric's amount for an interval, to be shared out under a unit",
  may: "targets.change",
  ids: { "body.unit": "unit", "body.metric": "metric" },
  body: v.strictObject({
    id: PlanId,
    name: WireName,
    /** Code or id. */
    metric: WireCode,
    /** Code or id of the unit at the top. */
    unit: WireCode,
    from: WireDay,
    until: WireDay,
    amount: WireDecimal,
    ...v.partial(v.strictObject(ruleFields)).entries,
  }),
  status: 201,
  answer: WirePlan,
  refuses: [
    "plan/exists",
    "target/rows",
    "target/unknown_metric",
    "target/unknown_subject",
    "target/interval",
    "target/amount",
    "target/not_additive",
    "allocation/weights_sum",
    "allocation/negative_weight",
    "allocation/granularity",
    "plan/method",
    "plan/over",
    "plan/months",
    "commit/busy",
  ],
});

export const getPlan = contract({
  id: "getPlan",
  method: "GET",
  path: "/plans/:planId",
  tag: "targets",
  summary: "A plan with every recipient's inputs and number: the draft, or a published version",
  description:
    "Who does not see the whole company sees the part under their unit. The numbers can be made again from the inputs by the same code. Above 2,000 recipients, or with below, the answer is one level of the tree: a unit and what stands directly under it.",
  may: "targets.plan",
  sees: { unit: "below" },
  ids: { "params.planId": "plan", "query.below": "unit" },
  params: v.object({ planId: PlanId }),
  query: v.object({
    version: v.optional(VersionNumber, "0"),
    below: v.optional(wireId<"unit">()),
    cursor: v.optional(SubjectId),
    limit: WireLimit(500, 200),
  }),
  status: 200,
  answer: PlanAndRows,
  refuses: ["plan/not_found", "plan/no_version"],
});

export const changePlan = contract({
  id: "changePlan",
  method: "PATCH",
  path: "/plans/:planId",
  tag: "targets",
  summary: "Change a plan's name, amount or rules; numbers move when it is shared out again",
  may: "targets.change",
  ids: { "params.planId": "plan" },
  params: v.object({ planId: PlanId }),
  versioned: true,
  body: v.partial(v.strictObject({ name: WireName, amount: WireDecimal, ...ruleFields })),
  status: 200,
  answer: WirePlan,
  refuses: [
    "plan/round_open",
    "plan/not_found",
    "version/stale",
    "target/amount",
    "allocation/weights_sum",
    "allocation/negative_weight",
    "allocation/granularity",
    "plan/method",
    "plan/over",
  ],
});

export const setInputs = contract({
  id: "setPlanInputs",
  method: "POST",
  path: "/plans/:planId/inputs",
  tag: "targets",
  summary: "Enter factor values and bounds of up to 1,000 recipients",
  may: "targets.allocate",
  ids: { "params.planId": "plan", "body.rows.0.subject": "person" },
  params: v.object({ planId: PlanId }),
  body: v.strictObject({
    rows: v.pipe(
      v.array(
        v.strictObject({
          /** Code or id of a person or a unit. */
          subject: WireCode,
          values: v.optional(
            v.record(FactorKey, v.nullable(v.pipe(v.string(), v.maxLength(60)))),
            {},
          ),
          min: v.optional(v.nullable(WireDecimal)),
          max: v.optional(v.nullable(WireDecimal)),
        }),
      ),
      v.minLength(1),
      v.maxLength(TARGET_ROWS_MAX),
    ),
  }),
  status: 200,
  answer: v.object({ rows: v.number(), draft: v.number() }),
  refuses: ["plan/round_open", "plan/not_found", "target/rows", "commit/busy"],
});

export const allocatePlan = contract({
  id: "allocatePlan",
  method: "POST",
  path: "/plans/:planId/allocate",
  tag: "targets",
  summary: "Share the plan out down the tree; locked numbers stay",
  description:
    "Reads the tree and last year's totals, shares every node's number among its children and spreads each over the months. All or nothing: a node that cannot be shared out is named. Above 500 recipients the answer is 202 with a job.",
  may: "targets.allocate",
  ids: { "params.planId": "plan" },
  params: v.object({ planId: PlanId }),
  body: v.strictObject({}),
  status: 200,
  answer: v.union([
    v.object({ draft: v.number(), recipients: v.number() }),
    v.object({ job: WireJob }),
  ]),
  refuses: [
    "plan/job_running",
    "plan/round_open",
    "plan/not_found",
    "plan/cannot_allocate",
    "plan/months",
    "commit/busy",
  ],
});

export const changeRow = contract({
  id: "changePlanRow",
  method: "PATCH",
  path: "/plans/:planId/rows/:subject",
  tag: "targets",
  summary: "Change one recipient: its number by hand, its lock, its bounds, its inputs",
  description: "If-Match is the version of this row alone: two people can work on two recipients.",
  may: "targets.allocate",
  ids: { "params.planId": "plan", "params.subject": "person" },
  params: v.object({ planId: PlanId, subject: SubjectId }),
  versioned: true,
  body: v.partial(
    v.strictObject({
      amount: WireDecimal,
      reason: Reason,
      locked: v.boolean(),
      min: v.nullable(WireDecimal),
      max: v.nullable(WireDecimal),
      over: v.nullable(WireRate),
      weights: v.nullable(v.record(FactorKey, WireRate)),
      values: v.record(FactorKey, v.nullable(v.pipe(v.string(), v.maxLength(60)))),
      /** Months by hand; null lets a locked one move again. The year stays. */
      cells: WireCells,
      /** The own curve over the plan's periods, as weights. */
      curve: v.nullable(v.pipe(v.array(WireRate), v.maxLength(200))),
      levels: v.nullable(v.record(v.picklist(LEVEL_NAMES), WireDecimal)),
      slices: v.nullable(v.record(FactorKey, WireRate)),
    }),
  ),
  status: 200,
  answer: v.object({ row: v.omit(WireRow, ["code", "name", "nameEn"]), draft: v.number() }),
  refuses: [
    "plan/values_only",
    "plan/round_open",
    "plan/not_found",
    "plan/no_row",
    "version/stale",
    "target/amount",
    "target/rows",
    "plan/reason_missing",
    "plan/top",
    "plan/method",
    "plan/cells",
    "plan/curve",
    "plan/over",
    "allocation/weights_sum",
    "allocation/negative_weight",
    "allocation/granularity",
  ],
});

export const getCard = contract({
  id: "getPlanCard",
  method: "GET",
  path: "/plans/:planId/cards/:subject",
  tag: "targets",
  summary: "What made a recipient's number; the lines re-add to it exactly",
  description:
    "Of the published version; who plans may ask for the draft with version=0. A person may always see the card of the number they carry.",
  may: "targets.read",
  sees: { subject: "subject" },
  ids: { "params.planId": "plan", "params.subject": "subject" },
  params: v.object({ planId: PlanId, subject: SubjectId }),
  query: v.object({ version: v.optional(VersionNumber) }),
  status: 200,
  answer: v.object({
    plan: v.object({ id: v.string(), name: v.string(), from: v.string(), until: v.string() }),
    metric: PlanFields.metric,
    currency: v.nullable(v.string()),
    version: v.number(),
    publishedAt: v.nullable(v.number()),
    subject: v.string(),
    /** Whose number was shared out; null at the top. */
    parent: v.nullable(v.object({ subject: v.string(), amount: Amount, shared: Amount })),
    number: Amount,
    share: v.string(),
    lines: v.array(WireCardLine),
    factors: v.array(v.object({ key: v.string(), source: v.string() })),
    history: v.nullable(v.object({ from: v.string(), until: v.string() })),
    months: v.array(
      v.object({ key: v.string(), from: v.string(), until: v.string(), amount: Amount }),
    ),
  }),
  refuses: ["plan/not_found", "plan/no_row", "plan/no_version"],
});

export const publishPlan = contract({
  id: "publishPlan",
  method: "POST",
  path: "/plans/:planId/publish",
  tag: "targets",
  summary: "Publish the draft as an immutable version: it becomes everybody's target",
  description:
    "If-Match is the plan's version and draft the number of the draft that was looked at: what nobody has seen is not published. Above 500 recipients the answer is 202 with a job.",
  may: "targets.publish",
  ids: { "params.planId": "plan" },
  params: v.object({ planId: PlanId }),
  versioned: true,
  body: v.strictObject({ draft: v.pipe(v.number(), v.integer()) }),
  status: 201,
  answer: v.union([
    v.object({ number: v.number(), hash: v.string(), targets: v.number() }),
    v.object({ job: WireJob }),
  ]),
  refuses: [
    "plan/job_running",
    "plan/not_found",
    "version/stale",
    "plan/nothing_to_publish",
    "plan/must_allocate",
    "plan/round_open",
    "target/overlap",
    "commit/busy",
  ],
});

export const listVersions = contract({
  id: "listPlanVersions",
  method: "GET",
  path: "/plans/:planId/versions",
  tag: "targets",
  summary: "What was published, when, by whom, with the hash of its numbers",
  may: "targets.plan",
  ids: { "params.planId": "plan" },
  params: v.object({ planId: PlanId }),
  status: 200,
  answer: v.object({
    items: v.array(
      v.object({
        number: v.number(),
        seq: v.number(),
        at: v.number(),
        by: v.string(),
        amount: Amount,
        recipients: v.number(),
        hash: v.string(),
      }),
    ),
    next: v.nullable(v.string()),
  }),
  refuses: ["plan/not_found"],
});

export const getDiff = contract({
  id: "getPlanDiff",
  method: "GET",
  path: "/plans/:planId/diff",
  tag: "targets",
  summary: "Whose number differs between two versions; version 0 is the draft",
  may: "targets.plan",
  ids: { "params.planId": "plan" },
  params: v.object({ planId: PlanId }),
  query: v.object({ from: VersionNumber, to: VersionNumber }),
  status: 200,
  answer: v.object({
    items: v.array(
      v.object({
        subject: v.string(),
        kind: v.picklist(["unit", "person"]),
        name: v.string(),
        nameEn: v.nullable(v.string()),
        before: v.nullable(Amount),
        after: v.nullable(Amount),
      }),
    ),
    /** All that differ; the items are the first thousand of them, units before people. */
    changed: v.number(),
    unchanged: v.number(),
    next: v.nullable(v.string()),
  }),
  refuses: ["plan/not_found"],
});

export const restoreVersion = contract({
  id: "restorePlanVersion",
  method: "POST",
  path: "/plans/:planId/restore",
  tag: "targets",
  summary: "Make a published version the draft again; nothing is published by it",
  may: "targets.allocate",
  ids: { "params.planId": "plan" },
  params: v.object({ planId: PlanId }),
  versioned: true,
  body: v.strictObject({ number: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
  status: 200,
  answer: v.object({ draft: v.number(), version: v.number() }),
  refuses: ["plan/round_open", "plan/not_found", "plan/no_version", "version/stale"],
});
