import type { Refusals } from "../lib/refusals.ts";

export const sampleRefusals = {
  "sample/entangled": {
    status: 409,
    en: "{count} rows of your own hang on the sample company (a sample person in one of your units, a shared credit, a plan of yours). Take them apart first.",
    zh: "您自己的数据中有 {count} 处与示例公司相连（示例人员在您的组织单元中、业绩拆分或您的方案）。请先解除。",
  },
} as const satisfies Refusals;
