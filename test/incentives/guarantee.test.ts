// Goal: whoever changes to a new plan can be promised no less than the old one would have paid, exactly.
import { describe, expect, test } from "vitest";
import { sharesOf } from "../../workers/incentives/ratio-list.ts";
import type { EvaluationJson } from "../../workers/incentives/input.ts";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import { eightTen, flat, flaws, planOf, refund, sale, statements, world } from "./make.ts";

const old: PlanJson = { ...planOf(flat("10%")), key: "old" };
const next = (window: "period" | "quarter"): PlanJson => ({
  ...planOf(flat("4%")),
  plan: { guarantee: { sum: "50", window, plan: "old" } },
  carry: { kind: "payroll" },
});
const lines = (plan: PlanJson, change: Partial<EvaluationJson> = {}) =>
  statements(world(plan, { until: "2026-04-01", others: [old], ...change })).map(({ lines: all }) =>
    all.map(({ kind, amount }) => [kind, Number(amount)]),
  );

describe("another plan as guarantee", () => {
  const first = sale("1000", "2026-01-10");
  test("pays the difference as its own line, the stated sum where it is more", () => {
    expect(lines(next("period"), { credits: [first, sale("100", "2026-02-10")] })).toEqual([
      [
        ["component", 4_000],
        ["guarantee", 6_000],
      ],
      [
        ["component", 400],
        ["guarantee", 4_600],
      ],
      [
        ["component", 0],
        ["guarantee", 5_000],
      ],
    ]);
  });
  test("over a quarter to date, and goes back with what is refunded", () => {
    const credits = [first, refund(first, "-1000", "2026-03-02")];
    const all = lines(next("quarter"), { credits }).flat();
    // The window's own sum is due day by day; what the other plan earned is due at once, until refunded.
    expect(all.filter(([kind]) => kind === "component")).toEqual([
      ["component", 4_000],
      ["component", 0],
      ["component", -4_000],
      ["component", 0],
    ]);
    expect(all.reduce((sum, [, amount]) => sum + Number(amount), 0)).toBe(5_000);
  });
  test("the trace says what the other plan came to", () => {
    const [statement] = statements(world(next("period"), { others: [old], credits: [first] }));
    const step = statement?.lines.find(({ kind }) => kind === "guarantee")?.steps.at(-1);
    expect(step?.figures).toEqual({ pay: "4000", guarantee: "10000", other: "10000" });
  });
  test("an unknown plan, a circle and what is wrong in the other one are named", () => {
    expect(flaws(world(next("period")))).toEqual(["incentives/plan_unknown"]);
    const back = {
      ...old,
      plan: { guarantee: { sum: "0", window: "period", plan: "plan" } },
    } as const;
    expect(flaws(world(next("period"), { others: [back] }))).toEqual(["incentives/circle"]);
    const wrong = { ...old, components: [flat("1%", { gates: [{ when: "x" }] })] } as PlanJson;
    expect(flaws(world(next("period"), { others: [wrong] }))).toEqual([
      "incentives/condition_unknown",
    ]);
  });
});

test("a quarter's guarantee is spread over the days that the person is there for", () => {
  const plan = { ...planOf(flat("1%")), plan: { guarantee: { sum: "3000", window: "quarter" } } };
  const lin = { id: "lin", from: "2026-02-01", until: "2026-05-11" };
  const pay = statements(
    world(plan as PlanJson, { until: "2026-07-01", participants: [lin], credits: [] }),
  ).map(({ period, pay: paid }) => [period.from.slice(5, 7), Number(paid)]);
  // 59 of 90 days are 1,966.67: 28 of them in February; 40 of 91 are 1,318.68, 30 of them in April.
  expect(pay.filter(([, paid]) => paid !== 0)).toEqual([
    ["02", 93_333],
    ["03", 103_334],
    ["04", 98_901],
    ["05", 32_967],
  ]);
});

test("a stated cap below a stated floor is refused before anybody is known", () => {
  expect(
    flaws(world(planOf(flat("1%", { cap: "10", floor: "20" })), { participants: [] })),
  ).toEqual(["incentives/cap_below_floor"]);
  expect(flaws(world(planOf(eightTen("marginal", { cap: "20", floor: "20" }))))).toEqual([]);
});

test.each([
  ["1:1:1", ["1/3", "1/3", "1/3"]],
  ["60:40", ["0.6", "0.4"]],
  ["2：3：5", ["0.2", "0.3", "0.5"]],
  ["1", null],
  ["0:0", null],
  ["1:-1", null],
  ["1:x", null],
])("the ratio list %s is %o", (text, shares) => {
  expect(sharesOf(text)).toEqual(shares);
});
