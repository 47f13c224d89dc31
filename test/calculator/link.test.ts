// Goal: a link carries the whole sheet, and what is no link never breaks the page.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeSheet, encodeSheet } from "../../web/calculator/link.ts";
import {
  calculatorModel,
  METHODS,
  OWN_AT_FIRST,
  refusalText,
  ROUNDINGS,
  type Sheet,
} from "../../web/calculator/model.ts";
import { calculator as en } from "../../web/messages/en/calculator.ts";
import { calculator as zh } from "../../web/messages/zh/calculator.ts";

const sheet: Sheet = {
  total: "12,000,000",
  method: "composite",
  granularity: "1000",
  rounding: "hare",
  over: "0",
  oddTo: "",
  hasBounds: true,
  weights: ["50%", "30%", "20%"],
  lines: [
    {
      id: "1",
      name: "华东",
      values: ["42", "9", "110"],
      share: "40",
      min: "",
      max: "5000000",
      own: [...OWN_AT_FIRST],
      locked: true,
    },
    {
      id: "2",
      name: "South 🚀",
      values: ["31", "8", "100"],
      share: "30",
      min: "100",
      max: "",
      own: [...OWN_AT_FIRST],
      locked: false,
    },
  ],
};

describe("a link", () => {
  test("carries every sheet, in any script", () => {
    const text = fc
      .string({ unit: "grapheme", maxLength: 20 })
      .filter((each) => !/\p{Cc}/u.test(each));
    const line = fc.record({
      id: fc.integer({ min: 1, max: 999 }).map(String),
      name: text,
      values: fc.tuple(text, text, text),
      share: text,
      min: text,
      max: text,
      own: fc.tuple(text, text, text, text, text, text, text),
      locked: fc.boolean(),
    });
    const sheets = fc.record({
      total: text,
      method: fc.constantFrom(...METHODS),
      granularity: text,
      rounding: fc.constantFrom(...ROUNDINGS),
      over: text,
      oddTo: text,
      hasBounds: fc.boolean(),
      weights: fc.tuple(text, text, text),
      lines: fc.array(line, { minLength: 1, maxLength: 8 }),
    });
    fc.assert(
      fc.property(sheets, (made) => {
        expect(decodeSheet(encodeSheet(made))).toEqual(made);
      }),
      { seed: 20261121, numRuns: 300 },
    );
  });

  test.each(["", "x", "%%%", "AAAA", "a".repeat(30_000), encodeSheet(sheet).slice(0, 9)])(
    "that is none begins with the page's own numbers: %s",
    (text) => {
      expect(decodeSheet(text)).toBeNull();
    },
  );

  test("of any text at all never throws", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        expect(() => decodeSheet(text)).not.toThrow();
      }),
      { seed: 20261121, numRuns: 2_000 },
    );
  });
});

describe("the calculator", () => {
  test("shares out by the server's own code, and names what is wrong by its name on the page", () => {
    const model = calculatorModel(sheet);
    const outcome = model.outcome.value;
    expect(outcome.ok && outcome.answer.assigned).toBe("12000000.00");
    model.changeLine("2", { min: "99000000" });
    const refused = model.outcome.value;
    expect(refused.ok ? "" : refusalText(refused, "en", en)).toContain("South 🚀");
    model.change({ weights: ["50%", "30%", "19%"] });
    const unequal = model.outcome.value;
    expect(unequal.ok ? "" : refusalText(unequal, "zh", zh)).toContain("0.99");
  });
});
