import type { KindName } from "../../../workers/notices/kinds.ts";

const look: ReadonlySet<KindName> = new Set<KindName>(["statement_ready", "plan_unaccepted"]);

export const notices = {
  waiting: "等你处理",
  sample: "样例",
  go: (kind: KindName): string =>
    look.has(kind) || kind === "dispute_answered" ? "查看" : "去处理",
  settings: {
    title: "邮件",
    lead: (email: string) => `发往 ${email}。邮件里没有任何金额，内容登录后才能看到。`,
    atOnce: "需要你处理的事，以及你的薪酬有变化时",
    atOnceHint:
      "例如方案等你确认、异议等你答复、核算等你批准、你的对账单已批准。立即发送，几件事合成一封。",
    digest: "每日摘要",
    digestHint: (at: string) => `进展类消息，每天 ${at} 之后合成一封；没有进展就不发。`,
    language: "邮件语言",
    languages: { company: "跟随公司", zh: "中文", en: "English" },
    quiet: (from: string, until: string, zone: string) =>
      `${from} 到次日 ${until}（${zone}）不发邮件，早上再发；那时已经办完的不再发。`,
  },
};
