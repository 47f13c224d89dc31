export const calendar = {
  kinds: {
    day: "按日",
    week: "按周",
    month: "按月",
    quarter: "按季",
    half: "按半年",
    year: "按年",
  },
  year: (year: number, fiscal: boolean) => (fiscal ? `${year}财年` : `${year}年`),
  half: (year: string, index: number) => `${year}${index === 1 ? "上半年" : "下半年"}`,
  quarter: (year: string, index: number) => `${year}第${index}季度`,
  week: (year: string, index: number) => `${year}第${index}周`,
  workingDays: (n: number) => `${n} 个工作日`,
};
