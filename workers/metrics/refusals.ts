import type { Refusals } from "../lib/refusals.ts";

/** What metrics refuses, as the reader sees it. {name} is filled from the facts. */
export const metricRefusals = {
  "metrics/not_found": {
    status: 404,
    en: "There is no such metric: {id}.",
    zh: "没有这个指标：{id}。",
  },
  "metrics/code_taken": {
    status: 409,
    en: "The code {value} or its id already names another metric.",
    zh: "编码 {value} 或其标识已被其他指标使用。",
  },
  "metrics/ratio_needs_formula": {
    status: 422,
    en: 'A ratio names the two metrics it is made of, such as "margin / revenue".',
    zh: "比率指标必须写明分子和分母，例如“margin / revenue”。",
  },
  "metrics/currency_of_money_only": {
    status: 422,
    en: "Only a money metric has a currency.",
    zh: "只有金额指标才有币种。",
  },
  "metrics/unknown_formula": {
    status: 422,
    en: "The formula names {value}, which is no metric here.",
    zh: "公式中的 {value} 不是已有指标。",
  },
  "metrics/circular_formula": {
    status: 422,
    en: "The formula goes round in a circle: {value} is made of this metric itself.",
    zh: "公式成了循环：{value} 本身由这个指标得出。",
  },
  "metrics/unknown_metric": {
    status: 422,
    en: "{value} is no metric here.",
    zh: "没有指标 {value}。",
  },
  "metrics/not_health": {
    status: 422,
    en: "Growth is watched beside a health metric; {value} is of another class.",
    zh: "增长须与健康指标成对；{value} 不是健康指标。",
  },
  "metrics/down_max": {
    status: 422,
    en: '"{value}" is no maximum: a number above 0, such as 2 or 150%.',
    zh: "“{value}”不能作为上限：请写大于 0 的数，例如 2 或 150%。",
  },
  "metrics/unknown_owner": {
    status: 422,
    en: "The owner {value} is nobody here.",
    zh: "负责人 {value} 不存在。",
  },
} as const satisfies Refusals;
