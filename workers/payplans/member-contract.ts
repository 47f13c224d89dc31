import * as v from "valibot";
import { contract } from "../lib/contract.ts";
import { WireDay, wireId } from "../lib/wire.ts";
import {
  Days,
  IncentivePlanId,
  Names,
  PersonId,
  Terms,
  WireAcceptance,
  WireChange,
  WireDocument,
  WireMember,
} from "./wire.ts";

const Params = v.object({ incentivePlanId: IncentivePlanId });
const ids = { "params.incentivePlanId": "incentivePlan" } as const;

export const listIncentiveMembers = contract({
  id: "listIncentiveMembers",
  method: "GET",
  path: "/incentive-plans/:incentivePlanId/members",
  tag: "incentives",
  summary: "Who is on the plan, from when until when, with their own terms",
  may: "incentives.see",
  ids,
  params: Params,
  status: 200,
  answer: v.object({ items: v.array(WireMember), next: v.nullable(v.string()) }),
  refuses: ["payplan/not_found"],
});

export const listIncentiveCandidates = contract({
  id: "listIncentiveCandidates",
  method: "GET",
  path: "/incentive-plans/:incentivePlanId/candidates",
  tag: "incentives",
  summary: "Who could be put on the plan: of a unit or a position, and what stands against each",
  may: "incentives.see",
  ids: { ...ids, "query.unit": "unit" },
  params: Params,
  query: v.object({
    from: WireDay,
    until: v.optional(WireDay),
    unit: v.optional(wireId<"unit">()),
    position: v.optional(v.pipe(v.string(), v.maxLength(120))),
  }),
  status: 200,
  answer: v.object({
    items: v.array(
      v.object({
        person: v.string(),
        code: v.string(),
        name: v.string(),
        nameEn: v.nullable(v.string()),
        unitName: v.nullable(v.string()),
        unitNameEn: v.nullable(v.string()),
        position: v.nullable(v.string()),
        /** On which plan the person is on some of these days. */
        on: v.nullable(
          v.object({
            plan: v.string(),
            name: Names,
            from: v.string(),
            until: v.nullable(v.string()),
          }),
        ),
      }),
    ),
    positions: v.array(v.string()),
    next: v.nullable(v.string()),
  }),
  refuses: ["payplan/not_found"],
});

export const assignIncentiveMembers = contract({
  id: "assignIncentiveMembers",
  method: "POST",
  path: "/incentive-plans/:incentivePlanId/members",
  tag: "incentives",
  summary: "Put people on the plan from a day: of a unit, of a position, or by list; all or none",
  description:
    "A person is on at most one plan on any day: an overlap is refused, with the plan and the days. `instead` ends an overlapping stay on this same plan at `from` and goes on with the new terms.",
  may: "incentives.change",
  ids: { ...ids, "body.unit": "unit", "body.people.0.person": "person" },
  params: Params,
  body: v.strictObject({
    ...Days,
    /** Everybody in the unit and below on `from`. */
    unit: v.optional(wireId<"unit">()),
    position: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120))),
    people: v.optional(
      v.pipe(
        v.array(v.strictObject({ person: PersonId, terms: v.optional(Terms) })),
        v.maxLength(1_000),
      ),
    ),
    /** Of everybody who has none of their own. */
    terms: v.optional(Terms, {}),
    instead: v.optional(v.boolean(), false),
  }),
  status: 200,
  answer: v.object({ assigned: v.number(), items: v.array(WireMember) }),
  refuses: [
    "payplan/not_found",
    "payplan/archived",
    "payplan/overlap",
    "payplan/nobody",
    "payplan/interval",
    "payplan/unknown_person",
    "payplan/named_twice",
    "payplan/members_many",
    "payplan/locked",
    "commit/busy",
  ],
});

