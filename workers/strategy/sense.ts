import { ratioOf } from "../metrics/metric.ts";

/** What a metric says about a strategy, where its name lets one tell. */
export const SENSES = ["margin", "deal_size", "new_customers", "revenue", "other"] as const;
export type Sense = (typeof SENSES)[number];

type Told = {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly formula: string | null;
};

/** First match wins: "margin / revenue" is a margin, "revenue / orders" a deal size. */
const SIGNS: readonly (readonly [Sense, RegExp])[] = [
  ["margin", /margin|profit|毛利|利润|净利/i],
  [
    "deal_size",
    /deal[ _-]?size|average[ _-]?(order|deal|ticket)|order[ _-]?value|basket|客单|单价|单均|笔均/i,
  ],
  ["new_customers", /new[ _-]?(customer|client|account|logo|channel)|新客|新增客户|新签客户|拓新/i],
  ["revenue", /revenue|sales|turnover|销售额|营收|收入|营业额/i],
];

/**
 * What a metric is about, by its code, names and formula, in either language. A ratio of money to a
 * count of orders or deals is a deal size whatever it is called. What cannot be told is "other".
 */
export function senseOf({ code, nameZh, nameEn, formula }: Told): Sense {
  const parts = formula === null ? null : ratioOf(formula);
  const said = [code, nameZh, nameEn].join(" ");
  const named = SIGNS.find(([, sign]) => sign.test(said))?.[0];
  if (named === "margin" || named === "deal_size" || named === "new_customers") return named;
  if (parts && /margin|profit|毛利|利润/i.test(parts.over)) return "margin";
  if (parts && /order|deal|订单|成交/i.test(parts.under)) return "deal_size";
  return named ?? "other";
}
