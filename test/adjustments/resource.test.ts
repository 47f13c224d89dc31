// Goal: heads, capacity and money to the smallest step. Method: worked figures, then properties.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  budgetIn,
  budgetShares,
  capacityOf,
  headsNeeded,
  headsOn,
  moveBudget,
  moveHeads,
  productivityIn,
  type Resource,
  setResources,
} from "../../workers/adjustments/resource.ts";
import { addDays, day } from "../../workers/lib/day.ts";
import { sum } from "../../workers/lib/list.ts";
import { CASES, WAN } from "./standing.ts";

const row = (change: Partial<Resource> = {}): Resource => ({
  ...{ unit: "A", kind: "heads", purpose: "", amount: 300n, currency: "" },
  ...{ from: day("2027-01-01"), until: day("2028-01-01") },
  ...change,
});
const after = (rows: readonly Resource[], change: ReturnType<typeof moveBudget> | null) => [
  ...rows.filter((each) => !change?.close.includes(each)),
  ...(change?.open ?? []),
];

describe("capacity", () => {
  test("A组 at 200万 a head needs 20 heads for 4,000万, B组 at 180万 needs 17 for 3,000万", () => {
    expect(headsNeeded(4_000n * WAN, 200n * WAN)).toBe(20n);
    expect(headsNeeded(3_000n * WAN, 180n * WAN)).toBe(17n);
    expect(headsNeeded(1n, 0n)).toBeNull();
    expect(capacityOf(2_000n, 200n * WAN)).toBe(4_000n * WAN);
    expect(capacityOf(null, 1n)).toBeNull();
  });
  test("of a part of the interval is by its days", () => {
    const brings = row({ kind: "productivity", purpose: "m", amount: 365n });
    const july = { from: day("2027-07-01"), until: day("2027-08-01") };
    expect(productivityIn([brings], { unit: "A", metric: "m" }, july)).toBe(31n);
    expect(productivityIn([brings], { unit: "B", metric: "m" }, july)).toBeNull();
  });
});

describe("heads", () => {
  test("that move leave from that day on, to the end of what is planned", () => {
    const rows = [row()];
    const now = after(rows, moveHeads(rows, { unit: "A", from: day("2027-07-01"), by: -100n }));
    expect(headsOn(now, "A", day("2027-06-30"))).toBe(300n);
    expect(headsOn(now, "A", day("2027-07-01"))).toBe(200n);
    expect(headsOn(now, "A", day("2028-01-01"))).toBeNull();
  });
  test("that nobody planned stay unplanned; fewer than none is refused", () => {
    expect(moveHeads([], { unit: "A", from: day("2027-07-01"), by: 100n })).toEqual({
      close: [],
      open: [],
    });
    expect(moveHeads([row()], { unit: "A", from: day("2027-07-01"), by: -301n })).toBeNull();
  });
  test("never overlap, and every day has what was said of it last", () => {
    const start = day("2027-01-01");
    const spans = fc.array(
      fc.tuple(fc.nat(50), fc.integer({ min: 1, max: 30 }), fc.bigInt({ min: 0n, max: 900n })),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(spans, (said) => {
        const rows = said.map(([from, days, amount]) =>
          row({ from: addDays(start, from), until: addDays(start, from + days), amount }),
        );
        let stored: Resource[] = [];
        for (const each of rows) {
          const change = setResources(stored, [each]);
          if (!change.ok) throw new Error(change.error.code);
          stored = after(stored, change.value);
        }
        for (let at = 0; at < 80; at += 1) {
          const on = addDays(start, at);
          const holding = stored.filter(({ from, until }) => from <= on && on < until);
          expect(holding.length).toBeLessThanOrEqual(1);
          const last = rows.findLast(({ from, until }) => from <= on && on < until);
          expect(holding[0]?.amount ?? null).toBe(last?.amount ?? null);
        }
      }),
      CASES,
    );
  });
});

describe("a budget", () => {
  test("of 100万 at 80 / 20 is 80 and 20; what does not divide goes to the larger remainder", () => {
    const shares = [
      { purpose: "a", share: "80%" },
      { purpose: "b", share: "0.2" },
    ];
    expect(budgetShares(100n * WAN, shares)).toEqual({
      ok: true,
      value: [
        { purpose: "a", amount: 80n * WAN },
        { purpose: "b", amount: 20n * WAN },
      ],
    });
    const thirds = ["a", "b", "c"].map((purpose) => ({ purpose, share: "1/3" }));
    expect(budgetShares(100n, thirds)).toMatchObject({
      value: [{ amount: 34n }, { amount: 33n }, { amount: 33n }],
    });
  });
  test("whose shares are not 100 % in sum, or below 0, is refused", () => {
    const two = (a: string, b: string) =>
      budgetShares(100n, [
        { purpose: "a", share: a },
        { purpose: "b", share: b },
      ]);
    expect(two("80%", "19%")).toMatchObject({ error: { value: "99%", pointer: "/shares" } });
    expect(two("120%", "-20%")).toMatchObject({
      error: { value: "-20%", pointer: "/shares/1/share" },
    });
  });
  test("that moves is neither made nor lost", () => {
    const money = fc.bigInt({ min: 1n, max: 10n ** 12n });
    fc.assert(
      fc.property(money, money, fc.boolean(), (has, by, same) => {
        const rows = [row({ kind: "budget", purpose: "p", amount: has, currency: "CNY" })];
        const days = same
          ? { from: day("2027-01-01"), until: day("2028-01-01") }
          : { from: day("2027-07-01"), until: day("2028-01-01") };
        const line = { purpose: "p", currency: "CNY", ...days };
        const out = after(rows, moveBudget(rows, { ...line, unit: "A", by: -by }));
        const now = after(out, moveBudget(out, { ...line, unit: "B", by }));
        const year = { from: day("2027-01-01"), until: day("2028-01-01") };
        const parts = ["A", "B"].map((unit) => budgetIn(now, { unit, purpose: "p" }, year));
        expect(parts).toEqual([has - by, by]);
        expect(sum(parts)).toBe(has);
      }),
      CASES,
    );
  });
});

describe("a season", () => {
  const months = (until: number) =>
    Array.from({ length: until }, (_, at) => ({
      from: day(`2027-0${at + 1}-01`),
      until: day(`2027-0${at + 2}-01`),
    }));
  const season = { periods: months(4), weights: [1n, 1n, 2n, 4n] };
  const brings = row({
    ...{ kind: "productivity", purpose: "m", amount: 800n },
    ...{ from: day("2027-01-01"), until: day("2027-05-01") },
  });
  test("decides what a head brings in a period of the plan; days decide elsewhere", () => {
    const at = { unit: "A", metric: "m" };
    const parts = season.periods.map((each) => productivityIn([brings], at, each, season));
    expect(parts).toEqual([100n, 100n, 200n, 400n]);
    const week = { from: day("2027-01-01"), until: day("2027-01-08") };
    expect(productivityIn([brings], at, week, season)).toBe(47n); // 800 x 7 / 120 days.
  });
});
