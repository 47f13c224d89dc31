// Goal: what a leaver's successor was paid goes back with the sale, and what waits for a better result
// is released all the same.
import { expect, test } from "vitest";
import type { EvaluationJson } from "../../workers/incentives/input.ts";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import { flat, name, pays, planOf, refund, sale, world } from "./make.ts";

const SALE = sale("1000", "2026-01-10", { deal: "d1" });
const BACK = refund(SALE, "-1000", "2026-04-10", { deal: "d1" });
const later = { share: "1", on: { months: 2 } } as const;
const halves = [
  { share: "1/2", on: "earned" },
  { share: "1/2", on: { months: 2 } },
] as const;

test.each(["period", "credit", "quarter"] as const)(
  "a sale that is refunded after its seller left comes to 0, with the successor's part: by %s",
  (window) => {
    for (const parts of [halves, [later]]) {
      const plan: PlanJson = {
        ...planOf(flat("10%", { window })),
        carry: { kind: "payroll" },
        release: { parts: [...parts] },
        leaver: { unreleased: "successor" },
      };
      const json: EvaluationJson = world(plan, {
        until: "2026-07-01",
        participants: [
          { id: "lin", from: "2025-01-01", leftOn: "2026-02-01", successor: "mei" },
          { id: "mei", from: "2025-01-01" },
        ],
        credits: [SALE, BACK],
      });
      const sum = (person: string) => pays(json, person).reduce((so, each) => so + each, 0);
      expect([sum("lin"), sum("mei")]).toEqual([0, 0]);
      const [, , march = 0] = pays(json, "mei");
      expect(march).toBe(parts.length === 2 ? 50 : 100);
    }
  },
);

test("a bonus that waits is released when its day comes, not held for good", () => {
  const when = {
    ...{ key: "met", is: ">=" as const, than: { number: "1000" } },
    figure: { metric: "revenue", read: "amount" as const, window: "month" as const },
  };
  const bonus = planOf({
    ...{ kind: "bonus", key: "b", name: name("b"), window: "month", when: "met", pays: "300" },
    difference: "wait",
  });
  const plan: PlanJson = {
    ...{ ...bonus, conditions: [when], release: { parts: [later] } },
    leaver: { unreleased: "when_released" },
  };
  const back = { ...BACK, on: "2026-02-10" };
  expect(pays(world(plan, { until: "2026-05-01", credits: [SALE, back] }))).toEqual([0, 0, 300, 0]);
});
