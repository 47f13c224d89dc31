// Goal: the fast way to read an input gives what valibot gives, value for value and refusal for refusal.
import fc from "fast-check";
import * as v from "valibot";
import { expect, test } from "vitest";
import {
  CreditInput,
  DealInput,
  Evaluation,
  type EvaluationJson,
} from "../../workers/incentives/input.ts";
import { readEvaluation } from "../../workers/incentives/read-input.ts";
import { flat, planOf, world } from "./make.ts";
import { evaluation } from "./oracle/generated.ts";

const tried = (read: () => unknown) => {
  try {
    return { read: read() };
  } catch (fault) {
    if (!(fault instanceof v.ValiError)) throw fault;
    return { refused: v.flatten(fault.issues) };
  }
};
const isSame = (json: EvaluationJson): void => {
  expect(tried(() => readEvaluation(json))).toEqual(tried(() => v.parse(Evaluation, json)));
};

test("cases of the oracle are read as valibot reads them", () => {
  fc.assert(fc.property(evaluation, isSame), { seed: 3, numRuns: 60 });
});

const decimals = ["1", "0", "-0.00", "007.50", "-12.345678", "+1.00", "1.", "1e3", " 1", ""];
const large = ["9".repeat(15), "9".repeat(16), "0.123456789012345", `1.${"0".repeat(29)}1`];
const odd: readonly unknown[] = [
  ...[...decimals, ...large, "8%", "1/3", "4/2", "3/0", "1.5", "9".repeat(31), "x".repeat(121)],
  ...["2026-02-29", "2026-02-28", "CNY", "cny", "direct", "boss", null, undefined, 7, true, false],
  ...[{}, [], ["1"], { a: "1.50", é_1: "2" }, { "1a": "1" }, { constructor: "1" }],
  ...[JSON.parse('{"__proto__":"1"}'), { toString: "1" }, { region: "north" }, { region: 7 }],
  ...[[{ event: "collection", on: "2026-01-05", amount: "5.00" }], [{ event: "x", on: "y" }]],
];
const credit = {
  ...{ id: "c1", entry: "e1", person: "lin", role: "direct", share: "1/2", lead: true },
  ...{ on: "2026-01-05", posting: "2026-01-06", source: "api", externalId: "x", deal: "d" },
  ...{ unit: "u", currency: "CNY", measures: { amount: "10.50" }, dimensions: { a: "b" } },
  ...{ reverses: "e0", leader: "bo" },
};
const deal = { id: "d", measures: { cost: "1.10" }, dimensions: {}, due: "4", events: [] };

test("every field of a credit and of a deal is among those tried", () => {
  expect(Object.keys(credit).toSorted()).toEqual(Object.keys(CreditInput.entries).toSorted());
  expect(Object.keys(deal).toSorted()).toEqual(Object.keys(DealInput.entries).toSorted());
});

test("a credit or deal with any field odd or absent is read, or refused, as valibot does", () => {
  const json = (credits: unknown, deals: unknown) =>
    // What a client may send is no typed input.
    ({ ...world(planOf(flat("5%"))), credits, deals }) as EvaluationJson;
  for (const name of [...Object.keys(credit), "other"]) {
    const { [name]: _, ...without }: Record<string, unknown> = credit;
    isSame(json([without], [deal]));
    for (const value of odd) isSame(json([credit, { ...credit, [name]: value }], [deal]));
  }
  for (const name of [...Object.keys(deal), "other"]) {
    const { [name]: _, ...without }: Record<string, unknown> = deal;
    isSame(json([credit], [without]));
    for (const value of odd) isSame(json([credit], [deal, { ...deal, [name]: value }]));
  }
  for (const value of odd) {
    isSame(json([value], [deal]));
    isSame(json([credit], [value]));
    isSame(json(value, value));
  }
});

test("a list is read once", () => {
  const one = world(planOf(flat("5%")), { credits: [], deals: [] });
  expect(readEvaluation(one).credits).toBe(readEvaluation({ ...one, posted: [] }).credits);
});
