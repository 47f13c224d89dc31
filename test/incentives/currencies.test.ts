// Goal: pay becomes the payee's currency at the rate of what it was earned on, and a leaver's pending
// pay says what may still come, not what was once held.
import { describe, expect, test } from "vitest";
import type { EvaluationJson } from "../../workers/incentives/input.ts";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import { eightTen, flat, name, onCredits, planOf, sale, statements, world } from "./make.ts";

const usd = { id: "lin", from: "2025-01-01", currency: "USD" };
const rates = [
  { from: "USD", to: "CNY", on: "2026-01-01", rate: "5" },
  { from: "USD", to: "CNY", on: "2026-01-05", rate: "7" },
  { from: "USD", to: "CNY", on: "2026-01-20", rate: "8" },
  { from: "USD", to: "CNY", on: "2026-02-01", rate: "10" },
];
const paid = (plan: PlanJson, change: Partial<EvaluationJson> = {}) =>
  statements(
    world(plan, {
      participants: [usd],
      rates,
      credits: [sale("700", "2026-01-05"), sale("1600", "2026-01-21")],
      until: "2026-04-01",
      ...change,
    }),
  );
const cents = (plan: PlanJson, change: Partial<EvaluationJson> = {}) =>
  paid(plan, change).map(({ pay }) => Number(pay));

describe("the rate of pay", () => {
  const by = (rule: PlanJson["rates"], component = flat("10%")): PlanJson => ({
    ...planOf(component),
    ...(rule ? { rates: rule } : {}),
  });
  test("follows each credit's own day: 70 at 7 and 160 at 8 are 30.00", () => {
    expect(cents(by({ kind: "day", backDays: 30 }))).toEqual([3_000, 0, 0]);
  });
  test("or its month: the opening at 5, or the mean of 5, 7 and 8", () => {
    expect(cents(by({ kind: "month_opening", backDays: 30 }))).toEqual([4_600, 0, 0]);
    expect(cents(by({ kind: "month_mean" }))).toEqual([3_450, 0, 0]);
  });
  test("also for a quarter to date: what was earned at an earlier rate is not looked at again", () => {
    const quarter = by({ kind: "day", backDays: 40 }, flat("10%", { window: "quarter" }));
    const later = [sale("700", "2026-01-05"), sale("1000", "2026-02-03")];
    expect(cents(quarter, { credits: later })).toEqual([1_000, 1_000, 0]);
  });
  test("what a floor adds is at the mean rate of what was earned; without credits at the window's first day", () => {
    const floor = flat("10%", { floor: "460" });
    expect(cents(by({ kind: "day", backDays: 30 }, floor))[0]).toBe(6_000);
    expect(cents(by({ kind: "day", backDays: 30 }, floor), { credits: [] })[0]).toBe(9_200);
  });
  test("tells in the trace which day's rate was used where the day itself has none", () => {
    const [line] = paid(by({ kind: "day", backDays: 30 }))[0]?.lines ?? [];
    expect(
      line?.steps.filter(({ rule }) => rule === "fx.pay").map(({ figures }) => figures),
    ).toEqual([
      { day: "2026-01-05", from: "CNY", to: "USD", rate: "1/7", on: "2026-01-05" },
      { day: "2026-01-21", from: "CNY", to: "USD", rate: "0.125", on: "2026-01-20" },
    ]);
  });
  test("parts re-add to the line, each by its own rate", () => {
    const [line] = paid(by({ kind: "day", backDays: 30 }, eightTen("marginal")))[0]?.lines ?? [];
    expect(line?.parts.map(({ amount }) => amount)).toEqual([800n, 1_600n]);
  });
});

describe("pending of a leaver", () => {
  const plan = (leaver: PlanJson["leaver"]): PlanJson => ({
    ...planOf(flat("10%")),
    ...(leaver ? { leaver } : {}),
    release: {
      parts: [
        { share: "40%", on: "earned" },
        { share: "60%", on: { months: 2 } },
      ],
    },
    plan: { multiplier: { factor: "2" } },
  });
  const wu = { id: "wu", from: "2025-01-01" };
  const pending = (leaver: PlanJson["leaver"], who = "lin") =>
    statements(
      world(plan(leaver), {
        participants: [{ ...wu, id: "lin", leftOn: "2026-02-10", successor: "wu" }, wu],
        credits: [sale("1000", "2026-01-05")],
        until: "2026-05-01",
      }),
    )
      .filter(({ participant }) => participant === who)
      .map(({ pending: left, pay }) => [Number(left), Number(pay)]);
  // 200 earned with the multiplier, 80 at once; 120 are held until March the 5th.
  test("stays what was held where it is paid when released", () => {
    expect(pending({ unreleased: "when_released" })).toEqual([
      [12_000, 8_000],
      [12_000, 0],
      [0, 12_000],
    ]);
  });
  test("is 0 from the day it is forfeited, and half where half stays", () => {
    expect(pending({ unreleased: "forfeited" })).toEqual([
      [12_000, 8_000],
      [0, 0],
    ]);
    expect(pending({ unreleased: "fraction", fraction: "50%" }).slice(0, 2)).toEqual([
      [12_000, 8_000],
      [6_000, 0],
    ]);
  });
  test("moves to the successor, who never owes it", () => {
    const leaver = { unreleased: "successor" } as const;
    expect(pending(leaver).map(([left]) => left)).toEqual([12_000, 0]);
    const heir = pending(leaver, "wu");
    expect(heir.map(([left]) => left)).toEqual([0, 6_000, 0, 0]);
    expect(heir.map(([, pay]) => pay)).toEqual([0, 0, 6_000, 0]);
  });
});

