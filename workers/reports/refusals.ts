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
    en: "{metric} takes each person's last value, or a mean that another metric weighs: it has an attainment of people, not of teams.",
    zh: "指标 {metric} 取各人的最新值，或由其他指标加权平均：只有个人的达成率，没有团队的达成率。",
  },
} as const satisfies Refusals;
