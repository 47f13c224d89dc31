import { addMonths, type Day } from "../../workers/lib/day.ts";
import { formatMinor } from "../../workers/lib/money.ts";
import { formatRate, rate } from "../../workers/lib/rate.ts";
import { ROOT } from "./company.ts";
import type { Yunfan } from "./yunfan.ts";

const WAN_YUAN = 1_000_000n; // fen
const SCALE = 2;

/**
 * What Yunfan is after: two themes that goals serve and one that none does, a goal without a theme,
 * a quarter at +40 % of which initiatives cover most, and an OKR on its own scale. Amounts follow the
 * company's own figures, so that the checks beside them say something true.
 */
export function strategyOf(of: Yunfan) {
  const { from, until } = of.plan;
  const lastYear = revenue(of, addMonths(from, -12), from);
  const next = addMonths(of.window.quarter, 3);
  const base = (revenue(of, addMonths(next, -12), addMonths(next, -9)) / WAN_YUAN) * WAN_YUAN;
  const q = { from: next, until: addMonths(next, 3) };
  const amount = base + (base * 2n) / 5n;
  const increase = amount - base;
  const channel = ((increase * 5n) / 8n / WAN_YUAN) * WAN_YUAN;
  const repeat = ((increase * 3n) / 10n / WAN_YUAN) * WAN_YUAN;
  return {
    themes: themes({ from, until: addMonths(until, 24) }),
    goals: [
      {
        ...{ code: "YF-G1", theme: "YF-T1", unit: ROOT, metric: "revenue", plan: "YF-P1" },
        ...{
          name: "全年销售额",
          nameEn: "Revenue of the year",
          from,
          until,
          owner: head(of, ROOT),
        },
        ...{ amount: yuan(of.plan.total), base: yuan(lastYear), covers: "increase" as const },
        ...{ growth: growth(lastYear, of.plan.total), source: "ERP" },
      },
      {
        ...{ code: "YF-G2", theme: "YF-T2", unit: ROOT, metric: "revenue", plan: null, ...q },
        ...{ name: "下一季度 +40%", nameEn: "Next quarter +40 %", owner: head(of, "YF-E") },
        ...{ amount: yuan(amount), base: yuan(base), growth: "40%", covers: "increase" as const },
        source: "ERP",
      },
      {
        ...{ code: "YF-G3", theme: null, unit: "YF-E", metric: "visits", plan: null, ...q },
        ...{ name: "拜访量", nameEn: "Visits", owner: null, source: null },
        ...{ amount: "900", base: null, growth: null, covers: "whole" as const },
      },
    ],
    initiatives: [
      {
        ...{ code: "YF-I1", goal: "YF-G2", metric: "new_customers", owner: head(of, "YF-E"), ...q },
        ...{ name: "渠道新客户", nameEn: "New channel customers" },
        ...{ quantity: String(channel / 250_000n), contribution: yuan(channel) },
      },
      {
        ...{ code: "YF-I2", goal: "YF-G2", metric: "orders", owner: head(of, "YF-E1"), ...q },
        ...{ name: "老客户复购", nameEn: "Repeat purchase" },
        ...{ quantity: String(repeat / 2_000_000n), contribution: yuan(repeat) },
      },
    ],
    objectives: objectives(of, { from: of.window.quarter, until: addMonths(of.window.quarter, 6) }),
    actions: [
      {
        ...{ code: "YF-A1", goal: "YF-G2", unit: "YF-E", owner: head(of, "YF-E"), ...q },
        ...{ result: "A 类客户", resultEn: "A customers", results: "10", resultMetric: "orders" },
        ...{ action: "A 类线索", actionEn: "A leads", actions: "3", actionMetric: "visits" },
        ...{ pace: "week" as const, ceiling: null },
      },
    ],
  };
}

function themes(years: { readonly from: Day; readonly until: Day }) {
  return [
    {
      ...{ code: "YF-T1", kind: "growth" as const, name: "稳住基本盘", owner: null, ...years },
      nameEn: "Hold the core",
      intent: "老产品、老客户每年仍要长六分之一，其他都建立在这上面。",
      intentEn: "What we have must still grow by a sixth a year; the rest stands on it.",
    },
    {
      ...{ code: "YF-T2", kind: "expansion" as const, name: "走进渠道市场", owner: null, ...years },
      nameEn: "Into the channel",
      intent: "直销够不到的中小客户，由渠道伙伴带我们进去。",
      intentEn: "Partners take us to the smaller customers that direct selling does not reach.",
    },
    {
      ...{ code: "YF-T3", kind: "profit" as const, name: "每一单更赚钱", owner: null, ...years },
      nameEn: "Earn more on every deal",
      intent: "折扣越给越深，要把客单价和毛利拉回来。",
      intentEn: "Discounts run deeper every year; deal size and margin have to come back.",
    },
  ];
}

function objectives(of: Yunfan, days: { readonly from: Day; readonly until: Day }) {
  const said = (value: string, note: string, noteEn: string) => ({ value, note, noteEn });
  const result = (
    code: string,
    [name, nameEn]: readonly [string, string],
    [start, target, measure]: readonly [string, string, string | null],
    checkIns: readonly ReturnType<typeof said>[],
  ) => ({ code, name, nameEn, start, target, measure, checkIns });
  return [
    {
      ...{
        code: "YF-O1",
        unit: ROOT,
        parent: null,
        theme: "YF-T2",
        owner: head(of, ROOT),
        ...days,
      },
      ...{ name: "成为中小客户的首选", nameEn: "First choice of smaller customers" },
      keyResults: [
        result(
          "YF-K1",
          ["签约渠道伙伴", "Partners signed"],
          ["0", "20", null],
          [
            said("6", "首批在杭州", "The first ones in Hangzhou"),
            said("15", "苏州五家", "Five in Suzhou"),
          ],
        ),
        result(
          "YF-K2",
          ["交付周期", "Days to deliver"],
          ["12", "5", "d"],
          [said("9", "模板化", "Templates")],
        ),
        result("YF-K3", ["渠道收入占比", "Share of revenue by channel"], ["0", "30", "%"], []),
      ],
    },
    {
      ...{ code: "YF-O2", unit: "YF-E", parent: "YF-O1", theme: "YF-T2", ...days },
      ...{ name: "华东先跑通", nameEn: "East China goes first", owner: head(of, "YF-E") },
      keyResults: [
        result(
          "YF-K4",
          ["华东签约伙伴", "Partners in the east"],
          ["0", "10", null],
          [said("8", "", "")],
        ),
        result(
          "YF-K5",
          ["伙伴首单", "First deals by partners"],
          ["0", "40", null],
          [said("11", "", "")],
        ),
      ],
    },
  ];
}

function head(of: Yunfan, unit: string): string | null {
  return of.units.find(({ code }) => code === unit)?.head ?? null;
}

function revenue(of: Yunfan, from: Day, until: Day): bigint {
  return of.entries.reduce(
    (all, { metric, on, amount }) =>
      metric === "revenue" && on >= from && on < until ? all + BigInt(amount) : all,
    0n,
  );
}

function yuan(fen: bigint): string {
  return formatMinor(fen, SCALE);
}

/** "16.9%", as a planner would write it. */
function growth(base: bigint, amount: bigint): string {
  return `${formatRate(rate((amount - base) * 100n, base), 1)}%`;
}
