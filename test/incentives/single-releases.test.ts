// Goal: whatever a credit or deal that is a window of its own has earned is released by the money of
// that deal, also where no rate paid it (a floor, a tier's sum), and while it waits after a refund.
// Method: tables with round sums; deals of 1,000 or 900 that are collected by thirds.
import { describe, expect, test } from "vitest";
import type { EvaluationJson } from "../../workers/incentives/input.ts";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import {
  flat,
  LIN,
  name,
  onCredits,
  pays,
  planOf,
  refund,
  sale,
  statements,
  world,
} from "./make.ts";

type Component = Parameters<typeof planOf>[0];
const collection = { event: "collection" } as const;
const COLLECTED: Partial<PlanJson> = {
  release: { parts: [{ share: "1", on: collection }] },
  leaver: { unreleased: "when_released" },
};

/** A deal of 900 of which these sums come in on the 20th of January, February, March ... */
const deal = (...sums: string[]) => ({
  ...{ id: "d1", due: "900" },
  events: sums.map((amount, at) => ({ ...collection, on: `2026-0${at + 1}-20`, amount })),
});
const BY_THIRDS = deal("300", "300", "300");

function asked(
  component: Component,
  credits: EvaluationJson["credits"],
  change: { plan?: Partial<PlanJson>; deals?: EvaluationJson["deals"] } = {},
): EvaluationJson {
  const { plan = COLLECTED, deals = [BY_THIRDS] } = change;
  return world({ ...planOf(component), ...plan }, { until: "2026-05-01", credits, deals });
}
const debts = (json: EvaluationJson) =>
  statements(json).map(({ debt, pending }) => [debt, pending].map(Number));

const one = sale("1000", "2026-01-10", { deal: "d1" });

describe.each(["credit", "deal"] as const)("a %s that is a window of its own", (window) => {
  test("a floor where the rate pays 0 is released as the deal is collected", () => {
    const floored = flat("1%", { base: "amount - amount", window, floor: "100" });
    expect(pays(asked(floored, [one]))).toEqual([33.33, 33.34, 33.33, 0]);
    const earned = { events: { earned: collection } } as const;
    const leaver = { unreleased: "when_released" } as const;
    const plan = { ...earned, leaver };
    expect(pays(asked(floored, [one], { plan }))).toEqual([33.33, 33.34, 33.33, 0]);
  });

  test("and goes back with the money, and with a full refund", () => {
    const floored = flat("1%", { base: "amount - amount", window, floor: "90" });
    const payroll: Partial<PlanJson> = { ...COLLECTED, carry: { kind: "payroll" } };
    const deals = [deal("900", "-300")];
    expect(pays(asked(floored, [one], { plan: payroll, deals }))).toEqual([90, -30, 0, 0]);
    const back = refund(one, "-1000", "2026-02-10");
    expect(pays(asked(floored, [one, back], { plan: payroll }))).toEqual([30, -30, 0, 0]);
  });

  test("a tier's sum where nothing of the base is paid is the deal's too", () => {
    const stepped: Component = {
      ...{ kind: "interpolated", key: "commission", name: name("commission"), ...onCredits },
      ...{ window, base: "cost", measure: { read: "sum", of: "amount" } },
      tiers: [{ from: "0", until: "1000", pays: { amount: "90" } }],
    };
    const free = sale("1000", "2026-01-10", {
      ...{ deal: "d1", measures: { amount: "1000", cost: "0" } },
    });
    expect(pays(asked(stepped, [free]))).toEqual([30, 30, 30, 0]);
  });

  test("what waits after a full refund is earned: it is released as the money comes", () => {
    const waits = flat("10%", { window, difference: "wait" });
    const back = refund(one, "-1000", "2026-02-10");
    const json = asked(waits, [one, back]);
    expect(pays(json)).toEqual([33.33, 33.34, 33.33, 0]);
    expect(debts(json).at(-1)).toEqual([0, 0]);
    const returned = asked(waits, [one, back], { deals: [deal("900", "0", "-900")] });
    expect(pays(returned)).toEqual([100, 0, 0, 0]);
    expect(debts(returned).at(-1)).toEqual([10_000, 10_000]);
  });

  test("what waits after a refund of a part that leaves no pay is released too", () => {
    const stepped: Component = {
      ...{ kind: "tiered", key: "commission", name: name("commission"), ...onCredits },
      ...{ window, difference: "wait", base: "amount", measure: { read: "base" } },
      tiers: [
        { from: "0", until: "1000", pays: { rate: "0%" }, reach: "own" },
        { from: "1000", until: null, pays: { amount: "90" }, reach: "own" },
      ],
    };
    const half = refund(one, "-500", "2026-02-10");
    expect(pays(asked(stepped, [one, half]))).toEqual([30, 30, 30, 0]);
  });
});

