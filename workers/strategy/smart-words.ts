/** What a finding says, and what would put it right. {name} is filled from its facts. */
export const SMART_WORDS = {
  "smart/growth_differs": {
    zh: "增长写的是 {value}，但由基数 {base} 到 {amount} 实为 {implied}。请把增长改为 {implied}，或把目标改为 {amountFor}，或把基数改为 {baseFor}。",
    en: "Growth says {value}, but from {base} to {amount} it is {implied}. Make the growth {implied}, or the target {amountFor}, or the base {baseFor}.",
  },
  "smart/no_growth_of_zero": {
    zh: "基数为 {value}，谈不上增长 {growth}。请去掉增长，只写目标值。",
    en: "From a base of {value} there is no growth of {growth}. Leave the growth out and state the value.",
  },
  "smart/no_owner": {
    zh: "没有负责人。请指定一个人。",
    en: "Nobody owns it. Name one person.",
  },
  "smart/no_source": {
    zh: "“{value}”没有数据来源，达成与否无从核对。请写明数据来自哪里。",
    en: "{value} has no data source, so nobody can check it. Say where the figure comes from.",
  },
  "smart/too_high": {
    zh: "{value} 高于以往 {count} 个同样长的期间中的 {percentile}；通常为 {median}，{high} 以内不算反常。请核对位数，或写明凭什么。",
    en: "{value} is above {percentile} of the {count} past periods of this length; {median} is usual and up to {high} would not stand out. Check the digits, or say what makes it possible.",
  },
  "smart/too_low": {
    zh: "{value} 只高于以往 {count} 个同样长的期间中的 {percentile}；通常为 {median}，{low} 以上不算反常。请核对位数，或写明为何如此低。",
    en: "{value} is above only {percentile} of the {count} past periods of this length; {median} is usual and from {low} on would not stand out. Check the digits, or say why so little.",
  },
  "smart/slipped_zero": {
    zh: "{value} 像是零写错了个数：与以往相符的是 {likely}。请核对。",
    en: "{value} looks like a slipped zero: {likely} would be like the past. Check it.",
  },
  "smart/no_history": {
    zh: "以往同样长的期间只有 {value} 个，不足 {wanted} 个，无法判断是否合理。可先补录历史实绩。",
    en: "Only {value} past periods of this length are known; it takes {wanted} to judge. Load earlier actuals first.",
  },
  "smart/no_theme": {
    zh: "没有对应的战略主题。请选择一个主题，或写明为何单列。",
    en: "It serves no strategy theme. Choose one, or say why it stands alone.",
  },
  "smart/outside_theme": {
    zh: "期间 {value} 不在主题“{theme}”的 {themeInterval} 之内。请改期间，或换一个主题。",
    en: "Its interval {value} lies outside the theme {theme}, {themeInterval}. Change the interval, or the theme.",
  },
  "smart/no_interval": {
    zh: "没有起止日期。请写明从哪天到哪天。",
    en: "It has no interval. Say from which day to which.",
  },
  "smart/over": {
    zh: "期间在 {value} 已结束。请改为今后的期间。",
    en: "Its interval ended on {value}. Choose one that is still to come.",
  },
} as const satisfies Readonly<Record<string, { readonly zh: string; readonly en: string }>>;

export type SmartCode = keyof typeof SMART_WORDS;
