// Goal: the tool reads texts and answers texts; a refusal names recipient, value and place.
import { describe, expect, test } from "vitest";
import * as v from "valibot";
import { problemOf } from "../../workers/http/problems.ts";
import { allocateTool } from "../../workers/targets/tool.ts";
import type { ToolRequest } from "../../workers/targets/tool-request.ts";
import { ShareAnswer, ShareRequest } from "../../workers/targets/tools-contract.ts";

/** Through the contract, as the API does it. */
function ask(request: Record<string, unknown>) {
  const parsed: ToolRequest = v.parse(ShareRequest, request);
  return allocateTool(parsed);
}
const amounts = (request: Record<string, unknown>) => {
  const answer = ask(request);
  if (!answer.ok) return answer.error.code;
  v.parse(ShareAnswer, answer.value);
  return answer.value.recipients.map(({ amount }) => amount);
};
const two = (one: object, other: object) => [
  { id: "east", ...one },
  { id: "south", ...other },
];

describe("every method", () => {
  // prettier-ignore
  test.each<[string, Record<string, unknown>, string[]]>([
    ["equal",     { total: "12000000", recipients: two({}, {}) }, ["6000000.00", "6000000.00"]],
    ["factor",    { total: "100", recipients: two({ value: "1" }, { value: "3" }) }, ["25.00", "75.00"]],
    ["composite", { total: "100", factors: [{ key: "h", weight: "60%" }, { key: "p", weight: "0.4" }],
      recipients: two({ values: { h: "1", p: "0" } }, { values: { h: "1", p: "5" } }) }, ["30.00", "70.00"]],
    ["given",     { total: "100000000", recipients: two({ share: "40%" }, { share: "0.3" }) }, ["40000000.00", "30000000.00"]],
    ["keep",      { total: "150", recipients: two({ current: "60", locked: true }, { current: "40" }) }, ["60.00", "90.00"]],
    ["growth",    { total: "330", recipients: two({ last: "100", growth: "20%" }, { last: "100", growth: "1" }) }, ["123.75", "206.25"]],
    ["capacity",  { total: "700", recipients: two({ heads: "20", productivity: "2000000" }, { heads: "20", productivity: "3000000", ramp: "0.5" }) }, ["400.00", "300.00"]],
    ["copy",      { total: "90", recipients: two({ amount: "1" }, { amount: "2" }) }, ["30.00", "60.00"]],
  ])("%s", (method, request, expected) => {
    expect(amounts({ method, ...request })).toEqual(expected);
  });
});

describe("an answer", () => {
  test("keeps what was not given away as a visible number", () => {
    const answer = ask({
      method: "given",
      total: "100000000",
      recipients: two({ share: "40%" }, { share: "30%" }),
    });
    expect(answer.ok && answer.value).toMatchObject({
      shared: "100000000.00",
      assigned: "70000000.00",
      remainder: "30000000.00",
    });
  });
  test("shares the total and the over-assignment out, and says both", () => {
    const answer = ask({
      method: "equal",
      total: "100",
      overAssign: "5%",
      recipients: two({}, {}),
    });
    expect(answer.ok && answer.value).toMatchObject({ total: "100.00", shared: "105.00" });
    expect(answer.ok && answer.value.notes.map(({ code }) => code)).toEqual([
      "allocation/remainder_paradox",
      "allocation/over_assigned",
    ]);
  });
  test("explains each number in texts that are exact", () => {
    const recipients = [{ id: "a" }, { id: "b" }, { id: "c" }];
    const answer = ask({ method: "equal", total: "100", granularity: "1", recipients });
    expect(answer.ok && answer.value.recipients[0]).toEqual({
      id: "a",
      amount: "34.00",
      share: "1/3",
      lines: [
        {
          kind: "factor",
          key: "equal",
          amount: "33.33",
          exact: "100/3",
          value: "1",
          sum: "3",
          weight: "1",
          share: "1/3",
        },
        { kind: "rounding", amount: "0.67", exact: "2/3" },
      ],
    });
  });
});

