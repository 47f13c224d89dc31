import * as v from "valibot";
import { contract } from "../lib/contract.ts";
import { WireCursor, WireDay, wireId, WireLimit } from "../lib/wire.ts";
import { AWARD_KINDS, AwardDocument, RuleCode } from "./rule.ts";
import { AwardId, AwardRuleId, WireAward, WireAwardRule, WireRanking, Words } from "./wire.ts";

const PersonId = wireId<"person">();
const RuleParams = v.object({ awardRuleId: AwardRuleId });
const ruleIds = { "params.awardRuleId": "awardRule" } as const;
const Reason = v.optional(v.pipe(v.string(), v.trim(), v.maxLength(500)), "");
const PERIOD = ["award/no_rule", "award/not_a_period"] as const;

export const listAwardRules = contract({
  id: "listAwardRules",
  method: "GET",
  path: "/award-rules",
  tag: "awards",
  summary: "What awards are given for",
  may: "awards.read",
  status: 200,
  answer: v.object({
    items: v.array(
      v.object({
        ...WireAwardRule.entries,
        /** The newest period that the clock was to freeze on a day before today, and has not. */
        late: v.nullable(v.object({ from: WireDay, until: WireDay, on: WireDay })),
      }),
    ),
    next: v.nullable(v.string()),
  }),
  refuses: [],
});

export const createAwardRule = contract({
  id: "createAwardRule",
  method: "POST",
  path: "/award-rules",
  tag: "awards",
  summary: "Say what an award is given for",
  may: "awards.give",
  ids: { "body.document.unit": "unit", "body.document.basis.metric": "metric" },
  body: v.strictObject({ id: AwardRuleId, code: RuleCode, document: AwardDocument }),
  status: 201,
  answer: WireAwardRule,
  refuses: ["award/rule", "award/unknown", "award/exists"],
});

export const changeAwardRule = contract({
  id: "changeAwardRule",
  method: "PATCH",
  path: "/award-rules/:awardRuleId",
  tag: "awards",
  summary: "Change a rule or retire it; frozen rankings keep the rule they were made by",
  may: "awards.give",
  ids: { ...ruleIds, "body.document.unit": "unit", "body.document.basis.metric": "metric" },
  params: RuleParams,
  versioned: true,
  body: v.strictObject({
    document: v.optional(AwardDocument),
    retired: v.optional(v.boolean()),
  }),
  status: 200,
  answer: WireAwardRule,
  refuses: ["award/no_rule", "award/rule", "award/unknown", "version/stale"],
});

export const getAwardRanking = contract({
  id: "getAwardRanking",
  method: "GET",
  path: "/award-rules/:awardRuleId/ranking",
  tag: "awards",
  summary: "The ranking of a period: as it was frozen, or as it is now",
  description:
    "Owners, administrators and finance read all of it; everybody else who was given the award, and themselves with two neighbours.",
  may: "awards.read",
  ids: ruleIds,
  params: RuleParams,
  query: v.object({ from: WireDay }),
  status: 200,
  answer: WireRanking,
  refuses: PERIOD,
});

export const getPeerScores = contract({
  id: "getPeerScores",
  method: "GET",
  path: "/award-rules/:awardRuleId/scores",
  tag: "awards",
  summary: "Whom the caller judges in a period, and what they gave",
  may: "awards.score",
  ids: ruleIds,
  params: RuleParams,
  query: v.object({ from: WireDay }),
  status: 200,
  answer: v.object({
    from: WireDay,
    until: WireDay,
    open: v.boolean(),
    people: v.array(
      v.object({
        person: v.string(),
        name: v.string(),
        nameEn: v.nullable(v.string()),
        score: v.nullable(v.number()),
      }),
    ),
  }),
  refuses: [...PERIOD, "award/not_judged", "award/no_voice"],
});

export const scorePeers = contract({
  id: "scorePeers",
  method: "POST",
  path: "/award-rules/:awardRuleId/scores",
  tag: "awards",
  summary:
    "Judge colleagues for a period, from 1 to 5; the newest counts until the ranking is frozen",
  may: "awards.score",
  ids: { ...ruleIds, "body.scores.0.person": "person" },
  params: RuleParams,
  body: v.strictObject({
    from: WireDay,
    scores: v.pipe(
      v.array(
        v.strictObject({
          person: PersonId,
          score: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)),
        }),
      ),
      v.minLength(1),
      v.maxLength(200),
    ),
  }),
  status: 200,
  answer: v.object({ scored: v.number() }),
  refuses: [
    ...PERIOD,
    ...(["award/not_judged", "award/no_voice", "award/own_vote"] as const),
    ...(["award/not_colleague", "award/frozen", "award/retired"] as const),
  ],
});

export const freezeAwardRanking = contract({
  id: "freezeAwardRanking",
  method: "POST",
  path: "/award-rules/:awardRuleId/freeze",
  tag: "awards",
  summary: "Freeze the ranking of a period that is over, and give what it says",
  description:
    "The ranking is computed from the log at a cut-off and kept with its hash; it is not reopened. Ties hold their place together, or not, as the rule says.",
  may: "awards.give",
  ids: ruleIds,
  params: RuleParams,
  body: v.strictObject({
    /** Of the frozen ranking. */
    id: AwardId,
    from: WireDay,
  }),
  status: 201,
  answer: v.object({ items: v.array(WireAward) }),
  refuses: [
    ...PERIOD,
    ...(["award/not_over", "award/frozen", "award/retired", "award/exists"] as const),
  ],
});

export const giveAward = contract({
  id: "giveAward",
  method: "POST",
  path: "/awards",
  tag: "awards",
  summary: "Give an award by hand, where no figure ranks: a seat at the summit, an honour",
  may: "awards.give",
  ids: { "body.subject": "subject" },
  body: v.strictObject({
    id: AwardId,
    kind: v.picklist(AWARD_KINDS),
    /** A person or a unit. */
    subject: wireId<"subject">(),
    title: Words,
    gives: Words,
    from: WireDay,
    until: WireDay,
    reason: Reason,
  }),
  status: 201,
  answer: WireAward,
  refuses: ["award/unknown", "award/exists"],
});

export const listAwards = contract({
  id: "listAwards",
  method: "GET",
  path: "/awards",
  tag: "awards",
  summary: "What was given to whom, the newest first",
  may: "awards.read",
  ids: { "query.person": "person", "query.rule": "awardRule" },
  query: v.object({
    person: v.optional(PersonId),
    rule: v.optional(AwardRuleId),
    kind: v.optional(v.picklist(AWARD_KINDS)),
    cursor: v.optional(WireCursor),
    limit: WireLimit(200, 50),
  }),
  status: 200,
  answer: v.object({ items: v.array(WireAward), next: v.nullable(v.string()) }),
  refuses: [],
});

export const getAward = contract({
  id: "getAward",
  method: "GET",
  path: "/awards/:awardId",
  tag: "awards",
  summary: "One award: what, to whom, for what, by whom",
  may: "awards.read",
  ids: { "params.awardId": "award" },
  params: v.object({ awardId: AwardId }),
  status: 200,
  answer: WireAward,
  refuses: ["award/not_found"],
});
