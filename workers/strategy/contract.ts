import * as v from "valibot";
import { contract } from "../lib/contract.ts";
import { WireDay, WireDecimal, wireId } from "../lib/wire.ts";
import { PROPOSAL_REASONS } from "./proposal.ts";
import { REVIEW_WORDS, type ReviewCode } from "./review-words.ts";
import {
  Amount,
  GoalId,
  goalFields,
  initiativeFields,
  Messages,
  MetricId,
  Named,
  ThemeId,
  themeFields,
  UnitId,
  WireGoal,
  WireInitiative,
  WireMetricOf,
  WireMonth,
  WireTheme,
} from "./wire.ts";

const InitiativeId = wireId<"initiative">();
const reviewCodes = Object.keys(REVIEW_WORDS) as ReviewCode[]; // Its own keys.

export const getStrategy = contract({
  id: "getStrategy",
  method: "GET",
  path: "/strategy",
  tag: "strategy",
  summary: "Themes, goals and initiatives side by side, with what belongs to nothing",
  description:
    "Orphans are goals, plans and top targets that serve no theme; uncovered are themes that no goal " +
    "serves; contradictions say what pulls against itself. Who does not see the whole company sees " +
    "the goals of their own unit, of those below it and of those above it.",
  may: "strategy.read",
  status: 200,
  answer: v.object({
    themes: v.array(WireTheme),
    goals: v.array(WireGoal),
    initiatives: v.array(WireInitiative),
    review: v.object({
      orphans: v.object({
        goals: v.array(v.string()),
        plans: v.array(
          v.object({
            id: v.string(),
            name: v.string(),
            unit: Named,
            metric: WireMetricOf,
            currency: v.nullable(v.string()),
            amount: Amount,
            from: WireDay,
            until: WireDay,
            sample: v.boolean(),
          }),
        ),
        /** Targets of top units that were set directly, by metric. */
        targets: v.array(
          v.object({
            unit: Named,
            metric: WireMetricOf,
            count: v.number(),
            from: WireDay,
            until: WireDay,
            sample: v.boolean(),
          }),
        ),
      }),
      uncovered: v.array(v.string()),
      contradictions: v.array(
        v.object({
          code: v.picklist(reviewCodes),
          theme: v.nullable(v.string()),
          goals: v.array(v.string()),
          messages: Messages,
        }),
      ),
    }),
  }),
  refuses: [],
});

export const createTheme = contract({
  id: "createTheme",
  method: "POST",
  path: "/strategy/themes",
  tag: "strategy",
  summary: "Say what the company is after: a theme",
  may: "strategy.change",
  ids: { "body.owner": "person" },
  body: v.strictObject({
    id: ThemeId,
    ...themeFields,
    ...v.partial(
      v.object({
        nameEn: themeFields.nameEn,
        intent: themeFields.intent,
        owner: themeFields.owner,
      }),
    ).entries,
  }),
  status: 201,
  answer: WireTheme,
  refuses: ["strategy/exists", "strategy/interval", "strategy/unknown_owner", "commit/busy"],
});

export const changeTheme = contract({
  id: "changeTheme",
  method: "PATCH",
  path: "/strategy/themes/:themeId",
  tag: "strategy",
  summary: "Change a theme, or end it",
  may: "strategy.change",
  ids: { "params.themeId": "theme", "body.owner": "person" },
  params: v.object({ themeId: ThemeId }),
  versioned: true,
  body: v.partial(v.strictObject({ ...themeFields, ended: v.boolean() })),
  status: 200,
  answer: WireTheme,
  refuses: [
    "strategy/not_found",
    "version/stale",
    "strategy/interval",
    "strategy/unknown_owner",
    "commit/busy",
  ],
});

const goalRefusals = [
  "strategy/interval",
  "strategy/amount",
  "strategy/unknown_theme",
  "strategy/unknown_owner",
  "strategy/unknown_plan",
  "strategy/plan_differs",
  "commit/busy",
] as const;

export const createGoal = contract({
  id: "createGoal",
  method: "POST",
  path: "/strategy/goals",
  tag: "strategy",
  summary: "Ask for a number: a goal of a unit and a metric",
  description:
    "Nothing of the SMART check is refused: the answer names what is open, with the remedy.",
  may: "strategy.change",
  ids: {
    "body.theme": "theme",
    "body.unit": "unit",
    "body.metric": "metric",
    "body.owner": "person",
    "body.plan": "plan",
  },
  body: v.strictObject({
    id: GoalId,
    unit: UnitId,
    metric: MetricId,
    name: goalFields.name,
    amount: goalFields.amount,
    nameEn: v.optional(goalFields.nameEn, null),
    theme: v.optional(goalFields.theme, null),
    base: v.optional(goalFields.base, null),
    growth: v.optional(goalFields.growth, null),
    covers: v.optional(goalFields.covers, "increase"),
    from: v.optional(goalFields.from, null),
    until: v.optional(goalFields.until, null),
    owner: v.optional(goalFields.owner, null),
    source: v.optional(goalFields.source, null),
    plan: v.optional(goalFields.plan, null),
    mix: v.optional(goalFields.mix, []),
  }),
  status: 201,
  answer: WireGoal,
  refuses: ["strategy/exists", "strategy/unknown_unit", "strategy/unknown_metric", ...goalRefusals],
});

