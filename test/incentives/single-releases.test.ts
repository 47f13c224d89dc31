// Goal: whatever a credit or deal that is a window of its own has earned is released by the money of
// that deal, also where no rate paid it (a floor, a tier's sum), and while it waits after a refund.
// Method: tables with round sums; deals of 1,000 or 900 that are collected by thirds.
import { describe, expect, test } from "vitest";
import type { EvaluationJson } from "../../workers/incentives/input.ts";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import { flat, name, onCredits, pays, planOf, refund, sale, statements, world } from "./make.ts";

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
