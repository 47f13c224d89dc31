import type { Refusals } from "../lib/refusals.ts";

export const sampleRefusals = {
  "sample/entangled": {
    status: 409,
    en: "{count} rows of your own hang on the sample company (a sample person in one of your units, a shared credit, a plan of yours). Take them apart first.",
    zh: "你自己的数据中有 {count} 处与样例公司相连（样例人员在你的组织单元中、业绩拆分或你的方案）。请先解除。",
  },
} as const satisfies Refusals;
