// Goal: a refusal tells its place in the reader's words, in both languages. Method: pointers as the server
// writes them, one per form.
import { expect, test } from "vitest";
import { places as en } from "../../web/messages/en/places.ts";
import { places as zh } from "../../web/messages/zh/places.ts";
import { placeWords } from "../../web/ui/place.ts";

test.each([
  ["/rows/2/rate", "第 3 行，比率：", "line 3, rate: "],
  ["/amount", "金额：", "amount: "],
  ["query:/from", "起始：", "from: "],
  [
    "/document/components/0/curve/points/1/when",
    "组成部分 1，曲线，点 2，条件：",
    "component 1, curve, point 2, condition: ",
  ],
  ["/rows/0191f3a2-7c1e-7000-8000-000000000001", "", ""],
  ["", "", ""],
  ["/rows/0/externalId", "第 1 行，externalId：", "line 1, externalId: "],
])("%s", (pointer, chinese, english) => {
  expect(placeWords(pointer, zh)).toBe(chinese);
  expect(placeWords(pointer, en)).toBe(english);
});
