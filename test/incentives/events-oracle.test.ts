// Goal: what counts, is earned, is released and is priced when released comes to what a naive second reading
// of the rules comes to, month after month. Method: months as numbers, exact fractions of its own, at most
// one sale a month, so that no pay has to be divided.
import fc from "fast-check";
import { expect, test } from "vitest";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import { eightTen, planOf, sale, statements, world } from "./make.ts";
import {
  add,
  compare,
  div,
  least,
  most,
  mul,
  type Q,
  q,
  read,
  roundTo,
  sub,
  sum,
  ZERO,
} from "./oracle/fraction.ts";

type Sale = {
  readonly month: number;
  readonly amount: number;
  readonly due: number;
  readonly money: readonly (readonly [month: number, amount: number])[];
};
const MODES = ["counts", "earned", "released", "tiers"] as const;
type Mode = (typeof MODES)[number];
const LAST = 6;

/** 8 % up to 1,000,000 (that included), of everything 10 % above. */
const rateOf = (sold: Q) => read(compare(sold, q(1_000_000)) > 0 ? "10%" : "8%");
/** Fen of an amount in yuan. */
const fen = (yuan: Q) => roundTo(mul(yuan, q(100)), 1n, "half_away");

/** What of a sale's money has come by the end of a month. */
function come({ money, due }: Sale, month: number): Q {
  const all = money.filter(([each]) => each <= month).map(([, amount]) => q(amount));
  return least(q(1), most(ZERO, div(sum(all), q(due))));
}

/** Paid by the end of a month, all windows together. */
function paidBy(mode: Mode, sales: readonly Sale[], month: number): bigint {
  const known = sales.filter((each) => each.month <= month);
  const months = [...Array(month).keys()].map((at) => at + 1);
  if (mode === "counts")
    return months.reduce((so, window) => {
      const parts = known.map((each) =>
        mul(q(each.amount), sub(come(each, window), come(each, window - 1))),
      );
      return so + fen(mul(sum(parts), rateOf(sum(parts))));
    }, 0n);
  if (mode === "tiers")
    return months.reduce((so, window) => {
      const sold = sum(
        known.filter((each) => each.month === window).map(({ amount }) => q(amount)),
      );
      const parts = known
        .filter((each) => each.month <= window)
        .map((each) => {
          const before = each.month === window ? ZERO : come(each, window - 1);
          return mul(q(each.amount), sub(come(each, window), before));
        });
      return so + fen(mul(sum(parts), rateOf(sold)));
    }, 0n);
  return known.reduce((so, each) => {
    const whole = fen(mul(q(each.amount), rateOf(q(each.amount))));
    return so + roundTo(mul(q(whole), come(each, month)), 1n, "half_away");
  }, 0n);
}

const collection = { event: "collection" } as const;
const atOnce = { parts: [{ share: "1", on: "earned" as const }] };
const waits = { parts: [{ share: "1", on: collection }] };

function planFor(mode: Mode): PlanJson {
  return {
    ...planOf(eightTen("retroactive", mode === "tiers" ? { tiersOf: "released" } : {})),
    ...{ leaver: { unreleased: "when_released" }, carry: { kind: "payroll" } },
    events: mode === "counts" || mode === "earned" ? { [mode]: collection } : {},
    release: mode === "counts" || mode === "earned" ? atOnce : waits,
  };
}

const on = (month: number, date: string) => `2026-0${month}-${date}`;
const money = fc.array(
  fc.tuple(fc.integer({ min: 1, max: LAST }), fc.integer({ min: -200, max: 900 })),
  { maxLength: 4 },
);
const sales = fc
  .uniqueArray(fc.integer({ min: 1, max: LAST }), { minLength: 1, maxLength: 4 })
  .chain((months) =>
    fc.tuple(
      ...months.map((month) =>
        fc.record({
          ...{ month: fc.constant(month), due: fc.integer({ min: 1, max: 1_500 }), money },
          amount: fc.oneof(fc.constant(1_000_000), fc.integer({ min: 1, max: 2_000_000 })),
        }),
      ),
    ),
  );

test.each(MODES)("%s: 100 cases, month after month", (mode) => {
  const holds = fc.property(sales, (all) => {
    const json = world(planFor(mode), {
      until: on(LAST + 1, "01"),
      credits: all.map(({ month, amount }) =>
        sale(String(amount), on(month, "15"), { deal: `d${month}` }),
      ),
      deals: all.map(({ month, due, money: came }) => ({
        ...{ id: `d${month}`, due: String(due) },
        events: came.map(([when, amount], at) => ({
          ...{ event: "collection" as const, amount: String(amount) },
          on: on(when, `0${at + 1}`),
        })),
      })),
    });
    let paid = 0n;
    const seen = statements(json).map(({ pay }) => (paid += pay));
    const expected = seen.map((_, at) => paidBy(mode, all, at + 1));
    expect(seen).toEqual(expected);
  });
  fc.assert(holds, { seed: 20261122, numRuns: 100 });
});

test("the naive reading says what the specification says: 100.00 in three thirds", () => {
  const thirds: Sale = {
    month: 1,
    amount: 1_250,
    due: 3,
    money: [
      [1, 1],
      [2, 1],
      [3, 1],
    ],
  };
  expect([1, 2, 3].map((month) => paidBy("released", [thirds], month))).toEqual([
    3_333n,
    6_667n,
    10_000n,
  ]);
  expect(add(ZERO, come(thirds, 1))).toEqual(div(q(1), q(3)));
});
