import type { ComponentJson, PlanJson } from "./plan-document.ts";

/** The gallery: plans that work as they stand, each the shortest document of its idea. */

const REVENUE: PlanJson["metrics"][number] = {
  key: "revenue",
  name: { zh: "销售额", en: "Revenue" },
  unit: "money",
  scale: 2,
  class: "result",
  from: { credits: "amount" },
};

const commission = {
  key: "commission",
  name: { zh: "销售提成", en: "Commission" },
  window: "period",
  base: "amount",
  split: "credit",
  negative: { per: "window" },
} as const;

function plan(
  key: string,
  name: PlanJson["name"],
  components: ComponentJson[],
  more: Partial<PlanJson> = {},
): PlanJson {
  return {
    format: "fairlead-plan/1",
    key,
    name,
    version: 1,
    from: "2026-01-01",
    until: "2027-01-01",
    currency: "CNY",
    metrics: [REVENUE],
    components,
    ...more,
  };
}

const attainmentOf = (window: "period" | "quarter") =>
  ({ metric: "revenue", read: "attainment", window, basis: "whole" }) as const;

const SINGLE = plan("single_rate", { zh: "单一比例", en: "Single rate" }, [
  { kind: "flat", ...commission, rate: "5%" },
]);

const TIERED = plan("tiered", { zh: "分档提成", en: "Tiered" }, [
  {
    kind: "tiered",
    ...commission,
    measure: { read: "base" },
    tiers: [
      { from: "0", until: "500000", pays: { rate: "5%" }, boundary: "upper", reach: "own" },
      { from: "500000", until: "1000000", pays: { rate: "8%" }, boundary: "upper", reach: "own" },
      { from: "1000000", until: null, pays: { rate: "10%" }, reach: "own" },
    ],
  },
]);

const ACCELERATOR = plan(
  "accelerator",
  { zh: "加速器", en: "Accelerator" },
  [
    {
      kind: "tiered",
      ...commission,
      measure: { read: "attainment", metric: "revenue", basis: "whole" },
      baseRate: "5%",
      tiers: [
        { from: "0", until: "100%", pays: { multiplier: "1" }, reach: "own" },
        { from: "100%", until: "150%", pays: { multiplier: "2" }, reach: "own" },
        { from: "150%", until: null, pays: { multiplier: "3" }, reach: "own" },
      ],
    },
  ],
  { noTarget: "pays_zero" },
);

const THRESHOLD = plan("threshold_and_cap", { zh: "门槛与封顶", en: "Threshold and cap" }, [
  {
    kind: "flat",
    ...commission,
    rate: "6%",
    threshold: { at: "300000", treat: "gate" },
    cap: "60000",
  },
]);

const POOL = plan("team_pool", { zh: "团队奖池", en: "Team pool" }, [
  {
    kind: "pool",
    key: "pool",
    name: { zh: "团队奖池", en: "Team pool" },
    window: "period",
    unit: "own_unit",
    sum: { rate: "1%", metric: "revenue" },
    share: { contribution: "revenue" },
  },
]);

const SPIF = plan("spif", { zh: "短期专项激励", en: "SPIF" }, [
  {
    kind: "unit_rate",
    key: "spif",
    name: { zh: "演示奖", en: "Demo SPIF" },
    window: "period",
    split: "credit",
    negative: { per: "credit" },
    counts: "credit",
    amount: "200",
    minimum: { count: 3, pays: "all" },
  },
]);

const NEW_CUSTOMER = plan("new_customer", { zh: "新客奖金", en: "New-customer bonus" }, [
  { kind: "flat", ...commission, rate: "4%" },
  {
    kind: "unit_rate",
    key: "new_customer",
    name: { zh: "新客奖", en: "New customer" },
    window: "period",
    split: "credit",
    negative: { per: "credit" },
    filters: [{ dimension: "customer_kind", values: ["new", "新客"] }],
    counts: { dimension: "customer" },
    amount: "1000",
  },
]);

const COLLECTION = plan(
  "collection_gate",
  { zh: "签约计业绩，回款发提成", en: "Counted on signing, paid on collection" },
  [{ kind: "flat", ...commission, rate: "5%" }],
  {
    release: {
      parts: [
        { share: "30%", on: "earned" },
        { share: "70%", on: { event: "collection" } },
      ],
    },
    leaver: { unreleased: "when_released" },
  },
);

const OTE = plan(
  "ote",
  { zh: "目标奖金与兑现曲线", en: "OTE with payout curve" },
  [
    {
      kind: "curve",
      key: "target_bonus",
      name: { zh: "目标奖金", en: "Target bonus" },
      window: "period",
      figure: attainmentOf("period"),
      curve: {
        shape: "linear",
        points: [
          { at: "60%", pays: "30%" },
          { at: "100%", pays: "100%" },
          { at: "150%", pays: "250%" },
        ],
        above: "hold",
      },
      pays: "20000",
    },
  ],
  { noTarget: "pays_target" },
);

const SCORECARD = plan(
  "scorecard",
  { zh: "计分卡", en: "Scorecard" },
  [
    {
      kind: "scorecard",
      key: "scorecard",
      name: { zh: "计分卡奖金", en: "Scorecard bonus" },
      window: "period",
      missing: "others",
      pays: "10000",
      kpis: [
        {
          key: "revenue",
          name: { zh: "销售达成", en: "Revenue" },
          weight: "60%",
          figure: attainmentOf("period"),
          curve: {
            shape: "linear",
            points: [
              { at: "0", pays: "0" },
              { at: "120%", pays: "120%" },
            ],
            above: "hold",
          },
        },
        {
          key: "satisfaction",
          name: { zh: "客户满意度", en: "Customer satisfaction" },
          weight: "40%",
          figure: { metric: "satisfaction", read: "amount", window: "period" },
          curve: {
            shape: "linear",
            points: [
              { at: "80", pays: "0" },
              { at: "95", pays: "100%" },
            ],
            above: "hold",
          },
        },
      ],
    },
  ],
  {
    noTarget: "pays_zero",
    metrics: [
      REVENUE,
      {
        key: "satisfaction",
        name: { zh: "客户满意度", en: "Customer satisfaction" },
        unit: "score",
        scale: 1,
        class: "health",
        from: "given",
      },
    ],
  },
);

const DRAW = plan(
  "draw",
  { zh: "预支提成", en: "Draw" },
  [{ kind: "flat", ...commission, rate: "8%" }],
  {
    draw: {
      amount: "6000",
      paid: "top_up",
      recoverable: true,
      repay: "50%",
      after: { kind: "repaid", share: "25%" },
    },
  },
);

const RAFFLE = plan(
  "raffle",
  { zh: "达标抽奖", en: "Raffle" },
  [
    { kind: "flat", ...commission, rate: "4%" },
    {
      kind: "raffle",
      key: "raffle",
      name: { zh: "达标抽奖", en: "Raffle" },
      board: "signing_king",
      qualifies: "met",
      prizes: ["5000", "2000", "1000"],
    },
  ],
  {
    conditions: [
      {
        key: "met",
        name: { zh: "达成目标", en: "Target met" },
        figure: attainmentOf("period"),
        is: ">=",
        than: { number: "100%" },
      },
    ],
  },
);

export const TEMPLATES: readonly PlanJson[] = [
  SINGLE,
  TIERED,
  ACCELERATOR,
  THRESHOLD,
  OTE,
  COLLECTION,
  SCORECARD,
  NEW_CUSTOMER,
  SPIF,
  POOL,
  DRAW,
  RAFFLE,
];
