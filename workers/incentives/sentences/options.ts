import type { PlanJson } from "../plan-document.ts";
import type { Json, Table } from "./sentence.ts";

/**
 * What can be chosen in a sentence, each with the words that stand there in both languages. The first
 * of a table is the default where the field has one.
 */

export const WINDOWS: Table = [
  ["period", "每个计薪期", "each pay period"],
  ["credit", "每笔业绩单独", "each credit on its own"],
  ["deal", "每笔商机单独", "each deal on its own"],
  ["month", "每月累计", "the month to date"],
  ["quarter", "每季累计", "the quarter to date"],
  ["half", "每半年累计", "the half-year to date"],
  ["year", "全年累计", "the year to date"],
];
export const TIME_WINDOWS: Table = WINDOWS.filter(
  ([value]) => value !== "credit" && value !== "deal",
);

export const SPLITS: Table = [
  ["credit", "每人用自己的份额爬自己的档", "each climbs their own tiers with their share"],
  [
    { pay: "deal" },
    "整笔商机自己爬档，提成按份额分",
    "the deal climbs tiers of its own and its pay is divided by the shares",
  ],
  [
    { pay: "lead" },
    "整笔商机爬主导人的档，提成按份额分",
    "the deal climbs the lead's tiers and its pay is divided by the shares",
  ],
  [
    { pay: "team" },
    "整笔商机爬团队的档，提成按份额分",
    "the deal climbs the team's tiers and its pay is divided by the shares",
  ],
];

