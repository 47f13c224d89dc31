import type { Refusals } from "../lib/refusals.ts";

export const noticeRefusals = {
  "notice/no_account": {
    status: 403,
    en: "A key gets no mail. Sign in as a person to choose yours.",
    zh: "密钥不会收到邮件。请以个人身份登录后设置自己的邮件。",
  },
} as const satisfies Refusals;