export const getGoal = contract({
  id: "getGoal",
  method: "GET",
  path: "/strategy/goals/:goalId",
  tag: "strategy",
  summary: "A goal with its SMART check against the past",
  description:
    "Months are those the check looked at; a month without data is absent. The check can be made " +
    "again from them by the same code.",
  may: "strategy.read",
  ids: { "params.goalId": "goal" },
  params: v.object({ goalId: GoalId }),
  status: 200,
  answer: v.object({ goal: WireGoal, months: v.array(WireMonth) }),
  refuses: ["strategy/not_found"],
});

export const changeGoal = contract({
  id: "changeGoal",
  method: "PATCH",
  path: "/strategy/goals/:goalId",
  tag: "strategy",
  summary: "Change a goal: its number, its theme, its plan; or end it",
  may: "strategy.change",
  ids: {
    "params.goalId": "goal",
    "body.theme": "theme",
    "body.owner": "person",
    "body.plan": "plan",
  },
  params: v.object({ goalId: GoalId }),
  versioned: true,
  body: v.partial(v.strictObject({ ...goalFields, ended: v.boolean() })),
  status: 200,
  answer: WireGoal,
  refuses: ["strategy/not_found", "version/stale", ...goalRefusals],
});

export const createInitiative = contract({
  id: "createInitiative",
  method: "POST",
  path: "/strategy/initiatives",
  tag: "strategy",
  summary: "Say what is to bring a part of a goal",
  may: "strategy.change",
  ids: { "body.goal": "goal", "body.metric": "metric", "body.owner": "person" },
  body: v.strictObject({
    id: InitiativeId,
    goal: GoalId,
    metric: MetricId,
    ...initiativeFields,
    nameEn: v.optional(initiativeFields.nameEn, null),
    owner: v.optional(initiativeFields.owner, null),
  }),
  status: 201,
  answer: WireInitiative,
  refuses: [
    "strategy/exists",
    "strategy/unknown_goal",
    "strategy/unknown_metric",
    "strategy/unknown_owner",
    "strategy/interval",
    "strategy/amount",
    "commit/busy",
  ],
});

export const changeInitiative = contract({
  id: "changeInitiative",
  method: "PATCH",
  path: "/strategy/initiatives/:initiativeId",
  tag: "strategy",
  summary: "Change what an initiative is to bring, or end it",
  may: "strategy.change",
  ids: { "params.initiativeId": "initiative", "body.owner": "person" },
  params: v.object({ initiativeId: InitiativeId }),
  versioned: true,
  body: v.partial(v.strictObject({ ...initiativeFields, ended: v.boolean() })),
  status: 200,
  answer: WireInitiative,
  refuses: [
    "strategy/not_found",
    "version/stale",
    "strategy/unknown_owner",
    "strategy/interval",
    "strategy/amount",
    "commit/busy",
  ],
});

export const getProposal = contract({
  id: "getProposal",
  method: "GET",
  path: "/strategy/proposal",
  tag: "strategy",
  summary: "What a target could be, with the reasons; a person always sets it",
  description:
    "From last year, its growth, the season, and pipeline and potential where they are stated. " +
    "Nothing is written. The months are those it was made from.",
  may: "strategy.read",
  sees: { unit: "unit" },
  ids: { "query.unit": "unit", "query.metric": "metric" },
  query: v.object({
    unit: UnitId,
    metric: MetricId,
    from: WireDay,
    until: WireDay,
    pipeline: v.optional(WireDecimal),
    potential: v.optional(WireDecimal),
  }),
  status: 200,
  answer: v.object({
    metric: WireMetricOf,
    currency: v.nullable(v.string()),
    value: v.nullable(Amount),
    low: v.nullable(Amount),
    high: v.nullable(Amount),
    candidates: v.array(
      v.object({ reason: v.picklist(PROPOSAL_REASONS), amount: Amount, messages: Messages }),
    ),
    months: v.array(WireMonth),
  }),
  refuses: ["strategy/unknown_metric", "strategy/interval", "strategy/amount"],
});
