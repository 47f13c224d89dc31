import type { Refusals } from "../lib/refusals.ts";

/** What reports refuse, as the reader sees it. */
export const reportRefusals = {
  "reports/no_window": {
    status: 400,
    en: "Say which time is asked for: period, or from and until (the first day after it).",
    zh: "请指明时间：period，或 from 与 until（其后第一天）。",
  },
  "reports/window": {
    status: 400,
    en: "{from} until {until} is not a window: until is after from, and by day it spans at most {most} days.",
    zh: "{from} 至 {until} 不是有效区间：until 须晚于 from，按天查看最多 {most} 天。",
  },
  "reports/not_additive": {
    status: 422,
    en: "{metric} does not add up over time, so it has no attainment of a total yet.",
    zh: "指标 {metric} 不能按时间相加，暂不提供累计达成率。",
  },
} as const satisfies Refusals;