describe("a floor of a month in which no credit pays", () => {
  const january = (change: object = {}) =>
    flat("1%", { floor: "90", window: { from: "2026-01-01", until: "2026-02-01" }, ...change });
  const payroll: Partial<PlanJson> = { ...COLLECTED, carry: { kind: "payroll" } };

  test("is paid with the month: there is no deal to wait for", () => {
    expect(pays(asked(january(), []))).toEqual([90, 0, 0, 0]);
    const nothing = january({ base: "amount - amount" });
    expect(pays(asked(nothing, [one]))).toEqual([90, 0, 0, 0]);
    const monthly = flat("1%", { floor: "90" });
    expect(pays(asked(monthly, []))).toEqual([90, 90, 90, 90]);
    expect(debts(asked(monthly, [])).at(-1)).toEqual([0, 0]);
    const [statement] = statements(asked(january(), []));
    const rules = statement?.lines.flatMap(({ steps }) => steps.map(({ rule }) => rule));
    expect(rules).toContain("release.no_credit");
  });

  test("is earned without an event of a deal, and a leaver's too", () => {
    const plan: Partial<PlanJson> = {
      ...{ events: { earned: collection }, leaver: { unreleased: "forfeited" } },
    };
    expect(pays(asked(january(), [], { plan }))).toEqual([90, 0, 0, 0]);
    const left = { ...asked(january(), []), participants: [{ ...LIN, leftOn: "2026-01-20" }] };
    expect(pays(left).slice(0, 1)).toEqual([55.16]);
  });

  test("still waits for months, where the schedule says so", () => {
    const parts = [
      { share: "50%", on: collection },
      { share: "50%", on: { months: 1 } },
    ];
    const plan: Partial<PlanJson> = { ...COLLECTED, release: { parts } };
    expect(pays(asked(january(), [], { plan }))).toEqual([45, 45, 0, 0]);
  });

  test("stays paid when a credit comes later: only what it adds waits for the money", () => {
    const late = sale("19000", "2026-01-10", { posting: "2026-02-10", deal: "d1" });
    const deals = [deal("0", "0", "450", "450")];
    // 190 in all, 90 of it paid in January; of the 100 above, half by half.
    expect(pays(asked(january(), [late], { deals }))).toEqual([90, 0, 50, 50]);
    const small = sale("1000", "2026-01-10", { posting: "2026-02-10", deal: "d1" });
    expect(pays(asked(january(), [small], { deals }))).toEqual([90, 0, 0, 0]);
  });

  test("takes the place of what was refunded", () => {
    const back = refund(one, "-1000", "2026-02-10");
    const ten = january({ rate: "10%" });
    // Of 100 a third is paid; with the refund it is the floor of 90 that is due, and 33.33 of it is paid.
    expect(pays(asked(ten, [one, back], { plan: payroll }))).toEqual([33.33, 56.67, 0, 0]);
    const waits = january({ rate: "10%", difference: "wait" });
    expect(pays(asked(waits, [one, back], { plan: payroll }))).toEqual([33.33, 56.67, 0, 0]);
    const quick = [deal("900")];
    // All 100 were paid before the refund: the 10 above the floor go back, or wait.
    expect(pays(asked(ten, [one, back], { plan: payroll, deals: quick }))).toEqual([
      100, -10, 0, 0,
    ]);
    expect(pays(asked(waits, [one, back], { plan: payroll, deals: quick }))).toEqual([
      100, 0, 0, 0,
    ]);
  });
});

describe("pay that is split", () => {
  const people = ["ann", "bob"].map((id) => ({ id, from: "2025-01-01" }));
  const half = (person: string, amount: string, on: string, change: object) =>
    sale(amount, on, { ...{ person, share: "1/2", deal: "d1" }, ...change });
  const shared = [
    half("ann", "1000", "2026-01-10", { entry: "e1", lead: true }),
    half("bob", "1000", "2026-01-10", { entry: "e1" }),
  ];
  const back = ["ann", "bob"].map((person) =>
    half(person, "-1000", "2026-02-10", { entry: "back", reverses: "e1" }),
  );
  const split = { pay: "lead" } as const;
  const both = (json: EvaluationJson) =>
    ["ann", "bob"].map((person) => pays({ ...json, participants: people }, person));

  test("a floor where the rate pays 0 is divided by the shares", () => {
    const floored = flat("1%", { base: "amount - amount", split, window: "deal", floor: "90" });
    expect(both(asked(floored, shared))).toEqual([
      [15, 15, 15, 0],
      [15, 15, 15, 0],
    ]);
  });

  test.each(["deal", "period"] as const)("a full refund takes back what was paid: %s", (window) => {
    const plain = flat("10%", { split, window });
    const plan: Partial<PlanJson> = { ...COLLECTED, carry: { kind: "payroll" } };
    expect(both(asked(plain, [...shared, ...back], { plan }))).toEqual([
      [16.67, -16.67, 0, 0],
      [16.67, -16.67, 0, 0],
    ]);
    // Nothing had come in: nothing goes back.
    expect(both(asked(plain, [...shared, ...back], { plan, deals: [deal()] }))).toEqual([
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ]);
  });

  test("or waits, and the rest is released as the money comes", () => {
    const waits = flat("9%", { split, window: "deal", difference: "wait" });
    expect(both(asked(waits, [...shared, ...back]))).toEqual([
      [15, 15, 15, 0],
      [15, 15, 15, 0],
    ]);
  });
});
