import * as v from "valibot";
import { contract } from "../lib/contract.ts";
import {
  WireCode,
  WireCurrency,
  WireCursor,
  WireDay,
  WireDecimal,
  wireId,
  WireLimit,
  WireName,
} from "../lib/wire.ts";
import { WireCardLine } from "./tools-contract.ts";
import { WireRate, WireRounding, WireTies } from "./wire-rules.ts";

const PlanId = wireId<"plan">();
const SubjectId = wireId<"subject">();
/** Decimal text at the metric's scale. */
const Amount = v.string();
const Level = v.picklist(["committed", "sprint", "challenge"]);
const VersionNumber = v.pipe(v.string(), v.regex(/^\d{1,6}$/), v.transform(Number));

// ---- targets of any interval

export const TARGET_ROWS_MAX = 1_000;

const TargetRow = v.strictObject({
  /** Code or id of a person or a unit. */
  subject: WireCode,
  /** Code or id. */
  metric: WireCode,
  level: v.optional(Level, "committed"),
  from: WireDay,
  until: WireDay,
  amount: WireDecimal,
  currency: v.optional(WireCurrency),
});

export const setTargets = contract({
  id: "setTargets",
  method: "POST",
  path: "/targets",
  tag: "targets",
  summary: "Set up to 1,000 targets, each for any interval [from, until)",
  description:
    "A day has at most one target of a subject, metric and level. The same row again changes nothing; another amount for exactly the same interval needs replace, which closes the old target and keeps it.",
  may: "targets.change",
  ids: { "body.rows.0.subject": "person", "body.rows.0.metric": "metric" },
  body: v.strictObject({
    rows: v.pipe(v.array(TargetRow), v.minLength(1), v.maxLength(TARGET_ROWS_MAX)),
    replace: v.optional(v.boolean(), false),
  }),
  status: 201,
  answer: v.object({ results: v.array(v.picklist(["new", "changed", "unchanged"])) }),
  refuses: ["target/rows", "target/overlap", "commit/busy"],
});

const WireTarget = v.object({
  subject: v.string(),
  metric: v.string(),
  level: Level,
  from: v.string(),
  until: v.string(),
  amount: Amount,
  currency: v.nullable(v.string()),
  plan: v.nullable(v.string()),
  planVersion: v.nullable(v.number()),
  /** The commit that set it. */
  since: v.number(),
});

export const listTargets = contract({
  id: "listTargets",
  method: "GET",
  path: "/targets",
  tag: "targets",
  summary: "The targets of one person or unit as they hold now, by day",
  may: "targets.read",
  sees: { subject: "subject" },
  ids: { "query.subject": "subject" },
  query: v.object({
    subject: SubjectId,
    /** Code or id. */
    metric: v.optional(WireCode),
    level: v.optional(Level),
    from: v.optional(WireDay),
    until: v.optional(WireDay),
    cursor: v.optional(WireCursor),
    limit: WireLimit(500, 200),
  }),
  status: 200,
  answer: v.object({ items: v.array(WireTarget), next: v.nullable(v.string()) }),
  refuses: [],
});

// ---- plans

const FactorKey = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{0,39}$/, "A key in lower case."));

const WireFactor = v.strictObject({
  key: FactorKey,
  weight: WireRate,
  source: v.picklist(["history", "headcount", "entered"]),
});

const WireMonths = v.strictObject({
  mode: v.picklist(["equal", "calendar_days", "working_days", "history"]),
  yearsMin: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)), 2),
});

/** What people change of how a plan shares out. */
const ruleFields = {
  factors: v.pipe(v.array(WireFactor), v.minLength(1), v.maxLength(10)),
  granularity: WireDecimal,
  rounding: WireRounding,
  ties: WireTies,
  minimum: v.nullable(WireRate),
  /** Over-assignment at every node, 0 to 1. */
  over: WireRate,
  odd: v.picklist(["largest", "refuse"]),
  months: WireMonths,
};

export const WireRules = v.object({
  ...ruleFields,
  /** False when amount, rules or inputs changed since the numbers were made. */
  current: v.boolean(),
  basis: v.nullable(
    v.object({
      on: WireDay,
      history: v.object({ from: WireDay, until: WireDay }),
      periods: v.array(v.object({ key: v.string(), from: WireDay, until: WireDay })),
      weights: v.array(v.string()),
    }),
  ),
});

