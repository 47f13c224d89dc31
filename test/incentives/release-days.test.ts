// Goal: what waits for a number of days or months waits from the day of the credit that brought it,
// also where one deal has several credits. Method: 10 % of round sums, one deal, half a schedule.
import { describe, expect, test } from "vitest";
import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import { flat, pays, planOf, refund, sale, world } from "./make.ts";

const WAITS: Partial<PlanJson> = {
  release: { parts: [{ share: "1", on: { days: 45 } }] },
  leaver: { unreleased: "when_released" },
  carry: { kind: "payroll" },
};
const asked = (window: "deal" | "quarter", credits: Parameters<typeof sales>[0]) =>
  pays(world({ ...planOf(flat("10%", { window })), ...WAITS }, sales(credits)));
function sales(credits: ReturnType<typeof sale>[]) {
  return { until: "2026-07-01", credits };
}
const of = { deal: "d1" };
const first = sale("1000", "2026-01-10", of);
const second = sale("3000", "2026-03-10", of);

describe.each(["deal", "quarter"] as const)("45 days after each credit of a %s", (window) => {
  test("release its own pay", () => {
    expect(asked(window, [first, second])).toEqual([0, 100, 0, 300, 0, 0]);
  });
  test("and what was taken back of the deal is gone in the end", () => {
    const back = refund(second, "-3000", "2026-05-02", of);
    expect(asked(window, [first, second, back])).toEqual([0, 100, 0, 300, -300, 0]);
    const early = refund(second, "-3000", "2026-03-20", of);
    expect(asked(window, [first, second, early])).toEqual([0, 100, 0, 0, 0, 0]);
  });
  test("a loss goes by its own day too, and never is more released than earned", () => {
    const loss = sale("-400", "2026-03-12", of);
    expect(asked(window, [first, second, loss])).toEqual([0, 100, 0, 260, 0, 0]);
    const more = sale("-600", "2026-02-26", of);
    expect(asked(window, [first, more, second])).toEqual([0, 40, 60, 240, 0, 0]);
  });
});
