import * as v from "valibot";
import { wireId } from "../lib/wire.ts";
import { ENDINGS } from "./agreement.ts";
import { EVIDENCE_KINDS } from "./evidence.ts";
import { MOVES } from "./move.ts";
import { WirePayoff } from "./payoff-text.ts";
import { STATES } from "./thread.ts";

/** Decimal text at the metric's scale. */
export const Amount = v.string();

export const WireTaker = v.variant("to", [
  v.strictObject({ to: v.literal("reserve") }),
  v.strictObject({ to: v.literal("siblings"), rule: v.picklist(["pro_rata", "equal"]) }),
  v.strictObject({ to: v.literal("above") }),
]);

/** Figures the server took from the log when something was said. */
export const WireEvidence = v.object({
  kind: v.picklist(EVIDENCE_KINDS),
  from: v.string(),
  /** Not counted any more. */
  until: v.string(),
  amount: Amount,
  entries: v.number(),
});

export const WireRound = v.object({
  id: v.string(),
  plan: v.object({ id: v.string(), name: v.string(), from: v.string(), until: v.string() }),
  unit: v.string(),
  state: v.picklist(["open", "closed", "cancelled"]),
  /** The last business day on which an answer counts. */
  deadline: v.string(),
  payoff: WirePayoff,
  amount: Amount,
  metric: v.object({
    id: v.string(),
    code: v.string(),
    nameZh: v.string(),
    nameEn: v.string(),
    scale: v.number(),
  }),
  currency: v.nullable(v.string()),
  sample: v.boolean(),
  openedAt: v.number(),
  closedAt: v.nullable(v.number()),
  /** SHA-256 over all agreements; null until it is closed. */
  hash: v.nullable(v.string()),
  version: v.number(),
});

export const WireThread = v.object({
  round: v.string(),
  subject: v.string(),
  kind: v.picklist(["unit", "person"]),
  code: v.string(),
  name: v.string(),
  nameEn: v.nullable(v.string()),
  parent: v.string(),
  /** The units above, nearest first. */
  chain: v.array(v.string()),
  state: v.picklist(STATES),
  /** What was proposed when the round opened. */
  first: Amount,
  /** What is on the table, or the number it ended in. */
  offer: Amount,
  asked: v.nullable(Amount),
  /** From which level it was asked: 0 carries the number. */
  asker: v.nullable(v.number()),
  /** The number as it stands if nothing more is said. */
  number: Amount,
  /** Whose move it is: the subject, or the unit whose owner decides. */
  awaits: v.nullable(v.string()),
  /** A counter-proposal that was turned down and can go one level up. */
  refused: v.nullable(v.object({ asked: Amount, decider: v.number() })),
  /** Who carries it has answered. */
  heard: v.boolean(),
  stated: v.nullable(Amount),
  enteredAt: v.number(),
  remindedAt: v.nullable(v.number()),
  /** The newest reason said in it, and the newest figures. */
  note: v.nullable(v.string()),
  evidence: v.array(WireEvidence),
  version: v.number(),
});

export const WireGap = v.object({
  unit: v.string(),
  own: Amount,
  /** Its number with its over-assignment: what its children are to carry together. */
  shared: Amount,
  given: Amount,
  /** Above 0 is under-assigned, below 0 over-assigned. */
  gap: Amount,
  /** The gap if everything that is asked and offered came true. */
  wanted: Amount,
  /** The newest signature, and whether it is of the gap as it stands. */
  signed: v.nullable(v.object({ gap: Amount, at: v.number(), holds: v.boolean() })),
});

export const WireFunnel = v.array(
  v.object({
    state: v.picklist(STATES),
    /** Now. */
    count: v.number(),
    /** Ever since the round opened. */
    ever: v.number(),
    /** How long a number stays there on average, ms. */
    meanMs: v.nullable(v.number()),
  }),
);

export const WireMove = v.object({
  number: v.number(),
  at: v.number(),
  by: v.string(),
  /** True for the caller's own. */
  mine: v.boolean(),
  level: v.number(),
  kind: v.picklist(MOVES),
  amount: v.nullable(Amount),
  taker: v.nullable(WireTaker),
  /** The number whose decision moved this one. */
  cause: v.nullable(v.string()),
  evidence: v.array(WireEvidence),
  note: v.nullable(v.string()),
});

export const WireAgreement = v.object({
  subject: v.string(),
  thread: v.number(),
  ending: v.picklist(ENDINGS),
  amount: Amount,
  at: v.number(),
  /** SHA-256 over the canonical JSON of what was agreed. */
  hash: v.string(),
});

export const RoundId = wireId<"round">();
export const SubjectId = wireId<"subject">();
