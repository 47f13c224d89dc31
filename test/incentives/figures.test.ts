// Goal: every figure in the specification of incentives, each as a named case.
import { describe, expect, test } from "vitest";
import { eightTen, type Mode, pay, pays, planOf, refund, sale, world } from "./make.ts";

const of = (mode: Mode, ...amounts: string[]) =>
  pay(world(planOf(eightTen(mode)), { credits: amounts.map((amount) => sale(amount)) }));

describe("8 % up to 1,000,000, 10 % above", () => {
  // prettier-ignore
  test.each<[string, string, number, number]>([
    ["at 800,000 both pay 64,000",                    "800000",     64_000,  64_000],
    ["at 1,000,000, which belongs to 8 %",             "1000000",    80_000,  80_000],
    ["at 1,200,000 they differ by 20,000",            "1200000",   100_000, 120_000],
    ["one fen past the bound",                        "1000000.01", 80_000, 100_000],
    ["at 0",                                          "0",               0,       0],
  ])("%s", (_, amount, marginal, retroactive) => {
    expect(of("marginal", amount)).toBe(marginal);
    expect(of("retroactive", amount)).toBe(retroactive);
  });

  test("several deals climb the same tiers", () => {
    expect(of("marginal", "700000", "300000", "200000")).toBe(100_000);
    expect(of("retroactive", "700000", "300000", "200000")).toBe(120_000);
  });
});

describe("a sale of 1,200,000 in January, refunded in February", () => {
  const run = (mode: Mode, late: "true_up" | "current_base" | "as_paid") => {
    const deal = sale("1200000", "2026-01-10");
    const plan = { ...planOf(eightTen(mode)), late };
    return pays(
      world(plan, { until: "2026-03-01", credits: [deal, refund(deal, "-1200000", "2026-02-10")] }),
    );
  };
  test("true-up takes back exactly what was paid", () => {
    expect(run("marginal", "true_up")).toEqual([100_000, 0]);
    expect(run("retroactive", "true_up")).toEqual([120_000, 0]);
  });
});
