// Goal: the naive oracle says what the specification says, before anything is compared with it: its
// worked figures, by the oracle alone.
import { describe, expect, test } from "vitest";
import type { EvaluationJson } from "../../workers/incentives/input.ts";
import type { Component } from "./oracle/case.ts";
import { oracle } from "./oracle/evaluate.ts";

const name = { zh: "提成", en: "Commission" };
type Reach = "own" | "zero";

function asked(
  component: object,
  sales: Record<string, string>,
  more: object = {},
): EvaluationJson {
  return {
    plans: [
      {
        ...{ format: "fairlead-plan/1", key: "p", name, version: 1, currency: "CNY" },
        ...{ from: "2026-01-01", until: null, metrics: [], ...more },
        components: [
          {
            ...{ key: "c", name, split: "credit", negative: { per: "window" }, base: "amount" },
            ...component,
          } as Component,
        ],
      },
    ],
    ...{ from: "2026-01-01", until: "2026-07-01" },
    participants: [{ id: "p", from: "2026-01-01" }],
    credits: Object.entries(sales).map(([on, amount]) => ({
      ...{ id: `${on} ${amount}`, person: "p", on: on.slice(0, 10), measures: { amount } },
    })),
  };
}
const eightTen = (reach: Reach, window = "period") => ({
  ...{ kind: "tiered", window, measure: { read: "base" } },
  tiers: [
    { from: "0", until: "1000000", pays: { rate: "8%" }, reach: "own" },
    { from: "1000000", until: null, pays: { rate: "10%" }, reach },
  ],
});
const paid = (json: EvaluationJson) =>
  oracle(json)
    .map(({ pay }) => pay)
    .filter((pay) => pay !== 0n);

describe("8 % up to 1,000,000, 10 % above", () => {
  // prettier-ignore
  test.each([
    ["own",  "800000",     6_400_000n],
    ["own",  "1000000",    8_000_000n],
    ["own",  "1200000",   10_000_000n],
    ["zero", "1200000",   12_000_000n],
    ["zero", "1000000.01",10_000_000n],
  ] as const)("pays %s of %s as the specification says", (reach, sold, pay) => {
    expect(paid(asked(eightTen(reach), { "2026-02-10": sold }))).toEqual([pay]);
  });

  test("is the same year to date, month after month", () => {
    const sales = { "2026-01-10": "700000", "2026-02-10": "300000", "2026-03-10": "200000" };
    expect(paid(asked(eightTen("own", "year"), sales))).toEqual([
      5_600_000n,
      2_400_000n,
      2_000_000n,
    ]);
  });
});

test("a recoverable draw of 3,000 pays 3,000 three times and owes 500", () => {
  const draw = {
    ...{ amount: "3000", paid: "top_up", recoverable: true, after: { kind: "forgiven" } },
  };
  const flat = { kind: "flat", window: "period", rate: "100%" };
  const sales = { "2026-01-05": "1000", "2026-02-05": "2500", "2026-03-05": "5000" };
  const statements = oracle(asked(flat, sales, { draw })).slice(0, 3);
  expect(statements.map(({ pay }) => pay)).toEqual([300_000n, 300_000n, 300_000n]);
  expect(statements.map(({ drawBalance }) => drawBalance)).toEqual([200_000n, 250_000n, 50_000n]);
});

test("a sale and its refund in a later month come to nothing, true-up", () => {
  const json = asked(eightTen("zero"), { "2026-01-05": "1200000" });
  const [sale] = json.credits ?? [];
  const back = { ...{ id: "back", person: "p", on: "2026-03-05", reverses: sale?.id ?? "" } };
  const refund = { ...back, measures: { amount: "-1200000" } };
  const lines = oracle({ ...json, credits: [...(json.credits ?? []), refund] }).flatMap(
    (each) => each.lines,
  );
  expect(lines.map(({ amount, window }) => [amount, window])).toEqual([
    [12_000_000n, "2026-01-01/2026-02-01"],
    [-12_000_000n, "2026-01-01/2026-02-01"],
  ]);
});
