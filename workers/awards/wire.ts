import * as v from "valibot";
import { WireDay, WireDecimal, WireName, wireId } from "../lib/wire.ts";
import { AWARD_KINDS, AwardDocument } from "./rule.ts";

export const AwardId = wireId<"award">();
export const AwardRuleId = wireId<"awardRule">();
export const Words = v.strictObject({ zh: WireName, en: WireName });
const Shown = v.object({ zh: v.string(), en: v.string() });
const Name = { name: v.string(), nameEn: v.nullable(v.string()) };
const Who = v.object({
  account: v.string(),
  name: v.nullable(v.string()),
  nameEn: v.nullable(v.string()),
});

export const WireAward = v.object({
  id: v.string(),
  subject: v.string(),
  subjectKind: v.picklist(["person", "unit"]),
  ...Name,
  unitName: v.nullable(v.string()),
  unitNameEn: v.nullable(v.string()),
  kind: v.picklist(AWARD_KINDS),
  /** ranking: of a frozen ranking. run: by a plan at the lock of a run. hand: given by somebody. */
  origin: v.picklist(["ranking", "run", "hand"]),
  rule: v.nullable(v.string()),
  place: v.nullable(v.number()),
  from: WireDay,
  until: WireDay,
  title: Shown,
  gives: Shown,
  reason: v.string(),
  by: Who,
  at: v.number(),
  sample: v.boolean(),
});
export type WireAward = v.InferInput<typeof WireAward>;

export const WireAwardRule = v.object({
  id: v.string(),
  code: v.string(),
  document: AwardDocument,
  metric: v.nullable(
    v.object({
      code: v.string(),
      nameZh: v.string(),
      nameEn: v.string(),
      scale: v.number(),
      currency: v.nullable(v.string()),
    }),
  ),
  unit: v.nullable(v.object({ ...Name })),
  retired: v.boolean(),
  version: v.number(),
  sample: v.boolean(),
  /** The newest frozen period. */
  last: v.nullable(v.object({ from: WireDay, until: WireDay })),
});
export type WireAwardRule = v.InferInput<typeof WireAwardRule>;

export const WireStanding = v.object({
  subject: v.string(),
  ...Name,
  unitName: v.nullable(v.string()),
  unitNameEn: v.nullable(v.string()),
  score: WireDecimal,
  place: v.number(),
  given: v.boolean(),
  members: v.optional(
    v.array(v.object({ person: v.string(), ...Name, cooperation: v.nullable(WireDecimal) })),
  ),
});

export const WireRanking = v.object({
  rule: WireAwardRule,
  from: WireDay,
  until: WireDay,
  /** The period is over: it can be frozen. */
  over: v.boolean(),
  frozen: v.nullable(
    v.object({
      id: v.string(),
      hash: v.string(),
      cutoff: v.number(),
      by: Who,
      at: v.number(),
      /** What is known today would rank otherwise; what was frozen stands. */
      moved: v.boolean(),
    }),
  ),
  /**
   * The number by which a raffle of this period is drawn. Its SHA-256 is shown from before the period
   * (of a rule's first, from when the rule was made); the number itself, with the frozen ranking. Null
   * of teams and of a period that was over before: there is no draw of them.
   */
  draw: v.nullable(
    v.object({ commitment: v.string(), at: v.number(), nonce: v.nullable(v.string()) }),
  ),
  standings: v.array(WireStanding),
  /** Only part of the ranking is shown: who was given it, and the caller with two neighbours. */
  cut: v.boolean(),
  people: v.number(),
  silent: v.array(v.object({ person: v.string(), ...Name })),
});
export type WireRanking = v.InferInput<typeof WireRanking>;