describe("without conversion", () => {
  const may = { from: "2026-05-01", until: "2026-06-01" };
  const credits = [
    sale("10000.00", "2026-05-10"),
    sale("1000.00", "2026-05-11", { currency: "USD" }),
  ];
  const correction = { id: "adj", participant: "lin", on: "2026-05-20", amount: "100.00" };
  const none = (change: Partial<PlanJson>, more: Partial<EvaluationJson> = {}) =>
    statements(
      world(
        { ...planOf(flat("10%")), rates: { kind: "none" }, ...change },
        { ...may, credits, ...more },
      ),
    ).map(({ currency, pay }) => [currency, Number(pay)]);
  const lin = { id: "lin", from: "2025-01-01" };

  test("a correction is paid once, in the money the person is paid in", () => {
    const adjustments = [correction];
    const more = { adjustments, participants: [lin] };
    expect(none({}, more)).toEqual([
      ["CNY", 110_000],
      ["USD", 10_000],
    ]);
    expect(none({}, { adjustments, participants: [usd] })).toEqual([
      ["CNY", 100_000],
      ["USD", 20_000],
    ]);
    expect(none({}, { adjustments, participants: [usd], credits: [] })).toEqual([
      ["CNY", 0],
      ["USD", 10_000],
    ]);
  });

  test("a draw and a guarantee are paid once, in the plan's currency", () => {
    const draw: PlanJson["draw"] = {
      amount: "3000",
      paid: "top_up",
      recoverable: true,
      after: { kind: "forgiven" },
    };
    const once = [
      ["CNY", 300_000],
      ["USD", 10_000],
    ];
    expect(none({ draw })).toEqual(once);
    expect(none({ plan: { guarantee: { sum: "3000", window: "period" } } })).toEqual(once);
  });

  test("whatever a component promises whole is paid once, in the plan's currency", () => {
    const base = { key: "x", name: name("x") } as const;
    const window = "period" as const;
    const figure = { metric: "revenue", read: "amount", window: "month" } as const;
    const conditions: PlanJson["conditions"] = [
      { key: "c", figure, is: ">=", than: { number: "1" } },
    ];
    const boards = [{ key: "b", ...may, standings: [{ person: "lin", score: "1" }] }];
    const participants = [
      { ...lin, memberships: [{ unit: "u", from: "2025-01-01", until: null }] },
    ];
    const paidBy = (extra: PlanJson["components"][number], given: Partial<EvaluationJson> = {}) =>
      none(
        {
          ...{ from: may.from, conditions },
          components: [flat("10%") as PlanJson["components"][number], extra],
        },
        { boards, participants, ...given },
      );
    const more = [
      ["CNY", 130_000],
      ["USD", 10_000],
    ];
    expect(paidBy({ ...base, kind: "bonus", window, when: "c", pays: "300" })).toEqual(more);
    expect(paidBy({ ...base, kind: "prize", board: "b", places: ["300"], ties: "share" })).toEqual(
      more,
    );
    const pool = { ...base, kind: "pool", window, unit: "own_unit", share: "equal" } as const;
    expect(paidBy({ ...pool, sum: { amount: "300" } })).toEqual(more);
    const points = ["0", "1"].map((at) => ({ at, pays: "1" }));
    const curve = { shape: "linear", above: "hold", points } as const;
    const pays = "300";
    expect(paidBy({ ...base, kind: "curve", window, figure, curve, pays })).toEqual(more);
    const kpi = { key: "k", name: name("k"), weight: "1", figure, curve };
    expect(
      paidBy({ ...base, kind: "scorecard", window, kpis: [kpi], missing: "full", pays }),
    ).toEqual(more);
    const { from, until } = may;
    const forecasts = [{ person: "lin", metric: "revenue", from, until, value: "10000" }];
    const targets = [{ subject: "lin", metric: "revenue", from, until, amount: "10000" }];
    const truth = { metric: "revenue", window } as const;
    const told = (extra: PlanJson["components"][number]) => paidBy(extra, { forecasts, targets });
    // 1.2 of 250, for a forecast that came out.
    expect(told({ ...base, kind: "gonik", ...truth, factorFloor: null, pays: "250" })).toEqual(
      more,
    );
    const joint = { weight: "0.5", p: "0.5", q: "0.1", payFloor: null };
    // Nothing above the base, in either currency: 100 dollars are no ten thousand yuan missed.
    expect(told({ ...base, kind: "joint_base", ...truth, ...joint })).toEqual([
      ["CNY", 100_000],
      ["USD", 10_000],
    ]);
    const steps = {
      ...{ ...base, ...onCredits, kind: "interpolated", window, base: "amount" },
      ...{ measure: { read: "base" }, of: { variable: "target_variable" } },
      tiers: [{ from: "0", until: "100", pays: { rate: "1" } }],
    } as const;
    const variables = [
      { key: "target_variable", amount: "300", per: "month", from: "2025-01-01", until: null },
    ] as const;
    expect(
      paidBy(steps as never, { participants: [{ ...participants[0], variables }] as never }),
    ).toEqual(more);
    const first = { from: "0", until: null, pays: { amount: "300" }, reach: "own" } as const;
    expect(
      paidBy({
        ...{ ...base, ...onCredits, kind: "tiered", window, base: "amount" },
        ...{ measure: { read: "base" }, tiers: [first] },
      }),
    ).toEqual(more);
    const floor = flat("10%", { floor: "1300" }) as PlanJson["components"][number];
    expect(none({ from: may.from, components: [floor] })).toEqual(more);
  });
});
