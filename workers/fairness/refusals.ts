import type { Refusals } from "../lib/refusals.ts";

/** What fairness refuses, as the reader sees it. */
export const fairnessRefusals = {
  "scenario/not_found": {
    status: 404,
    en: "There is no such scenario: {id}.",
    zh: "没有这个情景：{id}。",
  },
  "scenario/exists": {
    status: 409,
    en: "A scenario with the id {id} is already there.",
    zh: "标识为 {id} 的情景已存在。",
  },
  "scenario/no_numbers": {
    status: 409,
    en: "The plan has no numbers yet: share it out first, then keep it as a scenario.",
    zh: "方案还没有分到人的数字：请先分配，再存为情景。",
  },
} as const satisfies Refusals;
