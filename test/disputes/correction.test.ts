// Goal: a correction of pay is entered by one and decided by another, once; a reversal makes nothing
// of it; an amount is an exact number of minor units.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Correction,
  type CorrectionState,
  type Deciding,
  mayDecide,
  payAmount,
  reversalOf,
} from "../../workers/disputes/correction.ts";
import { placeAt, stands } from "../../workers/disputes/pointer.ts";
import { day } from "../../workers/lib/day.ts";
import { formatMinor, minor } from "../../workers/lib/money.ts";

const entry: Correction = {
  ...{ id: "a", person: "p", on: day("2026-03-01"), currency: "CNY", amount: minor(10_000n) },
  ...{ kind: "correction", reason: "late order", reverses: null, dispute: null },
};
const by = (of: Partial<Deciding>): Deciding => ({
  ...{ state: "waiting", decision: "approved", isAuthor: false, isPayee: false, alone: false },
  ...of,
});

describe("a decision on a correction", () => {
  // prettier-ignore
  test.each<[string, Partial<Deciding>, string]>([
    ["a second person approves",                 {},                                               "ok"],
    ["a second person rejects",                  { decision: "rejected" },                         "ok"],
    ["nobody approves what they entered",        { isAuthor: true },                               "pay_adjustment/own_entry"],
    ["nobody rejects what they entered",         { isAuthor: true, decision: "rejected" },         "pay_adjustment/own_entry"],
    ["nobody approves their own pay",            { isPayee: true },                                "pay_adjustment/own_pay"],
    ["own pay is named before the own entry",    { isPayee: true, isAuthor: true },                "pay_adjustment/own_pay"],
    ["one person may where the company says so", { isAuthor: true, alone: true },                  "alone"],
    ["two people are two there as well",         { alone: true },                                  "ok"],
    ["who entered it takes it back",             { isAuthor: true, decision: "withdrawn" },        "ok"],
    ["nobody else takes it back",                { decision: "withdrawn" },                        "pay_adjustment/not_author"],
    ["an approved one stands",                   { state: "approved", decision: "rejected" },      "pay_adjustment/not_now"],
    ["a withdrawn one stands",                   { state: "withdrawn", isAuthor: true },           "pay_adjustment/not_now"],
  ])("%s", (_, of, expected) => {
    const result = mayDecide(by(of));
    expect(result.ok ? (result.value.alone ? "alone" : "ok") : result.error.code).toBe(expected);
  });
});

describe("a reversal", () => {
  test("carries the opposite amount for the same person and period, and names what it takes back", () => {
    const made = reversalOf(entry, "approved", { id: "b", reason: "counted twice" });
    expect(made.ok && made.value).toEqual({
      ...{ ...entry, id: "b", amount: -10_000n, kind: "reversal" },
      ...{ reason: "counted twice", reverses: "a" },
    });
  });

  test.each<CorrectionState>(["waiting", "rejected", "withdrawn"])(
    "is refused while %s",
    (state) => {
      const made = reversalOf(entry, state, { id: "b", reason: "x" });
      expect(made).toMatchObject({
        ok: false,
        error: { code: "pay_adjustment/not_approved", state },
      });
    },
  );

  test("is not reversed in turn", () => {
    const made = reversalOf({ ...entry, kind: "reversal", reverses: "z" }, "approved", {
      ...{ id: "b", reason: "x" },
    });
    expect(made).toMatchObject({ error: { code: "pay_adjustment/is_reversal" } });
  });
});

describe("an amount of pay", () => {
  // prettier-ignore
  test.each([
    ["12.50",  "CNY",  1_250n],
    ["-12.5",  "CNY", -1_250n],
    ["100",    "JPY",    100n],
    ["100.5",  "JPY",    null],
    ["0",      "CNY",    null],
    ["0.00",   "CNY",    null],
    ["0.001",  "CNY",    null],
    ["1e3",    "CNY",    null],
    ["99999999999999999", "CNY", null],
  ])("%s %s", (text, currency, expected) => {
    const read = payAmount(text, currency);
    expect(read.ok ? read.value : null).toBe(expected);
  });

  test("comes back as it was written", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), (units) => {
        fc.pre(units !== 0n);
        const read = payAmount(formatMinor(units, 2), "CNY");
        expect(read.ok && read.value).toBe(units);
      }),
      { seed: 7, numRuns: 2_000 },
    );
  });
});

describe("a place in a statement", () => {
  // prettier-ignore
  test.each([
    ["",                       true],
    ["/lines/0",               true],
    ["/lines/1/steps/2",       true],
    ["/lines/1/steps/3",       false],
    ["/lines/2",               false],
    ["/lines/01",              null],
    ["/lines/-1",              null],
    ["/lines/0/steps",         null],
    ["/lines/0/steps/0/rule",  null],
    ["lines/0",                null],
  ])("%s", (pointer, expected) => {
    const place = placeAt(pointer);
    expect(place && stands(place, [1, 3])).toBe(expected);
  });
});
