import * as v from "valibot";
import { contract } from "../lib/contract.ts";
import { WireDay, WireDecimal, wireId, WireName } from "../lib/wire.ts";
import { ruleFields, WireRow, WireRules } from "../targets/wire-plan.ts";

const PlanId = wireId<"plan">();
/** Decimal text at the metric's scale. */
const Amount = v.string();

export const getFairness = contract({
  id: "getPlanFairness",
  method: "GET",
  path: "/plans/:planId/fairness",
  tag: "fairness",
  summary: "What a plan's fairness is judged by: each recipient's last 36 months, tenure, position",
  description:
    "Nothing of it depends on the plan's weights, so the panel is made from it in the browser while a weight moves, by the code that the server tests. A manager is told of the people under the own unit.",
  may: "targets.plan",
  ids: { "params.planId": "plan" },
  params: v.object({ planId: PlanId }),
  query: v.object({
    /** "1": every row of the draft comes along, where GET /plans/:planId tells a level at a time. */
    rows: v.optional(v.picklist(["1"])),
  }),
  status: 200,
  answer: v.object({
    plan: v.string(),
    rows: v.nullable(v.array(WireRow)),
    asOf: WireDay,
    known: v.array(v.boolean()),
    people: v.array(
      v.object({
        subject: v.string(),
        startsOn: WireDay,
        endsOn: WireDay,
        position: v.nullable(v.string()),
        months: v.array(v.nullable(Amount)),
      }),
    ),
  }),
  refuses: ["plan/not_found", "plan/values_only"],
});

const ScenarioId = wireId<"scenario">();
const WireScenario = v.object({
  id: v.string(),
  plan: v.string(),
  name: v.string(),
  amount: Amount,
  rules: WireRules,
  recipients: v.number(),
  by: v.string(),
  at: v.number(),
  sample: v.boolean(),
});
const ids = { "params.planId": "plan", "params.scenarioId": "scenario" };
const params = v.object({ planId: PlanId, scenarioId: ScenarioId });

export const listScenarios = contract({
  id: "listScenarios",
  method: "GET",
  path: "/plans/:planId/scenarios",
  tag: "fairness",
  summary: "The ways of sharing a plan out that were kept, the newest first",
  may: "targets.plan",
  ids: { "params.planId": "plan" },
  params: v.object({ planId: PlanId }),
  status: 200,
  answer: v.object({ items: v.array(WireScenario), next: v.nullable(v.string()) }),
  refuses: ["plan/not_found"],
});

export const saveScenarioContract = contract({
  id: "saveScenario",
  method: "POST",
  path: "/plans/:planId/scenarios",
  tag: "fairness",
  summary: "Keep the draft, or the draft under another amount and other rules, under a name",
  description:
    "Without amount and rules the draft's numbers are kept as they are. With them the draft is shared out anew for the scenario alone: the draft does not move. A scenario is never changed.",
  may: "targets.allocate",
  ids: { "params.planId": "plan" },
  params: v.object({ planId: PlanId }),
  body: v.strictObject({
    id: ScenarioId,
    name: WireName,
    amount: v.optional(WireDecimal),
    ...v.partial(v.strictObject(ruleFields)).entries,
  }),
  status: 201,
  answer: WireScenario,
  refuses: [
    "plan/values_only",
    "plan/not_found",
    "scenario/exists",
    "scenario/no_numbers",
    "target/amount",
    "allocation/weights_sum",
    "allocation/negative_weight",
    "allocation/granularity",
    "plan/over",
    "plan/method",
    "plan/months",
    "plan/cannot_allocate",
    "commit/busy",
  ],
});

export const getScenario = contract({
  id: "getScenario",
  method: "GET",
  path: "/plans/:planId/scenarios/:scenarioId",
  tag: "fairness",
  summary: "A scenario with every recipient's inputs and number",
  description: "Who does not see the whole company sees the part under their unit.",
  may: "targets.plan",
  ids,
  params,
  status: 200,
  answer: v.object({ scenario: WireScenario, rows: v.array(WireRow) }),
  refuses: ["scenario/not_found"],
});

export const takeScenarioContract = contract({
  id: "takeScenario",
  method: "POST",
  path: "/plans/:planId/scenarios/:scenarioId/draft",
  tag: "fairness",
  summary: "Make a scenario the draft; nothing is published by it",
  description: "If-Match is the plan's version.",
  may: "targets.allocate",
  ids,
  params,
  versioned: true,
  body: v.strictObject({}),
  status: 200,
  answer: v.object({ draft: v.number(), version: v.number() }),
  refuses: ["plan/not_found", "scenario/not_found", "plan/round_open", "version/stale"],
});
