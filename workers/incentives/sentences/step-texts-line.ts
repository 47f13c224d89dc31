import type { RuleWords } from "./step-words.ts";

/** Words of steps 7 to 17: gate to rounding, the plan's own level, release, carry and draw. */

const draw = (zh: string, en: string, titleZh: string, titleEn: string): RuleWords => ({
  title: { zh: titleZh, en: titleEn },
  text: {
    zh: `可发 {earned}，预支额 {draw}，期初欠 {balance}：${zh}。`,
    en: `{earned} to pay, a draw of {draw}, {balance} owed before: ${en}.`,
  },
  figures: { earned: "minor", draw: "minor", balance: "minor" },
});

const AROUND = {
  "gate.threshold": {
    title: { zh: "门槛未到", en: "Gate closed" },
    text: {
      zh: "没有达到起点，{sum} 不发。",
      en: "The threshold is not reached: of {sum} nothing is paid.",
    },
    figures: { sum: "money", factor: "percent", pay: "money" },
    result: "pay",
    formula: "sum * factor",
  },
  "gate.closed": {
    title: { zh: "门槛未到", en: "Gate closed" },
    text: {
      zh: "未满足“{condition}”：{sum} × {factor} = {pay}。",
      en: '"{condition}" does not hold: {sum} × {factor} = {pay}.',
    },
    figures: { condition: "condition", sum: "money", factor: "percent", pay: "money" },
    result: "pay",
    formula: "sum * factor",
  },
  multiplier: {
    title: { zh: "系数", en: "Multiplier" },
    text: { zh: "{sum} × {factor} = {pay}。", en: "{sum} × {factor} = {pay}." },
    figures: { sum: "money", factor: "factor", pay: "money" },
    result: "pay",
    formula: "sum * factor",
  },
  floor: {
    title: { zh: "保底", en: "Floor" },
    text: {
      zh: "{sum} 低于保底 {floor}，按 {pay}。",
      en: "{sum} is below the floor of {floor}: {pay}.",
    },
    figures: { sum: "money", floor: "money", pay: "money" },
    result: "pay",
    formula: "max(sum, floor)",
  },
  "cap.carried_in": {
    title: { zh: "上期封顶余额", en: "Brought forward" },
    text: {
      zh: "上一窗口封顶多出的 {carried} 带入，合计 {pay}。",
      en: "{carried} that the cap cut off before comes in: {pay}.",
    },
    figures: { carried: "money", pay: "money" },
  },
  cap: {
    title: { zh: "封顶", en: "Cap" },
    text: {
      zh: "{sum} 超过封顶 {cap}，去掉 {cut}，计 {pay}。",
      en: "{sum} is above the cap of {cap}: {cut} is cut off, {pay} stays.",
    },
    figures: { sum: "money", cap: "money", cut: "money", pay: "money" },
    result: "pay",
    formula: "min(sum, cap)",
  },
  "fx.pay": {
    title: { zh: "发薪币种", en: "Pay currency" },
    text: {
      zh: "{day} 的提成：1 {from} = {rate} {to}。",
      en: "Pay of {day}: 1 {from} is {rate} {to}.",
    },
    more: [{ figure: "on", zh: "用 {on} 的汇率。", en: "By the rate of {on}." }],
    figures: { day: "day", from: "text", to: "text", rate: "factor", on: "day" },
  },
  rounding: {
    title: { zh: "取整", en: "Rounding" },
    text: {
      zh: "精确值 {exact}，{mode}取整到 {granule}：{pay}。",
      en: "Exactly {exact}; rounded to {granule}, {mode}: {pay}.",
    },
    more: [
      { figure: "rate", zh: "先按 {rate} 换成发薪币种。", en: "Into the pay currency at {rate}." },
    ],
    figures: {
      exact: "money",
      rate: "factor",
      granule: "pay",
      mode: "rounding",
      pay: "pay",
    },
    result: "pay",
    formula: "exact * rate",
    rounded: "granule",
  },
  split: {
    title: { zh: "分成", en: "Split" },
    text: {
      zh: "{entry} 计提 {pay}，份额 {share}，得 {part}。",
      en: "{entry} pays {pay}; a share of {share} is {part}.",
    },
    figures: { entry: "name", pay: "minor", share: "percent", part: "minor" },
  },
  as_paid: {
    title: { zh: "按已付追回", en: "Taken back as paid" },
    text: {
      zh: "退款的业绩当时计提的部分追回 {taken}。",
      en: "Of what refunded credits were paid, {taken} goes back.",
    },
    figures: { taken: "minor" },
  },
  earned: {
    title: { zh: "计提", en: "Earned" },
    text: {
      zh: "窗口结果 {counted}，按{event}已计提 {earned}。",
      en: "The window comes to {counted}; by {event} {earned} of it is earned.",
    },
    figures: { event: "event", counted: "minor", earned: "minor" },
  },
  "continue.before": {
    title: { zh: "换版接续", en: "Continued" },
    text: {
      zh: "按新版从头算 {all}，减去换版前部分 {before}。",
      en: "By the new version from the start {all}, less {before} for what came before it.",
    },
    figures: { before: "minor", all: "minor" },
  },
} as const satisfies Readonly<Record<string, RuleWords>>;

