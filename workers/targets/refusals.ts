import type { Refusals } from "../lib/refusals.ts";
import { tableRefusals } from "./refusals-table.ts";

/** What an allocation refuses, each naming recipient and value. */
const allocationRefusals = {
  "allocation/no_recipients": {
    status: 422,
    en: "There is nobody to share this out to. Add at least one recipient.",
    zh: "没有可分配的对象，请至少添加一个。",
  },
  "allocation/repeated_recipient": {
    status: 422,
    en: "Recipient {recipient} stands in the list twice.",
    zh: "对象 {recipient} 重复出现。",
  },
  "allocation/malformed_number": {
    status: 422,
    en: "{where} is {value}, which is not a plain decimal number.",
    zh: "{where} 为 {value}，不是普通十进制数。",
  },
  "allocation/too_many_places": {
    status: 422,
    en: "{where} is {value}: too many decimals; amounts here have {scale}.",
    zh: "{where} 为 {value}，小数位过多，此处金额为 {scale} 位小数。",
  },
  "allocation/too_large": {
    status: 422,
    en: "{where} is {value}: beyond 2^53 smallest steps.",
    zh: "{where} 为 {value}，超出 2^53 个最小单位。",
  },
  "allocation/missing_value": {
    status: 422,
    en: "{where} has no value.",
    zh: "{where} 缺少数值。",
  },
  "allocation/granularity": {
    status: 422,
    en: "The granularity is {value}; it must be above 0.",
    zh: "取整单位为 {value}，必须大于 0。",
  },
  "allocation/odd_to_unknown": {
    status: 422,
    en: "The odd part is to go to {recipient}, who is no recipient or has a fixed amount.",
    zh: "零头指定给 {recipient}，但其不在分配对象中，或金额已锁定。",
  },
  "allocation/bound_sign": {
    status: 422,
    en: "The bound {value} of {recipient} has another sign than the total.",
    zh: "{recipient} 的上下限 {value} 与总额正负不一致。",
  },
  "allocation/bounds_crossed": {
    status: 422,
    en: "No whole granule lies between the bounds {min} and {max} of {recipient}.",
    zh: "{recipient} 的下限 {min} 与上限 {max} 之间没有可用的整单位数值。",
  },
  "allocation/fixed_exceeds": {
    status: 422,
    en: "The fixed amounts are {fixed} together, more than the total of {total}.",
    zh: "锁定金额合计 {fixed}，超过总额 {total}。",
  },
  "allocation/odd_part": {
    status: 422,
    en: "{value} is left over granules of {granularity}. Name who takes it, or use a granularity of {offer}.",
    zh: "按 {granularity} 取整后余 {value}。请指定由谁承担，或改用取整单位 {offer}。",
  },
  "allocation/weights_sum": {
    status: 422,
    en: "The weights sum to {value}; they must sum to exactly 1.",
    zh: "权重之和为 {value}，必须恰好等于 1。",
  },
  "allocation/negative_weight": {
    status: 422,
    en: "The weight of {factor} is {value}; a weight is not below 0.",
    zh: "因素 {factor} 的权重为 {value}，权重不能小于 0。",
  },
  "allocation/negative_factor": {
    status: 422,
    en: "{factor} of {recipient} is {value}; a factor is not below 0.",
    zh: "{recipient} 的因素 {factor} 为 {value}，不能小于 0。",
  },
  "allocation/zero_factor": {
    status: 422,
    en: "{factor} is {value} for everyone, so it says nothing about who gets what. Give it a weight of 0 or enter values.",
    zh: "因素 {factor} 对所有对象都是 {value}，无法据此分配。请把权重设为 0，或填写数值。",
  },
  "allocation/bounds_too_high": {
    status: 422,
    en: "The lower bounds of {recipients} sum to {sum}, more than the {rest} there is to share.",
    zh: "{recipients} 的下限合计 {sum}，超过可分配的 {rest}。",
  },
  "allocation/bounds_too_low": {
    status: 422,
    en: "The upper bounds of {recipients} sum to {sum}, less than the {rest} there is to share.",
    zh: "{recipients} 的上限合计 {sum}，不足可分配的 {rest}。",
  },
  "allocation/no_free_share": {
    status: 422,
    en: "{rest} is left to share, but everyone with a share is fixed and the others have a share of 0.",
    zh: "尚有 {rest} 待分配，但有份额的对象均已锁定，其余份额为 0。",
  },
  "allocation/too_few_granules": {
    status: 422,
    en: "This method owes {recipients} one granule each, but there are only {granules}.",
    zh: "该方法须给 {recipients} 各至少一个单位，但总共只有 {granules} 个。",
  },
  "allocation/too_many_granules": {
    status: 422,
    en: "The quota method would have to count {granules} granules one by one; its limit is {most}. Use a larger granularity.",
    zh: "配额法需逐个清点 {granules} 个单位，上限为 {most}。请使用更大的取整单位。",
  },
  "allocation/tie": {
    status: 422,
    en: "{recipients} have exactly the same claim to the last granule, and ties are refused.",
    zh: "{recipients} 对最后一个单位的份额完全相同，而规则要求拒绝平局。",
  },
} as const satisfies Refusals;

