import * as v from "valibot";
import { contract } from "../lib/contract.ts";
import { WireCursor, WireDay, WireDecimal, wireId, WireLimit } from "../lib/wire.ts";
import { MOVES } from "./move.ts";
import { WirePayoff } from "./payoff-text.ts";
import { RoundId, WireFunnel, WireGap, WireRound, WireThread } from "./wire.ts";

const PlanId = wireId<"plan">();
const UnitId = wireId<"unit">();
export const openRound = contract({
  id: "openRound",
  method: "POST",
  path: "/plans/:planId/rounds",
  tag: "negotiations",
  summary: "Open a round on a plan's draft: every number becomes a proposal that people answer",
  description:
    "The draft is frozen until the round is closed or cancelled. Who does not answer by the deadline keeps the proposal, recorded as no answer and never as agreed. The payoff is fixed from here on.",
  may: "negotiations.open",
  ids: { "params.planId": "plan" },
  params: v.object({ planId: PlanId }),
  body: v.strictObject({
    id: RoundId,
    deadline: WireDay,
    payoff: v.optional(WirePayoff, { kind: "none" }),
  }),
  status: 201,
  answer: v.object({ round: WireRound, threads: v.number() }),
  refuses: [
    "plan/not_found",
    "plan/must_allocate",
    "plan/values_only",
    "negotiation/exists",
    "negotiation/round_open",
    "negotiation/deadline_past",
    "negotiation/nobody",
    "negotiation/payoff",
    "commit/busy",
  ],
});

export const listRounds = contract({
  id: "listRounds",
  method: "GET",
  path: "/rounds",
  tag: "negotiations",
  summary: "Rounds, the newest first, with how many numbers are still open in each",
  may: "targets.plan",
  ids: { "query.plan": "plan" },
  query: v.object({ plan: v.optional(PlanId), open: v.optional(v.picklist(["true", "false"])) }),
  status: 200,
  answer: v.object({
    items: v.array(
      v.object({
        round: WireRound,
        /** Of open rounds: unanswered, and asked for and undecided. */
        unanswered: v.number(),
        undecided: v.number(),
      }),
    ),
    next: v.nullable(v.string()),
  }),
  refuses: [],
});

export const getRound = contract({
  id: "getRound",
  method: "GET",
  path: "/rounds/:roundId",
  tag: "negotiations",
  summary: "A round at one unit: its own number, its gap, where the numbers below stand",
  description:
    "Without a unit: the top, or the caller's own unit. `next` goes on with the unit's children.",
  may: "negotiations.read",
  sees: { unit: "unit" },
  ids: { "params.roundId": "round", "query.unit": "unit" },
  params: v.object({ roundId: RoundId }),
  query: v.object({
    unit: v.optional(UnitId),
    cursor: v.optional(WireCursor),
    limit: WireLimit(200, 100),
  }),
  status: 200,
  answer: v.object({
    round: WireRound,
    /** The unit's own number under negotiation; null at the top. */
    own: v.nullable(WireThread),
    name: v.string(),
    nameEn: v.nullable(v.string()),
    gap: WireGap,
    funnel: WireFunnel,
    children: v.array(v.object({ thread: WireThread, can: v.array(v.picklist(MOVES)) })),
    next: v.nullable(v.string()),
  }),
  refuses: ["negotiation/not_found", "negotiation/no_thread"],
});

export const signGap = contract({
  id: "signGap",
  method: "POST",
  path: "/rounds/:roundId/gaps/:unit",
  tag: "negotiations",
  summary: "Sign a unit's gap as named over- or under-assignment",
  description:
    "By who leads the unit or anybody above. It holds while the gap is the one that was signed.",
  may: "negotiations.decide",
  sees: { unit: "unit" },
  ids: { "params.roundId": "round", "params.unit": "unit" },
  params: v.object({ roundId: RoundId, unit: UnitId }),
  body: v.strictObject({
    /** As it was looked at. */
    gap: WireDecimal,
  }),
  status: 200,
  answer: v.object({ gap: WireGap }),
  refuses: [
    "negotiation/not_found",
    "negotiation/no_thread",
    "negotiation/outside_chain",
    "negotiation/round_over",
    "negotiation/gap_moved",
    "negotiation/no_gap",
    "target/amount",
    "commit/busy",
  ],
});

export const changeRound = contract({
  id: "changeRound",
  method: "PATCH",
  path: "/rounds/:roundId",
  tag: "negotiations",
  summary: "Give everybody more time: a deadline only moves back",
  may: "negotiations.open",
  ids: { "params.roundId": "round" },
  params: v.object({ roundId: RoundId }),
  versioned: true,
  body: v.strictObject({ deadline: WireDay }),
  status: 200,
  answer: WireRound,
  refuses: [
    "negotiation/not_found",
    "negotiation/round_over",
    "negotiation/statements_frozen",
    "negotiation/deadline_past",
    "version/stale",
  ],
});

export const closeRound = contract({
  id: "closeRound",
  method: "POST",
  path: "/rounds/:roundId/close",
  tag: "negotiations",
  summary: "Close a round: its numbers become the draft's, with one recorded agreement each",
  description:
    "When every counter-proposal is decided, all have answered or the deadline is past, and every unit's gap is 0 or signed.",
  may: "negotiations.open",
  ids: { "params.roundId": "round" },
  params: v.object({ roundId: RoundId }),
  versioned: true,
  body: v.strictObject({}),
  status: 200,
  answer: v.object({
    round: v.string(),
    hash: v.string(),
    agreed: v.number(),
    settled: v.number(),
    noAnswer: v.number(),
    notAgreed: v.number(),
    /** How many numbers of the draft changed. */
    changed: v.number(),
  }),
  refuses: [
    "negotiation/not_found",
    "negotiation/round_over",
    "negotiation/undecided",
    "negotiation/not_due",
    "negotiation/gap_unsigned",
    "version/stale",
    "commit/busy",
  ],
});

export const cancelRound = contract({
  id: "cancelRound",
  method: "POST",
  path: "/rounds/:roundId/cancel",
  tag: "negotiations",
  summary: "Cancel a round: the draft stays as it was, what was said is kept",
  may: "negotiations.open",
  ids: { "params.roundId": "round" },
  params: v.object({ roundId: RoundId }),
  versioned: true,
  body: v.strictObject({}),
  status: 200,
  answer: v.object({ round: v.string(), state: v.literal("cancelled") }),
  refuses: ["negotiation/not_found", "negotiation/round_over", "version/stale", "commit/busy"],
});
