import * as v from "valibot";
import { contract } from "../lib/contract.ts";
import { WireDecimal, WireLimit } from "../lib/wire.ts";
import { EVIDENCE_KINDS } from "./evidence.ts";
import { MOVES } from "./move.ts";
import {
  Amount,
  RoundId,
  SubjectId,
  WireAgreement,
  WireGap,
  WireMove,
  WireRound,
  WireTaker,
  WireThread,
} from "./wire.ts";

const Reason = v.pipe(v.string(), v.trim(), v.maxLength(500));
/** How many numbers one call decides on. */
export const DECISIONS_MAX = 500;

export const getThread = contract({
  id: "getThread",
  method: "GET",
  path: "/rounds/:roundId/threads/:subject",
  tag: "negotiations",
  summary: "Everything said about one number, with its evidence, and the gap above it",
  may: "negotiations.read",
  sees: { subject: "subject" },
  ids: { "params.roundId": "round", "params.subject": "subject" },
  params: v.object({ roundId: RoundId, subject: SubjectId }),
  status: 200,
  answer: v.object({
    round: WireRound,
    thread: WireThread,
    moves: v.array(WireMove),
    /** Of the unit it was shared out of. */
    gap: WireGap,
    agreements: v.array(WireAgreement),
    /** What the caller may say now, and from which level; null outside the chain. */
    level: v.nullable(v.number()),
    can: v.array(v.picklist(MOVES)),
  }),
  refuses: ["negotiation/not_found", "negotiation/no_thread"],
});

export const listThreads = contract({
  id: "listThreads",
  method: "GET",
  path: "/threads",
  tag: "negotiations",
  summary: "What was negotiated about a person or unit, the newest round first",
  may: "negotiations.read",
  sees: { subject: "subject" },
  ids: { "query.subject": "subject" },
  query: v.object({ subject: SubjectId, limit: WireLimit(20, 1) }),
  status: 200,
  answer: v.object({
    items: v.array(v.object({ round: WireRound, thread: WireThread })),
    next: v.nullable(v.string()),
  }),
  refuses: [],
});

export const listWaiting = contract({
  id: "listWaiting",
  method: "GET",
  path: "/threads/waiting",
  tag: "negotiations",
  summary: "The numbers that wait for a person's answer, or for who leads a unit to decide",
  may: "negotiations.read",
  sees: { subject: "for" },
  ids: { "query.for": "subject" },
  query: v.object({
    for: SubjectId,
    /** Also what waits for units beneath, to be decided in their place. */
    below: v.optional(v.picklist(["true", "false"])),
    limit: WireLimit(200, 100),
  }),
  status: 200,
  answer: v.object({
    items: v.array(v.object({ round: WireRound, thread: WireThread })),
    next: v.nullable(v.string()),
  }),
  refuses: [],
});

const Evidence = v.optional(
  v.pipe(v.array(v.picklist(EVIDENCE_KINDS)), v.maxLength(EVIDENCE_KINDS.length)),
  [],
);

export const SaidMove = v.variant("kind", [
  v.strictObject({ kind: v.picklist(["accept", "withdraw", "escalate", "remind"]) }),
  v.strictObject({
    kind: v.literal("counter"),
    amount: WireDecimal,
    reason: Reason,
    /** The server takes the figures itself. */
    evidence: Evidence,
  }),
  v.strictObject({
    kind: v.literal("propose"),
    amount: WireDecimal,
    reason: Reason,
    evidence: Evidence,
  }),
  v.strictObject({ kind: v.literal("grant"), taker: WireTaker }),
  v.strictObject({ kind: v.literal("reject"), reason: Reason }),
  v.strictObject({
    kind: v.literal("settle"),
    amount: WireDecimal,
    reason: Reason,
    taker: WireTaker,
  }),
  v.strictObject({ kind: v.literal("state"), amount: WireDecimal }),
]);

const MOVE_REFUSALS = [
  "negotiation/not_found",
  "negotiation/no_thread",
  "negotiation/outside_chain",
  "negotiation/round_over",
  "negotiation/deadline_passed",
  "negotiation/not_recipient",
  "negotiation/own_number",
  "negotiation/already_agreed",
  "negotiation/already_settled",
  "negotiation/already_countered",
  "negotiation/nothing_asked",
  "negotiation/not_yours",
  "negotiation/awaits_above",
  "negotiation/nobody_above",
  "negotiation/same_amount",
  "negotiation/below_zero",
  "negotiation/raise_unsigned",
  "negotiation/reason_missing",
  "negotiation/no_statement",
  "negotiation/no_siblings",
  "negotiation/siblings_cannot",
  "negotiation/top",
  "negotiation/parent_open",
  "target/amount",
  "version/stale",
  "commit/busy",
] as const;

export const makeMove = contract({
  id: "makeMove",
  method: "POST",
  path: "/rounds/:roundId/threads/:subject/moves",
  tag: "negotiations",
  summary: "Say something about a number: accept, counter, withdraw, escalate, propose, decide",
  description:
    "If-Match is the version of this thread alone; a stale one is told what stands there now. Everybody in the chain may counter; only who carries the number signs it; who is above decides, and says who takes the difference.",
  may: "negotiations.answer",
  sees: { subject: "subject" },
  ids: { "params.roundId": "round", "params.subject": "subject" },
  params: v.object({ roundId: RoundId, subject: SubjectId }),
  versioned: true,
  body: SaidMove,
  status: 200,
  answer: v.object({
    subject: v.string(),
    version: v.number(),
    number: Amount,
    /** The hash of what was agreed; null while nothing is. */
    hash: v.nullable(v.string()),
  }),
  refuses: MOVE_REFUSALS,
});

export const decideThreads = contract({
  id: "decideThreads",
  method: "POST",
  path: "/rounds/:roundId/decisions",
  tag: "negotiations",
  summary: "Decide on up to 500 numbers at once; each outcome is told",
  description:
    "With whole, all of them are carried out or none. Without, those that can be are, in one commit, and every other is told why. Decisions see those before them in the list.",
  may: "negotiations.decide",
  ids: { "params.roundId": "round", "body.decisions.0.subject": "person" },
  params: v.object({ roundId: RoundId }),
  body: v.strictObject({
    whole: v.optional(v.boolean(), false),
    decisions: v.pipe(
      v.array(v.strictObject({ subject: SubjectId, version: v.number(), move: SaidMove })),
      v.minLength(1),
      v.maxLength(DECISIONS_MAX),
    ),
  }),
  status: 200,
  answer: v.object({
    done: v.number(),
    results: v.array(
      v.object({
        subject: v.string(),
        done: v.boolean(),
        /** The refusal where it was not carried out. */
        code: v.nullable(v.string()),
        version: v.nullable(v.number()),
      }),
    ),
  }),
  refuses: [
    "negotiation/not_found",
    "negotiation/round_over",
    "negotiation/decisions",
    "commit/busy",
  ],
});