export const NEGATIVE_PAYS: Table = [
  ["negative", "按最低档的比例扣回", "is paid negative at the lowest tier's rate"],
  ["zero", "按 0 计，不再追究", "counts as 0 and is forgotten"],
  ["carried", "按 0 计，结转到下一窗口", "counts as 0 and is carried to the next window"],
];
export const NEGATIVE_PER: Table = [
  ["credit", "逐笔看", "credit by credit"],
  ["window", "按整个窗口看", "for the window as a whole"],
];
export const BOUNDARY: Table = [
  ["lower", "（不含）", ", not including it"],
  ["upper", "（含）", " inclusive"],
  ["above", "（下限、上限都不含）", ", neither bound included"],
];
export const REACH: Table = [
  ["own", "只对超出部分", "on what lies above only"],
  ["zero", "回溯全部金额", "on everything from the first yuan"],
  ["quota", "回溯到定额以上的全部", "on everything above quota"],
];
export const BASIS: Table = [
  ["own", "本期定额", "the period's own quota"],
  ["elapsed", "已过期间的定额", "the quota elapsed to date"],
  ["whole", "整个窗口的定额", "the whole window's quota"],
];
export const LEVELS: Table = [
  ["committed", "目标", "target"],
  ["sprint", "冲刺目标", "sprint target"],
  ["challenge", "挑战目标", "challenge target"],
];
export const ATTAINMENT_ROUNDING: Table = [
  ["exact", "按精确值", "exactly"],
  ["percent", "取整到百分点", "rounded to whole percent"],
];
export const THRESHOLD: Table = [
  ["gate", "达到后全部计提（门槛）", "once it is reached all is paid (a gate)"],
  ["deductible", "只对超出部分计提（起算额）", "only what lies above it is paid (a deductible)"],
  [
    "cliff",
    "未达到按 0 计，保底仍有效（断崖）",
    "below it the base counts as 0 and a floor still acts (a cliff)",
  ],
];
export const CUT_OFF: Table = [
  ["forfeited", "作废", "is forfeited"],
  ["carried", "结转到下一窗口", "is carried to the next window"],
];
export const DIFFERENCE: Table = [
  ["line", "记一行负数", "is a negative line"],
  ["wait", "先记 0，等结果追上", "waits at 0 until the result catches up"],
];
export const ROUNDING: Table = [
  ["half_away", "四舍五入", "half away from zero"],
  ["half_even", "四舍六入五成双", "half to even"],
  ["half_odd", "五成单", "half to odd"],
  ["half_toward_zero", "五舍六入（向零）", "half toward zero"],
  ["half_up", "五向上（正无穷）", "half up (toward +∞)"],
  ["half_down", "五向下（负无穷）", "half down (toward −∞)"],
  ["toward_zero", "舍去（向零）", "toward zero"],
  ["away_from_zero", "进一（远离零）", "away from zero"],
];
export const GRANULES: Table = [
  [undefined, "分（最小单位）", "the minor unit"],
  ["0.1", "角", "0.1"],
  ["1", "元", "whole units"],
];
export const MISSING: Table = [
  ["others", "权重按比例分给其他指标", "gives its weight to the others"],
  ["zero", "计 0 分", "scores 0"],
  ["full", "按 100% 计", "scores 100%"],
];
export const SHAPE: Table = [
  ["step", "按台阶", "in steps"],
  ["linear", "两点之间按直线", "straight between the points"],
];
export const ABOVE: Table = [
  ["hold", "不再增加", "it holds"],
  ["extrapolate", "按同一斜率继续", "it goes on as the last leg does"],
];
export const TIES: Table = [
  ["share", "并列者平分所占名次的奖金", "tied people share the prizes they span"],
  ["higher", "并列者都拿较高的奖金", "tied people all get the higher prize"],
  ["ordinal", "按榜单次序，不并列", "the board's own order decides"],
];
export const COUNTED: Table = [
  ["credit", "笔业绩", "credit"],
  ["deal", "笔商机", "deal"],
];
export const MINIMUM: Table = [
  ["all", "达到后全部都计", "then all of them count"],
  ["above", "只计超出的", "only those above count"],
];
export const PEOPLE: Table = [
  ["reports", "直接下级", "of one's reports"],
  ["own_unit", "本团队成员", "of one's unit"],
  ["self", "本人", "of one's own"],
];
export const WHOSE: Table = [
  ["person", "本人", "one's own"],
  ["own_unit", "团队", "the team's"],
];
export const COMPARISONS: Table = [
  [">=", "≥", "≥"],
  [">", "＞", ">"],
  ["<=", "≤", "≤"],
  ["<", "＜", "<"],
  ["=", "＝", "="],
];
export const RELEASE_ON: Table = [
  ["earned", "当期发放", "is paid at once"],
  [{ event: "collection" }, "随回款按比例发放", "is paid as the money is collected"],
  [{ event: "signing" }, "签约时发放", "is paid on signing"],
  [{ event: "order" }, "下单时发放", "is paid on the order"],
  [{ event: "invoice" }, "开票时发放", "is paid on the invoice"],
  [{ event: "delivery" }, "交付时发放", "is paid on delivery"],
  [{ months: 3 }, "过几个月发放", "is paid some months later"],
  [{ days: 30 }, "过几天发放", "is paid some days later"],
];
export const COUNTS_ON: Table = [
  ["entry", "在自己的日期", "on its own date"],
  [{ event: "signing" }, "在签约时", "on signing"],
  [{ event: "order" }, "在下单时", "on the order"],
  [{ event: "invoice" }, "在开票时", "on the invoice"],
  [{ event: "delivery" }, "在交付时", "on delivery"],
  [{ event: "collection" }, "随回款按比例", "as the money is collected"],
];
export const EARNED_ON: Table = [
  ["counted", "计入业绩时", "when it counts"],
  ...COUNTS_ON.filter(([value]) => value !== "entry"),
];
export const TIERS_OF: Table = [
  ["counted", "计入业绩时所在的窗口", "counted"],
  ["released", "发放时所在的窗口", "is released"],
];
export const LEAVERS: Table = [
  [{ unreleased: "when_released" }, "到期照发", "is paid when it is released"],
  [
    { unreleased: "months", months: 3 },
    "离职后若干个月内照发",
    "is paid for some months after leaving",
  ],
  [{ unreleased: "fraction", fraction: "50%" }, "按比例发一部分", "is paid at a stated fraction"],
  [{ unreleased: "successor" }, "转给接手人", "goes to the successor"],
  [{ unreleased: "forfeited" }, "不再发放", "is forfeited"],
];
export const LATE: Table = [
  [
    "true_up",
    "按原窗口重算，差额作为一行补差",
    "computes its own window again; the difference is one line",
  ],
  ["current_base", "计入当前窗口", "joins the open window"],
  [
    "as_paid",
    "按当时为它付出的提成、依退款比例追回",
    "takes back what was paid for that credit, by the refunded share",
  ],
];
export const CLAWBACK: Table = [
  [{ kind: "always" }, "不限期", "without limit"],
  [{ kind: "within", months: 6 }, "若干个月内全额", "in full within some months, not after"],
  [
    { kind: "unserved", months: 12 },
    "按未满的服务期比例",
    "pro rata to the part of a term not served",
  ],
];
export const CARRY: Table = [
  [
    { kind: "carried" },
    "本期发 0，差额结转，从以后的提成里扣",
    "pays 0 and the debit is carried to later pay",
  ],
  [{ kind: "payroll" }, "以负数交给薪资系统", "goes to payroll negative"],
];
export const DAY_COUNT: Table = [
  [{ kind: "calendar_days" }, "按自然日", "by calendar days"],
  [{ kind: "working_days" }, "按工作日", "by working days"],
  [
    { kind: "whole_months", part: "full" },
    "按整月，不满月算一个月",
    "by whole months, a part of one counting in full",
  ],
  [
    { kind: "whole_months", part: "none" },
    "按整月，不满月不算",
    "by whole months, a part of one not counting",
  ],
  [
    { kind: "whole_months", part: "by_days" },
    "按整月，不满月按天",
    "by whole months, a part of one by its days",
  ],
];
export const QUOTA_VERSIONS: Table = [
  ["by_days", "各版按生效天数折算", "each version counts for its days"],
  ["last", "以窗口最后一天有效的为准", "the one in force on the last day counts whole"],
];
export const QUOTA_MISSING: Table = [
  ["refused", "发布前检查拒绝，并点名", "is refused by the check, by name"],
  ["pays_nothing", "该组成项不发", "is paid nothing by that component"],
];
export const NO_TARGET: Table = [
  ["pays_zero", "不发", "pays 0"],
  ["pays_target", "发折算后的目标奖金", "pays the prorated target sum"],
  ["left_out", "不参加该项", "leaves the person out"],
];
export const CHANGE: Table = [
  ["restart", "重新开始一个窗口", "starts a new window, bounds and caps prorated"],
  [
    "continue",
    "保留已爬到的档位，不重算过去",
    "keeps the place in the tiers and does not reprice the past",
  ],
  [
    "reprice",
    "整个窗口按新版重算，差额经批准后补",
    "reprices the whole window; the difference needs approval",
  ],
];
export const RATES: Table = [
  [{ kind: "fixed", rates: [] }, "方案内的固定汇率", "the plan's fixed rates"],
  [{ kind: "day", backDays: 7 }, "业绩当天的汇率", "the rate of the credit's day"],
  [
    { kind: "month_opening", backDays: 7 },
    "当月首日的汇率",
    "the rate of the first day of its month",
  ],
  [{ kind: "month_mean" }, "当月平均汇率", "the mean rate of its month"],
  [{ kind: "none" }, "不换算，每个币种各出一张对账单", "no conversion: one statement per currency"],
];
export const PAY_EVERY: Table = [
  ["month", "每月", "every month"],
  ["half_month", "每半月", "every half month"],
  ["quarter", "每季", "every quarter"],
  ["half", "每半年", "every half-year"],
  ["year", "每年", "every year"],
  [{ weeks: 1, from: "2026-01-05" }, "每周", "every week"],
  [{ weeks: 2, from: "2026-01-05" }, "每两周", "every two weeks"],
];
export const DRAW_PAID: Table = [
  ["top_up", "期末补足", "topped up at the end"],
  ["advance", "期初预付", "advanced at the start"],
];
export const DRAW_OWED: Table = [
  [true, "以后从超出部分扣回", "repaid later from what is earned above it"],
  [false, "不需归还", "never owed"],
];
export const DRAW_AFTER: Table = [
  [
    { kind: "repaid", share: "25%" },
    "从全部提成里按比例扣回",
    "is repaid from all earnings, at most",
  ],
  [{ kind: "forgiven" }, "免除", "is forgiven"],
  [{ kind: "settled_on_leaving" }, "离职时结清", "is settled on leaving"],
];

