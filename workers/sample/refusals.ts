import type { Refusals } from "../lib/refusals.ts";

export const sampleRefusals = {
  "sample/removing": {
    status: 409,
    en: "The sample company is being removed. Try again in a moment.",
    zh: "示例公司正在移除，请稍后再试。",
  },
  "sample/entangled": {
    status: 409,
    en: "{count} people of the sample company sit in units of your own. Move them back first.",
    zh: "有 {count} 名示例人员在您自己的组织单元中，请先移出。",
  },
} as const satisfies Refusals;