export const WireInputs = v.object({
  values: v.record(v.string(), v.nullable(v.string())),
  min: v.nullable(v.string()),
  max: v.nullable(v.string()),
  over: v.nullable(v.string()),
  weights: v.nullable(v.record(v.string(), v.string())),
  locked: v.boolean(),
  allocated: v.nullable(v.string()),
  changes: v.array(
    v.object({
      from: v.string(),
      to: v.string(),
      by: v.string(),
      at: v.number(),
      reason: v.string(),
    }),
  ),
  used: v.nullable(
    v.object({
      values: v.array(v.string()),
      min: v.nullable(v.string()),
      max: v.nullable(v.string()),
    }),
  ),
});

const PlanFields = {
  id: v.string(),
  name: v.string(),
  metric: v.object({
    id: v.string(),
    code: v.string(),
    nameZh: v.string(),
    nameEn: v.string(),
    scale: v.number(),
  }),
  currency: v.nullable(v.string()),
  unit: v.string(),
  from: v.string(),
  until: v.string(),
  amount: Amount,
  /** The newest published version; 0 is none. */
  published: v.number(),
  sample: v.boolean(),
  /** Moves with every change of the draft's numbers. */
  draft: v.number(),
  version: v.number(),
};

const WirePlan = v.object({ ...PlanFields, rules: WireRules });

const WireRow = v.object({
  subject: v.string(),
  parent: v.nullable(v.string()),
  kind: v.picklist(["unit", "person"]),
  code: v.string(),
  name: v.string(),
  nameEn: v.nullable(v.string()),
  inputs: WireInputs,
  amount: v.nullable(Amount),
  version: v.number(),
});

const PlanAndRows = v.object({ plan: WirePlan, rows: v.array(WireRow) });

export const listPlans = contract({
  id: "listPlans",
  method: "GET",
  path: "/plans",
  tag: "targets",
  summary: "All plans, the newest first",
  may: "targets.plan",
  status: 200,
  answer: v.object({
    items: v.array(v.object({ ...PlanFields, unitName: v.string(), recipients: v.number() })),
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
    "plan/over",
    "plan/months",
    "plan/months_gregorian",
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
    "Who does not see the whole company sees the part under their unit. The numbers can be made again from the inputs by the same code.",
  may: "targets.plan",
  ids: { "params.planId": "plan" },
  params: v.object({ planId: PlanId }),
  query: v.object({ version: v.optional(VersionNumber, "0") }),
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
    "plan/not_found",
    "version/stale",
    "target/amount",
    "allocation/weights_sum",
    "allocation/negative_weight",
    "allocation/granularity",
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
  refuses: ["plan/not_found", "target/rows", "commit/busy"],
});

export const allocatePlan = contract({
  id: "allocatePlan",
  method: "POST",
  path: "/plans/:planId/allocate",
  tag: "targets",
  summary: "Share the plan out down the tree; locked numbers stay",
  description:
    "Reads the tree and last year's totals, shares every node's number among its children and spreads each over the months. All or nothing: a node that cannot be shared out is named.",
  may: "targets.allocate",
  ids: { "params.planId": "plan" },
  params: v.object({ planId: PlanId }),
  body: v.strictObject({}),
  status: 200,
  answer: v.object({ draft: v.number(), recipients: v.number() }),
  refuses: [
    "plan/not_found",
    "plan/cannot_allocate",
    "plan/months",
    "plan/months_gregorian",
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
      reason: v.pipe(v.string(), v.trim(), v.maxLength(500)),
      locked: v.boolean(),
      min: v.nullable(WireDecimal),
      max: v.nullable(WireDecimal),
      over: v.nullable(WireRate),
      weights: v.nullable(v.record(FactorKey, WireRate)),
      values: v.record(FactorKey, v.nullable(v.pipe(v.string(), v.maxLength(60)))),
    }),
  ),
  status: 200,
  answer: v.object({ row: v.omit(WireRow, ["code", "name", "nameEn"]), draft: v.number() }),
  refuses: [
    "plan/not_found",
    "plan/no_row",
    "version/stale",
    "target/amount",
    "target/rows",
    "plan/reason_missing",
    "plan/top",
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
    "If-Match is the plan's version and draft the number of the draft that was looked at: what nobody has seen is not published.",
  may: "targets.publish",
  ids: { "params.planId": "plan" },
  params: v.object({ planId: PlanId }),
  versioned: true,
  body: v.strictObject({ draft: v.pipe(v.number(), v.integer()) }),
  status: 201,
  answer: v.object({ number: v.number(), hash: v.string(), targets: v.number() }),
  refuses: [
    "plan/not_found",
    "version/stale",
    "plan/nothing_to_publish",
    "plan/must_allocate",
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
  refuses: ["plan/not_found", "plan/no_version", "version/stale"],
});
