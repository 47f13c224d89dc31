// Goal: a card tells why a number was changed in the reader's language alone; people's own words stay.
import { describe, expect, test } from "vitest";
import { card as en } from "../../web/messages/en/targets.ts";
import { card as zh } from "../../web/messages/zh/targets.ts";
import { reasonText } from "../../web/targets/reason-text.ts";

describe("the reason of a change by hand", () => {
  test.each([
    ["negotiation/agreed", "agreed in negotiation", "协商一致"],
    ["negotiation/unsigned", "number from above stands", "以上级给出的数为准"],
    ["Two key accounts have left.", "Two key accounts have left.", "Two key accounts have left."],
    ["大客户流失", "大客户流失", "大客户流失"],
    ["toString", "toString", "toString"],
    ["", "", ""],
  ])("kept as %j is %j in English and %j in Chinese", (kept, inEnglish, inChinese) => {
    expect(reasonText(kept, en)).toContain(inEnglish);
    expect(reasonText(kept, zh)).toContain(inChinese);
    expect(`${reasonText(kept, en)} / ${reasonText(kept, zh)}`).not.toContain("negotiation/");
  });
});