export const endIncentiveMembers = contract({
  id: "endIncentiveMembers",
  method: "POST",
  path: "/incentive-plans/:incentivePlanId/members/end",
  tag: "incentives",
  summary: "Take people off the plan from a day on",
  may: "incentives.change",
  ids: { ...ids, "body.people.0": "person" },
  params: Params,
  body: v.strictObject({
    people: v.pipe(v.array(PersonId), v.minLength(1), v.maxLength(1_000)),
    /** First day no longer on the plan. */
    until: WireDay,
  }),
  status: 200,
  answer: v.object({ ended: v.number() }),
  refuses: ["payplan/not_found", "payplan/not_on_plan", "payplan/locked", "commit/busy"],
});

export const listIncentiveAcceptances = contract({
  id: "listIncentiveAcceptances",
  method: "GET",
  path: "/incentive-plans/:incentivePlanId/acceptances",
  tag: "incentives",
  summary: "Who has accepted the newest version and who has not",
  may: "incentives.see",
  ids,
  params: Params,
  status: 200,
  answer: v.object({
    number: v.number(),
    hash: v.nullable(v.string()),
    items: v.array(WireAcceptance),
    next: v.nullable(v.string()),
  }),
  refuses: ["payplan/not_found"],
});

export const remindIncentiveMembers = contract({
  id: "remindIncentiveMembers",
  method: "POST",
  path: "/incentive-plans/:incentivePlanId/remind",
  tag: "incentives",
  summary: "Remind whoever has not accepted the newest version",
  description: "It stands on their first page until they accept. At most once a day for a person.",
  may: "incentives.change",
  ids: { ...ids, "body.people.0": "person" },
  params: Params,
  body: v.strictObject({
    /** Everybody who has not accepted, when absent. */
    people: v.optional(v.pipe(v.array(PersonId), v.minLength(1), v.maxLength(1_000))),
  }),
  status: 200,
  answer: v.object({ reminded: v.number() }),
  refuses: ["payplan/not_found", "payplan/not_published", "payplan/not_on_plan", "commit/busy"],
});

export const getPersonIncentivePlan = contract({
  id: "getPersonIncentivePlan",
  method: "GET",
  path: "/people/:personId/incentive-plan",
  tag: "incentives",
  summary: "The incentive plan a person is on, and whether it is accepted",
  description:
    "One's own, or anybody's for those who see all pay. `ask` is the version that waits for an acceptance, with what it changes.",
  may: "incentives.read",
  sees: { person: "personId" },
  ids: { "params.personId": "person" },
  params: v.object({ personId: PersonId }),
  status: 200,
  answer: v.object({
    plan: v.nullable(
      v.object({
        id: v.string(),
        name: Names,
        currency: v.string(),
        sample: v.boolean(),
        from: v.string(),
        until: v.nullable(v.string()),
        terms: WireMember.entries.terms,
        /** What holds today; null before the plan begins. */
        number: v.nullable(v.number()),
        /** The newest version, whose text is shown. */
        newest: v.object({ number: v.number(), hash: v.string(), from: v.string() }),
        document: WireDocument,
        accepted: v.nullable(v.object({ at: v.number(), hash: v.string(), language: v.string() })),
        reminded: v.nullable(v.number()),
        /** Against the version this person accepted last. */
        changes: v.nullable(v.object({ number: v.number(), changes: v.array(WireChange) })),
        /** The person is the caller, who may accept. */
        own: v.boolean(),
      }),
    ),
  }),
  refuses: ["payplan/not_yours"],
});

export const acceptIncentivePlan = contract({
  id: "acceptIncentivePlan",
  method: "POST",
  path: "/incentive-plans/:incentivePlanId/accept",
  tag: "incentives",
  summary: "Accept the newest version as the person who is paid by it",
  description:
    "By the person alone; the hash says which text was read. Accepting a plan and agreeing a target are two signatures.",
  may: "incentives.read",
  ids,
  params: Params,
  body: v.strictObject({
    number: v.pipe(v.number(), v.integer(), v.minValue(1)),
    hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, "The hash of the version.")),
    language: v.picklist(["zh", "en"]),
  }),
  status: 201,
  answer: v.object({ number: v.number(), hash: v.string(), at: v.number() }),
  refuses: [
    "payplan/not_found",
    "payplan/not_yours",
    "payplan/other_text",
    "payplan/accepted_already",
    "commit/busy",
  ],
});
