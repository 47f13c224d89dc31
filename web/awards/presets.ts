/** Usual awards to begin with. What a rule is called is kept in both languages, whoever writes it. */
export const USUAL = {
  king: {
    name: "签单王",
    nameEn: "Deal Maker of the Month",
    gives: "签单王奖杯与首页署名",
    givesEn: "The cup, and the name on the first page",
  },
  praise: {
    name: "客户好评之星",
    nameEn: "Customer Star of the Month",
    gives: "客户好评之星徽章",
    givesEn: "The customer star badge",
  },
  practice: {
    name: "最佳实践奖",
    nameEn: "Best Practice",
    gives: "分享会主讲席位",
    givesEn: "A talk at the next meeting",
  },
  team: {
    name: "团队协作奖",
    nameEn: "Team of the Month",
    gives: "团队聚餐",
    givesEn: "A team dinner",
  },
} as const;
