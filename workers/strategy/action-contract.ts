import * as v from "valibot";
import { contract } from "../lib/contract.ts";
import { WireDay, wireId } from "../lib/wire.ts";
import { PACES } from "./action.ts";
import {
  GoalId,
  Interval,
  Kept,
  MetricId,
  Name,
  Named,
  PersonId,
  UnitId,
  WireExact,
} from "./wire.ts";

const ActionId = wireId<"action_target">();
const VERDICTS = ["plausible", "impossible", "above_ceiling", "above_history"] as const;
/** Exact fraction as text: "10/13". */
const Exact = v.string();

const fields = {
  goal: v.nullable(GoalId),
  /** What comes out, and how many of it a month: 10 A-customers. */
  result: Name,
  resultMetric: v.nullable(MetricId),
  results: WireExact,
  /** What is done, how many of it, and how often: 3 A-leads a week. */
  action: Name,
  actionMetric: v.nullable(MetricId),
  actions: WireExact,
  pace: v.picklist(PACES),
  /** The conversion nobody believes anything above; null: one in two. */
  ceiling: v.nullable(WireExact),
  owner: v.nullable(PersonId),
  ...Interval,
};

export const WireAction = v.object({
  id: v.string(),
  goal: v.nullable(v.string()),
  unit: Named,
  result: v.string(),
  resultMetric: v.nullable(v.string()),
  results: v.string(),
  action: v.string(),
  actionMetric: v.nullable(v.string()),
  actions: v.string(),
  pace: v.picklist(PACES),
  ceiling: v.nullable(v.string()),
  owner: v.nullable(Named),
  ...Interval,
  /** Of the usual month, 52 weeks over 12; null when there is no action at all. */
  aMonth: Exact,
  aWeek: Exact,
  aDay: Exact,
  conversion: v.nullable(
    v.object({
      implied: Exact,
      verdict: v.picklist(VERDICTS),
      ceiling: Exact,
      usual: v.nullable(Exact),
      percentile: v.nullable(Exact),
      /** How many past months were held against it. */
      past: v.number(),
    }),
  ),
  ...Kept,
});

export const listActions = contract({
  id: "listActions",
  method: "GET",
  path: "/strategy/actions",
  tag: "strategy",
  summary: "What is done every week or day for a month's result, and the conversion it implies",
  description: "Held against the stated ceiling; one action target is held against its past too.",
  may: "strategy.read",
  status: 200,
  answer: v.object({ items: v.array(WireAction), next: v.nullable(v.string()) }),
  refuses: [],
});

const refusals = [
  "strategy/interval",
  "strategy/rate",
  "strategy/unknown_goal",
  "strategy/unknown_metric",
  "strategy/unknown_owner",
  "commit/busy",
] as const;
const links = {
  "body.goal": "goal",
  "body.resultMetric": "metric",
  "body.actionMetric": "metric",
  "body.owner": "person",
} as const;

export const createAction = contract({
  id: "createAction",
  method: "POST",
  path: "/strategy/actions",
  tag: "strategy",
  summary: "Set what is to be done every week or day for a month's result",
  may: "strategy.change",
  ids: { "body.unit": "unit", ...links },
  body: v.strictObject({
    id: ActionId,
    unit: UnitId,
    ...fields,
    goal: v.optional(fields.goal, null),
    resultMetric: v.optional(fields.resultMetric, null),
    actionMetric: v.optional(fields.actionMetric, null),
    ceiling: v.optional(fields.ceiling, null),
    owner: v.optional(fields.owner, null),
  }),
  status: 201,
  answer: WireAction,
  refuses: ["strategy/exists", "strategy/unknown_unit", ...refusals],
});

export const changeAction = contract({
  id: "changeAction",
  method: "PATCH",
  path: "/strategy/actions/:actionId",
  tag: "strategy",
  summary: "Change an action target, or end it",
  may: "strategy.change",
  ids: { "params.actionId": "action_target", ...links },
  params: v.object({ actionId: ActionId }),
  versioned: true,
  body: v.partial(v.strictObject({ ...fields, ended: v.boolean() })),
  status: 200,
  answer: WireAction,
  refuses: ["strategy/not_found", "version/stale", ...refusals],
});

export const getAction = contract({
  id: "getAction",
  method: "GET",
  path: "/strategy/actions/:actionId",
  tag: "strategy",
  summary: "An action target by the weeks of a month, held against its past",
  description:
    "The weeks are those of the tenant's calendar, each with its working days and whole actions; " +
    "together they are the month's.",
  may: "strategy.read",
  ids: { "params.actionId": "action_target" },
  params: v.object({ actionId: ActionId }),
  query: v.object({ on: v.optional(WireDay) }),
  status: 200,
  answer: v.object({
    action: WireAction,
    month: v.object({
      key: v.string(),
      ...Interval,
      workingDays: v.number(),
      /** What the pace comes to in this month, exact, and as whole actions, rounded up. */
      exact: Exact,
      actions: v.string(),
      /** What the result would take at the usual conversion of the past; null without one. */
      needed: v.nullable(v.string()),
    }),
    weeks: v.array(
      v.object({
        key: v.string(),
        ...Interval,
        workingDays: v.number(),
        actions: v.string(),
        /** Exact; null in a week without a working day. */
        daily: v.nullable(Exact),
      }),
    ),
  }),
  refuses: ["strategy/not_found"],
});
