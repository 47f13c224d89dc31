import type { Refusals } from "../lib/refusals.ts";

export const tenancyRefusals = {
  "tenant/taken": {
    status: 409,
    en: "A company with this id exists already.",
    zh: "这个公司编号已存在。",
  },
  "member/not_found": { status: 404, en: "There is no member {id}.", zh: "没有成员 {id}。" },
  "member/last_owner": {
    status: 409,
    en: "A company keeps at least one owner. Make somebody else owner first.",
    zh: "公司至少要有一位所有者。请先把其他人设为所有者。",
  },
  "member/exists": {
    status: 409,
    en: "{email} is a member or has been invited already.",
    zh: "{email} 已是成员或已被邀请。",
  },
  "member/not_yours_to_give": {
    status: 403,
    en: "Only an owner can give or take the role of owner.",
    zh: "只有所有者可以授予或收回所有者角色。",
  },
  "invitation/not_found": {
    status: 404,
    en: "This invitation is unknown, used, withdrawn or expired, or it was sent to another address.",
    zh: "此邀请不存在、已使用、已撤回或已过期，或发给了其他邮箱。",
  },
  "key/not_found": { status: 404, en: "There is no API key {id}.", zh: "没有 API 密钥 {id}。" },
  "tenant/time_zone": {
    status: 422,
    en: "{timeZone} is not a time zone of the IANA database, such as Asia/Shanghai.",
    zh: "{timeZone} 不是 IANA 时区数据库中的时区，例如 Asia/Shanghai。",
  },
} as const satisfies Refusals;
