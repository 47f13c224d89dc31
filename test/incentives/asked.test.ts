// Goal: "go and mend" leads to the sentence that tells what is wrong. Method: every place of every template,
// and the kinds of pointers that a check names.
import { describe, expect, test } from "vitest";
import { planSentences } from "../../workers/incentives/sentences/plan.ts";
import { plainText } from "../../workers/incentives/sentences/sentence.ts";
import { TEMPLATES } from "../../workers/incentives/templates.ts";
import { askedOf } from "../../web/incentives/asked.ts";
import { planDocument } from "../../db/sample/incentives.ts";
import { day } from "../../workers/lib/day.ts";

const days = { from: day("2026-10-01"), until: day("2027-01-01") };
const parts = planSentences(planDocument({ key: "y", ...days, currency: "CNY" }), "en");
const [commission, bonus] = parts;
const found = (at: string) => askedOf(parts, at);
const text = (at: string) => {
  const sentence = found(at)?.sentence;
  return sentence ? plainText(sentence) : null;
};

describe("the sentence a pointer leads to", () => {
  test("tells the very number, for every number of every template", () => {
    for (const plan of TEMPLATES) {
      const told = planSentences(plan, "zh");
      for (const { sentences } of told)
        for (const { pieces } of sentences)
          for (const piece of pieces) {
            if (piece.kind === "words") continue;
            const sentence = askedOf(told, piece.pointer)?.sentence;
            const own = sentence?.pieces.flatMap((each) =>
              each.kind === "words" ? [] : [each.pointer],
            );
            expect(own, piece.pointer).toContain(piece.pointer);
          }
    }
  });

  test("is the tier's own, for a field of it that has no place in words", () => {
    expect(text("/components/0/tiers/1/pays/multiplier")).toMatch(/1\.6/);
    expect(text("/components/0/tiers/1/pays/unknown")).toMatch(/1\.6/);
    expect(text("/components/0/tiers/2")).toMatch(/\b2\b/);
    expect(found("/components/0/tiers/2")?.part).toBe(commission);
    expect(found("/components/1/curve/points/0/pays")?.part).toBe(bonus);
  });

  test("is the first of a list where the whole list is meant", () => {
    const first = found("/components/0/tiers")?.sentence;
    expect(first && commission?.sentences.indexOf(first)).toBeGreaterThanOrEqual(0);
    expect(found("/components/0/tiers")?.part).toBe(commission);
  });

  test("is none where only the component is known, and nothing where there is no such place", () => {
    expect(found("/components/1/made_up")).toMatchObject({ part: bonus, sentence: null });
    expect(found("")).toBeNull();
    expect(found("/components/9/cap")).toBeNull();
    expect(found("/components/10")).toBeNull();
  });
});
