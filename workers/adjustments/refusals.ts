import type { Refusals } from "../lib/refusals.ts";

/** What stands against a change, each naming the place, the value and what would do. */
export const adjustmentRefusals = {
  "adjustment/not_found": {
    status: 404,
    en: "There is no change request {id}.",
    zh: "没有调整申请 {id}。",
  },
  "adjustment/exists": {
    status: 409,
    en: "A change request with the id {id} exists already.",
    zh: "编号为 {id} 的调整申请已存在。",
  },
  "adjustment/not_published": {
    status: 409,
    en: "This plan has never been published, so there is nothing to adjust. Change its draft instead.",
    zh: "此方案尚未发布，没有可调整的目标。请直接修改草稿。",
  },
  "adjustment/not_a_period": {
    status: 422,
    en: "{value} is no edge of a period of this plan; the nearest are {before} and {after}.",
    zh: "{value} 不是此方案某个期间的起止日；最近的是 {before} 和 {after}。",
  },
  "adjustment/nothing_asked": {
    status: 422,
    en: "The request changes nothing: name a number, a person who moves, or money that moves.",
    zh: "申请没有任何改动：请填写要改的目标、要调动的人员或要划转的预算。",
  },
  "adjustment/unknown_subject": {
    status: 422,
    en: "{value} has no target in this plan, or lies outside what you may see. Choose somebody from the plan.",
    zh: "{value} 在此方案中没有目标，或不在你的可见范围内。请从方案中选择。",
  },
  "adjustment/named_twice": {
    status: 422,
    en: "{value} stands in the request twice. Keep one line.",
    zh: "{value} 在申请中出现两次，请只保留一行。",
  },
  "adjustment/nested": {
    status: 422,
    en: "{valueNameEn} lies below {aboveNameEn}, whose change flows down to it. Ask for one of the two, or make two requests.",
    zh: "{valueName} 是 {aboveName} 的下级，上级的改动会传导下来。请只申请其中一个，或分成两份申请。",
  },
  "adjustment/size": {
    status: 422,
    en: "{value} is no size of a change: a number other than 0 that fits the metric's decimals, or a percentage.",
    zh: "{value} 不是有效的调整幅度：应为非 0、符合指标小数位的金额，或百分比。",
  },
  "adjustment/part_of_nothing": {
    status: 422,
    en: "{subjectNameEn} carries 0 in these periods, and a percentage of 0 is 0. Give an amount.",
    zh: "{subjectName} 在这些期间的目标为 0，百分比没有意义。请改填金额。",
  },
  "adjustment/below_zero": {
    status: 422,
    en: "{subjectNameEn} would fall to {value}: there is only {most} in these periods to take away.",
    zh: "{subjectName} 将变为 {value}：这些期间最多只能减少 {most}。",
  },
  "adjustment/cannot_move": {
    status: 422,
    en: "{valueNameEn} cannot move to {toNameEn}: a person moves into a unit of this plan.",
    zh: "{valueName} 不能调往 {toName}：只能把人员调入此方案中的组织单元。",
  },
  "adjustment/moves_nowhere": {
    status: 422,
    en: "{valueNameEn} already sits in {toNameEn}. Choose another unit, or leave the move out.",
    zh: "{valueName} 已在 {toName}，请选择其他单元或删除这一行。",
  },
  "adjustment/nothing_to_scale": {
    status: 422,
    en: "Nobody below {subjectNameEn} carries anything in these periods, so nothing can be scaled. Re-allocate, or let {subjectNameEn} absorb it.",
    zh: "{subjectName} 的下级在这些期间目标均为 0，无法按比例调整。请改用“重新分配”或“自行吸收”。",
  },
  "adjustment/cannot_reallocate": {
    status: 422,
    en: "What is left cannot be shared out again at {nodeNameEn} ({reason}). Choose pro rata, or change its bounds and locks first.",
    zh: "无法在 {nodeName} 重新分配剩余目标（{reason}）。请改用“按比例”，或先修改其上下限与锁定。",
  },
  "adjustment/guards": {
    status: 422,
    en: "{count} of your company's rules speak against this change; each is named below. Nothing was written.",
    zh: "此调整违反了贵公司的 {count} 条规则，逐项列在下面。没有写入任何内容。",
  },
  "adjustment/closed_period": {
    status: 422,
    en: "{value} is closed and never changes again. The first open period is {open}, from {openFrom}.",
    zh: "{value} 已关闭，不可再改。最早可调整的期间是 {open}（{openFrom} 起）。",
  },
  "adjustment/all_closed": {
    status: 422,
    en: "{value} is closed, and so is every other period of this plan. Make the change in the next plan.",
    zh: "{value} 已关闭，此方案的其他期间也都已关闭。请在下一个方案中调整。",
  },
  "adjustment/too_large": {
    status: 422,
    en: "{subjectNameEn} would move by {value} from {period}, which begins no quarter: there at most {most} is allowed. Make it smaller, or begin on {formal}.",
    zh: "{subjectName} 自 {period} 起将变动 {value}，而该期间不是季度首月，最多允许 {most}。请减小幅度，或改为 {formal} 起。",
  },
  "adjustment/too_often": {
    status: 422,
    en: "{subjectNameEn} already has {value} changes between quarters in {window}; at most {most} are allowed. Begin on {formal}, when a quarter starts.",
    zh: "{subjectName} 在 {window} 已有 {value} 次季度中调整，上限为 {most} 次。请改为 {formal}（季度首日）起。",
  },
  "adjustment/approver": {
    status: 422,
    en: "{value} cannot approve this: approvers are active members who may decide, other than you.",
    zh: "{value} 不能审批：审批人须为有审批权限的在职成员，且不能是你本人。",
  },
  "adjustment/not_now": {
    status: 409,
    en: "The request has moved on, so that step cannot be taken any more. Load it again to see what happened.",
    zh: "申请的状态已经变了，不能再执行此步骤。请重新载入查看进展。",
  },
  "adjustment/own_request": {
    status: 403,
    en: "You asked for this change yourself, so a second person must decide on it.",
    zh: "这是你自己提交的申请，必须由另一个人审批。",
  },
  "adjustment/not_asked": {
    status: 403,
    en: "This request names who must approve it, and you are not among them.",
    zh: "此申请指定了审批人，你不在其中。",
  },
  "adjustment/not_yours": {
    status: 403,
    en: "Only whoever asked can withdraw a request. You may reject it instead.",
    zh: "只有申请人可以撤回。你可以驳回此申请。",
  },
  "adjustment/signed_already": {
    status: 409,
    en: "You have approved this already; another signature is still missing.",
    zh: "你已审批，尚缺其他人的审批。",
  },
  "adjustment/note_missing": {
    status: 422,
    en: "A rejection needs its reason: whoever asked will read it.",
    zh: "驳回必须说明理由，申请人会看到。",
  },
  "adjustment/other_radius": {
    status: 409,
    en: "The plan has moved since: what would change is no longer what you looked at. Look at the difference and approve again.",
    zh: "方案已变动：影响范围与你看到的不同。请查看差异后重新审批。",
  },
  "adjustment/people_moved": {
    status: 409,
    en: "Somebody moved in the organisation in the meantime. Load the request again.",
    zh: "组织中的人员已有变动，请重新载入申请。",
  },
  "adjustment/draft_differs": {
    status: 409,
    en: "The draft holds unpublished work on {recipientsEn}, which applying would overwrite. Publish the draft first, or restore version {number} as the draft, then apply.",
    zh: "草稿中有 {recipients} 尚未发布的改动，应用调整会将其覆盖。请先发布草稿，或把第 {number} 版恢复为草稿，再应用。",
  },
  "adjustment/percent": {
    status: 422,
    en: "{value} is no limit: give a percentage from 0 to 100.",
    zh: "{value} 不是有效的上限，请填写 0 到 100 之间的百分比。",
  },
  "resource/amount": {
    status: 422,
    en: "{value} is no amount here: a number above 0 with at most {scale} decimals.",
    zh: "{value} 不是有效的数值：须大于 0，最多 {scale} 位小数。",
  },
  "resource/negative": {
    status: 422,
    en: "{value} is below 0; heads, productivity and budgets are not.",
    zh: "{value} 小于 0；人数、人均产能和预算不能为负。",
  },
  "resource/interval": {
    status: 422,
    en: "{from} until {until} holds no day: the end must be after the beginning.",
    zh: "{from} 起、{until} 前不含任何一天：结束日必须在开始日之后。",
  },
  "resource/overlap": {
    status: 409,
    en: "For some of these days {from} until {until} stands already. Replace exactly that interval, or choose days outside it.",
    zh: "{from} 起、{until} 前已有记录。请整段替换，或选择其外的日期。",
  },
  "resource/shares": {
    status: 422,
    en: "The shares sum to {value}; they are not below 0 and sum to exactly 100 %.",
    zh: "各用途占比之和为 {value}；占比不能为负，且合计必须恰好为 100%。",
  },
  "resource/too_little": {
    status: 422,
    en: "{value} of {purpose} cannot leave: only {have} is there and not yet used.",
    zh: "无法划出 {purpose} 的 {value}：可用余额只有 {have}。",
  },
  "resource/too_few_heads": {
    status: 422,
    en: "More people would leave than heads are planned there. Correct the planned heads first.",
    zh: "调出的人数超过该单元的计划人数。请先更正计划人数。",
  },
  "resource/unknown": {
    status: 422,
    en: "There is no {kind} {value}.",
    zh: "没有名为 {value} 的 {kind}。",
  },
} as const satisfies Refusals;
