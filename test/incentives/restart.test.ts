// Goal: a version that restarts a window in its middle begins a new one: what it promises whole is that of
// the days left, what it looks up is counted from there, and what the old one paid stays. Method: a
// quarter of 90 days, a version from the 31st on, so that 60 of 90 are left; the same plan twice.
import { describe, expect, test } from "vitest";
import type { EvaluationJson } from "../../workers/incentives/input.ts";
import type { ComponentJson, PlanJson } from "../../workers/incentives/plan-document.ts";
import {
  eightTen,
  flat,
  name,
  onCredits,
  pay,
  planOf,
  sale,
  statements,
  world,
  yuan,
} from "./make.ts";

type Component = Parameters<typeof planOf>[0];
const QUARTER = { from: "2026-01-01", until: "2026-04-01" };
const NEW = "2026-01-31";
const both = (
  component: Component,
  change: Partial<EvaluationJson> = {},
  plan: Partial<PlanJson> = {},
  restarts: "restart" | "continue" | "reprice" = "restart",
) => {
  const of = { ...planOf(component), noTarget: "pays_zero" as const, ...plan };
  return world(
    [
      { ...of, until: NEW },
      { ...of, version: 2, from: NEW, change: restarts },
    ],
    { until: QUARTER.until, ...change },
  );
};
/** All of the quarter, and what of it the old version had paid by its end. */
const paid = (json: EvaluationJson) => {
  const all = pay(json);
  const old = { ...json, plans: json.plans.slice(0, 1), until: NEW };
  return { old: pay(old), next: Math.round(100 * (all - pay(old))) / 100 };
};
const sales = (amount: string) => [sale(amount, "2026-01-10"), sale(amount, "2026-03-10")];
const targets = [{ subject: "lin", metric: "revenue", ...QUARTER, amount: "900000" }];
const named = { key: "x", name: name("x") } as const;
const window = "quarter" as const;
const figure = { metric: "revenue", read: "attainment", window, basis: "whole" } as const;
const points = ["0", "1"].map((at) => ({ at, pays: at }));
const curve = { shape: "linear", above: "extrapolate", points } as const;

describe("sums of the window are two thirds in the version that restarts it", () => {
  test.each<[string, Component, string, number, number]>([
    ["a cap of 900", flat("10%", { window, cap: "900" }), "100000", 900, 600],
    ["a floor of 900", flat("0%", { window, floor: "900" }), "100000", 900, 600],
    [
      "but not one that does not prorate",
      flat("10%", { window, cap: { amount: "900", prorates: false } }),
      "100000",
      900,
      900,
    ],
    [
      "a threshold of 90,000: 70,000 are above two thirds of it only",
      flat("10%", { window, threshold: { at: "90000" } }),
      "70000",
      0,
      7_000,
    ],
    [
      "a deductible of 90,000",
      flat("10%", { window, threshold: { at: "90000", treat: "deductible" } }),
      "100000",
      1_000,
      4_000,
    ],
    [
      "a sum for a tier, and its bound",
      eightTen("marginal", {
        window,
        tiers: [
          { from: "0", until: "90000", pays: { amount: "30" }, reach: "own" },
          { from: "90000", until: null, pays: { amount: "900" }, reach: "own" },
        ],
      }),
      "70000",
      30,
      620,
    ],
    [
      "an interpolated tier",
      {
        ...{ kind: "interpolated", ...named, ...onCredits, window, base: "amount" },
        ...{
          measure: { read: "base" },
          tiers: [{ from: "0", until: "90000", pays: { amount: "900" } }],
        },
      },
      "30000",
      300,
      300,
    ],
  ])("%s", (_, component, amount, old, next) => {
    expect(paid(both(component, { credits: sales(amount) }))).toEqual({ old, next });
  });

  test("a bonus", () => {
    const conditions: PlanJson["conditions"] = [
      {
        ...{ key: "sold", is: ">=", than: { number: "1" } },
        figure: { metric: "revenue", read: "amount", window },
      },
    ];
    const bonus: ComponentJson = { kind: "bonus", ...named, window, when: "sold", pays: "900" };
    const json = both(bonus, { credits: sales("10") }, { conditions });
    expect(paid(json)).toEqual({ old: 900, next: 600 });
  });
});

describe("a figure that a component looks up begins anew with its window", () => {
  const target = (pays: Extract<ComponentJson, { kind: "curve" }>["pays"]): ComponentJson => ({
    ...{ kind: "curve", ...named, window, figure, curve, pays },
  });
  test("a curve over attainment: 300,000 of 600,000 on 600", () => {
    // The old one: 300,000 of the quarter's 900,000 on its 900.
    const json = both(target("900"), { credits: sales("300000"), targets });
    expect(paid(json)).toEqual({ old: 300, next: 300 });
  });

  test("a variable is that of the months left", () => {
    const variables = [
      {
        key: "target_variable",
        amount: "310",
        per: "month" as const,
        from: "2025-01-01",
        until: null,
      },
    ];
    const participants = [{ id: "lin", from: "2025-01-01", variables }];
    const json = both(target({ variable: "target_variable" }), {
      ...{ participants, credits: sales("300000"), targets },
    });
    // One day of January, February and March are 630; half of it.
    expect(paid(json)).toEqual({ old: 310, next: 315 });
  });

  test("a scorecard's too", () => {
    const card: ComponentJson = {
      ...{ kind: "scorecard", ...named, window, missing: "zero", pays: "900" },
      kpis: [{ key: "k", name: name("k"), weight: "1", figure, curve }],
    };
    expect(paid(both(card, { credits: sales("300000"), targets }))).toEqual({
      old: 300,
      next: 300,
    });
  });

  test("a forecast is that of the days left, and a prize is one prize", () => {
    const gonik: ComponentJson = {
      ...{ kind: "gonik", ...named, window, metric: "revenue", factorFloor: null, pays: "900" },
    };
    const forecasts = [{ person: "lin", metric: "revenue", ...QUARTER, value: "450000" }];
    const json = both(gonik, { credits: sales("300000"), targets, forecasts });
    // 300,000 as forecast, of 600,000: 1.2 x 0.5 of 600; the old window never came to its end.
    expect(paid(json)).toEqual({ old: 0, next: 360 });
    const prize: ComponentJson = {
      ...{ kind: "prize", ...named, board: "b", places: ["900"], ties: "share" },
    };
    const boards = [{ key: "b", ...QUARTER, standings: [{ person: "lin", score: "1" }] }];
    expect(pay(both(prize, { boards }))).toBe(900);
  });
});

test.each(["continue", "reprice"] as const)("under %s nothing begins anew", (change) => {
  const json = both(flat("10%", { window, cap: "900" }), { credits: sales("100000") }, {}, change);
  expect(pay(json)).toBe(900);
});

test("the trace says what the part is", () => {
  const json = both(flat("10%", { window, cap: "900" }), { credits: sales("100000") });
  const [line] = statements(json).at(-1)?.lines ?? [];
  expect(line?.steps.filter(({ rule }) => rule === "cap").map(({ figures }) => figures)).toEqual([
    { sum: "10000", cap: "900", cut: "9100", pay: "900" },
    { sum: "10000", cap: "600", cut: "9400", pay: "600" },
  ]);
  expect(yuan(line?.result ?? 0n)).toBe(1_500);
});
