import type { Both, RuleWords } from "./step-words.ts";

/** Words of steps 0 to 5: the window, what falls into it, its base, attainment and conditions. */

const negative = (zh: string, en: string): RuleWords => ({
  title: { zh: "负基数", en: "Base below 0" },
  text: { zh: `负基数 {base}：${zh}。`, en: `A base of {base} below 0: ${en}.` },
  figures: { per: "text", base: "base" },
});

const threshold = (zh: string, en: string): RuleWords => ({
  title: { zh: "起点", en: "Threshold" },
  text: { zh: `起点 {at}：${zh}。`, en: `Threshold {at}: ${en}.` },
  more: [{ figure: "base", zh: "基数 {base}。", en: "The base is {base}." }],
  figures: { at: "base", base: "base" },
});

const noTarget = (zh: string, en: string): RuleWords => ({
  title: { zh: "没有目标", en: "No target" },
  text: {
    zh: `爬坡、请假或减免使目标为 0，没有达成率：${zh}。`,
    en: `Ramp, leave or relief made the target 0, so there is no attainment: ${en}.`,
  },
  figures: {},
});

const TARGET = {
  committed: "metric",
  prorated: "metric",
  ramped: "metric",
  target: "metric",
} as const;
const TARGET_WORDS: Both = {
  zh: "承诺目标 {committed}，按在岗折算 {prorated}，爬坡后 {ramped}，减免后 {target}。",
  en: "The target: {committed} committed, {prorated} prorated, {ramped} after the ramp, {target} after relief.",
};

export const WINDOW_STEPS = {
  window: {
    title: { zh: "窗口", en: "Window" },
    text: {
      zh: "窗口 {window}，算到 {as_of}，按 {plan}。",
      en: "Window {window}, up to {as_of}, by {plan}.",
    },
    more: [
      {
        figure: "scale",
        zh: "换版后重新开始，档位、门槛、定额和上下限按 {scale} 折算。",
        en: "Restarted by a new version: bounds, thresholds, fixed sums, floor and cap times {scale}.",
      },
    ],
    figures: { window: "days", as_of: "until", plan: "version", scale: "factor" },
  },
  filter: {
    title: { zh: "筛选", en: "Filter" },
    text: {
      zh: "{credits} 笔业绩里 {kept} 笔符合条件。",
      en: "{kept} of {credits} credits fit the component.",
    },
    figures: { credits: "count", kept: "count" },
  },
  fx: {
    title: { zh: "换算", en: "Conversion" },
    text: {
      zh: "{credit}（{day}）：1 {from} = {rate} {to}。",
      en: "{credit} of {day}: 1 {from} is {rate} {to}.",
    },
    more: [{ figure: "on", zh: "用 {on} 的汇率。", en: "By the rate of {on}." }],
    figures: { credit: "name", day: "day", from: "text", to: "text", rate: "factor", on: "day" },
  },
  "base.released": {
    title: { zh: "发放部分", en: "Released base" },
    text: {
      zh: "本窗口发放的 {credits} 部分，基数 {base}，按本窗口的档位计。",
      en: "{credits} parts are released in this window, a base of {base}: it has this window's tiers.",
    },
    figures: { credits: "count", base: "base" },
  },
  deal_cap: {
    title: { zh: "单笔上限", en: "Cap per deal" },
    text: {
      zh: "到 {credit} 为止商机基数 {deal}，超过单笔上限 {cap}，本笔还计 {base}。",
      en: "With {credit} the deal's base is {deal}, above the cap of {cap}: {base} of this credit counts.",
    },
    figures: { credit: "name", cap: "base", deal: "base", base: "base" },
  },
  credit_factor: {
    title: { zh: "逐笔系数", en: "Factor of a credit" },
    text: {
      zh: "{credit}：{sum} × {factor} = {base}。",
      en: "{credit}: {sum} × {factor} = {base}.",
    },
    figures: { credit: "name", sum: "base", factor: "factor", base: "base" },
    result: "base",
    formula: "sum * factor",
  },
  base: {
    title: { zh: "计提基数", en: "Base" },
    text: {
      zh: "{credits} 笔业绩，基数合计 {base}。",
      en: "{credits} credits make a base of {base}.",
    },
    figures: { credits: "count", base: "base" },
  },
  "window.opened": {
    title: { zh: "期初已计提", en: "Brought along" },
    text: {
      zh: "这个窗口有期初已计提的提成，所以从 {since} 起的业绩和目标都算，虽然本人后来才按这个方案计酬。",
      en: "Pay of this window was brought along, so its credits and target count from {since} on, though the person came to this plan later.",
    },
    figures: { since: "day" },
  },
  "window.gone": {
    title: { zh: "窗口清空", en: "Nothing left" },
    text: {
      zh: "这个窗口已没有任何业绩，以前计提的 {before} 全部冲回。",
      en: "Nothing is left in this window: the {before} earned before is taken back.",
    },
    figures: { before: "minor" },
    result: "line",
    formula: "0",
  },
  "negative.negative": negative("按最低档计负提成", "paid negative at the lowest tier's rate"),
  "negative.zero": negative("按 0 计", "counted as 0"),
  "negative.carried": negative("带入下一窗口", "carried into the next window"),
  "threshold.gate": threshold("达到后全部计提", "paid in full once it is reached"),
  "threshold.cliff": threshold("不到则基数按 0 计", "a base below it counts as 0"),
  "threshold.deductible": threshold("只对超出部分计提", "only what lies above it is paid"),
  attainment: {
    title: { zh: "达成率", en: "Attainment" },
    text: { zh: `业绩 {amount}。${TARGET_WORDS.zh}`, en: `{amount} sold. ${TARGET_WORDS.en}` },
    more: [
      {
        figure: "attainment",
        zh: "达成率 {attainment}，按 {looked_up} 查档。",
        en: "Attainment {attainment}, looked up as {looked_up}.",
      },
    ],
    figures: { amount: "metric", ...TARGET, attainment: "percent", looked_up: "percent" },
    result: "attainment",
    formula: "amount / target",
  },
  figure: {
    title: { zh: "指标", en: "Figure" },
    text: { zh: "实际 {amount}，读作 {figure}。", en: "Actual {amount}, read as {figure}." },
    more: [{ figure: "target", ...TARGET_WORDS }],
    figures: { amount: "metric", ...TARGET, figure: "figure" },
  },
  ratio: {
    title: { zh: "比率", en: "Ratio" },
    text: { zh: "{top} ÷ {bottom} = {ratio}。", en: "{top} ÷ {bottom} = {ratio}." },
    figures: { top: "money", bottom: "money", ratio: "percent" },
    result: "ratio",
    formula: "top / bottom",
  },
  "no_target.pays_zero": noTarget("这一项计 0", "the component pays 0"),
  "no_target.pays_target": noTarget("按折算后的目标奖金计", "it pays the prorated target sum"),
  "no_target.left_out": noTarget("这一项不计此人", "the person is left out"),
  condition: {
    title: { zh: "条件", en: "Condition" },
    text: {
      zh: "条件“{condition}”：{figure} {is} {than}，{holds}。",
      en: 'Condition "{condition}": {figure} {is} {than}, {holds}.',
    },
    figures: { condition: "condition", figure: "figure", is: "text", than: "bound", holds: "yes" },
  },
} as const satisfies Readonly<Record<string, RuleWords>>;
