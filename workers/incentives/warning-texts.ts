/** Warnings in both languages; `{…}` are their facts. A file of its own: a page needs the words before the engine. */
export const WARNINGS = {
  cliff: {
    zh: "断崖：到 {at} 时提成一下子多出 {jump}。差一点没到的人会去抢单或压单。",
    en: "Cliff: at {at} pay jumps by {jump}. Whoever is just short of it will pull deals forward or hold them back.",
  },
  drop: {
    zh: "倒挂：到 {at} 时提成反而少了 {jump}。",
    en: "Drop: at {at} pay falls by {jump}.",
  },
  dead_zone: {
    zh: "死区：从 {from} 到 {until}，卖得更多，提成不增加。",
    en: "Dead zone: from {from} to {until} more sales bring no more pay.",
  },
  unpaid_metric: {
    zh: "指标“{metric}”没有任何组成项或条件用到。",
    en: "No component and no condition uses the metric {metric}.",
  },
  results_only: {
    zh: "只看结果指标：没有过程或健康指标，问题出现时已经晚了。",
    en: "Result metrics only: without a process or health metric a problem is seen when it is too late.",
  },
} as const;
