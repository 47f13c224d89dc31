export const payplans = {
  hub: {
    title: "激励",
    lead: "激励方案、计薪期与核算、对账单、异议和荣誉。",
    tabsLabel: "激励的各部分",
    tabs: {
      plans: "方案",
      periods: "计薪期",
      statements: "对账单",
      disputes: "异议",
      awards: "荣誉",
    },
  },
  plan: {
    back: "全部方案",
    published: (n: number) => `已发布 第 ${n} 版`,
    never: "尚未发布",
    changed: "草稿有改动",
    archived: "已归档",
    publish: "发布…",
    tabsLabel: "方案的各部分",
    tabs: {
      build: "搭建",
      preview: "试算",
      people: "参与人",
      publish: "检查与发布",
      history: "版本",
    },
  },
};
