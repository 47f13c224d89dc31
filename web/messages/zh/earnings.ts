export const earnings = {
  title: "我的收入",
  titleOf: (name: string) => `${name}的收入`,
  hide: "隐藏金额",
  earned: "本期已计提",
  earnedHint: "按目前已知的业绩试算，核算时以对账单为准",
  asOf: (at: string) => `截至 ${at} 的核算；之后的业绩在下一次核算时计入`,
  buckets: {
    payable: "本期应付",
    pending: "待释放",
    paid: "上期已付",
    basePay: "底薪",
    debt: "待抵扣",
  },
  period: (from: string, until: string) => `${from} 至 ${until}`,
  plan: (name: string) => name,
  payDate: (day: string) => `${day} 发放`,
  tier: {
    rate: (rate: string) => `下一笔业绩按 ${rate} 计提`,
    next: (missing: string, rate: string) => `再签 ${missing}，即进入 ${rate} 档`,
    top: (rate: string) => `已在最高档 ${rate}`,
    progress: (at: string, bound: string) => `已完成 ${at}，下一档从 ${bound} 起`,
  },
  whatIf: "下一单值多少",
  whatIfOpen: "试算",
  hiddenInput: "你的方案包含团队数据，无法在此试算。",
  none: {
    title: "还没有激励方案",
    text: "加入激励方案后，这里会显示本期已计提、待释放和应付的金额。",
  },
  nothing: {
    title: "本期还没有对账单",
    text: "你在本期参加方案之后，这里会显示已计提、待释放和应付的金额。历史对账单见下方。",
  },
  flaws: "本期暂时无法试算：",
  statements: {
    title: "历史对账单",
    none: "还没有已批准的对账单。",
    pay: "应付",
    state: { approved: "已批准", locked: "已锁定", paid: "已发放" } as Readonly<
      Record<string, string>
    >,
    open: "查看",
    more: (n: number) => `另有 ${n} 期`,
  },
  disputes: { title: "我的异议" },
  awards: { title: "我的荣誉" },
};