const PLAN_LEVEL = {
  "plan.gate": {
    title: { zh: "方案门槛", en: "The plan's gate" },
    text: {
      zh: "未满足“{condition}”：{earned} × {factor} = {kept}。",
      en: '"{condition}" does not hold: {earned} × {factor} = {kept}.',
    },
    figures: { condition: "condition", earned: "minor", factor: "percent", kept: "minor" },
    result: "kept",
    formula: "earned * factor",
    rounded: "minor",
  },
  "plan.multiplier": {
    title: { zh: "方案系数", en: "The plan's multiplier" },
    text: { zh: "{sum} × {factor} = {pay}。", en: "{sum} × {factor} = {pay}." },
    figures: { sum: "minor", factor: "factor", pay: "minor" },
    result: "pay",
    formula: "sum * factor",
    rounded: "minor",
  },
  "plan.guarantee": {
    title: { zh: "保底补足", en: "Guarantee" },
    text: {
      zh: "计提 {pay}，保底 {guarantee}，不足的补上。",
      en: "{pay} earned against a guarantee of {guarantee}: what is short is added.",
    },
    more: [
      {
        figure: "other",
        zh: "按另一方案计提 {other}。",
        en: "The other plan would have earned {other}.",
      },
    ],
    figures: { pay: "minor", guarantee: "minor", other: "minor" },
    result: "line",
    formula: "max(0, guarantee - pay)",
  },
  "plan.cap": {
    title: { zh: "方案封顶", en: "The plan's cap" },
    text: {
      zh: "合计 {pay}，封顶 {cap}，超出部分去掉。",
      en: "{pay} against a cap of {cap}: what is above is cut off.",
    },
    figures: { pay: "minor", cap: "minor" },
    result: "line",
    formula: "min(0, cap - pay)",
  },
  "plan.cap.carried": {
    title: { zh: "方案封顶", en: "The plan's cap" },
    text: {
      zh: "合计 {pay}，上一窗口带入 {carried}，封顶 {cap}，超出部分结转到下一窗口。",
      en: "{pay}, and {carried} brought forward, against a cap of {cap}: what is above goes on to the next window.",
    },
    figures: { pay: "minor", carried: "minor", cap: "minor" },
    result: "line",
    formula: "min(carried, cap - pay)",
  },
  release: {
    title: { zh: "发放", en: "Release" },
    text: {
      zh: "{deal}：计提 {earned}，已到条件 {done}，累计可发 {released}，以前已发 {before}。",
      en: "{deal}: {earned} earned, {done} of it due, {released} to be paid in all, {before} paid before.",
    },
    figures: { deal: "deal", earned: "minor", done: "percent", released: "minor", before: "minor" },
    result: "released",
    formula: "earned * done",
    rounded: "minor",
  },
  "release.no_credit": {
    title: { zh: "不属于任何商机", en: "Of no deal" },
    text: {
      zh: "{amount} 不是哪一笔业绩带来的（例如保底），不用等任何商机的进度，当期就发。",
      en: "{amount} came from no credit (a floor, for example): it waits for no deal and is paid in this period.",
    },
    figures: { amount: "minor" },
  },
  "release.plan": {
    title: { zh: "方案级调整随发", en: "Released with it" },
    text: {
      zh: "已计提 {earned}，待释放 {held}；方案级调整 {follows} 按同比例，可发 {released}。",
      en: "{earned} earned, {held} held back; of the plan's own {follows} the same part is due: {released}.",
    },
    figures: { earned: "minor", held: "minor", follows: "minor", released: "minor" },
  },
  "release.inherited": {
    title: { zh: "接手发放", en: "Taken over" },
    text: { zh: "接手 {from} 未发的 {amount}。", en: "{amount} of {from} that was not paid yet." },
    figures: { from: "name", amount: "minor" },
    result: "line",
    formula: "amount",
  },
  adjustment: {
    title: { zh: "调整", en: "Adjustment" },
    text: {
      zh: "经审批的调整 {adjustment}：{amount}。",
      en: "Approved adjustment {adjustment}: {amount}.",
    },
    figures: { adjustment: "name", amount: "minor" },
  },
  "carry.given": {
    title: { zh: "结转欠额", en: "Carried on" },
    text: {
      zh: "本期合计 {sum}，低于 0，本期发 0，差额以后扣。",
      en: "The sum is {sum}, below 0: nothing is paid and the debt goes on.",
    },
    figures: { sum: "minor" },
  },
  "carry.taken": {
    title: { zh: "扣还欠额", en: "Debt taken" },
    text: { zh: "结转欠额 {debt}，本期扣 {taken}。", en: "Of a debt of {debt}, {taken} is taken." },
    more: [
      {
        figure: "limit",
        zh: "公司规定最多扣 {limit}。",
        en: "The company takes at most {limit} of later pay.",
      },
    ],
    figures: { debt: "minor", taken: "minor", limit: "percent" },
  },
  "draw.paid": draw("补到预支额，记入欠额", "topped up to the draw, which is owed", "预支", "Draw"),
  "draw.free": draw(
    "补到预支额，不需归还",
    "topped up to the draw, never owed",
    "预支（不归还）",
    "Draw, not owed",
  ),
  "draw.repaid": draw(
    "扣还以前的预支",
    "what was drawn before is repaid",
    "归还预支",
    "Draw repaid",
  ),
} as const satisfies Readonly<Record<string, RuleWords>>;

export const LINE_STEPS = { ...AROUND, ...PLAN_LEVEL };
