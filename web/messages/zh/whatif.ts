export const whatif = {
  loading: "正在算下一单值多少…",
  failed: "这里没有算出来，请刷新后再试。",
  notNow: "现在算不出下一单值多少：方案或目标还不全。",
  amount: "如果再成交一单",
  more: "我会多得",
  rate: (rate: string) => `这一单的提成比例 ${rate}。`,
  atOnce: (now: string, later: string) => `当期可发 ${now}，以后释放 ${later}。`,
  period: (pay: string) => `本期合计 ${pay}。`,
  exactly: "填一个确切的金额",
  notAmount: "请填一个金额，例如 12万 或 120000。",
  note: "和对账单用同一个引擎、同一份数据计算，按你最近一单的类型估算；不会被记录。",
};
