import * as v from "valibot";
import { WireCode, WireDecimal, WireName, wireId } from "../lib/wire.ts";

/**
 * What an award is given for, as a document: whom it ranks, by what, over which period of the fiscal
 * calendar, and who of them is given what. Honours carry no money; a plan's prize may name the frozen
 * ranking by the rule's code.
 */
export const AWARD_KINDS = ["honour", "growth", "best_practice", "stage", "team"] as const;
export type AwardKind = (typeof AWARD_KINDS)[number];

const Words = v.strictObject({ zh: WireName, en: WireName });
export const AwardDocument = v.strictObject({
  format: v.literal("fairlead-award/1"),
  /** honour 荣誉, growth 成长, best_practice 最佳实践, stage 阶段奖, team 团队奖. */
  kind: v.picklist(AWARD_KINDS),
  name: Words,
  /** What is given, in words: a title, a seat at the summit, a premium account. */
  gives: Words,
  of: v.picklist(["person", "unit"]),
  /** People at or below this unit, or its direct sub-units; null is everybody (people only). */
  unit: v.nullable(wireId<"unit">()),
  basis: v.variant("by", [
    v.strictObject({
      by: v.literal("metric"),
      metric: wireId<"metric">(),
      /** The period's sum, or the mean over its entries. */
      read: v.picklist(["sum", "mean"]),
    }),
    /** The mean of what colleagues gave, from 1 to 5. Nobody judges themselves. */
    v.strictObject({ by: v.literal("peers") }),
  ]),
  window: v.picklist(["month", "quarter", "half", "year"]),
  /** Everybody on one of the first `places` is given it. */
  places: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20)),
  /**
   * Equal scores. share and higher: all of them hold the place, and the places they span are used up;
   * ordinal: who reached the score first stands before.
   */
  ties: v.picklist(["share", "higher", "ordinal"]),
  /** The score somebody must reach at least; above 0 in any case. */
  atLeast: v.nullable(WireDecimal),
  /**
   * Days after the period's end on which its ranking is frozen by the clock; absent is 0. by_hand:
   * somebody looks first and freezes it.
   */
  freezes: v.exactOptional(
    v.union([v.literal("by_hand"), v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(31))]),
  ),
  /** Of a team: colleagues also say how well each of them worked together. */
  cooperation: v.boolean(),
});
export type AwardDocument = v.InferOutput<typeof AwardDocument>;

/** Names the ranking in a plan: a letter first, then letters, digits, _ or -. */
export const RuleCode = v.pipe(
  WireCode,
  v.regex(/^[\p{L}_][\p{L}\p{N}_-]{0,63}$/u, "A letter first, then letters, digits, _ or -."),
);

export type RuleFlaw = {
  readonly code: "award/rule";
  readonly pointer: string;
  readonly why: string;
};

/** What does not go together; null is a rule that works. */
export function ruleFlaw({ of, unit, basis, kind, cooperation }: AwardDocument): RuleFlaw | null {
  const flaw = (pointer: string, why: string): RuleFlaw => ({ code: "award/rule", pointer, why });
  if (of === "unit" && unit === null) return flaw("/document/unit", "unit_missing");
  if (of === "unit" && basis.by === "peers") return flaw("/document/basis", "unit_peers");
  if ((kind === "team") !== (of === "unit")) return flaw("/document/of", "team_is_unit");
  if (cooperation && of !== "unit") return flaw("/document/cooperation", "cooperation_is_team");
  return null;
}

/** Do colleagues give scores under this rule? */
export function isJudged({ basis, cooperation }: AwardDocument): boolean {
  return basis.by === "peers" || cooperation;
}