describe("a refusal names recipient, value and place", () => {
  const equal = { method: "equal", total: "100" };
  const composite = (h: unknown, weight = "1") => ({
    method: "composite",
    total: "100",
    factors: [{ key: "h", weight }],
    recipients: two({ values: h }, { values: { h: "1" } }),
  });
  // prettier-ignore
  test.each<[string, Record<string, unknown>, object]>([
    ["no recipients", { ...equal, recipients: [] }, { code: "allocation/no_recipients", pointer: "/recipients" }],
    ["weights of 0.99", composite({ h: "1" }, "0.99"), { code: "allocation/weights_sum", value: "0.99", pointer: "/factors" }],
    ["a negative factor", composite({ h: "-2.5" }), { code: "allocation/negative_factor", recipient: "east", factor: "h", value: "-2.5", pointer: "/recipients/0/values/h" }],
    ["NaN as a factor", composite({ h: "NaN" }), { code: "allocation/malformed_number", recipient: "east", value: "NaN", pointer: "/recipients/0/values/h" }],
    ["a missing factor", composite({}), { code: "allocation/missing_value", recipient: "east", pointer: "/recipients/0/values/h" }],
    ["an all-zero factor", { method: "factor", total: "9", recipients: two({ value: "0" }, { value: "0.0" }) }, { code: "allocation/zero_factor", value: "0", pointer: "/recipients" }],
    ["lower bounds that cannot be met", { ...equal, recipients: two({ min: "60" }, { min: "41" }) }, { code: "allocation/bounds_too_high", recipients: "east, south", sum: "101.00", rest: "100.00" }],
    ["upper bounds that cannot be met", { ...equal, recipients: two({ max: "60" }, { max: "39" }) }, { code: "allocation/bounds_too_low", sum: "99.00", rest: "100.00" }],
    ["an odd part for nobody", { ...equal, total: "10500", granularity: "1000", recipients: two({}, {}) }, { code: "allocation/odd_part", value: "500.00", granularity: "1000.00", offer: "500.00", pointer: "/granularity" }],
    ["an odd part of a negative total", { ...equal, total: "-1000.55", granularity: "1", recipients: two({}, {}) }, { code: "allocation/odd_part", value: "-0.55", granularity: "1.00", offer: "0.05", pointer: "/granularity" }],
    ["four decimals", { ...equal, recipients: two({ min: "1.2345" }, {}) }, { code: "allocation/too_many_places", recipient: "east", value: "1.2345", pointer: "/recipients/0/min" }],
    ["an amount beyond 2^53", { ...equal, total: "90071992547409.92", recipients: two({}, {}) }, { code: "allocation/too_large", pointer: "/total" }],
    ["a share beyond 2^53", { method: "given", total: "90000000000000", recipients: two({ share: "5" }, { share: "0" }) }, { code: "allocation/too_large", recipient: "east" }],
    ["over-assignment beyond 2^53", { ...equal, total: "90000000000000", overAssign: "1", recipients: two({}, {}) }, { code: "allocation/too_large", pointer: "/overAssign" }],
    ["an id twice", { ...equal, recipients: [{ id: "a" }, { id: "a" }] }, { code: "allocation/repeated_recipient", recipient: "a", pointer: "/recipients/1/id" }],
  ])("%s", (_, request, expected) => {
    const answer = ask(request);
    expect(answer.ok ? null : answer.error).toMatchObject(expected);
    if (answer.ok) return;
    // Every fact that the text names is filled in, in both languages.
    const { messages } = problemOf(answer.error, "r");
    expect(messages.en).not.toMatch(/\{\w+\}/);
    expect(messages.zh).not.toMatch(/\{\w+\}/);
  });

  test("all malformed numbers are named at once", () => {
    const answer = ask({ ...equal, recipients: two({ min: "x" }, { max: "1,000" }) });
    expect(answer.ok ? [] : answer.error.errors?.map(({ pointer }) => pointer)).toEqual([
      "/recipients/0/min",
      "/recipients/1/max",
    ]);
  });
});
