import * as v from "valibot";
import { contract } from "../lib/contract.ts";
import { WireCurrency, WireCursor, WireDay, WireDecimal, WireLimit } from "../lib/wire.ts";
import { STATES } from "./states.ts";
import {
  DisputeId,
  Hash,
  MaybeSaid,
  PayAdjustmentId,
  PersonId,
  Pointer,
  RunId,
  Said,
  WireCorrection,
  WireDispute,
  WireMove,
} from "./wire.ts";

const Params = v.object({ disputeId: DisputeId });
const ids = { "params.disputeId": "dispute" } as const;
/** What a move can be refused for; one command makes all of them. */
const MOVING = [
  ...(["dispute/not_found", "dispute/not_now", "version/stale"] as const),
  ...(["dispute/not_payee", "dispute/own", "dispute/not_resolver", "dispute/owner"] as const),
  ...(["pay_adjustment/amount", "pay_adjustment/exists"] as const),
] as const;

export const listDisputes = contract({
  id: "listDisputes",
  method: "GET",
  path: "/disputes",
  tag: "disputes",
  summary:
    "What is disputed, the newest first: the own disputes, or of those whose pay one may see",
  may: "incentives.read",
  ids: { "query.run": "payRun", "query.person": "person" },
  query: v.object({
    /** live: open or answered. */
    state: v.optional(v.picklist([...STATES, "live", "all"]), "all"),
    run: v.optional(RunId),
    person: v.optional(PersonId),
    /** Those the caller looks after. */
    owner: v.optional(v.picklist(["me"])),
    /** Open beyond their due day. */
    late: v.optional(v.picklist(["1"])),
    cursor: v.optional(WireCursor),
    limit: WireLimit(200, 50),
  }),
  status: 200,
  answer: v.object({ items: v.array(WireDispute), next: v.nullable(v.string()) }),
  refuses: [],
});

export const listDisputeOwners = contract({
  id: "listDisputeOwners",
  method: "GET",
  path: "/disputes/owners",
  tag: "disputes",
  summary: "Who may look after a dispute: everybody who may resolve what others dispute",
  may: "incentives.resolve",
  status: 200,
  answer: v.object({
    items: v.array(
      v.object({
        account: v.string(),
        name: v.nullable(v.string()),
        nameEn: v.nullable(v.string()),
        /** The person they are: nobody looks after their own dispute. */
        person: v.nullable(v.string()),
      }),
    ),
    next: v.nullable(v.string()),
  }),
  refuses: [],
});

export const raiseDispute = contract({
  id: "raiseDispute",
  method: "POST",
  path: "/disputes",
  tag: "disputes",
  summary: "Dispute one step of one's own statement",
  description:
    "The place is a pointer into the statement as it was shown, which its hash names: after a recalculation it is refused, so that nobody disputes what is no longer there. Only the payee disputes their statement.",
  may: "incentives.dispute",
  ids: { "body.run": "payRun", "body.person": "person" },
  body: v.strictObject({
    id: DisputeId,
    run: RunId,
    person: PersonId,
    currency: WireCurrency,
    pointer: Pointer,
    hash: Hash,
    text: Said,
    /** What the payee thinks is missing (or too much, below 0). */
    amount: v.optional(v.nullable(WireDecimal), null),
  }),
  status: 201,
  answer: WireDispute,
  refuses: [
    ...(["dispute/not_yours", "dispute/no_statement", "dispute/other_statement"] as const),
    ...(["dispute/no_step", "dispute/already", "dispute/amount", "dispute/exists"] as const),
  ],
});

export const getDispute = contract({
  id: "getDispute",
  method: "GET",
  path: "/disputes/:disputeId",
  tag: "disputes",
  summary: "A dispute with its course and the correction it led to",
  may: "incentives.read",
  ids,
  params: Params,
  status: 200,
  answer: v.object({
    dispute: WireDispute,
    course: v.array(WireMove),
    correction: v.nullable(WireCorrection),
    /** The statement has another hash by now: what was disputed may be gone. */
    recalculated: v.boolean(),
  }),
  refuses: ["dispute/not_found"],
});

export const answerDispute = contract({
  id: "answerDispute",
  method: "POST",
  path: "/disputes/:disputeId/answer",
  tag: "disputes",
  summary: "Answer a dispute; who answers first looks after it",
  may: "incentives.resolve",
  ids,
  params: Params,
  versioned: true,
  body: v.strictObject({ text: Said }),
  status: 200,
  answer: WireDispute,
  refuses: MOVING,
});

export const replyDispute = contract({
  id: "replyDispute",
  method: "POST",
  path: "/disputes/:disputeId/reply",
  tag: "disputes",
  summary: "Say more on one's own dispute after an answer: it is open again",
  may: "incentives.dispute",
  ids,
  params: Params,
  versioned: true,
  body: v.strictObject({ text: Said }),
  status: 200,
  answer: WireDispute,
  refuses: MOVING,
});

export const assignDispute = contract({
  id: "assignDispute",
  method: "POST",
  path: "/disputes/:disputeId/assign",
  tag: "disputes",
  summary: "Say who looks after a dispute, and until when it is answered",
  may: "incentives.resolve",
  ids,
  params: Params,
  versioned: true,
  body: v.strictObject({
    /** An account; absent is the caller. */
    owner: v.optional(v.pipe(v.string(), v.maxLength(64))),
    dueOn: v.optional(v.nullable(WireDay), null),
  }),
  status: 200,
  answer: WireDispute,
  refuses: MOVING,
});

export const acceptDispute = contract({
  id: "acceptDispute",
  method: "POST",
  path: "/disputes/:disputeId/accept",
  tag: "disputes",
  summary: "Accept a dispute: a correction of pay is entered, which a second person approves",
  description:
    "The statement is never edited. The correction is a new entry that is paid with the first open period.",
  may: "incentives.resolve",
  ids,
  params: Params,
  versioned: true,
  body: v.strictObject({
    /** Of the correction that it makes. */
    adjustment: PayAdjustmentId,
    amount: WireDecimal,
    text: MaybeSaid,
  }),
  status: 200,
  answer: WireDispute,
  refuses: MOVING,
});

export const rejectDispute = contract({
  id: "rejectDispute",
  method: "POST",
  path: "/disputes/:disputeId/reject",
  tag: "disputes",
  summary: "Turn a dispute down, with the reason",
  may: "incentives.resolve",
  ids,
  params: Params,
  versioned: true,
  body: v.strictObject({ text: Said }),
  status: 200,
  answer: WireDispute,
  refuses: MOVING,
});

export const withdrawDispute = contract({
  id: "withdrawDispute",
  method: "POST",
  path: "/disputes/:disputeId/withdraw",
  tag: "disputes",
  summary: "Take one's own dispute back",
  may: "incentives.dispute",
  ids,
  params: Params,
  versioned: true,
  body: v.strictObject({}),
  status: 200,
  answer: WireDispute,
  refuses: MOVING,
});
