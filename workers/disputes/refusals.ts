import type { Refusals } from "../lib/refusals.ts";

/** What stands against a dispute or a correction of pay, each naming what would do. */
export const disputeRefusals = {
  "dispute/not_found": {
    status: 404,
    en: "There is no dispute {id}.",
    zh: "没有异议 {id}。",
  },
  "dispute/exists": {
    status: 409,
    en: "A dispute with the id {id} exists already.",
    zh: "编号为 {id} 的异议已存在。",
  },
  "dispute/not_yours": {
    status: 403,
    en: "Only the person whose statement it is can dispute it.",
    zh: "只有对账单本人才能提出异议。",
  },
  "dispute/no_statement": {
    status: 404,
    en: "There is no statement of this person in the pay run {run}, or it is not out yet.",
    zh: "核算 {run} 中没有此人的对账单，或尚未发出。",
  },
  "dispute/other_statement": {
    status: 409,
    en: "The statement was calculated again in the meantime. Look at it as it is now, and raise the dispute there if it still stands.",
    zh: "对账单已重新核算。请查看最新内容，如仍有疑问再提出异议。",
  },
  "dispute/no_step": {
    status: 422,
    en: "The statement has no step {value}. Raise the dispute from the statement's own page.",
    zh: "对账单中没有步骤 {value}。请在对账单页面上提出异议。",
  },
  "dispute/already": {
    status: 409,
    en: "You have disputed this step already and it is not settled yet. Add to that dispute.",
    zh: "你已对此步骤提出异议，尚未处理完毕。请在原异议中补充。",
  },
  "dispute/amount": {
    status: 422,
    en: "{value} is no amount of {currency}: a number other than 0 with at most {scale} decimals, or nothing.",
    zh: "{value} 不是有效的 {currency} 金额：须为非 0 数字，最多 {scale} 位小数；也可以留空。",
  },
  "dispute/not_now": {
    status: 409,
    en: "The dispute has moved on; that cannot be done any more. Load it again.",
    zh: "异议的状态已经变了，不能再执行此操作。请重新载入。",
  },
  "dispute/not_payee": {
    status: 403,
    en: "Only who raised a dispute replies to it or withdraws it.",
    zh: "只有提出异议的本人可以回复或撤回。",
  },
  "dispute/own": {
    status: 403,
    en: "This is your own dispute: somebody else has to decide on it.",
    zh: "这是你自己的异议，必须由其他人处理。",
  },
  "dispute/not_resolver": {
    status: 403,
    en: "You may not decide on disputes. Ask an owner, an administrator or finance.",
    zh: "你没有处理异议的权限，请联系所有者、管理员或财务。",
  },
  "dispute/owner": {
    status: 422,
    en: "{value} cannot look after it: an active member who may decide on disputes, and not the one whose statement it is.",
    zh: "{value} 不能负责此异议：须为有处理权限的在职成员，且不是对账单本人。",
  },
  "pay_adjustment/not_found": {
    status: 404,
    en: "There is no correction {id}.",
    zh: "没有更正 {id}。",
  },
  "pay_adjustment/exists": {
    status: 409,
    en: "A correction with the id {id} exists already.",
    zh: "编号为 {id} 的更正已存在。",
  },
  "pay_adjustment/amount": {
    status: 422,
    en: "{value} is no amount of {currency}: a number other than 0 with at most {scale} decimals.",
    zh: "{value} 不是有效的 {currency} 金额：须为非 0 数字，最多 {scale} 位小数。",
  },
  "pay_adjustment/currency": {
    status: 422,
    en: "This person is paid in {currency}. Enter the correction in {currency}, not in {value}.",
    zh: "此人以 {currency} 计薪。请以 {currency} 录入更正，而不是 {value}。",
  },
  "pay_adjustment/own_pay": {
    status: 403,
    en: "This is your own pay: somebody else has to enter and approve it.",
    zh: "这是你自己的薪酬，必须由其他人录入和审批。",
  },
  "pay_adjustment/own_entry": {
    status: 403,
    en: "You entered this correction yourself, so a second person must decide on it.",
    zh: "这笔更正由你录入，必须由另一个人审批。",
  },
  "pay_adjustment/not_author": {
    status: 403,
    en: "Only whoever entered a correction can withdraw it. You may reject it instead.",
    zh: "只有录入人可以撤回更正。你可以驳回它。",
  },
  "pay_adjustment/not_now": {
    status: 409,
    en: "The correction is decided already, and that stands. An approved one is taken back by a reversal.",
    zh: "更正已有结论，不再改变。已批准的更正只能通过冲销取消。",
  },
  "pay_adjustment/not_approved": {
    status: 409,
    en: "Only an approved correction is taken back. This one still waits, or was turned down: nothing of it was paid.",
    zh: "只有已批准的更正才需要冲销。这笔还在等待批准或未获批准，没有发放过。",
  },
  "pay_adjustment/is_reversal": {
    status: 422,
    en: "A reversal is not reversed: enter the correction anew.",
    zh: "冲销不能再被冲销，请重新录入更正。",
  },
  "pay_adjustment/reversed_already": {
    status: 409,
    en: "This correction has been taken back already.",
    zh: "这笔更正已经冲销。",
  },
  "pay_adjustment/dispute": {
    status: 422,
    en: "A correction of kind dispute comes from accepting the dispute, and a reversal names what it takes back.",
    zh: "“异议”类更正只能由接受异议产生；“冲销”须指明被冲销的更正。",
  },
  "pay_adjustment/nobody": {
    status: 422,
    en: "There is no person {value}.",
    zh: "没有人员 {value}。",
  },
} as const satisfies Refusals;
