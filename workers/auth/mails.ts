import type { Locale } from "./locale.ts";

export type Mail = { readonly subject: string; readonly text: string };

/** The code stands in the subject, so that a phone shows it without opening the mail. */
export function codeMail(code: string, locale: Locale): Mail {
  if (locale === "en")
    return {
      subject: `${code} is your Fairlead code`,
      text: `Your code: ${code}\n\nIt can be used once, within 10 minutes. If you did not ask for it, ignore this mail: nothing has changed.\n\nFairlead`,
    };
  return {
    subject: `${code} 是你的 Fairlead 验证码`,
    text: `你的验证码：${code}\n\n10 分钟内有效，仅能使用一次。如果不是本人操作，请忽略此邮件，一切保持不变。\n\nFairlead`,
  };
}

export function invitationMail(
  { company, link }: { readonly company: string; readonly link: string },
  locale: Locale,
): Mail {
  if (locale === "en")
    return {
      subject: `${company} invites you to Fairlead`,
      text: `${company} shares its sales targets with you on Fairlead.\n\nOpen this address and sign in with this e-mail address:\n${link}\n\nThe invitation is valid for 7 days.`,
    };
  return {
    subject: `${company} 邀请你加入 Fairlead`,
    text: `${company} 邀请你在 Fairlead 上查看销售目标和进度。\n\n请打开以下地址，并用本邮箱登录：\n${link}\n\n邀请 7 天内有效。`,
  };
}
