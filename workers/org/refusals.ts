import type { Refusals } from "../lib/refusals.ts";

/** What org refuses, as the reader sees it. {name} is filled from the facts. */
export const orgRefusals = {
  "org/not_found": {
    status: 404,
    en: "There is no such unit or person: {id}.",
    zh: "没有这个组织单元或人员：{id}。",
  },
  "org/rows_refused": {
    status: 422,
    en: "{count} rows cannot be taken; none was written. Each is listed with its reason.",
    zh: "有 {count} 处内容无法接受，全部未写入；逐条原因见列表。",
  },
  "org/name_missing": {
    status: 422,
    en: "{value} is new and needs a name.",
    zh: "{value} 是新增项，必须填写名称。",
  },
  "org/code_repeated": {
    status: 422,
    en: "The code {value} stands in two rows.",
    zh: "编码 {value} 出现在两行中。",
  },
  "org/id_differs": {
    status: 422,
    en: "The id {value} does not belong to the code {code}.",
    zh: "标识 {value} 与编码 {code} 不对应。",
  },
  "org/unknown_unit": {
    status: 422,
    en: "There is no unit {value}.",
    zh: "没有组织单元 {value}。",
  },
  "org/unknown_person": {
    status: 422,
    en: "There is no person {value}.",
    zh: "没有人员 {value}。",
  },
  "org/two_units": {
    status: 422,
    en: "{value} is given two different units from the same day.",
    zh: "{value} 在同一天被指定了两个不同的单元。",
  },
  "org/two_managers": {
    status: 422,
    en: "{value} is given two different managers from the same day.",
    zh: "{value} 在同一天被指定了两位不同的上级。",
  },
  "org/ends_before_start": {
    status: 422,
    en: "The end {value} is not after the start {start}.",
    zh: "结束日期 {value} 不晚于开始日期 {start}。",
  },
  "org/cycle": {
    status: 422,
    en: "{value} would stand above itself from {on}: {members}.",
    zh: "自 {on} 起，{value} 会成为自己的上级：{members}。",
  },
  "org/too_deep": {
    status: 422,
    en: "{value} would be more than {most} levels down from {on}.",
    zh: "自 {on} 起，{value} 的层级会超过 {most} 级。",
  },
} as const satisfies Refusals;
