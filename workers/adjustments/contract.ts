import * as v from "valibot";
import { contract } from "../lib/contract.ts";
import { WireDay, wireId, WireLimit } from "../lib/wire.ts";
import { Amount } from "../targets/wire-plan.ts";
import { WireRate } from "../targets/wire-rules.ts";
import {
  AdjustmentId,
  askFields,
  PlanId,
  WireAdjustment,
  WireBasis,
  WireCell,
  WireNamed,
  WirePeriod,
  WireRadius,
} from "./wire.ts";

const Params = v.object({ adjustmentId: AdjustmentId });
const ids = { "params.adjustmentId": "adjustment" } as const;
const Note = v.pipe(v.string(), v.trim(), v.maxLength(500));
const Reason = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500));
const Hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, "The hash of a blast radius."));

/** What examining a request can refuse. */
const EXAMINING = [
  ...([
    "plan/values_only",
    "plan/not_found",
    "adjustment/not_published",
    "adjustment/not_a_period",
  ] as const),
  ...([
    "adjustment/nothing_asked",
    "adjustment/unknown_subject",
    "adjustment/named_twice",
  ] as const),
  ...(["adjustment/nested", "adjustment/size", "adjustment/part_of_nothing"] as const),
  ...(["adjustment/below_zero", "adjustment/cannot_move", "adjustment/moves_nowhere"] as const),
  ...(["adjustment/nothing_to_scale", "adjustment/cannot_reallocate"] as const),
  ...(["resource/amount", "resource/too_little", "resource/too_few_heads"] as const),
] as const;
const GUARDS = [
  ...(["adjustment/guards", "adjustment/closed_period", "adjustment/all_closed"] as const),
  ...(["adjustment/too_large", "adjustment/too_often"] as const),
] as const;
/** What a step of a request can be refused for; one command takes all of them. */
const STEPPING = [
  ...EXAMINING,
  ...GUARDS,
  ...(["adjustment/not_found", "adjustment/not_now", "version/stale"] as const),
  ...(["adjustment/own_request", "adjustment/not_asked", "adjustment/not_yours"] as const),
  ...(["adjustment/signed_already", "adjustment/note_missing", "adjustment/other_radius"] as const),
] as const;

export const previewAdjustment = contract({
  id: "previewAdjustment",
  method: "POST",
  path: "/adjustments/preview",
  tag: "adjustments",
  summary: "The blast radius of a change before anybody asks for it; nothing is written",
  description:
    "Who is affected, which periods, how much target and pay moves, and which gaps open or close, computed by the code that would apply it. What the company's guards say against it is listed, not refused.",
  may: "adjustments.request",
  ids: { "body.plan": "plan", "body.changes.0.subject": "person" },
  body: v.strictObject(askFields),
  asks: true,
  status: 200,
  answer: v.object({ radius: WireRadius, basis: WireBasis }),
  refuses: EXAMINING,
});

export const requestAdjustment = contract({
  id: "requestAdjustment",
  method: "POST",
  path: "/adjustments",
  tag: "adjustments",
  summary: "Ask for a change of published targets, with its trigger and its reason",
  description:
    "The numbers behind the request are taken by the server as they are now. Nothing changes until a second person has approved the blast radius and it is applied.",
  may: "adjustments.request",
  ids: { "body.plan": "plan", "body.changes.0.subject": "person" },
  body: v.strictObject({
    id: AdjustmentId,
    ...askFields,
    reason: Reason,
    /** Accounts that must all sign; nobody named: any one who may decide. */
    approvers: v.optional(v.pipe(v.array(v.string()), v.maxLength(5)), []),
  }),
  status: 201,
  answer: WireAdjustment,
  refuses: [...EXAMINING, ...GUARDS, "adjustment/approver", "adjustment/exists", "commit/busy"],
});

export const listAdjustments = contract({
  id: "listAdjustments",
  method: "GET",
  path: "/adjustments",
  tag: "adjustments",
  summary: "Requests, the newest first: of one plan or of all",
  may: "adjustments.read",
  ids: { "query.plan": "plan" },
  query: v.object({ plan: v.optional(PlanId), limit: WireLimit(200, 100) }),
  status: 200,
  answer: v.object({ items: v.array(WireAdjustment), next: v.nullable(v.string()) }),
  refuses: [],
});

export const getAdjustment = contract({
  id: "getAdjustment",
  method: "GET",
  path: "/adjustments/:adjustmentId",
  tag: "adjustments",
  summary: "A request with its blast radius as it is now, its basis and its course",
  description:
    "`radius` is null when the request could not be carried out as the plan is now; `obstacle` says why. `drift` is what moved since an approval that no longer holds.",
  may: "adjustments.read",
  ids,
  params: Params,
  status: 200,
  answer: v.object({
    adjustment: WireAdjustment,
    basis: WireBasis,
    radius: v.nullable(WireRadius),
    obstacle: v.nullable(v.object({ code: v.string(), zh: v.string(), en: v.string() })),
    drift: v.array(
      v.object({
        subject: v.string(),
        name: v.string(),
        nameEn: v.nullable(v.string()),
        key: v.string(),
        was: v.nullable(v.object({ before: Amount, after: Amount })),
        now: v.nullable(v.object({ before: Amount, after: Amount })),
      }),
    ),
  }),
  refuses: ["adjustment/not_found"],
});

