// Goal: sums around components that no other figure touches: what prorates, the ends of a draw,
// write-offs, base pay.
import { describe, expect, test } from "vitest";
import { eightTen, flat, pay, planOf, refund, sale, statements, world, yuan } from "./make.ts";

describe("somebody who joins on 17 January, 15 of its 31 days", () => {
  const joined = { participants: [{ id: "lin", from: "2026-01-17" }] };
  const run = (change: object, credits = [sale("1000", "2026-01-20")], plan: object = {}) =>
    pay(world({ ...planOf(flat("10%", change)), ...plan } as never, { ...joined, credits }));
  test("has that part of caps, floors, guarantee and draw", () => {
    expect(run({ cap: "62" })).toBe(30);
    expect(run({ floor: "310" })).toBe(150);
    expect(run({}, [], { plan: { guarantee: { sum: "310", window: "period" } } })).toBe(150);
    const draw = { amount: "310", paid: "top_up", recoverable: false, after: { kind: "forgiven" } };
    expect(run({}, [], { draw })).toBe(150);
  });
  test("or all of it, where the sum says that it does not prorate", () =>
    expect(run({ cap: { amount: "62", prorates: false } })).toBe(62));
  test("tier bounds in money stay, unless the plan says that they shrink", () => {
    const at = (boundsProrate: boolean) => {
      const tiers = [
        { from: "0", until: "620", pays: { rate: "0%" }, reach: "own" },
        { from: "620", until: null, pays: { rate: "10%" }, reach: "own" },
      ];
      const plan = planOf(eightTen("marginal", { tiers: tiers as never, boundsProrate }));
      return pay(world(plan, { ...joined, credits: [sale("1000", "2026-01-20")] }));
    };
    expect([at(false), at(true)]).toEqual([38, 70]);
  });
});

describe("a draw of 3,000", () => {
  const run = (draw: object, earned: number[], change: object = {}) =>
    statements(
      world(
        {
          ...planOf(flat("10%")),
          draw: {
            ...{ amount: "3000", paid: "top_up", recoverable: true },
            ...{ after: { kind: "repaid", share: "1" }, ...draw },
          },
        } as never,
        {
          until: `2026-0${earned.length + 1}-01`,
          credits: earned.map((sum, at) => sale(String(sum * 10), `2026-0${at + 1}-10`)),
          ...change,
        },
      ),
    ).map(({ pay: paid, drawBalance }) => [yuan(paid), yuan(drawBalance)]);
  test("advanced at the start the statement pays the same in all", () => {
    const months = [1_000, 2_500, 5_000];
    expect(run({ paid: "advance" }, months)).toEqual(run({}, months));
    expect(run({ paid: "advance" }, months)).toEqual([
      [3_000, 2_000],
      [3_000, 2_500],
      [3_000, 500],
    ]);
  });
  test("is repaid from a stated period on", () =>
    expect(run({ repayFrom: "2026-03-01" }, [1_000, 5_000, 5_000])).toEqual([
      [3_000, 2_000],
      [5_000, 2_000],
      [3_000, 0],
    ]));
  test("and not before, though the draw has ended", () => {
    const rule = { until: "2026-02-01", repayFrom: "2026-03-01" };
    expect(run(rule, [1_000, 5_000, 5_000])).toEqual([
      [3_000, 2_000],
      [5_000, 2_000],
      [3_000, 0],
    ]);
  });
  test("what is owed on leaving is taken from the last pay", () => {
    const left = { participants: [{ id: "lin", from: "2025-01-01", leftOn: "2026-03-20" }] };
    const rule = { until: "2026-02-01", after: { kind: "settled_on_leaving" } };
    expect(run(rule, [1_000, 2_500, 5_000], left)).toEqual([
      [3_000, 2_000],
      [2_500, 2_000],
      [3_000, 0],
    ]);
  });
});

test("an approved write-off takes the debt whatever share of pay the plan allows", () => {
  const deal = sale("1000", "2026-01-10");
  const made = statements(
    world(
      { ...planOf(flat("10%")), carry: { kind: "carried", atMost: "20%" } },
      {
        until: "2026-04-01",
        credits: [deal, refund(deal, "-1000", "2026-02-10"), sale("1000", "2026-03-10")],
        adjustments: [
          { id: "a", participant: "lin", on: "2026-03-15", amount: "100", writesOff: true },
        ],
      },
    ),
  );
  expect(made.map(({ pay: paid, debt }) => [yuan(paid), yuan(debt)])).toEqual([
    [100, 0],
    [0, 100],
    [100, 0],
  ]);
});

test("base pay stands beside pay, never in it", () => {
  const [made] = statements(
    world({ ...planOf(flat("10%")), basePay: { variable: "salary" } } as never, {
      participants: [
        {
          ...{ id: "lin", from: "2025-01-01" },
          variables: [
            { key: "salary", amount: "120000", per: "year", from: "2025-01-01", until: null },
          ],
        },
      ],
      credits: [sale("1000")],
    }),
  );
  expect([yuan(made?.pay ?? 0n), yuan(made?.basePay ?? 0n)]).toEqual([100, 10_000]);
});

test("a split per credit keeps each one's own tiers whatever the other sold", () => {
  const halves = ["lin", "mei"].map((person) =>
    sale("1200000", "2026-01-10", { person, entry: "e", share: "0.5" }),
  );
  const json = world(planOf(eightTen("marginal")), {
    participants: ["lin", "mei"].map((id) => ({ id, from: "2025-01-01" })),
    credits: [...halves, sale("600000", "2026-01-20")],
  });
  expect([pay(json, "lin"), pay(json, "mei")]).toEqual([100_000, 48_000]);
});
