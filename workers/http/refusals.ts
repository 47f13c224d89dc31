import type { Refusals } from "../lib/refusals.ts";

/** What any route may answer, in both languages. `{name}` is filled from the refusal's facts. */
export const httpRefusals = {
  "input/malformed": {
    status: 400,
    en: "The request has fields that cannot be used; each is named below.",
    zh: "请求中有无法使用的字段，逐项列在下面。",
  },
  "input/not_json": {
    status: 400,
    en: "The body is not valid JSON: {reason}",
    zh: "请求体不是合法的 JSON：{reason}",
  },
  "input/too_large": {
    status: 413,
    en: "The body is larger than {limit} bytes. Send it in smaller parts.",
    zh: "请求体超过 {limit} 字节。请分批发送。",
  },
  "input/no_key": {
    status: 400,
    en: "Send an Idempotency-Key header (8 to 100 printable characters), new for every action, so that a retry is not carried out twice.",
    zh: "请发送 Idempotency-Key 请求头（8 至 100 个可见字符），每次操作用新的值，这样重试不会重复执行。",
  },
  "input/key_reused": {
    status: 422,
    en: "This Idempotency-Key was used with another body. Use a new key for a new action.",
    zh: "这个 Idempotency-Key 已用于另一个请求体。新的操作请用新的值。",
  },
  "input/no_version": {
    status: 428,
    en: 'Send If-Match with the version you changed, for example "3".',
    zh: '请发送 If-Match，写明你所修改的版本，例如 "3"。',
  },
  "version/stale": {
    status: 412,
    en: "Somebody changed this in the meantime: you had version {yours}, it is now {current}. Load it again and repeat your change.",
    zh: "此内容已被他人修改：你的版本是 {yours}，现在是 {current}。请重新载入后再修改。",
  },
  "route/not_found": {
    status: 404,
    en: "There is nothing at this address.",
    zh: "此地址没有内容。",
  },
  "subject/not_found": {
    status: 404,
    en: "There is no {kind} {id}.",
    zh: "没有 {kind} {id}。",
  },
  "auth/signed_out": {
    status: 401,
    en: "Please sign in.",
    zh: "请先登录。",
  },
  "auth/key_invalid": {
    status: 401,
    en: "This API key is unknown, expired or revoked. Make a new one under Settings.",
    zh: "此 API 密钥不存在、已过期或已撤销。请在设置中新建。",
  },
  "auth/no_access": {
    status: 403,
    en: "You are not a member of this company, or no longer.",
    zh: "你不是（或不再是）这家公司的成员。",
  },
  "auth/no_company": {
    status: 409,
    en: "You have not opened a company yet. Create one or accept an invitation.",
    zh: "你还没有进入任何公司。请新建公司或接受邀请。",
  },
  "auth/not_allowed": {
    status: 403,
    en: "Your role does not include {permission}. Ask an administrator of your company.",
    zh: "你的角色没有 {permission} 权限。请联系贵公司的管理员。",
  },
  "auth/foreign_origin": {
    status: 403,
    en: "Changes are only taken from Fairlead's own pages or with an API key.",
    zh: "只接受来自 Fairlead 页面或携带 API 密钥的修改请求。",
  },
  "auth/code_wrong": {
    status: 400,
    en: "That is not the code we sent. Check the newest mail, or ask for a new code.",
    zh: "验证码不正确。请查看最新的邮件，或重新获取验证码。",
  },
  "auth/code_expired": {
    status: 400,
    en: "This code is older than 10 minutes. Ask for a new one.",
    zh: "此验证码已超过 10 分钟，请重新获取。",
  },
  "auth/code_spent": {
    status: 400,
    en: "Too many wrong tries for this code. Ask for a new one.",
    zh: "此验证码尝试次数过多，请重新获取。",
  },
  "auth/email_malformed": {
    status: 400,
    en: "This is not an e-mail address. Write it like name@company.com.",
    zh: "这不是有效的邮箱地址，请按 name@company.com 的格式填写。",
  },
  "auth/refused": {
    status: 400,
    en: "Signing in did not work with these details. Check them and try again.",
    zh: "无法使用这些信息登录，请检查后重试。",
  },
  "auth/too_many": {
    status: 429,
    en: "Too many attempts. Try again in {retryAfterS} seconds.",
    zh: "尝试次数过多，请在 {retryAfterS} 秒后再试。",
  },
  "tenant/moved": {
    status: 503,
    en: "Your company's data is being moved. Try again in a few seconds.",
    zh: "贵公司的数据正在迁移，请几秒后再试。",
  },
  "tenant/suspended": {
    status: 403,
    en: "This company is suspended. Contact support.",
    zh: "此公司已被停用，请联系客服。",
  },
  "trial/ended": {
    status: 403,
    en: "The trial has ended; your data can be read and exported, not changed. Ask for an upgrade to go on.",
    zh: "试用已结束：数据可以查看和导出，但不能修改。如需继续请申请升级。",
  },
  "commit/busy": {
    status: 409,
    en: "Others changed the same data at the same time. Nothing was written; try again.",
    zh: "同一数据正被他人修改，本次没有写入任何内容，请重试。",
  },
  internal: {
    status: 500,
    en: "Something went wrong on our side. Nothing was half done. Tell us request {request_id}.",
    zh: "我们这边出了问题，没有留下做了一半的内容。请告诉我们请求号 {request_id}。",
  },
} as const satisfies Refusals;
