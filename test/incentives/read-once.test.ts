// Goal: what the fast way of reading an input can read, it does read, and keeps: a list that is handed
// in again is the very same one.
import { expect, test } from "vitest";
import type { EvaluationJson } from "../../workers/incentives/input.ts";
import { readEvaluation } from "../../workers/incentives/read-input.ts";
import { flat, planOf, world } from "./make.ts";

const bare = { id: "c1", person: "lin", on: "2026-01-05", measures: { amount: "10.50" } };
const fields = {
  ...{ entry: "e1", role: "overlay", share: "1/2", lead: true, posting: "2026-01-06" },
  ...{ source: "x".repeat(120), externalId: "x", deal: "d", unit: "u", currency: "CNY" },
  ...{ dimensions: { region: "north", kind: "" }, reverses: "e0" },
};
const deal = { id: "d" };
const ofDeal = {
  ...{ measures: { cost: "-1.10" }, dimensions: { region: "north" }, due: "4" },
  events: [{ event: "collection", on: "2026-01-05", amount: "5.00" }],
};
const input = (credits: readonly object[], deals: readonly object[]): EvaluationJson =>
  JSON.parse(JSON.stringify({ ...world(planOf(flat("5%"))), credits, deals }));

function isKept(json: EvaluationJson): void {
  const [first, second] = [readEvaluation(json), readEvaluation({ ...json, posted: [] })];
  expect(second.credits).toBe(first.credits);
  expect(second.deals).toBe(first.deals);
}

test("a credit is read fast with each of its fields, with all and with none", () => {
  isKept(input([bare], [deal]));
  isKept(input([{ ...bare, ...fields }], [{ ...deal, ...ofDeal }]));
  for (const [name, value] of Object.entries(fields))
    isKept(input([{ ...bare, [name]: value }], []));
  for (const [name, value] of Object.entries(ofDeal))
    isKept(input([], [{ ...deal, [name]: value }]));
});

test("what is odd is left to the slow way, and so is nobody's list", () => {
  const json = input([{ ...bare, measures: { amount: "+1" } }], []);
  expect(() => readEvaluation(json)).toThrow();
  const { credits: _, ...none } = input([], []);
  expect(readEvaluation(none).credits).toEqual([]);
});
