import type { Refusals } from "../lib/refusals.ts";

/** What entries refuses, as the reader sees it. {name} is filled from the facts. */
export const entriesRefusals = {
  "entries/rejected": {
    status: 422,
    en: "{count} values cannot be recorded, so no row was. Each is listed with its place.",
    zh: "有 {count} 处无法入账，全部未写入；逐条位置和取值见列表。",
  },
  "entries/unknown_metric": {
    status: 422,
    en: "There is no metric {value}. Give the code or id of one that exists.",
    zh: "没有指标 {value}，请填写已有指标的编码或标识。",
  },
  "entries/ratio": {
    status: 422,
    en: "{value} is a ratio and is never recorded. Record the two metrics that make it.",
    zh: "{value} 是比率指标，不能直接入账；请分别录入分子与分母。",
  },
  "entries/unknown_person": {
    status: 422,
    en: "There is no person {value}. Give the code or id of one who exists.",
    zh: "没有人员 {value}，请填写已有人员的编码或标识。",
  },
  "entries/impossible_date": {
    status: 422,
    en: "{value} is no date that exists. Write it like 2026-07-15.",
    zh: "{value} 不是有效日期，请按 2026-07-15 的格式填写。",
  },
  "entries/not_a_number": {
    status: 422,
    en: "{value} is no plain decimal number. Write it like 1234.50.",
    zh: "{value} 不是普通小数，请按 1234.50 的格式填写。",
  },
  "entries/too_many_decimals": {
    status: 422,
    en: "{value} has more than {scale} decimals, which is what the metric holds.",
    zh: "{value} 的小数位多于该指标允许的 {scale} 位。",
  },
  "entries/too_large": {
    status: 422,
    en: "{value} is larger than can be kept exactly. Check the unit.",
    zh: "{value} 超出可精确保存的范围，请检查单位。",
  },
  "entries/no_currency_here": {
    status: 422,
    en: "This metric is not money: leave out the currency {value}.",
    zh: "该指标不是金额，请去掉币种 {value}。",
  },
  "entries/unknown_currency": {
    status: 422,
    en: "{value} is no ISO 4217 currency code, such as CNY.",
    zh: "{value} 不是 ISO 4217 币种代码，例如 CNY。",
  },
  "entries/other_currency": {
    status: 422,
    en: "This metric is kept in {currency}, not in {value}.",
    zh: "该指标以 {currency} 计，不能填写 {value}。",
  },
  "entries/bad_share": {
    status: 422,
    en: "{value} is no share above 0, such as 0.5 or 1/3.",
    zh: "{value} 不是大于 0 的份额，例如 0.5 或 1/3。",
  },
  "entries/credited_twice": {
    status: 422,
    en: "{value} is credited twice.",
    zh: "{value} 被重复归属。",
  },
  "entries/shares_not_one": {
    status: 422,
    en: "The shares sum to {value}; they must sum to exactly 1.",
    zh: "各份额之和为 {value}，必须恰好等于 1。",
  },
  "entries/repeated": {
    status: 422,
    en: "{value} stands in two rows of this call, here and in row {other} (counted from 0).",
    zh: "{value} 在本次提交中出现两次：本行与第 {other} 行（从 0 计）。",
  },
  "entries/nothing_to_reverse": {
    status: 422,
    en: "Nothing was recorded as {value}, so nothing can be taken back.",
    zh: "没有编号为 {value} 的记录，无法冲销。",
  },
  "entries/reversal_is_whole": {
    status: 422,
    en: "A reversal takes an entry back whole and names nothing else: leave out {value}.",
    zh: "冲销是整笔冲销，只需指明被冲销的记录；请去掉 {value}。",
  },
  "entries/total_too_large": {
    status: 422,
    en: "With these rows a total would be larger than can be kept exactly. None was recorded.",
    zh: "加上这些记录后，合计会超出可精确保存的范围；全部未写入。",
  },
  "entries/one_subject": {
    status: 400,
    en: "Name either a person or a unit.",
    zh: "请指定一个人员或一个组织单元。",
  },
  "entries/bad_cursor": {
    status: 400,
    en: "This cursor is not one of ours. Begin the list again without it.",
    zh: "游标无效，请不带游标重新开始读取。",
  },
} as const satisfies Refusals;
