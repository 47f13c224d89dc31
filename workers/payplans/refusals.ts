import type { Refusals } from "../lib/refusals.ts";

/** What stands against a stored plan, each naming the place, the value and what would do. */
export const payplanRefusals = {
  "payplan/no_forecasts": {
    status: 422,
    en: "{component} pays by forecasts of {metric} frozen in a negotiation; {count} people have none for the window that begins on {from}: {people}. Close a round in which they state one, or take the component off the plan.",
    zh: "{component} 按谈判中冻结的 {metric} 预测值计提；有 {count} 人没有 {from} 开始的窗口的预测值：{people}。请先完成一轮由他们申报预测值的谈判，或从方案中移除该计提项。",
  },
  "payplan/not_found": {
    status: 404,
    en: "There is no incentive plan {id}.",
    zh: "没有激励方案 {id}。",
  },
  "payplan/exists": {
    status: 409,
    en: "An incentive plan with the id {id} exists already.",
    zh: "编号为 {id} 的激励方案已存在。",
  },
  "payplan/unnamed": {
    status: 422,
    en: "A plan needs a name in both languages. Give one, or begin from a template.",
    zh: "方案需要中英文名称。请填写名称，或从模板开始。",
  },
  "payplan/no_template": {
    status: 422,
    en: "There is no template {value}. The gallery lists them.",
    zh: "没有名为 {value} 的模板，请从模板库中选择。",
  },
  "payplan/document": {
    status: 422,
    en: "Places of the plan that are not as a plan can be: {count}, each named below. Nothing was saved.",
    zh: "方案有 {count} 处不符合要求，逐项列在下面。没有保存任何内容。",
  },
  "payplan/field_missing": {
    status: 422,
    en: "Not chosen yet, and there is no default: choose it before you publish.",
    zh: "尚未选择，且没有默认值：发布前请先选择。",
  },
  "payplan/no_components": {
    status: 422,
    en: "The plan pays nothing yet: add a first component.",
    zh: "方案还没有任何计提项，请先添加一项。",
  },
  "payplan/too_many_parts": {
    status: 422,
    en: "The plan has {count} tiers, points and table rows; at most {most} can still be read by a person. Use a table of fewer steps, or a formula.",
    zh: "方案共有 {count} 个档位、曲线点和表格行，最多 {most} 个。请减少档数，或改用公式。",
  },
  "payplan/budget": {
    status: 422,
    en: "{value} is no budget here: an amount of at most {scale} decimals.",
    zh: "{value} 不是有效的预算：最多 {scale} 位小数。",
  },
  "payplan/key_fixed": {
    status: 422,
    en: "A published plan keeps its key {key}, by which its versions belong together. Begin another plan instead.",
    zh: "已发布的方案不能更改标识 {key}，各版本靠它相连。如需另起标识，请新建方案。",
  },
  "payplan/archived": {
    status: 409,
    en: "This plan was put away. Take it back before you change it.",
    zh: "此方案已归档，请先恢复再修改。",
  },
  "payplan/in_use": {
    status: 409,
    en: "{count} people are on this plan or were, so it stays. End their stay first, then put the plan away.",
    zh: "此方案有 {count} 名参与人（含历史），不能删除或归档。请先结束他们的参与。",
  },
  "payplan/flaws": {
    status: 422,
    en: "To settle before this plan can be published: {count}, each named below with what to do. Nothing was published.",
    zh: "发布前还有 {count} 处需要处理，逐项列在下面。没有发布任何内容。",
  },
  "payplan/unchanged": {
    status: 409,
    en: "The draft is the same as version {number}, from the same day. There is nothing to publish.",
    zh: "草稿与第 {number} 版（同一生效日）完全相同，没有可发布的改动。",
  },
  "payplan/not_a_period": {
    status: 422,
    en: "{value} is no first day of a pay period of this plan. The nearest are {before} and {after}.",
    zh: "{value} 不是此方案某个计薪期的首日。最近的是 {before} 和 {after}。",
  },
  "payplan/locked": {
    status: 409,
    en: "Pay before {open} is locked and never changes. Begin on {open} or later.",
    zh: "{open} 之前的计薪期已锁定，不可再改。请选择 {open} 或之后的日期。",
  },
  "payplan/period_begun": {
    status: 409,
    en: "{count} runs are under way over days that are no pay period of this version, the first from {from} until {until}. Lock them first, or begin the version after them.",
    zh: "有 {count} 期核算正在进行，其日期不是新版本的计薪期，最早的一期为 {from} 起、{until} 前。请先锁定这些核算，或让新版本在其后开始。",
  },
  "payplan/level_cut": {
    status: 422,
    en: "This sum goes over another length of time than in the version before. From {value} on, the same periods would count under both. Begin the version on {until}, or keep the length.",
    zh: "此金额的累计区间与上一版本不同；从 {value} 起，同一期会在两个区间中重复计算。请让新版本从 {until} 开始，或保留原区间。",
  },
  "payplan/run_begun": {
    status: 409,
    en: "The run of {from} until {until} is under way.",
    zh: "{from} 起、{until} 前的核算正在进行。",
  },
  "payplan/no_version": {
    status: 404,
    en: "This plan has no version {value}.",
    zh: "此方案没有第 {value} 版。",
  },
  "payplan/not_published": {
    status: 409,
    en: "This plan was never published, so there is nothing to accept yet.",
    zh: "此方案尚未发布，暂无可确认的内容。",
  },
  "payplan/nobody": {
    status: 422,
    en: "Nobody fits: choose a unit, a position or people. On {from} nobody sits there.",
    zh: "没有符合条件的人：请选择组织单元、岗位或人员。{from} 当天那里没有人。",
  },
  "payplan/interval": {
    status: 422,
    en: "{from} until {until} holds no day: the end must be after the beginning.",
    zh: "{from} 起、{until} 前不含任何一天：结束日必须在开始日之后。",
  },
  "payplan/unknown_person": {
    status: 422,
    en: "There is no person {value}.",
    zh: "没有人员 {value}。",
  },
  "payplan/named_twice": {
    status: 422,
    en: "{value} stands in the list twice. Keep one line.",
    zh: "{value} 在名单中出现两次，请只保留一行。",
  },
  "payplan/members_many": {
    status: 422,
    en: "{count} people at once are too many; at most {most}. Choose smaller units one after the other.",
    zh: "一次 {count} 人过多，最多 {most} 人。请分多个较小的单元依次分配。",
  },
  "payplan/overlap": {
    status: 409,
    en: "{count} people are on a plan already on some of these days; each is named below. A person is on one plan on any day. Nothing was written.",
    zh: "{count} 人在这些日期内已在某个方案中，逐人列在下面。同一天一个人只能在一个方案中。没有写入任何内容。",
  },
  "payplan/on_plan": {
    status: 409,
    en: "{nameEn} is on “{planEn}” from {from} until {until}. End that first, or begin later.",
    zh: "{name} 自 {from} 起、至 {until} 前在“{plan}”中。请先结束该段，或推迟开始日。",
  },
  "payplan/not_on_plan": {
    status: 422,
    en: "{value} is not on this plan on or after {until}.",
    zh: "{value} 在 {until} 及之后不在此方案中。",
  },
  "payplan/not_yours": {
    status: 403,
    en: "Only the person who is paid by this plan can do that.",
    zh: "只有此方案的参与人本人可以执行此操作。",
  },
  "payplan/other_text": {
    status: 409,
    en: "The text you read is not that of the newest version {number}. Load it again, read what changed, then accept.",
    zh: "你看到的不是最新的第 {number} 版。请重新载入，查看改动后再确认。",
  },
  "payplan/accepted_already": {
    status: 409,
    en: "You accepted version {number} already.",
    zh: "你已确认第 {number} 版。",
  },
} as const satisfies Refusals;
