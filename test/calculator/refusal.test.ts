// Goal: what cannot be worked out is said in the words of the page, and what it offers is on the page.
import { describe, expect, test } from "vitest";
import {
  calculatorModel,
  GRANULES,
  OWN_AT_FIRST,
  refusalText,
  type Sheet,
} from "../../web/calculator/model.ts";
import { calculator as en } from "../../web/messages/en/calculator.ts";
import { calculator as zh } from "../../web/messages/zh/calculator.ts";

const line = {
  values: ["1", "1", "1"],
  share: "50",
  min: "",
  max: "",
  own: OWN_AT_FIRST,
  locked: false,
};
const sheet: Sheet = {
  total: "1000",
  method: "equal",
  granularity: "1",
  rounding: "hare",
  over: "0",
  oddTo: "",
  hasBounds: true,
  weights: ["50%", "30%", "20%"],
  lines: [
    { ...line, id: "1", name: "华东" },
    { ...line, id: "2", name: "华南" },
  ],
};

function refused(change: Partial<Sheet>) {
  const outcome = calculatorModel({ ...sheet, ...change }).outcome.value;
  if (outcome.ok) throw new Error("was worked out");
  return { zh: refusalText(outcome, "zh", zh), en: refusalText(outcome, "en", en) };
}

const first = (change: Partial<Sheet["lines"][number]>) => ({
  lines: sheet.lines.map((each) => (each.id === "1" ? { ...each, ...change } : each)),
});

describe("a refusal names", () => {
  // prettier-ignore
  test.each<[string, Partial<Sheet>, string, string]>([
    ["the total", { total: "abc" }, "总额 为 abc", "Total is abc"],
    ["a bound", first({ min: "1.234" }), "华东: 至少 为 1.234", "华东: At least is 1.234"],
    ["a value", { method: "factor", ...first({ values: ["x", "", ""] }) }, "华东: 数值 为 x", "华东: Value is x"],
    ["a share", { method: "given", ...first({ share: "x" }) }, "华东: 比例 % 为 x%", "华东: Share % is x%"],
    ["a factor's value", { method: "composite", ...first({ values: ["1", "x", "1"] }) }, "华东: 市场潜力 为 x", "华东: Market potential is x"],
    ["a number beyond 2^53", { method: "given", total: "90000000000000", ...first({ share: "500" }) }, "华东: 分到 为 ", "华东: Gets is "],
    ["a factor below 0", { method: "composite", ...first({ values: ["1", "1", "-1"] }) }, "华东 的因素 能力评级 为 -1", "Capability of 华东 is -1"],
  ])("%s as the page does", (_, change, inZh, inEn) => {
    const text = refused(change);
    expect(text.zh).toContain(inZh);
    expect(text.en).toContain(inEn);
  });
});

describe("a total that does not divide", () => {
  test.each([
    ["1000.55", "1", "0.01"],
    ["-1000.55", "1", "0.01"],
    ["-50", "100", "10"],
    ["-1234500", "10000", "100"],
  ])("%s by %s is offered %s, which can be chosen and divides it", (total, granularity, offer) => {
    expect(refused({ total, granularity }).zh).toContain(`改用取整单位 ${offer}。`);
    expect(GRANULES).toContain(offer);
    const again = calculatorModel({ ...sheet, total, granularity: offer }).outcome.value;
    expect(again.ok).toBe(true);
  });
});
