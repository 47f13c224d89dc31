import type { Refusals } from "../lib/refusals.ts";

/** What the engine and the plan check refuse, each naming the place, the value and the remedy. */
export const incentiveRefusals = {
  "incentives/tier_gap": {
    status: 422,
    en: "Tier {tier}: nothing covers {from} to {until}. Close the gap, or add a tier that pays 0%.",
    zh: "第 {tier} 档：{from} 到 {until} 没有档位。请补上，或加一档写明 0%。",
  },
  "incentives/lead_missing": {
    status: 422,
    en: "{leads} of those who share the entry {entry} lead it, and its pay climbs the lead's tiers: say who leads.",
    zh: "业绩 {entry} 由几个人分，其中有 {leads} 个主导人；提成要爬主导人的档，请写明一个主导人。",
  },
  "incentives/opening_person": {
    status: 422,
    en: "An opening names {person}, who is no participant.",
    zh: "期初余额里的 {person} 不是参与人。",
  },
  "incentives/opening_component": {
    status: 422,
    en: "Nothing can be brought along for {component}: it pays by credit, deal or board, or shares its pay. These can be opened: {components}.",
    zh: "{component} 不能带入期初已计提：它按单笔、商机或榜单计酬，或者几个人分。可以带入的有：{components}。",
  },
  "incentives/opening_window": {
    status: 422,
    en: "{component} has no window {value}. Its last windows: {windows}.",
    zh: "{component} 没有 {value} 这个窗口。最近的窗口：{windows}。",
  },
  "incentives/opening_deals": {
    status: 422,
    en: "{component} of {person} is paid when released: say what of the opening amount was paid of each deal.",
    zh: "{person} 的 {component} 要等条件发放：请写明期初已计提里每个商机已经发了多少。",
  },
  "incentives/team_variable": {
    status: 422,
    en: "{component} climbs the team's tiers, so it cannot read {variable}, which belongs to a person.",
    zh: "{component} 爬的是团队的档，不能用只属于个人的 {variable}。",
  },
  "incentives/tier_overlap": {
    status: 422,
    en: "Tier {tier}: {from} to {until} is covered twice. Let one tier end where the next begins.",
    zh: "第 {tier} 档：{from} 到 {until} 被两档重复覆盖。请让前一档止于后一档的起点。",
  },
  "incentives/tier_empty": {
    status: 422,
    en: "Tier {tier} ends at {until}, not after {from} where it begins. Raise its end, or take the tier out.",
    zh: "第 {tier} 档的终点 {until} 没有大于起点 {from}。请提高终点，或删除这一档。",
  },
  "incentives/tier_unknown": {
    status: 422,
    en: "There is no tier {tier} to reach back to.",
    zh: "没有名为 {tier} 的档位，无法回溯到它。",
  },
  "incentives/base_rate_missing": {
    status: 422,
    en: "Tier {tier} multiplies a base rate, but the component has none.",
    zh: "第 {tier} 档用倍数，但没有写基础比例。",
  },
  "incentives/metric_unknown": {
    status: 422,
    en: "The plan has no metric {metric}. It has: {known}. Name one of them, or add it.",
    zh: "方案里没有指标 {metric}。已有：{known}。请改用其中之一，或补上这个指标。",
  },
  "incentives/condition_unknown": {
    status: 422,
    en: "The plan has no condition {condition}. Add it to conditions, or name one that is there.",
    zh: "方案里没有条件 {condition}。请在条件里补上，或改用已有的条件。",
  },
  "incentives/component_unknown": {
    status: 422,
    en: "The plan has no paying component {component}.",
    zh: "方案里没有可计酬的组成项 {component}。",
  },
  "incentives/repeated_key": {
    status: 422,
    en: "The key {key} is used twice.",
    zh: "标识 {key} 重复。",
  },
  "incentives/circle": {
    status: 422,
    en: "These refer to each other in a circle: {members}. Let one of them refer to none of the others.",
    zh: "循环引用：{members}。请让其中一个不再引用其他几个。",
  },
  "incentives/weights_sum": {
    status: 422,
    en: "The weights sum to {sum}, not to exactly 1. Change them until they do; thirds may be written 1/3.",
    zh: "权重合计 {sum}，应正好为 1。请调整；三等分可写作 1/3。",
  },
  "incentives/release_sum": {
    status: 422,
    en: "The parts of the release schedule sum to {sum}, not to exactly 1.",
    zh: "发放安排各部分合计 {sum}，应正好为 1。",
  },
  "incentives/no_target_unstated": {
    status: 422,
    en: "{component} pays on attainment: say in noTarget what it does for people whose target a ramp, leave or relief made 0.",
    zh: "{component} 按达成率计酬：请在 noTarget 写明爬坡、请假或减免使目标为 0 时怎么办。",
  },
  "incentives/change_unstated": {
    status: 422,
    en: "Version {version} must say how it takes over inside a window: restart, continue or reprice.",
    zh: "第 {version} 版必须写明窗口中途换版的方式：重新开始、接续或重算。",
  },
  "incentives/leaver_unstated": {
    status: 422,
    en: "Pay is held back: say what becomes of a leaver's unreleased lines.",
    zh: "有留存的提成：请写明离职人员未发放的部分怎么办。",
  },
  "incentives/versions_apart": {
    status: 422,
    en: "Version {version} from {from} does not follow the one before: same key, higher number, later begin, no gap.",
    zh: "自 {from} 起的第 {version} 版没有接上前一版：标识相同、版本号更大、起始更晚、中间不断。",
  },
  "incentives/split_window": {
    status: 422,
    en: "{component}: a deal climbs its own tiers only where the window is the deal.",
    zh: "{component}：由单笔商机自己爬档时，窗口必须是“每笔商机”。",
  },
  "incentives/split_roles": {
    status: 422,
    en: "{component}: pay is split among direct credits only.",
    zh: "{component}：拆分提成只适用于直接业绩。",
  },
  "incentives/split_currency": {
    status: 422,
    en: "{entry} is shared by {person}, who is paid in another currency than the one who leads it.",
    zh: "{entry} 由 {person} 分享，其发薪币种与主导人不同。",
  },
  "incentives/reach_quota": {
    status: 422,
    en: "Tier {tier} reaches back to quota, but the measure is not attainment.",
    zh: "第 {tier} 档回溯到定额，但所查的不是达成率。",
  },
  "incentives/release_not_by_credit": {
    status: 422,
    en: "{component} is not paid on single credits, so it cannot wait for a deal's event.",
    zh: "{component} 不是按单笔业绩计酬，不能等待商机事件才发放。",
  },
  "incentives/cap_below_floor": {
    status: 422,
    en: "{component}, {person}: the cap {cap} is below the floor {floor}.",
    zh: "{component}，{person}：封顶 {cap} 低于保底 {floor}。",
  },
  "incentives/table_overlap": {
    status: 422,
    en: "Credit {credit} fits two rows of the table: {rows}.",
    zh: "业绩 {credit} 同时符合表中两行：{rows}。",
  },
  "incentives/quota_missing": {
    status: 422,
    en: "{person} has no target above 0 for {metric} from {from} to {until}. Set one, or say in the plan that the component then pays nothing.",
    zh: "{person} 在 {from} 至 {until} 没有 {metric} 的目标（或目标为 0）。请下达目标，或在方案里写明没有目标时不计酬。",
  },
  "incentives/quota_overlap": {
    status: 422,
    en: "{subject} has two targets for {metric} in force from {from}.",
    zh: "{subject} 的 {metric} 自 {from} 起有两个目标同时有效。",
  },
  "incentives/rate_missing": {
    status: 422,
    en: "There is no rate from {from} to {to} for {on}. Enter one of that day or shortly before, or fix it in the plan.",
    zh: "{on} 没有 {from} 兑 {to} 的汇率。请录入当日或之前几日的汇率，或在方案里写固定汇率。",
  },
  "incentives/measure_missing": {
    status: 422,
    en: "{credit} has no {measure}.",
    zh: "{credit} 缺少 {measure}。",
  },
  "incentives/divided_by_zero": {
    status: 422,
    en: "The formula divides by 0 for credit {credit}.",
    zh: "业绩 {credit} 的公式除以了 0。",
  },
  "incentives/shares_sum": {
    status: 422,
    en: "The direct shares of {entry} sum to {sum}, not to exactly 1.",
    zh: "{entry} 的直接份额合计 {sum}，应正好为 1。",
  },
  "incentives/repeated_credit": {
    status: 422,
    en: "The credit {credit} is given twice.",
    zh: "业绩 {credit} 出现了两次。",
  },
  "incentives/reverses_unknown": {
    status: 422,
    en: "{credit} takes back {reverses}, which this person does not have.",
    zh: "{credit} 冲销的 {reverses} 不存在于此人名下。",
  },
  "incentives/successor_missing": {
    status: 422,
    en: "{person} has left and names no successor among the participants.",
    zh: "{person} 已离职，但没有指定参与人中的接手人。",
  },
  "incentives/forecast_missing": {
    status: 422,
    en: "{person} has no frozen forecast for {metric} from {from}.",
    zh: "{person} 没有自 {from} 起的 {metric} 冻结预测。",
  },
  "incentives/nonce_missing": {
    status: 422,
    en: "Board {board}: a raffle needs the hash of the frozen result and the committed nonce.",
    zh: "榜单 {board}：抽奖需要冻结结果的哈希和事先承诺的随机串。",
  },
  "incentives/too_large": {
    status: 422,
    en: "{value} is larger than {limit}, the most an amount may be in its smallest steps. Enter it in a larger unit.",
    zh: "{value} 超出上限 {limit}（按最小单位计）。请改用更大的单位。",
  },
  "incentives/too_fine": {
    status: 422,
    en: "{value} has more decimals than can be kept.",
    zh: "{value} 的小数位过多。",
  },
  "incentives/greater_of_window": {
    status: 422,
    en: "{component} has another window: only results of the same window can be compared.",
    zh: "{component} 的窗口不同：只有同一窗口的结果才能取大。",
  },
  "incentives/greater_of_shared": {
    status: 422,
    en: "{component} is shared out over people, so its result cannot be compared here. Give it a plan of its own and compare the plans.",
    zh: "{component} 的金额由几个人分，不能在这里取大；可以另立一个方案，再比较方案。",
  },
  "incentives/component_inside": {
    status: 422,
    en: "{component} stands inside {greater} and pays no line of its own: take the share of {greater}.",
    zh: "{component} 在 {greater} 里取大，自己没有明细行：请改为对 {greater} 抽成。",
  },
  "incentives/carry_nowhere": {
    status: 422,
    en: "{component} carries something on, but its window has no next one: choose another window, or let it be forfeited.",
    zh: "{component} 要结转到下一窗口，但它的窗口没有下一个：请换窗口，或选择作废。",
  },
  "incentives/pair_twice": {
    status: 422,
    en: "{from} and {to} have two rates: state one direction, the other is its reciprocal.",
    zh: "{from} 与 {to} 写了两个汇率：只写一个方向，另一个方向取倒数。",
  },
  "incentives/granule_uneven": {
    status: 422,
    en: "No sum of money is a multiple of {granule}: choose a multiple of the minor unit.",
    zh: "金额取整到 {granule} 没有意义：请用最小单位的整数倍。",
  },
  "incentives/rate_above": {
    status: 422,
    en: "The rate of {person} derived from {variable} is {rate}, above 100%.",
    zh: "{person} 由 {variable} 推出的比例是 {rate}，超过 100%。",
  },
  "incentives/counts_late": {
    status: 422,
    en: "Credits count on an event of their deal: then a refund cannot join the open window. Choose the true-up, or as paid.",
    zh: "业绩按商机事件计入时，退款不能计入当前窗口：请选择补差，或按当时已付追回。",
  },
  "incentives/tiers_of_release": {
    status: 422,
    en: "{component} takes tier and rate from the window of release: that needs a window of time, split credit, pay earned when it counts, refunds by true-up, no carried base and no successor.",
    zh: "{component} 按发放时窗口的档位与比例：要求时间窗口、按份额各自爬档、计入即计提、退款补差、负基数不结转、离职不转接手人。",
  },
  "incentives/nonce_differs": {
    status: 422,
    en: "The nonce of {board} is not the one whose hash was shown before the campaign: the draw does not hold.",
    zh: "{board} 的随机数与活动前公布的哈希不符：抽奖不成立。",
  },
  "incentives/plan_unknown": {
    status: 422,
    en: "There is no plan {plan} to compare with.",
    zh: "没有可以比较的方案 {plan}。",
  },
  "incentives/tenant_metric_unknown": {
    status: 422,
    en: "There is no metric {metric} in this company. Make it, or take one of these: {known}.",
    zh: "公司里没有指标 {metric}。请新建它，或改用已有的：{known}。",
  },
  "incentives/metric_unit": {
    status: 422,
    en: "{metric} is a {stated} in the plan, but a {actual} in this company.",
    zh: "方案里 {metric} 的单位是 {stated}，公司里是 {actual}。",
  },
  "incentives/metric_not_added": {
    status: 422,
    en: "{metric} is no sum: its amounts of several days cannot be added. Hand it in as given.",
    zh: "{metric} 不能逐笔相加，请改为外部给定。",
  },
  "incentives/measure_unknown": {
    status: 422,
    en: "No entry has the measure {measure}. There are: {known}.",
    zh: "业绩里没有 {measure} 这个数值。已有：{known}。",
  },
  "incentives/dimension_unknown": {
    status: 422,
    en: "No entry has the dimension {dimension}. Record entries with it, or use one of these: {known}.",
    zh: "业绩里没有 {dimension} 这个维度。请在录入业绩时带上它，或改用已有的：{known}。",
  },
  "incentives/unit_unknown": {
    status: 422,
    en: "There is no unit {unit}.",
    zh: "没有组织单元 {unit}。",
  },
  "incentives/board_unknown": {
    status: 422,
    en: "There is no board {board}. A board is the code of an award that ranks people: make one, or name another.",
    zh: "没有榜单 {board}。榜单是按人排名的奖项的代码：请先新建奖项，或改用已有的。",
  },
  "incentives/event_unmeasured": {
    status: 422,
    en: "Pay waits for {event}, but no metric records it. Say in the pay settings which one does.",
    zh: "提成要等 {event} 才发放，但没有指标记录它。请在计薪设置里指定。",
  },
  "incentives/quota_missing_for": {
    status: 422,
    en: "{count} without a target above 0 for {metric} ({level}), first from {from} to {until}: {people}.",
    zh: "{count} 人没有 {metric} 的目标（{level}），最早缺 {from} 至 {until}：{people}。",
  },
  "incentives/variable_missing": {
    status: 422,
    en: "{count} without {variable} on some day of the plan: {people}.",
    zh: "{count} 人缺少 {variable}：{people}。",
  },
  "incentives/pair_missing": {
    status: 422,
    en: "There is no rate between {from} and {to}. People paid in {from}: {count}. {people}",
    zh: "没有 {from} 与 {to} 之间的汇率。以 {from} 发薪的有 {count} 人。{people}",
  },
  "incentives/plan_too_large": {
    status: 422,
    en: "{what}: {value} at once, at most {limit} are taken. Split the request by people or by periods.",
    zh: "{what} 一次最多 {limit} 项，这里有 {value} 项。请按人员或期间拆开再算。",
  },
} as const satisfies Refusals;
