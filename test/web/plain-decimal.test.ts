// Goal: a field that is read at every key takes 150万 and lets "1." be typed on.
import { expect, test } from "vitest";
import { plainDecimal } from "../../web/targets/decimal.ts";

// prettier-ignore
test.each([
  ["1.", "1."], ["1.5", "1.5"], ["1,200", "1200"], ["１２０", "120"], ["", ""], ["-", "-"],
  ["150万", "1500000"], ["1.5m", "1500000"], ["5%", "5%"], ["abc", "abc"],
])("%s is kept as %s", (text, expected) => {
  expect(plainDecimal(text)).toBe(expected);
});
