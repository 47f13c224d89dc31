import type { Refusals } from "../lib/refusals.ts";

/** What the metrics tool refuses; each place has a reason of its own below `errors`. */
export const metricsToolRefusals = {
  "metrics/tool": {
    status: 422,
    en: "{count} of the numbers given cannot be calculated with; see errors for each place.",
    zh: "有 {count} 个数无法计算，各处原因见 errors。",
  },
  "metrics/tool_number": {
    status: 422,
    en: '"{value}" is no number: write a decimal such as 12.5 or a percentage such as 8%.',
    zh: "“{value}”不是数：请写小数（12.5）或百分比（8%）。",
  },
  "metrics/tool_negative": {
    status: 422,
    en: "{value} is below 0.",
    zh: "{value} 小于 0。",
  },
  "metrics/tool_positive": {
    status: 422,
    en: "{value} must lie above 0.",
    zh: "{value} 必须大于 0。",
  },
  "metrics/tool_share": {
    status: 422,
    en: "{value} is no probability: it lies from 0 to 1 (0% to 100%).",
    zh: "{value} 不是概率：应在 0 到 1 之间（0% 至 100%）。",
  },
  "metrics/tool_window": {
    status: 422,
    en: "{value} is not after {from}: until is the first day after the interval.",
    zh: "{value} 不晚于 {from}：until 是区间之后的第一天。",
  },
} as const satisfies Refusals;
