import type { Refusals } from "../lib/refusals.ts";

/** What strategy refuses, as the reader sees it. {name} is filled from the facts. */
export const strategyRefusals = {
  "strategy/not_found": {
    status: 404,
    en: "There is nothing here by that id: {id}.",
    zh: "没有这一项：{id}。",
  },
  "strategy/exists": {
    status: 409,
    en: "The id {id} is taken. Load the page again; it may have been saved already.",
    zh: "标识 {id} 已被使用。请重新载入，可能已经保存过。",
  },
  "strategy/interval": {
    status: 422,
    en: "The interval {from} to {until} holds no day. Give both days, the end after the start.",
    zh: "期间 {from} 至 {until} 不含任何一天。起止日期都要填，且止在起之后。",
  },
  "strategy/amount": {
    status: 422,
    en: "{value} does not fit: the metric has {scale} decimals, and amounts end at 2^53 smallest steps.",
    zh: "{value} 不合适：该指标为 {scale} 位小数，数额不超过 2^53 个最小单位。",
  },
  "strategy/rate": {
    status: 422,
    en: "{value} cannot be used here: results and actions are above 0, a ceiling is above 0 and at most 1.",
    zh: "此处不能用 {value}：结果与行动须大于 0，上限须大于 0 且不超过 1。",
  },
  "strategy/unknown_theme": {
    status: 422,
    en: "There is no such theme: {value}. Choose one of the list.",
    zh: "没有这个主题：{value}。请从列表中选择。",
  },
  "strategy/unknown_goal": {
    status: 422,
    en: "There is no such goal: {value}. Choose one of the list.",
    zh: "没有这个战略目标：{value}。请从列表中选择。",
  },
  "strategy/unknown_unit": {
    status: 422,
    en: "There is no such unit: {value}.",
    zh: "没有这个组织单元：{value}。",
  },
  "strategy/unknown_metric": {
    status: 422,
    en: "There is no such metric: {value}.",
    zh: "没有这个指标：{value}。",
  },
  "strategy/unknown_owner": {
    status: 422,
    en: "The owner {value} is nobody here.",
    zh: "负责人 {value} 不存在。",
  },
  "strategy/unknown_plan": {
    status: 422,
    en: "There is no such plan: {value}.",
    zh: "没有这个目标方案：{value}。",
  },
  "strategy/plan_differs": {
    status: 422,
    en: "The plan {value} is of another unit or metric. Choose one of the same.",
    zh: "方案 {value} 的组织单元或指标不同。请选择相同的方案。",
  },
  "strategy/unknown_parent": {
    status: 422,
    en: "There is no such objective: {value}.",
    zh: "没有这个 O：{value}。",
  },
  "strategy/circle": {
    status: 422,
    en: "The objective {value} serves this one already: they would go round in a circle.",
    zh: "O {value} 已经在支撑这一个，会形成循环。",
  },
  "strategy/key_results": {
    status: 422,
    en: "An objective has two to four key results, each with an id of its own; here are {count}. Merge or split until it does.",
    zh: "一个 O 要有 2 至 4 个互不相同的 KR，这里有 {count} 个。请合并或拆分。",
  },
  "strategy/no_way": {
    status: 422,
    en: "The key result begins and ends at {value}. Give it a target other than its start.",
    zh: "KR 的起点与目标都是 {value}。请把目标改成不同的数。",
  },
} as const satisfies Refusals;