/** The metrics of the document as options. */
export function metricOptions({ metrics }: PlanJson): Table {
  return metrics.map(({ key, name }) => [key, name.zh, name.en]);
}

/** The conditions of the document as options, by their own words. */
export function conditionOptions(
  { conditions = [] }: PlanJson,
  wordsOf: (key: string, to: "zh" | "en") => string,
): Table {
  return conditions.map(({ key }) => [key, wordsOf(key, "zh"), wordsOf(key, "en")]);
}

/** What a base can be called: a metric whose formula it is, or the formula as it was typed. */
export function baseOptions({ metrics }: PlanJson, base: string, filters: Json = []): Table {
  const own = JSON.stringify(filters);
  const known = metrics.flatMap(({ name, from }) => {
    if (from === "given") return [];
    // A metric of some credits only is what is paid on where the component takes the same credits.
    const isSame =
      !from.filters || from.filters.length === 0 || JSON.stringify(from.filters) === own;
    return isSame ? [[from.credits, name.zh, name.en] as readonly [Json, string, string]] : [];
  });
  const unique = known.filter(([value], at) => known.findIndex(([each]) => each === value) === at);
  return unique.some(([value]) => value === base) ? unique : [...unique, [base, base, base]];
}

export const EVENT_WORDS: Readonly<Record<string, Readonly<Record<"zh" | "en", string>>>> = {
  order: { zh: "下单", en: "the order" },
  signing: { zh: "签约", en: "signing" },
  invoice: { zh: "开票", en: "the invoice" },
  delivery: { zh: "交付", en: "delivery" },
  collection: { zh: "回款（按回款比例）", en: "collection, in proportion to the money collected" },
};
