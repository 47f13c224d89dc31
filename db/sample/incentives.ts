import type { PlanJson } from "../../workers/incentives/plan-document.ts";
import { addMonths, firstOfMonth, type Day } from "../../workers/lib/day.ts";
import { FOREVER } from "../../workers/lib/interval.ts";
import type { Company } from "./company.ts";

/** What one seller is paid beside the deals, in whole yuan a month. */
export type SampleMember = {
  readonly person: string;
  readonly from: Day;
  readonly until: Day;
  readonly targetVariable: number;
  readonly basePay: number;
  /** Has accepted the plan. */
  readonly accepted: boolean;
};
export type SampleIncentive = {
  readonly code: string;
  /** First day the plan holds: of last month, so that one month is over and one is running. */
  readonly from: Day;
  readonly budget: number;
  readonly members: readonly SampleMember[];
};

const ofMetric = (key: string) => [{ dimension: "metric", values: [key] }];

/** 12 yuan in 100 of what a seller earns waits for a month: what is cancelled at once costs nobody anything. */
const AT_ONCE = "88%";
const AFTER_A_MONTH = "12%";

/**
 * How Yunfan pays its sellers: commission with an accelerator above target, a monthly bonus by
 * attainment, and a sum for each new customer. A part waits for a month.
 */
export function planDocument(of: {
  readonly key: string;
  readonly from: Day;
  readonly until: Day;
  readonly currency: string;
}): PlanJson {
  const { key, from, until, currency } = of;
  const year = until.slice(0, 4) === from.slice(0, 4) ? until : addMonths(until, -1);
  const shown = year.slice(0, 4);
  return {
    ...{ format: "fairlead-plan/1", key, version: 1, from, until, currency },
    name: { zh: `${shown} 销售激励方案`, en: `Sales incentives ${shown}` },
    metrics: [
      {
        ...{ key: "revenue", name: { zh: "销售额", en: "Revenue" } },
        ...{ unit: "money", scale: 2, class: "result" },
        from: { credits: "amount", filters: ofMetric("revenue") },
      },
      {
        ...{ key: "new_customers", name: { zh: "新客户数", en: "New customers" } },
        ...{ unit: "count", scale: 0, class: "result" },
        from: { credits: "amount", filters: ofMetric("new_customers") },
      },
    ],
    noTarget: "pays_zero",
    quotaMissing: "pays_nothing",
    basePay: { variable: "base_pay" },
    release: {
      parts: [
        { share: AT_ONCE, on: "earned" },
        { share: AFTER_A_MONTH, on: { months: 1 } },
      ],
    },
    leaver: { unreleased: "when_released" },
    components: [
      {
        ...{ kind: "tiered", key: "commission", name: { zh: "销售提成", en: "Commission" } },
        ...{ window: "period", base: "amount", filters: ofMetric("revenue") },
        ...{ split: "credit", negative: { per: "window" } },
        measure: { read: "attainment", metric: "revenue", basis: "whole" },
        baseRate: "2.5%",
        tiers: [
          { from: "0", until: "100%", pays: { multiplier: "1" }, reach: "own" },
          { from: "100%", until: "130%", pays: { multiplier: "1.6" }, reach: "own" },
          { from: "130%", until: null, pays: { multiplier: "2" }, reach: "own" },
        ],
      },
      {
        ...{ kind: "curve", key: "target_bonus", name: { zh: "达成奖金", en: "Target bonus" } },
        window: "period",
        figure: { metric: "revenue", read: "attainment", window: "period", basis: "whole" },
        curve: {
          shape: "linear",
          points: [
            { at: "70%", pays: "40%" },
            { at: "100%", pays: "100%" },
            { at: "140%", pays: "200%" },
          ],
          above: "hold",
        },
        pays: { variable: "target_variable" },
      },
      {
        ...{ kind: "unit_rate", key: "new_customer", name: { zh: "新客奖", en: "New customers" } },
        ...{ window: "period", split: "credit", negative: { per: "credit" } },
        ...{ filters: ofMetric("new_customers"), counts: "credit", amount: "300" },
      },
    ],
  };
}

/** Everybody who sells and is still here; who is stronger has the larger variable. */
export function incentive(is: Company, year: Day, today: Day): SampleIncentive {
  const last = addMonths(firstOfMonth(today), -1);
  const from = last > year ? last : year;
  const sellers = is.people.filter(({ strength, endsOn }) => strength > 0 && endsOn > from);
  const members = sellers.map(({ code, strength, startsOn, endsOn }): SampleMember => {
    const number = Number(code.slice(2));
    const senior = strength > 1_000;
    return {
      person: code,
      from: startsOn > from ? startsOn : from,
      until: endsOn === FOREVER ? FOREVER : endsOn,
      targetVariable: senior ? 4_500 : 3_000,
      basePay: (senior ? 11_000 : 8_000) + 500 * (number % 4),
      accepted: number % 8 !== 3,
    };
  });
  return { code: "YF-I1", from, budget: members.length * 220_000, members };
}
