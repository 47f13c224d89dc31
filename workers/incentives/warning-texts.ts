/** Warnings in both languages; `{…}` are their facts. A file of its own: a page needs the words before the engine. */
export const WARNINGS = {
  cliff: {
    zh: "断崖：到 {at} 时提成一下子多出 {jump}。差一点没到的人会去抢单或压单。",
    en: "Cliff: at {at} pay jumps by {jump}. Whoever is just short of it will pull deals forward or hold them back.",
  },
  count_cliff: {
    zh: "断崖：满 {count} 个时提成一下子多出 {jump}。",
    en: "Cliff: with the {count}th pay jumps by {jump}.",
  },
  bonus_cliff: {
    zh: "断崖：条件一满足就多出 {jump}，差一点则一分没有。",
    en: "Cliff: as soon as the condition holds pay jumps by {jump}; just short of it there is nothing.",
  },
  drop: {
    zh: "倒挂：到 {at} 时提成反而少了 {jump}。",
    en: "Drop: at {at} pay falls by {jump}.",
  },
  dead_zone: {
    zh: "死区：从 {from} 到 {until}，卖得更多，提成不增加。",
    en: "Dead zone: from {from} to {until} more sales bring no more pay.",
  },
  dead_zone_above: {
    zh: "死区：{from} 以上卖得再多，提成不再增加。",
    en: "Dead zone: above {from} more sales bring no more pay.",
  },
  unpaid_metric: {
    zh: "指标“{metric}”没有任何组成项或条件用到。",
    en: "No component and no condition uses the metric {metric}.",
  },
  results_only: {
    zh: "只看结果指标：没有过程或健康指标，问题出现时已经晚了。",
    en: "Result metrics only: without a process or health metric a problem is seen when it is too late.",
  },
  value_unseen: {
    zh: "没有一笔业绩的 {dimension} 是 {values}，可能写错了。",
    en: "No entry has {values} as its {dimension} yet: is it misspelt?",
  },
  nobody: {
    zh: "没有人的岗位是 {positions}，这一项谁也拿不到。",
    en: "Nobody has the position {positions}: the component pays no one.",
  },
  quota_pays_nothing: {
    zh: "{count} 人没有 {metric} 的目标，相关的项发 0：{people}。",
    en: "{count} without a target for {metric}, who are paid nothing for it: {people}.",
  },
  successor_unnamed: {
    zh: "离职人员未发放的提成转给接手人，但 {count} 人没有指定接手人：{people}。",
    en: "A leaver's unreleased pay goes to a successor, but {count} name none: {people}.",
  },
  split_example: {
    zh: "一单 {deal} 由两人平分：各爬各的档合计 {credit}，整单爬一个档合计 {pay}。",
    en: "A deal of {deal} shared half and half pays {credit} when each climbs their own tiers, {pay} when the deal climbs one set of tiers.",
  },
  refund_leaves: {
    zh: "退款计入当前窗口：一单 {deal} 成交后全额退款，还会留下 {left}。",
    en: "Refunds join the open window: a deal of {deal}, refunded in full later, leaves {left}.",
  },
  over_budget: {
    zh: "达成 {attainment} 时一年发 {cost}，比预算 {budget} 多 {over}。",
    en: "At {attainment} attainment a year costs {cost}, {over} above the budget of {budget}.",
  },
  raffle_sealed: {
    zh: "抽奖只抽事先封存了数字的周期：奖励规则建立之前就结束的周期没有这个数字，不抽，发 0。",
    en: "A raffle draws only periods whose number was sealed in time: a period that was over before its award rule was made has none, and pays nothing.",
  },
  cost_partial: {
    zh: "成本估算没有算上：{components}（要看榜单、要数件数，或筛选条件彼此冲突）。",
    en: "The cost leaves out {components}: boards, things that are counted, or filters that no one sale meets.",
  },
} as const;
