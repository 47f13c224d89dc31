/** What a contradiction is, and what would resolve it. {name} is filled from its facts. */
export const REVIEW_WORDS = {
  "review/profit_without_margin": {
    zh: "主题“{theme}”要的是利润，其下目标却没有一个衡量毛利或客单价。请补一个毛利、毛利率或客单价目标。",
    en: "{theme} is about profit, yet none of its targets measures margin or deal size. Add one that does.",
  },
  "review/expansion_without_new_customers": {
    zh: "主题“{theme}”要的是扩张，其下目标和举措却没有一个衡量新客户。请补一个新客户数的目标或举措。",
    en: "{theme} is about expansion, yet none of its targets or initiatives measures new customers. Add one that does.",
  },
  "review/more_revenue_less_margin": {
    zh: "“{revenue}”要从 {revenueBase} 增到 {revenueAmount}，“{margin}”却从 {marginBase} 降到 {marginAmount}：卖得更多，赚得更少。请改其中一个，或写明是有意为之。",
    en: "{revenue} is to rise from {revenueBase} to {revenueAmount} while {margin} falls from {marginBase} to {marginAmount}: more is sold and less is earned. Change one, or say that it is meant.",
  },
  "review/thinner_margin": {
    zh: "“{revenue}”要从 {revenueBase} 增到 {revenueAmount}，但按“{margin}”折算，毛利率由 {rateBase} 降到 {rateAmount}。请核对产品结构，或写明是有意为之。",
    en: "{revenue} is to rise from {revenueBase} to {revenueAmount}, but with {margin} the margin falls from {rateBase} to {rateAmount}. Check the mix, or say that it is meant.",
  },
  "review/mix_earns_less": {
    zh: "“{revenue}”的计划结构合计 {planned}（原 {before}），按各自毛利率只赚 {earns}（原 {earned}）。请调整结构，或写明是有意为之。",
    en: "The planned mix of {revenue} adds up to {planned} (was {before}) and earns {earns} (was {earned}). Change the mix, or say that it is meant.",
  },
} as const satisfies Readonly<Record<string, { readonly zh: string; readonly en: string }>>;

export type ReviewCode = keyof typeof REVIEW_WORDS;
