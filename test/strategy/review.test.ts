// Goal: what belongs to nothing, what nothing serves and what pulls against itself is named, and
// nothing else is. Method: a small company of themes and targets, changed one thing at a time.
import { describe, expect, test } from "vitest";
import { day } from "../../workers/lib/day.ts";
import { rate } from "../../workers/lib/rate.ts";
import { coverageOf } from "../../workers/strategy/coverage.ts";
import { review, type ReviewedTarget, type ReviewedTheme } from "../../workers/strategy/review.ts";
import { senseOf } from "../../workers/strategy/sense.ts";

const interval = { from: day("2027-01-01"), until: day("2028-01-01") };
const target = (of: Partial<ReviewedTarget> & { readonly id: string }): ReviewedTarget => ({
  ...{ name: of.id, theme: "growth", unit: "u", interval, sense: "revenue", isMoney: true },
  ...{ scale: 2, amount: 1_200_00n, base: 1_000_00n, mix: [], initiatives: [] },
  ...of,
});
const THEMES: readonly ReviewedTheme[] = [
  { id: "growth", name: "Grow", kind: "growth" },
  { id: "profit", name: "Earn", kind: "profit" },
  { id: "wide", name: "Widen", kind: "expansion" },
];
const GOOD: readonly ReviewedTarget[] = [
  target({ id: "revenue" }),
  target({ id: "margin", theme: "profit", sense: "margin", amount: 400_00n, base: 300_00n }),
  target({ id: "new", theme: "wide", sense: "new_customers", isMoney: false }),
];
const said = (targets: readonly ReviewedTarget[], themes = THEMES) => {
  const { orphans, uncovered, contradictions } = review(themes, targets);
  const named = contradictions.map(({ code, targets: of }) => `${code} ${of.join("+")}`);
  return { orphans, uncovered, contradictions: named };
};
const with_ = (id: string, change: Partial<ReviewedTarget>) =>
  GOOD.map((each) => (each.id === id ? { ...each, ...change } : each));

describe("the strategy review", () => {
  test("has nothing to say of themes that are served and targets that belong", () => {
    expect(said(GOOD)).toEqual({ orphans: [], uncovered: [], contradictions: [] });
  });

  test("lists orphans and themes that nothing serves, without calling them contradictions", () => {
    expect(said(with_("margin", { theme: null }))).toEqual({
      orphans: ["margin"],
      uncovered: ["profit"],
      contradictions: [],
    });
    expect(said(with_("margin", { theme: "ended long ago" })).orphans).toEqual(["margin"]);
  });

  // prettier-ignore
  test.each([
    ["a profit theme without margin",        with_("margin", { sense: "revenue", base: null }), ["review/profit_without_margin margin"]],
    ["a profit theme by deal size",          with_("margin", { sense: "deal_size", base: null }), []],
    ["an expansion without new customers",   with_("new", { sense: "other" }), ["review/expansion_without_new_customers new"]],
    ["an expansion by an initiative",        with_("new", { sense: "other", initiatives: ["new_customers"] }), []],
    ["more revenue, less margin",            with_("margin", { amount: 250_00n }), ["review/more_revenue_less_margin revenue+margin"]],
    ["more revenue, a thinner margin",       with_("margin", { amount: 330_00n }), ["review/thinner_margin revenue+margin"]],
    ["the same margin rate",                 with_("margin", { amount: 360_00n }), []],
    ["another unit's margin",                with_("margin", { amount: 250_00n, unit: "v" }), []],
    ["another year's margin",                with_("margin", { amount: 250_00n, interval: null }), []],
    ["a margin rate that eats the growth",   with_("margin", { isMoney: false, scale: 4, base: 3000n, amount: 2400n }), ["review/more_revenue_less_margin revenue+margin"]],
    ["a margin rate the growth pays for",    with_("margin", { isMoney: false, scale: 4, base: 3000n, amount: 2500n }), []],
  ])("of %s", (_, targets, expected) => {
    expect(said(targets).contradictions).toEqual(expected);
  });

  const mix = (planned: readonly [bigint, bigint]) => [
    { name: "own", before: 600_00n, planned: planned[0], earns: rate(4n, 10n) },
    { name: "traded", before: 400_00n, planned: planned[1], earns: rate(1n, 10n) },
  ];
  // prettier-ignore
  test.each([
    ["sells more and earns less",  mix([400_00n, 800_00n]), ["review/mix_earns_less revenue"]],
    ["sells more and earns more",  mix([700_00n, 500_00n]), []],
    ["sells less and earns less",  mix([500_00n, 300_00n]), []],
    ["sells more and earns as much", mix([550_00n, 600_00n]), []],
  ])("of a mix that %s", (_, parts, expected) => {
    expect(said(with_("revenue", { mix: parts })).contradictions).toEqual(expected);
  });

  test("says what to do in both languages, with nothing left unfilled", () => {
    const all = [
      with_("margin", { sense: "revenue", base: null }),
      with_("new", { sense: "other" }),
      with_("margin", { amount: 250_00n }),
      with_("margin", { amount: 330_00n }),
      with_("revenue", { mix: mix([400_00n, 800_00n]) }),
    ].flatMap((targets) => review(THEMES, targets).contradictions);
    expect(new Set(all.map(({ code }) => code)).size).toBe(5);
    for (const { messages } of all)
      expect(`${messages.zh} ${messages.en}`).not.toMatch(/[{}]|undefined|null/);
  });
});

