// Goal: what is wrong with a plan or its input is refused by the public tool with the place, the value and
// what to do, in both languages; nothing is a 500. Method: the list of wrong input, each made from
// the document's own example and sent through the API.
import { describe, expect, test } from "vitest";
import { PAYOUT_EXAMPLES } from "../../workers/incentives/tools-examples.ts";
import { client } from "../support/world.ts";

type Json = any; // oxlint-disable-line typescript/no-explicit-any -- a test writes what is wrong
const fresh = (): Json => structuredClone(PAYOUT_EXAMPLES[0]);
const made = (change: (asked: Json, plan: Json, component: Json) => void) => () => {
  const asked = fresh();
  change(asked, asked.plans[0], asked.plans[0].components[0]);
  return asked;
};
const tier = (from: string, until: string | null) => ({
  ...{ from, until, pays: { rate: "8%" }, reach: "own" },
});
const revenue = { metric: "revenue", read: "amount", window: "month" };
const compared = (key: string, than: object = { number: "1" }) => ({
  ...{ key, figure: revenue, is: ">=", than },
});

type Row = [string, () => Json, number, string, string, string[], string[]];
// prettier-ignore
const WRONG: Row[] = [
  ["a gap between tiers", made((_, __, c) => (c.tiers = [tier("0", "1000000"), tier("1200000", null)])),
    422, "incentives/tier_gap", "/plans/0/components/0/tiers/1/from", ["1000000 到 1200000", "请补上"], ["1000000 to 1200000", "Close the gap"]],
  ["an overlap of tiers", made((_, __, c) => (c.tiers = [tier("0", "1000000"), tier("900000", null)])),
    422, "incentives/tier_overlap", "/plans/0/components/0/tiers/1/from", ["900000 到 1000000", "请让"], ["900000 to 1000000", "Let one tier"]],
  ["a tier that ends before it begins", made((_, __, c) => (c.tiers = [tier("0", "5"), tier("5", "3"), tier("3", null)])),
    422, "incentives/tier_empty", "/plans/0/components/0/tiers/1/until", ["3", "5"], ["3", "5", "Raise"]],
  ["an unknown metric", made((_, plan, c) => { c.measure = { read: "attainment", metric: "profit", basis: "whole" }; plan.noTarget = "pays_zero"; }),
    422, "incentives/metric_unknown", "/plans/0/components/0/measure/metric", ["profit", "revenue"], ["profit", "revenue"]],
  ["a circle of gates", made((_, plan, c) => { plan.conditions = [{ key: "a", not: "b" }, { key: "b", all: ["a"] }]; c.gates = [{ when: "a" }]; }),
    422, "incentives/circle", "/plans/0/conditions", ["a", "b", "请让"], ["a", "b", "Let one"]],
  ["a gate on a condition that is not there", made((_, __, c) => (c.gates = [{ when: "met" }])),
    422, "incentives/condition_unknown", "/plans/0/components/0/gates/0/when", ["met"], ["met", "Add it"]],
  ["a currency without rate", made((asked) => (asked.credits[0].currency = "USD")),
    422, "incentives/rate_missing", "/rates", ["USD", "CNY", "2026-01-12"], ["USD", "CNY", "2026-01-12", "Enter one"]],
  ["a participant without quota", made((_, plan, c) => { c.measure = { read: "attainment", metric: "revenue", basis: "whole" }; plan.noTarget = "pays_zero"; }),
    422, "incentives/quota_missing", "/participants/0", ["lin", "revenue", "请下达"], ["lin", "revenue", "Set one"]],
  ["a choice without default that is not made", made((_, __, c) => delete c.split),
    400, "input/malformed", "/plans/0/components/0/split", ["split"], ["split"]],
  ["ten thousand tiers", made((_, __, c) => (c.tiers = Array.from({ length: 10_000 }, (___, at) => tier(`${at}`, `${at + 1}`)))),
    400, "input/malformed", "/plans/0/components/0/tiers", ["200"], ["200"]],
  ["a document of 5 MB", made((asked) => (asked.note = "x".repeat(5_000_000))),
    413, "input/too_large", "", ["2"], ["2"]],
  ["a rate of 150 %", made((_, __, c) => (c.tiers[0].pays.rate = "150%")),
    400, "input/malformed", "/plans/0/components/0/tiers/0/pays", ["150%"], ["150%"]],
  ["a unit of amount that is no number", made((asked) => (asked.credits[0].measures.amount = "1,000")),
    400, "input/malformed", "/credits/0/measures/amount", ["1,000"], ["1,000"]],
  ["a day that does not exist", made((asked) => (asked.credits[0].on = "2026-02-30")),
    400, "input/malformed", "/credits/0/on", ["2026-02-30"], ["2026-02-30"]],
  ["one credit given twice", made((asked) => (asked.credits[1].id = "c1")),
    422, "incentives/repeated_credit", "/credits/1", ["c1"], ["c1"]],
  ["a refund of nothing", made((asked) => (asked.credits[2].reverses = "c9")),
    422, "incentives/reverses_unknown", "/credits/2", ["c9"], ["c9"]],
  ["a comparison with a quota that nobody has", made((_, plan, c) => { plan.conditions = [compared("met", { quota: "committed" })]; c.gates = [{ when: "met", closed: "0.5" }]; plan.components.push({ ...c, key: "commission" }); }),
    422, "incentives/repeated_key", "/plans/0/components/1/key", ["commission"], ["commission"]],
];

/** Every place and word of a refusal: its own, or that of the field it names. */
const said = (body: Json, language: "zh" | "en") =>
  [body.messages, ...(body.errors ?? []).map((each: Json) => each.messages)]
    .map((each) => each?.[language] ?? "")
    .join(" ");
const placed = (body: Json) => [
  body.pointer ?? "",
  ...(body.errors ?? []).map((e: Json) => e.pointer),
];
const valued = (body: Json) => JSON.stringify([body.errors, body.facts]);

describe("POST /tools/payout refuses", () => {
  test.each(WRONG)("%s", async (_, asked, status, code, pointer, zh, en) => {
    const { body, ...answer } = await client().post("/tools/payout", asked());
    expect([answer.status, body.code], answer.text).toEqual([status, code]);
    if (pointer !== "")
      expect(
        placed(body).some((at: string) => at.startsWith(pointer)),
        answer.text,
      ).toBe(true);
    for (const part of zh) expect(`${said(body, "zh")} ${valued(body)}`).toContain(part);
    for (const part of en) expect(`${said(body, "en")} ${valued(body)}`).toContain(part);
    expect(`${said(body, "zh")}${said(body, "en")}`).not.toMatch(/[{}]|undefined/);
  });
});
