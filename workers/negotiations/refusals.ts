import type { Refusals } from "../lib/refusals.ts";

/** Each names the place, the value and the remedy. */
export const negotiationRefusals = {
  "negotiation/not_found": {
    status: 404,
    en: "There is no round of negotiation {id}.",
    zh: "没有协商轮次 {id}。",
  },
  "negotiation/no_thread": {
    status: 404,
    en: "{subject} has no number in this round.",
    zh: "{subject} 在本轮协商中没有目标数。",
  },
  "negotiation/exists": {
    status: 409,
    en: "A round with the id {id} exists already.",
    zh: "编号为 {id} 的协商轮次已存在。",
  },
  "negotiation/round_open": {
    status: 409,
    en: "Round {round} of this plan is open until {deadline}. Close or cancel it before you open another.",
    zh: "该方案的协商轮次 {round} 仍在进行，截止 {deadline}。请先结束或取消，再开新一轮。",
  },
  "negotiation/round_over": {
    status: 409,
    en: "This round is over; nothing more can be said in it. A number that is published changes by an adjustment.",
    zh: "本轮协商已结束，不能再提交。已发布的目标请通过“调整”修改。",
  },
  "negotiation/statements_frozen": {
    status: 409,
    en: "What was stated for the payoff is frozen since {deadline}: the deadline of this round cannot be moved any more. Close the round, or cancel it and open another.",
    zh: "按申报兑现的数已在 {deadline} 冻结，本轮截止日不能再延后。请结束本轮，或取消后另开一轮。",
  },
  "negotiation/deadline_past": {
    status: 422,
    en: "The deadline {deadline} is before {earliest}. Choose {earliest} or a later day.",
    zh: "截止日 {deadline} 早于 {earliest}，请选择 {earliest} 或之后的日期。",
  },
  "negotiation/nobody": {
    status: 409,
    en: "Nobody has a number below the top of this plan, so there is nothing to agree on. Add people and share it out again.",
    zh: "方案最上层之下没有任何目标数，无可协商。请先录入人员并重新分配。",
  },
  "negotiation/payoff": {
    status: 422,
    en: "{value} does not keep {rule}: people would be paid for saying something else than they expect. Change it.",
    zh: "{value} 不满足 {rule}：如实申报将不是最优选择。请修改。",
  },
  "negotiation/outside_chain": {
    status: 403,
    en: "You are not in the chain of {subject}: only who carries the number and the managers above may speak on it. Ask one of them.",
    zh: "你不在 {subject} 的上下级链条中：只有目标承担人及其上级可以参与协商。请联系他们。",
  },
  "negotiation/deadline_passed": {
    status: 409,
    en: "The deadline of this round was {deadline}; today is {today}. You can still sign the proposal; for more time ask who opened the round to move the deadline.",
    zh: "本轮协商已于 {deadline} 截止，今天是 {today}。你仍可以签认现有提议；如需更多时间，请让发起人延后截止日。",
  },
  "negotiation/not_recipient": {
    status: 403,
    en: "Only who carries the number of {subject} can sign or state it. You can propose, decide or remind.",
    zh: "只有承担 {subject} 目标的人可以签认或申报。你可以提议、裁决或提醒。",
  },
  "negotiation/own_number": {
    status: 403,
    en: "Nobody decides on their own number ({subject}). It waits for the level above.",
    zh: "任何人都不能裁决自己的目标（{subject}），须由上一级决定。",
  },
  "negotiation/already_agreed": {
    status: 409,
    en: "The number of {subject} is signed: {current}. A signed number does not move in this round.",
    zh: "{subject} 的目标已签认：{current}。已签认的数在本轮不再变动。",
  },
  "negotiation/already_settled": {
    status: 409,
    en: "The number of {subject} has been decided: {current}. It can still be signed.",
    zh: "{subject} 的目标已裁定为 {current}，仍可签认。",
  },
  "negotiation/already_countered": {
    status: 409,
    en: "A counter-proposal of {asked} for {subject} is open already. Take it back before you make another.",
    zh: "{subject} 已有一个未决的还价 {asked}。请先撤回，再提新的。",
  },
  "negotiation/nothing_asked": {
    status: 409,
    en: "There is no open counter-proposal for {subject}; the proposal of {current} is on the table.",
    zh: "{subject} 没有未决的还价，当前提议为 {current}。",
  },
  "negotiation/not_yours": {
    status: 403,
    en: "The counter-proposal for {subject} came from another level; who made it can take it back or pass it on.",
    zh: "{subject} 的还价由另一层级提出，只有提出者可以撤回或上报。",
  },
  "negotiation/awaits_above": {
    status: 403,
    en: "This waits for a level above yours ({subject}). You can pass your view on to who decides.",
    zh: "{subject} 的这一事项须由更高一级决定，你可以把意见告诉决定人。",
  },
  "negotiation/nobody_above": {
    status: 409,
    en: "Nobody is above you in the chain of {subject}. Propose another number instead.",
    zh: "在 {subject} 的链条中，你之上没有更高层级。请直接提出新的数。",
  },
  "negotiation/same_amount": {
    status: 422,
    en: "{value} is the number on the table already. Accept it, or name another one.",
    zh: "{value} 与当前提议相同。请直接接受，或填写不同的数。",
  },
  "negotiation/below_zero": {
    status: 422,
    en: "{value} is below 0. Name a number from 0 up.",
    zh: "{value} 小于 0，请填写不小于 0 的数。",
  },
  "negotiation/raise_unsigned": {
    status: 422,
    en: "{value} is above the first proposal of {first} for {subject}: a raise needs a signature in time. Propose it before the deadline, or decide on {first} at most.",
    zh: "{value} 高于 {subject} 的首次提议 {first}：上调必须由本人在期限内签认。请在截止前提议，或裁定不高于 {first}。",
  },
  "negotiation/reason_missing": {
    status: 422,
    en: "Say why: {subject} and the levels above will read it.",
    zh: "请写明理由：{subject} 及其上级都会看到。",
  },
  "negotiation/no_statement": {
    status: 409,
    en: "The payoff of this plan takes no statements ({subject}).",
    zh: "本方案的兑现方式不需要申报（{subject}）。",
  },
  "negotiation/no_siblings": {
    status: 409,
    en: "Nobody beside {subject} is free to take the difference: they have signed, been decided, or ask for something themselves. Choose the reserve or the level above.",
    zh: "{subject} 的同级都已签认、已裁定或正在协商，无人可承担差额。请改由预留或上一级承担。",
  },
  "negotiation/siblings_cannot": {
    status: 409,
    en: "Those beside {subject} cannot take a difference of {value}. Choose the reserve or the level above.",
    zh: "{subject} 的同级无法承担 {value} 的差额。请改由预留或上一级承担。",
  },
  "negotiation/top": {
    status: 409,
    en: "Above {subject} stands the plan's own amount, which no negotiation changes. Choose the reserve or the siblings.",
    zh: "{subject} 的上一级就是方案总额，协商不会改动它。请改由预留或同级承担。",
  },
  "negotiation/parent_open": {
    status: 409,
    en: "The number of the unit above {subject} is under discussion or signed already. Choose the reserve or the siblings; one under discussion can be decided first.",
    zh: "{subject} 上级组织单元的目标正在协商或已签认。请改由预留或同级承担；正在协商的也可先裁定。",
  },
  "negotiation/decisions": {
    status: 422,
    en: "{count} of the decisions cannot be carried out; each is named below. Nothing was changed.",
    zh: "有 {count} 项决定无法执行，逐项列在下面。没有改动任何内容。",
  },
  "negotiation/gap_moved": {
    status: 409,
    en: "The gap is {current} now, not {value}. Look at it again before you sign.",
    zh: "缺口现为 {current}，不再是 {value}。请重新查看后再签认。",
  },
  "negotiation/no_gap": {
    status: 409,
    en: "There is no gap to sign: the children carry exactly what the unit shares out.",
    zh: "没有需要签认的缺口：下级之和与该组织单元分配的数一致。",
  },
  "negotiation/undecided": {
    status: 409,
    en: "{count} counter-proposals wait for a decision. Grant, reject or settle them first.",
    zh: "还有 {count} 个还价未决。请先同意、驳回或裁定。",
  },
  "negotiation/not_due": {
    status: 409,
    en: "{count} have not answered and the deadline is {deadline}. Wait until it has passed, or remind them.",
    zh: "还有 {count} 人未答复，截止日为 {deadline}。请等截止后再结束，或先提醒。",
  },
  "negotiation/gap_unsigned": {
    status: 409,
    en: "{count} units have a gap that nobody has signed; each is named below. Sign it or settle the numbers.",
    zh: "有 {count} 个组织单元的缺口无人签认，逐项列在下面。请签认缺口或裁定下级的数。",
  },
  "negotiation/gap": {
    status: 409,
    en: "{unit} shares out {shared}, its children carry {given}: a gap of {value}.",
    zh: "{unit} 应分配 {shared}，下级合计 {given}，缺口 {value}。",
  },
} as const satisfies Refusals;