describe("a target covered by initiatives", () => {
  test("leaves what nobody brings as a visible number: Q4 +40 % of two sub-strategies", () => {
    // 10 to 14 million: 1,000 new channel customers at 2,500 each, and 1.2 million of repeat purchase.
    const q4 = { amount: 14_000_000_00n, base: 10_000_000_00n, covers: "increase" } as const;
    expect(coverageOf(q4, [1_000n * 2_500_00n, 1_200_000_00n])).toEqual({
      wanted: 4_000_000_00n,
      covered: 3_700_000_00n,
      uncovered: 300_000_00n,
      share: rate(37n, 40n),
    });
    expect(coverageOf(q4, [1_000n * 2_500_00n, 1_500_000_00n]).uncovered).toBe(0n);
    expect(coverageOf(q4, [1_000n * 2_500_00n, 1_600_000_00n]).uncovered).toBe(-100_000_00n);
  });

  // prettier-ignore
  test.each([
    ["the whole",              { amount: 14n, base: 10n, covers: "whole" },     [5n], 14n, 9n],
    ["an increase without base", { amount: 14n, base: null, covers: "increase" }, [5n], 14n, 9n],
    ["no initiative",          { amount: 14n, base: 10n, covers: "increase" },  [],   4n,  4n],
  ] as const)("of %s", (_, target_, given, wanted, uncovered) => {
    expect(coverageOf(target_, given)).toMatchObject({ wanted, uncovered });
  });
});

describe("what a metric is about", () => {
  const metric = (code: string, nameZh: string, formula: string | null = null) =>
    senseOf({ code, nameZh, nameEn: code, formula });
  // prettier-ignore
  test.each([
    [metric("revenue", "销售额"), "revenue"],        [metric("margin", "毛利"), "margin"],
    [metric("margin_rate", "毛利率", "margin / revenue"), "margin"],
    [metric("m7", "客单价", "revenue / orders"), "deal_size"],
    [metric("m8", "单", "revenue / orders"), "deal_size"], [metric("m9", "率", "profit / cost"), "margin"],
    [metric("new_customers", "新客户数"), "new_customers"], [metric("x1", "新客数"), "new_customers"],
    [metric("visits", "拜访数"), "other"],           [metric("customers", "客户数"), "other"],
    [metric("average_order", "平均订单额"), "deal_size"],
  ])("%s is %s", (sense, expected) => expect(sense).toBe(expected));
});
