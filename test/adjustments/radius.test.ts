// Goal: the blast radius says every gap that moves, and two radii that differ anywhere differ in their
// text and are told apart cell by cell. Method: the team's tree, before and after.
import { describe, expect, test } from "vitest";
import type { Ask } from "../../workers/adjustments/adjustment.ts";
import { effectOf } from "../../workers/adjustments/effect.ts";
import type { Standing } from "../../workers/adjustments/flow.ts";
import { driftOf, radiusOf, radiusText } from "../../workers/adjustments/radius.ts";
import { node, team, WAN } from "./standing.ts";

const SPAN = { first: 6, end: 12 };
const NOTHING = { moves: [], budget: [] };
function radius(of: Standing, change: Partial<Pick<Ask, "changes" | "moves" | "below" | "above">>) {
  const asked = { changes: [], moves: [], below: "pro_rata", above: "stays", ...change } as const;
  const effect = effectOf(of, SPAN, asked);
  if (!effect.ok) throw new Error(effect.error.code);
  return radiusOf(of, effect.value);
}
const more = (subject: string, amount: string) => ({
  changes: [{ subject, size: { kind: "absolute" as const, amount } }],
});

describe("a blast radius", () => {
  test("names the gap that opens above whoever is changed", () => {
    expect(radius(team(), more("bo", "100000")).gaps).toEqual([
      { unit: "EAST", before: 0n, after: -10n * WAN },
    ]);
    expect(radius(team(), { ...more("EAST", "100000"), below: "absorb" }).gaps).toEqual([
      { unit: "SALES", before: 0n, after: -10n * WAN },
      { unit: "EAST", before: 0n, after: 10n * WAN },
    ]);
  });

  test("of people who leave their target behind opens one gap and closes none", () => {
    const moves = [{ person: "dai", to: "EAST" }];
    expect(radius(team(), { moves }).gaps).toEqual([
      { unit: "EAST", before: 0n, after: -120n * WAN },
      { unit: "SOUTH", before: 0n, after: 120n * WAN },
    ]);
    expect(radius(team(), { moves, above: "follows" }).gaps).toEqual([]);
  });

  test("differs in text and cell by cell once another number lies beneath it", () => {
    const then = radius(team(), more("bo", "60000"));
    const rows = team().rows.map((row) =>
      row.subject === "bo" ? node("bo", "EAST", 132n * WAN) : row,
    );
    const now = radius({ ...team(), rows }, more("bo", "60000"));
    expect(radiusText(then, NOTHING)).not.toBe(radiusText(now, NOTHING));
    expect(driftOf(then, now)[0]).toEqual({
      ...{ subject: "bo", at: 6 },
      was: { before: 10n * WAN, after: 11n * WAN },
      now: { before: 11n * WAN, after: 12n * WAN },
    });
    expect(driftOf(then, then)).toEqual([]);
    // The same number at the end from another beginning is another consequence.
    const same = radius({ ...team(), rows }, more("bo", "-60000"));
    const [first] = driftOf(radius(team(), more("bo", "60000")), same);
    expect(first?.now).toEqual({ before: 11n * WAN, after: 10n * WAN });
  });
});
