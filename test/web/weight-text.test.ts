// Goal: a weight counts while it is typed, and typing is never written over.
import { describe, expect, test } from "vitest";
import { asPercent, percentOf, weightText } from "../../web/targets/weight-text.ts";

describe("a weight as a number", () => {
  test.each([
    ["33", "33%"],
    ["33.", "33%"],
    ["33.5", "33.5%"],
    ["３３％", "33%"],
    ["007", "007%"],
    ["", "0%"],
    ["abc", "0%"],
    ["-5", "0%"],
    ["1e2", "0%"],
    ["33.12345", "0%"],
  ])("typed as %j counts as %s", (typed, weight) => {
    expect(asPercent(typed)).toBe(weight);
    expect(weightText(typed, weight), "the text stays as typed").toBe(typed);
  });

  test("is written anew when it changes elsewhere, or when nobody is typing", () => {
    expect(weightText("33.", "0.4")).toBe("40");
    expect(weightText("", "25%")).toBe("25");
    expect(weightText(null, "0.335")).toBe("33.5");
    expect(percentOf("0.50")).toBe("50");
  });
});
