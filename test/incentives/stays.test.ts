// Goal: who leaves a plan and comes back is paid by it for the days of the stays, and no other days.
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { evaluate } from "../../workers/incentives/evaluate.ts";
import { Evaluation } from "../../workers/incentives/input.ts";
import { eightTen, planOf, refund, sale, statements, world, yuan } from "./make.ts";

const MONTHS = [1, 2, 3, 4, 5, 6].map((month) => `2026-0${month}`);
const credits = MONTHS.map((month) => sale("100000", `${month}-10`, { id: month }));
/** On the plan in January to March and from June on. */
const BACK = {
  ...{ id: "lin", from: "2026-01-01", until: null },
  away: [{ from: "2026-04-01", until: "2026-06-01" }],
};
const seen = (plan: Parameters<typeof world>[0], more: object = {}) =>
  statements(
    world(plan, {
      from: "2026-01-01",
      until: "2026-07-01",
      credits,
      participants: [BACK],
      ...more,
    }),
  ).map(({ period, pay }) => [period.from.slice(0, 7), yuan(pay)]);

describe("two stays on one plan", () => {
  test("the days between have no statement and no pay", () => {
    expect(seen(planOf(eightTen("marginal")))).toEqual([
      ["2026-01", 8_000],
      ["2026-02", 8_000],
      ["2026-03", 8_000],
      ["2026-06", 8_000],
    ]);
  });

  test("nor are they trued up when the person is back, whether lines are opened or not", () => {
    const posted = ["01", "02", "03"].map((month, at) => ({
      ...{ participant: "lin", currency: "CNY", period: `2026-${month}-01`, kind: "component" },
      ...{ component: "commission", window: `2026-${month}-01/2026-0${at + 2}-01` },
      ...{ origin: `2026-${month}-01`, amount: "800000" },
    }));
    const june = { from: "2026-06-01", posted };
    expect(seen(planOf(eightTen("marginal")), june)).toEqual([["2026-06", 8_000]]);
  });

  test("a window over both stays counts their sales alone, one by one or added up first", () => {
    const plan = planOf(eightTen("marginal", { window: "year" }));
    expect(seen(plan).map(([, pay]) => pay)).toEqual([8_000, 8_000, 8_000, 0, 0, 8_000]);
    const until = "2026-07-01";
    const json = v.parse(Evaluation, world(plan, { until, credits, participants: [BACK] }));
    const summed = evaluate(json, { trace: false });
    expect(summed.ok && summed.value.statements.map(({ pay }) => yuan(pay))).toEqual(
      seen(plan).map(([, pay]) => pay),
    );
  });

  describe("what is refunded or comes late while the person is away joins the last window of theirs", () => {
    const plan = { ...planOf(eightTen("marginal")), late: "current_base" } as const;
    const march = credits[2] ?? sale("100000", "2026-03-10");
    const total = (...more: ReturnType<typeof sale>[]) =>
      seen(plan, { credits: [...credits, ...more] }).reduce((sum, [, pay]) => sum + Number(pay), 0);
    const without = 32_000;

    test.each([
      ["a refund dated between two stays", { on: "2026-04-20" }],
      [
        "a refund of a stay that becomes known between them",
        { on: "2026-03-30", posting: "2026-04-20" },
      ],
    ])("%s", (_, { on, ...more }) => {
      expect(total()).toBe(without);
      expect(total(refund(march, "-100000", on, more))).toBe(without - 8_000);
    });

    test("a sale of a stay that becomes known between them", () => {
      const late = sale("100000", "2026-03-30", { posting: "2026-04-20" });
      expect(total(late)).toBe(without + 8_000);
    });

    test("and after the last one", () => {
      const left = { ...BACK, until: "2026-04-01", away: [] };
      const gone = refund(march, "-100000", "2026-04-20");
      const pay = (more: object) =>
        seen({ ...plan, carry: { kind: "payroll" } }, { participants: [left], ...more });
      expect(pay({ credits: [...credits, gone] })).toEqual([
        ["2026-01", 8_000],
        ["2026-02", 8_000],
        ["2026-03", 8_000],
        ["2026-04", -8_000],
      ]);
    });

    test("a refund of a sale that another plan has paid takes nothing back", () => {
      const april = credits[3] ?? march;
      expect(total(refund(april, "-100000", "2026-06-20"))).toBe(without);
    });
  });

  test("a draw is paid for the months of the stays only", () => {
    const draw = {
      amount: "9000",
      paid: "top_up",
      recoverable: false,
      after: { kind: "forgiven" },
    } as const;
    const plan = { ...planOf(eightTen("marginal")), draw };
    expect(seen(plan).map(([, pay]) => pay)).toEqual([9_000, 9_000, 9_000, 9_000]);
  });
});
