import type { RuleWords } from "./step-words.ts";

/** Words of step 6: a component's own arithmetic. */

export const PAY_STEPS = {
  flat: {
    title: { zh: "比例", en: "Rate" },
    text: { zh: "统一比例 {rate}。", en: "One rate of {rate}." },
    figures: { rate: "percent" },
  },
  table: {
    title: { zh: "查表", en: "Table" },
    text: { zh: "{credit}：{base} × {rate} = {pay}。", en: "{credit}: {base} × {rate} = {pay}." },
    figures: { credit: "name", base: "base", rate: "percent", pay: "money" },
    result: "pay",
    formula: "base * rate",
  },
  "tiers.slice": {
    title: { zh: "分档", en: "Tier" },
    text: { zh: "{tier}：{base} × {rate} = {pay}。", en: "{tier}: {base} × {rate} = {pay}." },
    figures: { tier: "tier", base: "base", rate: "percent", pay: "money" },
    result: "pay",
    formula: "base * rate",
  },
  "tiers.amounts": {
    title: { zh: "定额档", en: "Sums of tiers" },
    text: { zh: "到达的档另给定额 {pay}。", en: "The tiers that were reached add sums of {pay}." },
    figures: { pay: "money" },
  },
  "interpolated.tier": {
    title: { zh: "分段", en: "Step" },
    text: {
      zh: "第 {tier} 段：全额 {full} × 完成 {done} = {pay}。",
      en: "Step {tier}: {full} in full × {done} done = {pay}.",
    },
    figures: { tier: "text", full: "money", done: "percent", pay: "money" },
    result: "pay",
    formula: "full * done",
  },
  pay: {
    title: { zh: "本项计得", en: "Comes to" },
    text: { zh: "合计 {pay}。", en: "Together {pay}." },
    more: [{ figure: "measure", zh: "查档依据 {measure}。", en: "Looked up at {measure}." }],
    figures: { measure: "measure", pay: "money" },
  },
  curve: {
    title: { zh: "兑现曲线", en: "Payout curve" },
    text: {
      zh: "{at} 对应系数 {factor}：{full} × {factor} = {pay}。",
      en: "At {at} the curve pays {factor}: {full} × {factor} = {pay}.",
    },
    figures: { at: "figure", factor: "percent", full: "money", pay: "money" },
    result: "pay",
    formula: "full * factor",
  },
  units: {
    title: { zh: "按件", en: "By the piece" },
    text: {
      zh: "共 {count} 件，计第 {from} 件之后到第 {to} 件，每件 {amount}，合计 {pay}。",
      en: "{count} in all; those after {from} up to {to} are paid {amount} each: {pay}.",
    },
    figures: { count: "count", from: "count", to: "count", amount: "money", pay: "money" },
    result: "pay",
    formula: "amount * (min(count, 0) + max(0, to - from))",
  },
  bonus: {
    title: { zh: "奖金", en: "Bonus" },
    text: {
      zh: "条件{met}：奖金 {full}，计 {pay}。",
      en: "The condition {met}: of {full} it pays {pay}.",
    },
    figures: { full: "money", met: "yes", pay: "money" },
    result: "pay",
    formula: "full * met",
  },
  "scorecard.kpi": {
    title: { zh: "指标得分", en: "Score of a KPI" },
    text: {
      zh: "{kpi}：{figure}，得分 {score} × 权重 {weight} = {points}。",
      en: "{kpi}: {figure}, a score of {score} × weight {weight} = {points}.",
    },
    figures: {
      kpi: "kpi",
      figure: "figure",
      weight: "percent",
      score: "percent",
      points: "percent",
    },
    result: "points",
    formula: "weight * score",
  },
  scorecard: {
    title: { zh: "计分卡", en: "Scorecard" },
    text: {
      zh: "总分 {score}，兑现 {factor}：{full} × {factor} = {pay}。",
      en: "A score of {score} pays {factor}: {full} × {factor} = {pay}.",
    },
    figures: { score: "percent", factor: "percent", full: "money", pay: "money" },
    result: "pay",
    formula: "full * factor",
  },
  gonik: {
    title: { zh: "如实预报", en: "Honest forecast" },
    text: {
      zh: "目标 {objective}，预报 {forecast}，实际 {actual}，系数 {factor}：{full} × {factor} = {pay}。",
      en: "Objective {objective}, forecast {forecast}, actual {actual} make a factor of {factor}: {full} × {factor} = {pay}.",
    },
    figures: {
      objective: "metric",
      forecast: "metric",
      actual: "metric",
      factor: "factor",
      full: "money",
      pay: "money",
    },
    result: "pay",
    formula: "full * factor",
  },
  joint_base: {
    title: { zh: "联合基数", en: "Joint base" },
    text: {
      zh: "要求数 {objective}，自报数 {forecast}，实际 {actual}；基数 {base}，少报扣 {penalty}，计 {pay}。",
      en: "Asked for {objective}, offered {forecast}, sold {actual}; base {base}, {penalty} off for what was held back: {pay}.",
    },
    figures: {
      objective: "metric",
      forecast: "metric",
      actual: "metric",
      base: "metric",
      penalty: "money",
      pay: "money",
    },
  },
  "greater_of.plan": {
    title: { zh: "取高", en: "Greater of" },
    text: { zh: "方案 {plan}：{units}，{taken}。", en: "Plan {plan}: {units}, {taken}." },
    figures: { plan: "text", units: "minor", taken: "yes" },
  },
  greater_of: {
    title: { zh: "取高", en: "Greater of" },
    text: { zh: "{component} 为 {units}，{taken}。", en: "{component} comes to {units}, {taken}." },
    figures: { component: "component", units: "minor", taken: "yes" },
  },
  prize: {
    title: { zh: "名次奖", en: "Prize" },
    text: { zh: "第 {place} 名，奖 {prize}。", en: "Place {place}: {prize}." },
    figures: { place: "count", prize: "money" },
  },
  raffle: {
    title: { zh: "抽奖", en: "Raffle" },
    text: {
      zh: "{entrants} 人参加，抽签第 {drawn} 位，奖 {prize}。",
      en: "{entrants} took part; drawn as number {drawn}: {prize}.",
    },
    more: [
      {
        figure: "seed",
        zh: "种子 {seed}，谁都可以复算。",
        en: "Seed {seed}: anyone can repeat it.",
      },
    ],
    figures: { entrants: "count", drawn: "count", seed: "text", prize: "money" },
  },
  "raffle.unsealed": {
    title: { zh: "没有抽奖", en: "No draw" },
    text: {
      zh: "榜上 {entrants} 人；这一期结束前没有封存过抽奖用的数字，所以不抽，奖 {prize}。",
      en: "{entrants} on the ranking; no number was sealed before the period was over, so nothing is drawn: {prize}.",
    },
    figures: { entrants: "count", prize: "money" },
  },
  pool: {
    title: { zh: "团队奖池", en: "Pool" },
    text: {
      zh: "{unit} 的奖池 {sum}，{people} 人分，权重 {weight}／{weights}，得 {part}。",
      en: "The pool of {unit} is {sum}, for {people} people; a weight of {weight} in {weights} makes {part}.",
    },
    more: [
      {
        figure: "without_vote",
        zh: "未投票：{without_vote}。",
        en: "Did not vote: {without_vote}.",
      },
    ],
    figures: {
      unit: "name",
      sum: "money",
      people: "count",
      weight: "factor",
      weights: "factor",
      part: "minor",
      without_vote: "names",
    },
  },
  override: {
    title: { zh: "管理提成", en: "Override" },
    text: { zh: "所带提成 {sum} × {share} = {pay}。", en: "{sum} of theirs × {share} = {pay}." },
    figures: { sum: "money", share: "percent", pay: "money" },
    result: "pay",
    formula: "sum * share",
  },
} as const satisfies Readonly<Record<string, RuleWords>>;
