import type { Refusals } from "../lib/refusals.ts";

/** What leave and relief refuse, as the reader sees it. */
export const absenceRefusals = {
  "absence/rejected": {
    status: 422,
    en: "Nothing was saved: {count} rows cannot be used, each named below.",
    zh: "没有保存任何内容：有 {count} 行无法使用，逐项列在下面。",
  },
  "absence/twice": {
    status: 422,
    en: "The record {value} is named twice.",
    zh: "记录 {value} 重复。",
  },
  "absence/days": {
    status: 422,
    en: "{from} until {until} holds no day: the end must be after the beginning.",
    zh: "{from} 起、{until} 前不含任何一天：结束日必须在开始日之后。",
  },
  "absence/person": {
    status: 422,
    en: "There is no person {value}.",
    zh: "没有人员 {value}。",
  },
  "absence/metric": {
    status: 422,
    en: "There is no metric {value}.",
    zh: "没有指标 {value}。",
  },
  "absence/leave_metric": {
    status: 422,
    en: "Leave is from every target; relief can be of one metric.",
    zh: "请假适用于全部目标；只有减免可以针对单个指标。",
  },
  "absence/factor": {
    status: 422,
    en: "Relief says what part of the target stays, from 0 to 1; leave says none.",
    zh: "减免须写明保留目标的比例（0 到 1）；请假不写比例。",
  },
} as const satisfies Refusals;
