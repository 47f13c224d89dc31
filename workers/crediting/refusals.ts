import type { Refusals } from "../lib/refusals.ts";

/** What crediting refuses, as the reader sees it. {name} is filled from the facts. */
export const creditingRefusals = {
  "crediting/not_found": {
    status: 404,
    en: "There is no such crediting rule: {id}.",
    zh: "没有这条归属规则：{id}。",
  },
  "crediting/not_then": {
    status: 409,
    en: "The rule does not hold on {from} or later. Choose a day on which it does.",
    zh: "该规则在 {from} 及以后并不生效，请选择其有效期内的日期。",
  },
  "crediting/id_taken": {
    status: 409,
    en: "Another rule already has the id {id}.",
    zh: "标识 {id} 已被其他规则使用。",
  },
  "crediting/too_many": {
    status: 409,
    en: "A company has at most {most} crediting rules at a time. End one first.",
    zh: "同一时间最多 {most} 条归属规则，请先停用一条。",
  },
  "crediting/unknown": {
    status: 422,
    en: "{value} names nothing here. Give the code or id of one that exists.",
    zh: "找不到 {value}，请填写已有的编码或标识。",
  },
  "crediting/bad_share": {
    status: 422,
    en: "{value} is no share above 0 and at most 1, such as 0.5, 50% or 1/3.",
    zh: "{value} 不是大于 0 且不超过 1 的份额，例如 0.5、50% 或 1/3。",
  },
  "crediting/shares_not_one": {
    status: 422,
    en: "The direct shares sum to {value}; they must sum to exactly 1. What stands beside is overlay or override.",
    zh: "直接归属的份额之和为 {value}，必须恰好等于 1；并行归属请用协同或上级归属。",
  },
  "crediting/given_twice": {
    status: 422,
    en: "One and the same recipient is named twice.",
    zh: "同一个归属对象出现了两次。",
  },
  "crediting/interval": {
    status: 422,
    en: "The days begin on {from} and end before {until}: the end must come after the beginning.",
    zh: "起始日 {from} 应早于截止日 {until}。",
  },
  "crediting/too_long": {
    status: 422,
    en: "One look takes at most {most} days. Take a shorter time.",
    zh: "一次最多查看 {most} 天，请缩短时间范围。",
  },
} as const satisfies Refusals;