export const reviewAdjustment = contract({
  id: "reviewAdjustment",
  method: "POST",
  path: "/adjustments/:adjustmentId/review",
  tag: "adjustments",
  summary: "Take a request into review; not one's own",
  may: "adjustments.decide",
  ids,
  params: Params,
  versioned: true,
  body: v.strictObject({}),
  status: 200,
  answer: WireAdjustment,
  refuses: STEPPING,
});

export const approveAdjustment = contract({
  id: "approveAdjustment",
  method: "POST",
  path: "/adjustments/:adjustmentId/approve",
  tag: "adjustments",
  summary: "Sign one blast radius; if the plan moves afterwards the signature no longer counts",
  may: "adjustments.decide",
  ids,
  params: Params,
  versioned: true,
  body: v.strictObject({ hash: Hash, note: v.optional(v.nullable(Note), null) }),
  status: 200,
  answer: WireAdjustment,
  refuses: STEPPING,
});

export const rejectAdjustment = contract({
  id: "rejectAdjustment",
  method: "POST",
  path: "/adjustments/:adjustmentId/reject",
  tag: "adjustments",
  summary: "Turn a request down, with the reason",
  may: "adjustments.decide",
  ids,
  params: Params,
  versioned: true,
  body: v.strictObject({ note: Note }),
  status: 200,
  answer: WireAdjustment,
  refuses: STEPPING,
});

export const withdrawAdjustment = contract({
  id: "withdrawAdjustment",
  method: "POST",
  path: "/adjustments/:adjustmentId/withdraw",
  tag: "adjustments",
  summary: "Take one's own request back",
  may: "adjustments.request",
  ids,
  params: Params,
  versioned: true,
  body: v.strictObject({}),
  status: 200,
  answer: WireAdjustment,
  refuses: STEPPING,
});

export const applyAdjustment = contract({
  id: "applyAdjustment",
  method: "POST",
  path: "/adjustments/:adjustmentId/apply",
  tag: "adjustments",
  summary: "Carry an approved request out: a new version, and people, money and heads with it",
  description:
    "One atomic commit: the new published version (periods before the first changed day are the same), memberships, budget and heads. Refused when the plan moved since the approval: the approval is void and getAdjustment shows the difference.",
  may: "targets.publish",
  ids,
  params: Params,
  versioned: true,
  body: v.strictObject({ hash: Hash }),
  status: 200,
  answer: v.object({ adjustment: WireAdjustment, number: v.number() }),
  refuses: [
    ...STEPPING,
    ...(["adjustment/people_moved", "adjustment/draft_differs"] as const),
    ...(["plan/no_version", "plan/round_open", "commit/busy"] as const),
  ],
});

export const subjectAdjustments = contract({
  id: "listSubjectAdjustments",
  method: "GET",
  path: "/subjects/:subject/adjustments",
  tag: "adjustments",
  summary: "What was changed of a subject's targets, who asked, why, and who approved",
  may: "targets.read",
  sees: { subject: "subject" },
  ids: { "params.subject": "subject" },
  params: v.object({ subject: wireId<"subject">() }),
  status: 200,
  answer: v.object({
    items: v.array(
      v.object({
        id: v.string(),
        plan: v.object({ id: v.string(), name: v.string(), currency: v.nullable(v.string()) }),
        trigger: askFields.trigger,
        reason: v.string(),
        from: v.string(),
        appliedAt: v.number(),
        number: v.number(),
        /** asked: named in it. moved: sits elsewhere since. below, above: it flowed there. */
        part: v.picklist(["asked", "moved", "below", "above"]),
        below: askFields.below.wrapped,
        before: Amount,
        after: Amount,
        cells: v.array(WireCell),
        periods: v.array(WirePeriod),
        askedBy: v.object({
          account: v.string(),
          name: v.nullable(v.string()),
          nameEn: v.nullable(v.string()),
        }),
        approvedBy: v.array(
          v.object({
            account: v.string(),
            name: v.nullable(v.string()),
            nameEn: v.nullable(v.string()),
          }),
        ),
        names: v.array(WireNamed),
      }),
    ),
    next: v.nullable(v.string()),
  }),
  refuses: [],
});

const WireGuards = v.object({
  /** Rate: the most a number may move when a change does not begin a quarter. */
  monthPercentMax: WireRate,
  monthCountMax: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100)),
  countPer: v.picklist(["quarter", "year"]),
  /** Periods that begin before this day are closed even if they are not over. */
  closedUntil: v.nullable(WireDay),
});

export const getGuards = contract({
  id: "getAdjustmentGuards",
  method: "GET",
  path: "/adjustment-guards",
  tag: "adjustments",
  summary: "What the company allows between quarters, and until when periods are closed",
  may: "adjustments.read",
  status: 200,
  answer: v.object({ ...WireGuards.entries, version: v.number() }),
  refuses: [],
});

export const changeGuards = contract({
  id: "changeAdjustmentGuards",
  method: "PATCH",
  path: "/adjustment-guards",
  tag: "adjustments",
  summary: "Change what the company allows; earlier requests stay as they were decided",
  may: "adjustments.guard",
  versioned: true,
  body: v.partial(v.strictObject(WireGuards.entries)),
  status: 200,
  answer: v.object({ ...WireGuards.entries, version: v.number() }),
  refuses: ["version/stale", "adjustment/percent"],
});