export const targetRefusals = {
  ...allocationRefusals,
  ...tableRefusals,
  "tools/too_many": {
    status: 429,
    en: "Too many calculations from this address. Try again in {retryAfterS} seconds.",
    zh: "此地址的计算次数过多，请在 {retryAfterS} 秒后再试。",
  },
  "target/overlap": {
    status: 409,
    en: "{subject} already has a target of {amount} for {from} until {until}; the new one, {newAmount}, is for {newFrom} until {newUntil}. One day has at most one target.",
    zh: "{subject} 在 {from} 起、{until} 前已有目标 {amount}；新目标 {newAmount} 的区间为 {newFrom} 起、{newUntil} 前。同一天最多一个目标。",
  },
  "target/rows": {
    status: 422,
    en: "{count} rows cannot be used; each is named below. Nothing was written.",
    zh: "有 {count} 行无法使用，逐项列在下面。没有写入任何内容。",
  },
  "target/unknown_subject": {
    status: 422,
    en: "There is no person or unit {value}.",
    zh: "没有人员或组织单元 {value}。",
  },
  "target/unknown_metric": {
    status: 422,
    en: "There is no metric {value}.",
    zh: "没有指标 {value}。",
  },
  "target/interval": {
    status: 422,
    en: "{from} until {until} holds no day: the end must be after the beginning.",
    zh: "{from} 起、{until} 前不含任何一天：结束日必须在开始日之后。",
  },
  "target/amount": {
    status: 422,
    en: "{value} is no amount of this metric: it has {scale} decimals and fits 2^53 smallest steps.",
    zh: "{value} 不是该指标的有效数值：最多 {scale} 位小数，且不超过 2^53 个最小单位。",
  },
  "target/currency": {
    status: 422,
    en: "{value} is not the currency of this metric ({currency}).",
    zh: "{value} 不是该指标的币种（{currency}）。",
  },
  "plan/values_only": {
    status: 422,
    en: "{metric} does not add up: its plan passes values on, and there is no sum that this could move. Publish the values, or record the result as a plan of a metric that adds up.",
    zh: "{metric} 不可相加：其方案逐级传递数值，没有可供此操作调整的合计。请直接发布数值，或改用可相加指标的方案。",
  },
  "target/not_additive": {
    status: 422,
    en: "{metric} does not add up over people, so it cannot be shared out.",
    zh: "{metric} 不可在人员间相加，因此不能分配。",
  },
  "plan/not_found": { status: 404, en: "There is no plan {id}.", zh: "没有目标方案 {id}。" },
  "plan/exists": {
    status: 409,
    en: "A plan with the id {id} exists already.",
    zh: "编号为 {id} 的目标方案已存在。",
  },
  "plan/no_row": {
    status: 404,
    en: "{subject} has no number in this plan.",
    zh: "{subject} 在此方案中没有目标数。",
  },
  "plan/no_version": {
    status: 404,
    en: "This plan has no version {number}.",
    zh: "此方案没有第 {number} 版。",
  },
  "plan/cannot_allocate": {
    status: 422,
    en: "{count} places in the tree cannot be shared out; each is named below. Nothing was changed.",
    zh: "组织树中有 {count} 处无法分配，逐项列在下面。没有改动任何内容。",
  },
  "plan/months": {
    status: 422,
    en: "The year cannot be spread over months this way ({reason}). Choose another way.",
    zh: "无法按此方式把全年分到各月（{reason}），请换一种方式。",
  },
  "plan/cells": {
    status: 422,
    en: "{period} cannot be {value}: the plan has no such month, or nothing else is free to take the difference.",
    zh: "{period} 无法设为 {value}：方案没有该月份，或没有其他未锁定的月份可以承担差额。",
  },
  "plan/job_running": {
    status: 409,
    en: "This plan is being worked on already. Wait until that is done, or stop it.",
    zh: "此方案正在处理中，请等待完成或先停止。",
  },
  "plan/no_job": {
    status: 404,
    en: "Nothing is being worked on here.",
    zh: "此方案当前没有进行中的处理。",
  },
  "plan/moved": {
    status: 409,
    en: "Somebody changed the plan meanwhile, so nothing was written. Look at it and start again.",
    zh: "期间有人改动了此方案，因此没有写入任何内容。请查看后重新开始。",
  },
  "plan/curve": {
    status: 422,
    en: "A curve has one weight from 0 up for each of the plan's {wanted} periods; this one has {given}.",
    zh: "曲线须为方案的 {wanted} 个周期各给一个不小于 0 的权重；此处有 {given} 个。",
  },
  "plan/method": {
    status: 422,
    en: "{value} does not fit how this plan is shared out: name a factor of the plan, a growth from -100 % up, weights from 0 up.",
    zh: "{value} 不适用于此分配方式：请使用方案已有的因素、不低于 -100% 的增长率，以及不小于 0 的权重。",
  },
  "plan/months_full": {
    status: 422,
    en: "{nodeName}: {people} can carry their numbers only in {months}, and those months hold {missing} too little. Move the months of {nodeName}, move these numbers, or accept a visible gap between months.",
    zh: "{nodeName}：{people} 的目标只能落在 {months}，而这些月份少 {missing}。可以调整 {nodeName} 的月度合计，调整这些人的目标，或接受月度缺口并公开显示。",
  },
  "plan/months_empty": {
    status: 422,
    en: "{nodeName}: in {months} only {people} can carry anything, and together they bring {missing} too little. Move the months of {nodeName}, move these numbers, or accept a visible gap between months.",
    zh: "{nodeName}：{months} 只有 {people} 能承担，合计少 {missing}。可以调整 {nodeName} 的月度合计，调整这些人的目标，或接受月度缺口并公开显示。",
  },
  "plan/nothing_to_publish": {
    status: 409,
    en: "This plan has no numbers yet. Share it out first.",
    zh: "此方案还没有目标数，请先分配。",
  },
  "plan/reason_missing": {
    status: 422,
    en: "A number changed by hand needs a reason; the person who carries it will read it.",
    zh: "手工改动目标需要填写理由，承担该目标的人会看到。",
  },
  "plan/over": {
    status: 422,
    en: "Over-assignment is {value}; it lies between 0 and 1.",
    zh: "超额分派比例为 {value}，应在 0 与 1 之间。",
  },
  "plan/top": {
    status: 422,
    en: "The number at the top is the plan's own amount; change the plan.",
    zh: "最上层的数字就是方案总额，请修改方案。",
  },
  "plan/must_allocate": {
    status: 409,
    en: "The amount or the rules changed since this plan was shared out. Share it out again before you publish.",
    zh: "分配之后方案的总额或规则有改动，请重新分配后再发布。",
  },
  "plan/round_open": {
    status: 409,
    en: "The numbers of this plan are being agreed on until {deadline}. Close that round first.",
    zh: "此方案的目标数正在协商，截止 {deadline}。请先结束该轮协商。",
  },
  "target/value": {
    status: 422,
    en: "{value} is no value for {factor}: it takes a plain decimal that is not below 0.",
    zh: "{value} 不能作为 {factor} 的值：应为不小于 0 的普通十进制数。",
  },
} as const satisfies Refusals;
